// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/unit.h"

namespace Holdfast {

QString symbol(Unit unit)
{
    switch (unit) {
    case Unit::None:
        return {};
    case Unit::Step:
        return QStringLiteral("steps");
    case Unit::Micrometre:
        return QStringLiteral("µm");
    case Unit::Second:
        return QStringLiteral("s");
    case Unit::Millisecond:
        return QStringLiteral("ms");
    case Unit::Microsecond:
        return QStringLiteral("µs");
    case Unit::Percent:
        return QStringLiteral("%");
    case Unit::Pixel:
        return QStringLiteral("px");
    case Unit::Kelvin:
        return QStringLiteral("K");
    case Unit::Celsius:
        return QStringLiteral("°C");
    case Unit::Volt:
        return QStringLiteral("V");
    case Unit::Decibel:
        return QStringLiteral("dB");
    }
    return {};
}

Unit unitOf(const QString &text)
{
    // Micro is also written as the Greek letter.
    const QString wanted = QString(text).replace(QChar(0x03bc), QChar(0x00b5));
    for (int unit = int(Unit::None) + 1; unit <= int(Unit::Decibel); ++unit) {
        if (symbol(Unit(unit)) == wanted)
            return Unit(unit);
    }
    return Unit::None;
}

} // namespace Holdfast
