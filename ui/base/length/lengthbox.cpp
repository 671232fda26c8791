// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/length/lengthbox.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace Holdfast {

namespace {

// What is shown of a length that is no round number.
constexpr double finest = 1000;

//! Returns by how much a length of \a size grows with an arrow: a tenth of the power of ten below it.
double strideAt(double size)
{
    constexpr double least = 0.1;
    return size < 1 ? least : std::max(least, std::pow(10, std::floor(std::log10(size)) - 1));
}

} // namespace

LengthBox::LengthBox(QWidget *parent)
    : WholeNumberBox(parent)
{
}

void LengthBox::setScale(double perStep, const QString &suffix)
{
    if (perStep == m_perStep && suffix == this->suffix())
        return;
    const bool wasBlank = isBlank();
    m_perStep = perStep;
    setSuffix(suffix);
    if (wasBlank)
        return;
    const QSignalBlocker quiet(this);
    setValue(value());
}

QString LengthBox::textOf(double steps) const
{
    return m_perStep == 1 ? WholeNumberBox::textOf(steps)
                          : NumberText::show(std::round(steps * m_perStep * finest) / finest);
}

QString LengthBox::textFromValue(int steps) const
{
    return textOf(double(steps));
}

NumberText::Reading LengthBox::readNumber(const QString &text) const
{
    NumberText::Reading reading = NumberText::read(text);
    if (reading.value)
        reading.value = *reading.value / m_perStep;
    return reading;
}

void LengthBox::stepBy(int steps)
{
    if (m_perStep == 1 || isBlank() || !problem().isEmpty()) {
        WholeNumberBox::stepBy(steps);
        return;
    }
    const double size = entered() * m_perStep;
    // From a power of ten downwards the strides are those below it.
    const double towards = steps < 0 ? std::abs(size) * (1 - 1e-9) : std::abs(size);
    const double stride = strideAt(stepType() == AdaptiveDecimalStepType ? towards : 10);
    if (stride < 2 * m_perStep) {
        setValue(std::clamp(entered() + steps, minimum(), maximum()));
        return;
    }
    constexpr double tolerance = 1e-6;
    const double strides = steps > 0 ? std::floor(size / stride + tolerance) + steps
                                     : std::ceil(size / stride - tolerance) + steps;
    const int way = steps > 0 ? 1 : -1;
    auto target = std::llround(strides * stride / m_perStep);
    if (target == entered()) // that was the nearest one to the round number
        target = std::llround((strides + way) * stride / m_perStep);
    setValue(int(std::clamp<qint64>(target, minimum(), maximum())));
}

} // namespace Holdfast
