// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/number/numberbox.h"

#include <limits>

namespace Holdfast {

WholeNumberBox::WholeNumberBox(QWidget *parent)
    : NumberInput(parent)
{
}

NumberBox::NumberBox(QWidget *parent)
    : NumberInput(parent)
{
    setDecimals(std::numeric_limits<double>::max_exponent10
                + std::numeric_limits<double>::digits10); // or it would round its values
    setRange(std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max());
}

void NumberBox::setShownDigits(int digits)
{
    m_shownDigits = digits;
    setValue(value());
}

void NumberBox::setWhole()
{
    m_isWhole = true;
    setDecimals(0); // for the arrows: none of their steps is smaller than one
}

QString NumberBox::textFromValue(double value) const
{
    return m_shownDigits > 0 ? NumberText::rounded(value, m_shownDigits) : NumberText::show(value);
}

void NumberBox::stepBy(int steps)
{
    // From nothing, adaptive steps would be as small as numbers can be.
    constexpr double first = 0.1;
    if (stepType() == AdaptiveDecimalStepType && value() == 0 && !isBlank() && problem().isEmpty())
        setValue(steps * (m_isWhole ? 1 : first));
    else
        NumberInput::stepBy(steps);
}

} // namespace Holdfast
