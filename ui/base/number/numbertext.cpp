// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/number/numbertext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace Holdfast::NumberText {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::NumberText", text);
}

//! Returns \a text as a message quotes it.
QString quoted(const QString &text)
{
    constexpr qsizetype longest = 40;
    return text.size() > longest ? text.left(longest) + QStringLiteral(" \u2026") : text;
}

bool isDecimalSign(QChar letter)
{
    return letter == u'.' || letter == u',' || QLocale().decimalPoint() == letter;
}

//! Returns \a text with the digits, signs and decimal signs of any script replaced by those of C.
//! Everything else stays.
QString toAscii(const QString &text, int *decimalSigns)
{
    QString ascii;
    ascii.reserve(text.size());
    for (const QChar letter : text) {
        if (isDecimalSign(letter)) {
            ++*decimalSigns;
            ascii += u'.';
        } else if (letter.isDigit()) {
            ascii += QChar(u'0' + letter.digitValue());
        } else {
            ascii += letter == QChar(0x2212) ? QChar(u'-') : letter;
        }
    }
    return ascii;
}

//! Returns \a ascii, a number as C writes it, with the decimal sign of the language. A negative number that is rounded to
//! zero, and the negative zero, lose their sign: they would be taken for something else than nothing.
QString localised(QString ascii)
{
    static const QRegularExpression negativeZero(QStringLiteral("^-[0.]+(?:e.*)?$"));
    if (ascii.startsWith(u'-') && negativeZero.match(ascii).hasMatch())
        ascii.remove(0, 1);
    return ascii.replace(u'.', QLocale().decimalPoint());
}

//! Removes \a affix, or the rest of it after letters of it were deleted, from the end of \a text.
QString withoutEnd(const QString &text, const QString &affix)
{
    if (affix.isEmpty())
        return text;
    if (text.endsWith(affix))
        return withoutEnd(text.chopped(affix.size()), affix.trimmed());
    const QString word = affix.trimmed();
    for (qsizetype length = word.size() - 1; length > 0; --length) {
        const QString part = word.left(length);
        if (text.endsWith(part) && !part.back().isDigit())
            return text.chopped(length).trimmed();
    }
    return text;
}

QString reversed(QString text)
{
    std::reverse(text.begin(), text.end());
    return text;
}

} // namespace

Reading read(const QString &text, int power)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {{}, tr("Nothing is entered.")};
    int decimalSigns = 0;
    const QString ascii = toAscii(trimmed, &decimalSigns);
    static const QRegularExpression form(
        QStringLiteral("^([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:[eE]([+-]?[0-9]{1,4}))?$"));
    static const QRegularExpression grouped(QStringLiteral("^[+-]?[0-9.]+$"));
    const auto match = form.match(ascii);
    if (!match.hasMatch()) {
        if (decimalSigns > 1 && grouped.match(ascii).hasMatch()) {
            return {{},
                    tr("\u201c%1\u201d has more than one decimal sign: write it without grouping, "
                       "like %2.")
                        .arg(quoted(trimmed), localised(QStringLiteral("1234.5")))};
        }
        return {{}, tr("\u201c%1\u201d is not a number.").arg(quoted(trimmed))};
    }
    const int exponent = match.captured(2).toInt() + power;
    const double value = QStringLiteral("%1e%2").arg(match.captured(1)).arg(exponent).toDouble();
    if (!std::isfinite(value))
        return {{}, tr("\u201c%1\u201d is too large for a number.").arg(quoted(trimmed))};
    return {value, {}};
}

QString withoutAffixes(const QString &text, const QString &prefix, const QString &suffix)
{
    QString number = text;
    if (!suffix.isEmpty())
        number = withoutEnd(number, suffix);
    if (!prefix.isEmpty())
        number = reversed(withoutEnd(reversed(number), reversed(prefix)));
    return number;
}

QString show(double value)
{
    constexpr double smallestPlain = 1e-4;
    constexpr double largestPlain = 1e9;
    const double size = std::abs(value);
    const bool isPlain = value == 0 || (size >= smallestPlain && size < largestPlain);
    return localised(QString::number(value, isPlain ? 'f' : 'g', QLocale::FloatingPointShortest));
}

QString show(qint64 value)
{
    return QString::number(value);
}

QString rounded(double value, int digits)
{
    return localised(QString::number(value, 'g', digits));
}

QString fixed(double value, int decimals)
{
    return localised(QString::number(value, 'f', decimals));
}

QString tooSmall(const QString &entered, const QString &least)
{
    return tr("%1 is too small: at least %2.").arg(entered, least);
}

QString tooLarge(const QString &entered, const QString &most)
{
    return tr("%1 is too large: at most %2.").arg(entered, most);
}

QString notWhole(const QString &entered)
{
    return tr("%1 is not a whole number.").arg(entered);
}

} // namespace Holdfast::NumberText
