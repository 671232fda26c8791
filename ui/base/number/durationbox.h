// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/number/numberbox.h"

namespace Holdfast {

//! \brief A box for times in microseconds, shown and entered in the unit that fits: "500 µs",
//! "1.5 ms", "2 s". A number without a unit is in the one that was shown.
class DurationBox : public NumberBox
{
    Q_OBJECT
public:
    explicit DurationBox(QWidget *parent = nullptr);

    QString textFromValue(double microseconds) const override;

protected:
    NumberText::Reading readNumber(const QString &text) const override;
    QString notWhole(const QString &entered) const override;
};

} // namespace Holdfast
