// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/illumination/illumination.h"

#include <QScopeGuard>

namespace Holdfast {

Illumination::Illumination(double brightness)
    : m_brightness(this, &Illumination::brightnessChanged, brightness)
{
    describe("ledOn", tr("Whether the LED is switched on.")).setting();
    describe("brightness", tr("How bright the LED is when it is on; 1 is full current."))
        .range({0, 1})
        .setting();
    describe("setLed", tr("Switches the LED on or off."));
    describe("flash", tr("Switches the LED off and on, so that you see which microscope this is."))
        .input("numberOfFlashes", Unit::None, Range {1, 100})
        .input("dt", Unit::Second, Range {0.05, 10});
}

void Illumination::setLedOn(bool on)
{
    const auto hold = holdGlobalLock();
    shine(on ? brightness() : 0);
    m_ledOn = on;
}

void Illumination::setBrightness(double brightness)
{
    const auto hold = holdGlobalLock();
    if (isLedOn())
        shine(brightness);
    m_brightness = brightness;
}

void Illumination::setLed(const LedSwitch &input)
{
    const auto hold = holdGlobalLock();
    setLedOn(input.ledOn);
}

void Illumination::flash(const LedFlashes &input)
{
    const auto hold = holdGlobalLock();
    const auto goBack = qScopeGuard([this] {
        m_isFlashing = false;
        endFlash();
    });
    const std::chrono::duration<double> half(input.dt);
    for (int i = 0; i < input.numberOfFlashes; ++i) {
        shine(0);
        m_isFlashing = true;
        cancellableSleep(half);
        shine(brightness());
        cancellableSleep(half);
        reportProgress(100 * double(i + 1) / input.numberOfFlashes);
    }
}

Json Illumination::state() const
{
    return {{"led_on", isLedOn()}, {"brightness", brightness()}};
}

} // namespace Holdfast
