// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/number/numberinput.h"

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace Holdfast {

//! \brief A box for whole numbers that a spin box can hold.
class WholeNumberBox : public NumberInput<QSpinBox>
{
    Q_OBJECT
public:
    explicit WholeNumberBox(QWidget *parent = nullptr);
};

//! \brief A box for numbers of any size, with as many digits as they have.
class NumberBox : public NumberInput<QDoubleSpinBox>
{
    Q_OBJECT
public:
    explicit NumberBox(QWidget *parent = nullptr);

    //! Shows no more than so many significant digits; the value keeps its own until another is entered.
    void setShownDigits(int digits);
    //! Treats a fraction as a problem from now on.
    void setWhole();

    QString textFromValue(double value) const override;
    void stepBy(int steps) override;

protected:
    bool isWhole() const override { return m_isWhole; }

private:
    int m_shownDigits = 0; //!< 0: as many as there are
    bool m_isWhole = false;
};

} // namespace Holdfast
