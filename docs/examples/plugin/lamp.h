// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/thing/value.h>

//! \brief What the configuration can say about a Lamp: its `kwargs`.
struct LampOptions
{
    Q_GADGET
    Q_PROPERTY(double mostMilliwatts MEMBER mostMilliwatts)
public:
    double mostMilliwatts = 5;
};

//! \brief A lamp whose brightness can be set.
class Lamp : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(double brightness READ brightness WRITE setBrightness NOTIFY brightnessChanged)

public:
    explicit Lamp(const LampOptions &options);

    double brightness() const { return m_brightness; }
    void setBrightness(double milliwatts);

    //! Lights up for a while, then goes back to the brightness of before.
    Q_INVOKABLE void flash(double seconds);

    void emergencyStop() override;

Q_SIGNALS:
    void brightnessChanged(double milliwatts);

private:
    const LampOptions m_options;
    Holdfast::Value<double> m_brightness {this, &Lamp::brightnessChanged};
};
