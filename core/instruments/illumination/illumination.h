// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/illumination/ledrequests.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <atomic>

namespace Holdfast {

//! \brief The LED of a microscope, simulated or real: whether it is on, how bright it is then, and flashes that show which
//! microscope it is.
class Illumination : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool ledOn READ isLedOn WRITE setLedOn NOTIFY ledOnChanged)
    Q_PROPERTY(double brightness READ brightness WRITE setBrightness NOTIFY brightnessChanged)
public:
    //! Returns whether the LED was switched on.
    bool isLedOn() const { return m_ledOn; }
    void setLedOn(bool on);
    //! Returns the brightness of the LED when it is on, from 0 to 1.
    double brightness() const { return m_brightness; }
    void setBrightness(double brightness);

    Q_INVOKABLE void setLed(const Holdfast::LedSwitch &input);
    //! Switches the LED off and on, so that a user sees which microscope this is.
    Q_INVOKABLE void flash(const Holdfast::LedFlashes &input);

    Json state() const override;

Q_SIGNALS:
    void ledOnChanged(bool on);
    void brightnessChanged(double brightness);

protected:
    //! Makes an LED that is on, with \a brightness, until a setting says something else.
    explicit Illumination(double brightness);

    //! Returns the brightness that the properties ask for: 0 when the LED is switched off.
    double wantedLight() const { return isLedOn() ? brightness() : 0; }
    //! Returns whether a flash runs, so that the light is another one. May be called in any thread.
    bool isFlashing() const { return m_isFlashing; }

    //! Lets the LED shine with \a brightness, from 0 to 1. Throws ThingError when it cannot; then the properties stay.
    virtual void shine(double brightness) = 0;
    //! Is called at the end of a flash, when the LED is to shine with wantedLight() again. Must not throw.
    virtual void endFlash() = 0;

private:
    Value<bool> m_ledOn {this, &Illumination::ledOnChanged, true};
    Value<double> m_brightness;
    std::atomic<bool> m_isFlashing {false};
};

} // namespace Holdfast
