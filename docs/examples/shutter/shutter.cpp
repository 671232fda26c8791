// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "docs/examples/shutter/shutter.h"

#include <QScopeGuard>

namespace Holdfast {

Shutter::Shutter()
{
    describeThing(tr("A shutter in front of the lamp."));
    describe("open", tr("Whether light reaches the sample."));
    describe("pulse", tr("Opens for a while, then closes."))
        .input("seconds", Unit::Second, Range {0.001, 60.0});
}

void Shutter::setOpen(bool open)
{
    const auto hold = holdGlobalLock(); // nests under the caller's hold, refuses other callers
    drive(open);
}

void Shutter::pulse(double seconds)
{
    const auto hold = holdGlobalLock();
    const auto closeAgain = qScopeGuard([this] { drive(false); });
    drive(true);
    cancellableSleep(std::chrono::duration<double>(seconds));
}

void Shutter::emergencyStop()
{
    drive(false);
}

void Shutter::drive(bool open)
{
    // A real shutter would be moved here, through inThingThread() if it is on a serial port.
    m_open = open; // readable from any thread; notifies observers
}

} // namespace Holdfast
