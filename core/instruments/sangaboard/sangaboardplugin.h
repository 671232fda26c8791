// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/thingplugin.h"

//! \brief Makes SangaboardStage and SangaIllumination known to Holdfast.
class SangaboardPlugin : public Holdfast::ThingPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID HOLDFAST_THING_PLUGIN FILE "sangaboardplugin.json")

public:
    void addClasses(Holdfast::ThingRegistry &registry) override;
};
