// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/config/thingplugin.h>

//! \brief Makes the Lamp known to Holdfast.
class LampPlugin : public Holdfast::ThingPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID HOLDFAST_THING_PLUGIN FILE "lamp.json")

public:
    void addClasses(Holdfast::ThingRegistry &registry) override;
};
