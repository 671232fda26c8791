// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lamp.h"

#include <QScopeGuard>

using Holdfast::Range;
using Holdfast::Unit;

Lamp::Lamp(const LampOptions &options)
    : m_options(options)
{
    describeThing(tr("A lamp whose brightness can be set."));
    describe("brightness", tr("How much light it gives, in milliwatts."))
        .range({0, options.mostMilliwatts});
    describe("flash", tr("Lights up for a while, then goes back."))
        .input("seconds", Unit::Second, Range {0.001, 60});
}

void Lamp::setBrightness(double milliwatts)
{
    const auto hold = holdGlobalLock();
    m_brightness = milliwatts; // a real lamp would be told here
}

void Lamp::flash(double seconds)
{
    const auto hold = holdGlobalLock();
    const double before = m_brightness;
    const auto goBack = qScopeGuard([this, before] { m_brightness = before; });
    m_brightness = m_options.mostMilliwatts;
    Holdfast::cancellableSleep(std::chrono::duration<double>(seconds));
}

void Lamp::emergencyStop()
{
    m_brightness = 0;
}
