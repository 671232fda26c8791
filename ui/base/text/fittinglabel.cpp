// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/fittinglabel.h"

#include <QEvent>
#include <QTextDocumentFragment>

#include <algorithm>

namespace Holdfast {

FittingLabel::FittingLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void FittingLabel::setTexts(const QStringList &texts)
{
    if (texts == m_texts)
        return;
    m_texts = texts;
    keepRoom();
    fit();
}

int FittingLabel::widthOf(const QString &text) const
{
    const QString plain =
        textFormat() == Qt::RichText ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
    const QMargins margins = contentsMargins();
    return fontMetrics().horizontalAdvance(plain) + margins.left() + margins.right() + 2;
}

void FittingLabel::keepRoom()
{
    // Only more than before, so that a number that changes moves nothing.
    if (!m_texts.isEmpty())
        setMinimumWidth(std::max(minimumWidth(), widthOf(m_texts.last())));
}

void FittingLabel::fit()
{
    if (m_texts.isEmpty()) {
        clear();
        return;
    }
    // Before it is shown it has no width of its own yet.
    const bool hasRoom = !isVisible();
    const auto fits = [&](const QString &text) { return hasRoom || widthOf(text) <= width(); };
    const auto found = std::find_if(m_texts.begin(), m_texts.end(), fits);
    setText(found == m_texts.end() ? m_texts.last() : *found);
}

void FittingLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

void FittingLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        keepRoom();
        fit();
    }
}

} // namespace Holdfast
