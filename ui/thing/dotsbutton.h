// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

namespace Holdfast {

//! \brief Three dots that open a menu at once, without the arrow, which would be redundant.
//!
//! A style sheet could leave the arrow out as well, but a widget that has one keeps the colours of
//! the previous theme when the theme changes.
class DotsButton : public QToolButton
{
    Q_OBJECT
public:
    explicit DotsButton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Holdfast
