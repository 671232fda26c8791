// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/thingplugin.h"

namespace Holdfast {

//! \brief Makes RemoteServer and RemoteThing known.
class RemotePlugin : public ThingPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID HOLDFAST_THING_PLUGIN FILE "remote.json")
public:
    void addClasses(ThingRegistry &registry) override;
};

} // namespace Holdfast
