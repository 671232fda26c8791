// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/action/resultview.h"

#include "ui/thing/action/blobview.h"
#include "ui/thing/property/valuetext.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace Holdfast {

ResultView::ResultView(const QString &operation, QWidget *parent)
    : QWidget(parent)
    , m_operation(operation)
    , m_layout(new QVBoxLayout(this))
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(operation + QStringLiteral("Result"));
    m_text->setObjectName(operation + QStringLiteral("ResultText"));
    m_text->setAccessibleName(tr("Result of %1").arg(operation));
    m_text->setToolTip(tr("What the action returned; may be selected and copied"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_layout->setContentsMargins({});
    m_layout->addWidget(m_text);
    clear();
}

void ResultView::setOutput(const Payload &output)
{
    clear();
    // A single blob is the whole result; its JSON would only name its place on the server.
    const bool isBlob = output.blobs.size() == 1 && output.json.is_object();
    const bool hasText = !output.json.is_null() && !isBlob;
    if (hasText) {
        m_text->setPlainText(ValueText::pretty(output.json));
        const int lines = std::clamp(m_text->blockCount(), 1, 8);
        m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + 12);
    }
    m_text->setVisible(hasText);
    for (const Blob &blob : output.blobs) {
        if (m_blobs.size() == mostBlobs)
            break;
        auto *view =
            new BlobView(QStringLiteral("%1Blob%2").arg(m_operation).arg(m_blobs.size()), this);
        m_layout->addWidget(view);
        m_blobs << view;
        view->setBlob(blob);
    }
    setVisible(hasText || !m_blobs.isEmpty());
}

void ResultView::clear()
{
    m_text->clear();
    for (BlobView *view : std::as_const(m_blobs)) {
        view->hide();
        view->deleteLater();
    }
    m_blobs.clear();
    hide();
}

} // namespace Holdfast
