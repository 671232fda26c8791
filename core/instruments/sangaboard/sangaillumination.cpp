// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaillumination.h"

namespace Holdfast {

SangaIllumination::SangaIllumination()
    : Illumination(0.32) // as OpenFlexure's own
{
    describeThing(tr("The LED of an OpenFlexure microscope, at a Sangaboard."), tr("Illumination"));
}

void SangaIllumination::open()
{
    m_isOpen = true;
    // The signal comes from the port's thread; a board that has come back has its LED off.
    connect(m_stage.operator->(), &SangaboardStage::connectedChanged, this, [this](bool connected) {
        if (connected)
            m_stage->postLed(wantedLight());
    });
    if (m_stage->isConnected())
        m_stage->postLed(wantedLight());
}

void SangaIllumination::shine(double brightness)
{
    if (m_isOpen)
        m_stage->setLed(brightness);
}

void SangaIllumination::endFlash()
{
    m_stage->postLed(wantedLight());
}

} // namespace Holdfast
