// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/echo.h"

#include "core/base/printable.h"

#include <cmath>

namespace Holdfast {

QString shown(const QString &text, qsizetype most)
{
    // The text may be very long; what is cut off need not be escaped.
    QString escaped = printable(QStringView(text).left(most + 1));
    if (escaped.size() <= most)
        return escaped;
    escaped.truncate(most - 3);
    if (escaped.back().isHighSurrogate())
        escaped.chop(1);
    return escaped + QStringLiteral("...");
}

QString quoted(const Json &json)
{
    // The parser has turned an integer that fits no integer type into a floating-point number, which
    // would not look like what the file says.
    constexpr double beyondIntegers = 9223372036854775808.0;
    if (json.is_number_float() && std::abs(json.get<double>()) >= beyondIntegers)
        return json.get<double>() > 0 ? QStringLiteral("a number that is too large")
                                      : QStringLiteral("a number that is too small");
    return shown(QString::fromUtf8(toBytes(json)));
}

} // namespace Holdfast
