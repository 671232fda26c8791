// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDoubleSpinBox>

namespace Holdfast {

//! \brief A spin box for times in microseconds, shown and entered in the unit that fits: "500 µs",
//! "1.5 ms", "2 s". A number without a unit is in the one that was shown.
class DurationBox : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit DurationBox(QWidget *parent = nullptr);

    QString textFromValue(double microseconds) const override;
    double valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;

private:
    //! Negative when \a text says no time.
    double toMicroseconds(const QString &text) const;
};

} // namespace Holdfast
