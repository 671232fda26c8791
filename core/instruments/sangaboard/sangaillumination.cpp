// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaillumination.h"

#include <QScopeGuard>

namespace Holdfast {

SangaIllumination::SangaIllumination()
{
    describeThing(tr("The LED of an OpenFlexure microscope, at a Sangaboard."), tr("Illumination"));
    describe("ledOn", tr("Whether the LED is switched on.")).setting();
    describe("brightness", tr("How bright the LED is when it is on; 1 is full current."))
        .range({0, 1})
        .setting();
    describe("setLed", tr("Switches the LED on or off."));
    describe("flash", tr("Switches the LED off and on, so that you see which microscope this is."))
        .input("numberOfFlashes", Unit::None, Range {1, 100})
        .input("dt", Unit::Second, Range {0.05, 10});
}

void SangaIllumination::open()
{
    m_isOpen = true;
    // The signal comes from the port's thread; a board that has come back has its LED off.
    connect(m_stage.operator->(), &SangaboardStage::connectedChanged, this, [this](bool connected) {
        if (connected)
            m_stage->postLed(isLedOn() ? brightness() : 0);
    });
    if (m_stage->isConnected())
        m_stage->postLed(isLedOn() ? brightness() : 0);
}

void SangaIllumination::setLedOn(bool on)
{
    const auto hold = holdGlobalLock();
    if (m_isOpen)
        m_stage->setLed(on ? brightness() : 0);
    m_ledOn = on;
}

void SangaIllumination::setBrightness(double brightness)
{
    const auto hold = holdGlobalLock();
    if (m_isOpen && isLedOn())
        m_stage->setLed(brightness);
    m_brightness = brightness;
}

void SangaIllumination::setLed(const LedSwitch &input)
{
    const auto hold = holdGlobalLock();
    setLedOn(input.ledOn);
}

void SangaIllumination::flash(const LedFlashes &input)
{
    const auto hold = holdGlobalLock();
    const auto goBack = qScopeGuard([this] { m_stage->postLed(isLedOn() ? brightness() : 0); });
    const std::chrono::duration<double> half(input.dt);
    for (int i = 0; i < input.numberOfFlashes; ++i) {
        m_stage->setLed(0);
        cancellableSleep(half);
        m_stage->setLed(brightness());
        cancellableSleep(half);
        reportProgress(100 * double(i + 1) / input.numberOfFlashes);
    }
}

Json SangaIllumination::state() const
{
    return {{"led_on", isLedOn()}, {"brightness", brightness()}};
}

} // namespace Holdfast
