// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace Holdfast {

//! \brief Keeps the wheel from changing an input that does not have the focus: scrolling past an
//! input changes nothing.
class WheelGuard : public QObject
{
    Q_OBJECT
public:
    //! Guards \a input for as long as it lives.
    explicit WheelGuard(QWidget *input);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace Holdfast
