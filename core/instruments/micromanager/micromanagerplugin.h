// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/thingplugin.h"

namespace Holdfast {

//! \brief Makes the class MicroManager known to Holdfast.
class MicroManagerPlugin : public ThingPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID HOLDFAST_THING_PLUGIN FILE "micromanager.json")

public:
    void addClasses(ThingRegistry &registry) override;
};

} // namespace Holdfast
