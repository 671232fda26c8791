// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/illumination/illumination.h"
#include "core/instruments/sangaboard/sangaboardstage.h"
#include "core/thing/thingslot.h"

namespace Holdfast {

//! \brief The LED of an OpenFlexure microscope, at the Sangaboard of its stage.
//!
//! The board is only ever told the brightness: what it says has been rounded down, so that a value that is read and written again
//! would sink. It is told again when it comes back.
class SangaIllumination : public Illumination
{
    Q_OBJECT
public:
    SangaIllumination();

    void open() override;

protected:
    void shine(double brightness) override;
    void endFlash() override;

private:
    ThingSlot<SangaboardStage> m_stage {this, "stage"};
    bool m_isOpen = false;
};

} // namespace Holdfast
