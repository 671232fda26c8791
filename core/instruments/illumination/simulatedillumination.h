// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/illumination/illumination.h"

namespace Holdfast {

//! \brief The LED of a microscope without the hardware: a SimulatedCamera in whose slot it is sees its light.
class SimulatedIllumination : public Illumination
{
    Q_OBJECT
public:
    SimulatedIllumination();

    //! Returns how much light there is at this moment, from 0 to 1. May be called in any thread.
    double light() const;

protected:
    void shine(double brightness) override { m_light = brightness; }
    void endFlash() override { }

private:
    std::atomic<double> m_light {0}; //!< during a flash
};

} // namespace Holdfast
