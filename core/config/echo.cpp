// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/echo.h"

#include <cmath>

namespace Holdfast {

namespace {

bool isHidden(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString shown(const QString &text, qsizetype most)
{
    QString escaped;
    for (const QChar c : text) {
        if (isHidden(c))
            escaped += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            escaped += c;
        if (escaped.size() > most)
            break;
    }
    if (escaped.size() <= most)
        return escaped;
    escaped.truncate(most - 3);
    if (escaped.back().isHighSurrogate())
        escaped.chop(1);
    return escaped + QStringLiteral("...");
}

QString quoted(const Json &json)
{
    // An integer that fits nowhere has become a floating-point number, which is not what was written.
    constexpr double beyondIntegers = 9223372036854775808.0;
    if (json.is_number_float() && std::abs(json.get<double>()) >= beyondIntegers)
        return json.get<double>() > 0 ? QStringLiteral("a number that is too large")
                                      : QStringLiteral("a number that is too small");
    return shown(QString::fromUtf8(toBytes(json)));
}

} // namespace Holdfast
