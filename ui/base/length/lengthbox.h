// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/number/numberbox.h"

namespace Holdfast {

//! \brief A box for a length on a stage. Its value is a whole number of steps; it is read and shown in a unit that a step may
//! be any part of.
//!
//! A length that is no whole number of steps becomes the nearest one that is when it is entered.
class LengthBox : public WholeNumberBox
{
    Q_OBJECT
public:
    explicit LengthBox(QWidget *parent = nullptr);

    //! Shows a step as so many units from now on; the value stays.
    void setScale(double perStep, const QString &suffix);

    QString textFromValue(int steps) const override;
    //! Goes to the next round number of the unit, and by a step at least.
    void stepBy(int steps) override;

protected:
    bool isWhole() const override { return m_perStep == 1; }
    NumberText::Reading readNumber(const QString &text) const override;
    QString textOf(double steps) const override;

private:
    double m_perStep = 1;
};

} // namespace Holdfast
