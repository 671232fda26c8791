// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/number/durationbox.h"

#include <QRegularExpression>

#include <array>
#include <cmath>

namespace Holdfast {

namespace {

struct TimeUnit
{
    QString symbol;
    int power; //!< of ten, in microseconds

    double microseconds() const { return std::pow(10, power); }
};

// Largest first.
const std::array timeUnits {TimeUnit {QStringLiteral("s"), 6}, TimeUnit {QStringLiteral("ms"), 3},
                            TimeUnit {QStringLiteral("\u00b5s"), 0}};

const TimeUnit &fittingUnit(double microseconds)
{
    for (const TimeUnit &unit : timeUnits) {
        if (microseconds >= unit.microseconds())
            return unit;
    }
    return timeUnits.back();
}

int powerOf(const QString &symbol)
{
    for (const TimeUnit &unit : timeUnits) {
        if (unit.symbol == symbol)
            return unit.power;
    }
    return 0; // another way to write a micro
}

} // namespace

DurationBox::DurationBox(QWidget *parent)
    : NumberBox(parent)
{
    setStepType(AdaptiveDecimalStepType);
}

QString DurationBox::textFromValue(double microseconds) const
{
    const TimeUnit &unit = fittingUnit(microseconds);
    return NumberText::show(microseconds / unit.microseconds()) + u' ' + unit.symbol;
}

NumberText::Reading DurationBox::readNumber(const QString &text) const
{
    static const QRegularExpression withUnit(
        QStringLiteral("^(.*?)(s|ms|us|\u00b5s|\u03bcs)\\s*$"));
    const auto match = withUnit.match(text);
    return match.hasMatch() ? NumberText::read(match.captured(1), powerOf(match.captured(2)))
                            : NumberText::read(text, fittingUnit(value()).power);
}

QString DurationBox::notWhole(const QString &entered) const
{
    return tr("%1 is not a whole number of microseconds.").arg(entered);
}

} // namespace Holdfast
