// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/textbox.h"

#include "ui/base/text/literal.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"

namespace Holdfast {

TextBox::TextBox(int lines, const QString &labelName, QWidget *parent)
    : QScrollArea(parent)
    , m_label(new PlainLabel(this))
{
    m_label->setObjectName(labelName);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_label->setMinimumWidth(1); // a long word must not make all the lines longer than the box
    setObjectName(labelName + QStringLiteral("Box"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // the arrow keys move the stage
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(m_label);
    setFixedHeight(lines * fontMetrics().lineSpacing() + 2);
}

QString TextBox::text() const
{
    return m_label->text();
}

void TextBox::setText(const QString &text)
{
    if (literal(text) == m_label->text())
        return;
    m_label->setText(text);
    m_label->setToolTip(plainToolTip(text));
    ensureVisible(0, 0);
}

} // namespace Holdfast
