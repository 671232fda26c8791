// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/illumination/ledrequests.h"
#include "core/instruments/sangaboard/sangaboardstage.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

namespace Holdfast {

//! \brief The LED of an OpenFlexure microscope, at the Sangaboard of its stage.
//!
//! The board is only ever told the brightness: what it says has been rounded down, so that a value that is read and written again
//! would sink. It is told again when it comes back.
class SangaIllumination : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool ledOn READ isLedOn WRITE setLedOn NOTIFY ledOnChanged)
    Q_PROPERTY(double brightness READ brightness WRITE setBrightness NOTIFY brightnessChanged)
public:
    SangaIllumination();

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
    void open() override;

Q_SIGNALS:
    void ledOnChanged(bool on);
    void brightnessChanged(double brightness);

private:
    ThingSlot<SangaboardStage> m_stage {this, "stage"};
    Value<bool> m_ledOn {this, &SangaIllumination::ledOnChanged, true};
    Value<double> m_brightness {this, &SangaIllumination::brightnessChanged,
                                0.32}; // as OpenFlexure's own
    bool m_isOpen = false;
};

} // namespace Holdfast
