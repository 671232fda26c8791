// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/invocations/invocationdetails.h"

#include "ui/base/text/literal.h"
#include "ui/invocations/invocationtext.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Holdfast {

InvocationDetails::InvocationDetails(const InvocationRecord &invocation, QWidget *parent)
    : QDialog(parent)
    , m_id(invocation.id)
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("invocationDetails"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Invocation of %1").arg(literal(invocation.operation())));
    resize(560, 420);

    m_text->setObjectName(QStringLiteral("invocationDetailsText"));
    m_text->setAccessibleName(tr("Details of the invocation"));
    m_text->setToolTip(tr("Input, result, error and log; may be selected and copied"));
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeDetails"));
    buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Close this window (Escape)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    setInvocation(invocation);
}

void InvocationDetails::setInvocation(const InvocationRecord &invocation)
{
    if (invocation.id != m_id)
        return;
    const QString text = literal(InvocationText::details(invocation));
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
}

} // namespace Holdfast
