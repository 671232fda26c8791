// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/illumination/simulatedillumination.h"

namespace Holdfast {

SimulatedIllumination::SimulatedIllumination()
    : Illumination(1)
{
    describeThing(tr("The simulated LED of a microscope."), tr("Illumination"));
}

double SimulatedIllumination::light() const
{
    return isFlashing() ? m_light.load() : wantedLight();
}

} // namespace Holdfast
