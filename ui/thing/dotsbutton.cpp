// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/dotsbutton.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace Holdfast {

DotsButton::DotsButton(QWidget *parent)
    : QToolButton(parent)
{
    setText(QStringLiteral("\u22ee"));
    setAutoRaise(true);
    setPopupMode(QToolButton::InstantPopup);
}

void DotsButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionToolButton::ToolButtonFeatures(QStyleOptionToolButton::HasMenu);
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
}

} // namespace Holdfast
