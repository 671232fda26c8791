// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/illumination/ledrequests.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <atomic>

namespace Holdfast {

//! \brief The LED of a microscope without the hardware: a SimulatedCamera in whose slot it is sees its light.
class SimulatedIllumination : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool ledOn READ isLedOn WRITE setLedOn NOTIFY ledOnChanged)
    Q_PROPERTY(double brightness READ brightness WRITE setBrightness NOTIFY brightnessChanged)
public:
    SimulatedIllumination();

    //! Returns whether the LED was switched on.
    bool isLedOn() const { return m_ledOn; }
    void setLedOn(bool on);
    //! Returns the brightness of the LED when it is on, from 0 to 1.
    double brightness() const { return m_brightness; }
    void setBrightness(double brightness);
    //! Returns how much light there is at this moment, from 0 to 1. May be called in any thread.
    double light() const;

    Q_INVOKABLE void setLed(const Holdfast::LedSwitch &input);
    //! Switches the LED off and on, so that a user sees which microscope this is.
    Q_INVOKABLE void flash(const Holdfast::LedFlashes &input);

    Json state() const override;

Q_SIGNALS:
    void ledOnChanged(bool on);
    void brightnessChanged(double brightness);

private:
    //! What a flash does to the LED at this moment.
    enum class Flash { None, On, Off };

    Value<bool> m_ledOn {this, &SimulatedIllumination::ledOnChanged, true};
    Value<double> m_brightness {this, &SimulatedIllumination::brightnessChanged, 1};
    std::atomic<Flash> m_flash {Flash::None};
};

} // namespace Holdfast
