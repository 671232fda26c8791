// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/logs.h"

#include <stdexcept>

namespace Mirror {

void Logs::levels()
{
    logDebug(QStringLiteral("quiet"));
    logInfo(QStringLiteral("told"));
    logWarning(QStringLiteral("warned"));
    logError(QStringLiteral("alarmed"));
}

void Logs::countUp(int times)
{
    for (int i = 0; i < times; ++i)
        logInfo(QStringLiteral("m%1").arg(i));
}

void Logs::unexpected()
{
    logInfo(QStringLiteral("about to fail"));
    throw std::runtime_error("it broke");
}

void Logs::anticipated()
{
    logInfo(QStringLiteral("about to give up"));
    throw Holdfast::ThingError(QStringLiteral("InvocationError"),
                               QStringLiteral("as was to be expected"));
}

} // namespace Mirror
