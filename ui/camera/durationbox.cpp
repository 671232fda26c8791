// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/durationbox.h"

#include <QRegularExpression>

#include <array>

namespace Holdfast {

namespace {

struct TimeUnit
{
    QString symbol;
    double microseconds;
};

// Largest first.
const std::array units {TimeUnit {QStringLiteral("s"), 1e6}, TimeUnit {QStringLiteral("ms"), 1e3},
                        TimeUnit {QStringLiteral("\u00b5s"), 1}};

const TimeUnit &fitting(double microseconds)
{
    for (const TimeUnit &unit : units) {
        if (microseconds >= unit.microseconds)
            return unit;
    }
    return units.back();
}

} // namespace

DurationBox::DurationBox(QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(0);
    setStepType(AdaptiveDecimalStepType);
}

QString DurationBox::textFromValue(double microseconds) const
{
    const TimeUnit &unit = fitting(microseconds);
    QLocale shown = locale();
    shown.setNumberOptions(QLocale::OmitGroupSeparator);
    return shown.toString(microseconds / unit.microseconds, 'f', QLocale::FloatingPointShortest)
           + u' ' + unit.symbol;
}

double DurationBox::toMicroseconds(const QString &text) const
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*([0-9.,]+)\\s*(s|ms|us|\u00b5s|\u03bcs)?\\s*\\z"));
    const auto match = form.match(text);
    bool ok = false;
    double number = locale().toDouble(match.captured(1), &ok);
    if (!ok)
        number = QLocale::c().toDouble(match.captured(1), &ok); // as everywhere in a lab
    if (!ok)
        return -1;
    const QString symbol = match.captured(2);
    if (symbol.isEmpty())
        return number * fitting(value()).microseconds;
    for (const TimeUnit &unit : units) {
        if (unit.symbol == symbol)
            return number * unit.microseconds;
    }
    return number; // another way to write a micro
}

double DurationBox::valueFromText(const QString &text) const
{
    return toMicroseconds(text);
}

QValidator::State DurationBox::validate(QString &text, int &) const
{
    const double microseconds = toMicroseconds(text);
    if (microseconds >= minimum() && microseconds <= maximum())
        return QValidator::Acceptable;
    static const QRegularExpression unfinished(
        QStringLiteral("^\\s*[0-9.,]*\\s*(m|u|\u00b5|\u03bc)?s?\\s*\\z"));
    return unfinished.match(text).hasMatch() ? QValidator::Intermediate : QValidator::Invalid;
}

} // namespace Holdfast
