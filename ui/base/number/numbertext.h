// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

//! \brief The one rule by which the window reads and shows numbers.
//!
//! Point and comma are both the decimal sign, in every language; nothing separates groups of
//! digits. So a number means the same wherever it is typed, and a shown number can be typed again. A zero
//! is shown without a sign.
namespace Holdfast::NumberText {

//! \brief The result of reading a text.
struct Reading
{
    std::optional<double> value; //!< empty when the text is no number
    QString problem;             //!< a sentence that says why it is none, with the text
};

//! Reads \a text, and multiplies by ten to the power of \a power without rounding twice.
Reading read(const QString &text, int power = 0);

//! Returns the number in \a text, which a spin box has put between \a prefix and \a suffix. A
//! prefix or suffix of which letters were deleted is recognised as well.
QString withoutAffixes(const QString &text, const QString &prefix, const QString &suffix);

//! Shows a number with the decimal sign of the language, in as many digits as it has.
QString show(double value);
QString show(qint64 value);
//! Shows no more than so many significant digits.
QString rounded(double value, int digits);
//! Shows so many digits after the decimal sign.
QString fixed(double value, int decimals);

//! Returns the sentence for a text that is a number, but not an allowed one. All numbers are given
//! as they are shown, with unit.
QString tooSmall(const QString &entered, const QString &least);
QString tooLarge(const QString &entered, const QString &most);
QString notWhole(const QString &entered);

} // namespace Holdfast::NumberText
