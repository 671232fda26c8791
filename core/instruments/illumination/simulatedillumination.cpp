// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/illumination/simulatedillumination.h"

#include <QScopeGuard>

namespace Holdfast {

SimulatedIllumination::SimulatedIllumination()
{
    describeThing(tr("The simulated LED of a microscope."), tr("Illumination"));
    describe("ledOn", tr("Whether the LED is switched on.")).setting();
    describe("brightness", tr("How bright the LED is when it is on; 1 is full current."))
        .range({0, 1})
        .setting();
    describe("setLed", tr("Switches the LED on or off."));
    describe("flash", tr("Switches the LED off and on, so that you see which microscope this is."))
        .input("numberOfFlashes", Unit::None, Range {1, 100})
        .input("dt", Unit::Second, Range {0.05, 10});
}

double SimulatedIllumination::light() const
{
    const Flash flash = m_flash;
    return flash == Flash::On || (flash == Flash::None && isLedOn()) ? brightness() : 0;
}

void SimulatedIllumination::setLedOn(bool on)
{
    const auto hold = holdGlobalLock();
    m_ledOn = on;
}

void SimulatedIllumination::setBrightness(double brightness)
{
    const auto hold = holdGlobalLock();
    m_brightness = brightness;
}

void SimulatedIllumination::setLed(const LedSwitch &input)
{
    const auto hold = holdGlobalLock();
    setLedOn(input.ledOn);
}

void SimulatedIllumination::flash(const LedFlashes &input)
{
    const auto hold = holdGlobalLock();
    const auto goBack = qScopeGuard([this] { m_flash = Flash::None; });
    const std::chrono::duration<double> half(input.dt);
    for (int i = 0; i < input.numberOfFlashes; ++i) {
        m_flash = Flash::Off;
        cancellableSleep(half);
        m_flash = Flash::On;
        cancellableSleep(half);
        reportProgress(100 * double(i + 1) / input.numberOfFlashes);
    }
}

Json SimulatedIllumination::state() const
{
    return {{"led_on", isLedOn()}, {"brightness", brightness()}};
}

} // namespace Holdfast
