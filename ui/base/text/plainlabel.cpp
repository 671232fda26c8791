// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/plainlabel.h"

#include "ui/base/text/literal.h"

namespace Holdfast {

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

PlainLabel::PlainLabel(const QString &text, QWidget *parent)
    : PlainLabel(parent)
{
    setText(text);
}

PlainLabel::PlainLabel(const QString &text, QWidget *buddy, QWidget *parent)
    : PlainLabel(text, parent)
{
    setBuddy(buddy);
}

void PlainLabel::setText(const QString &text)
{
    QLabel::setText(literal(text));
}

} // namespace Holdfast
