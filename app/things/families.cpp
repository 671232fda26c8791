// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/families.h"

#include "core/config/thingregistry.h"

#include <array>

namespace Holdfast {

namespace {

struct Packaged
{
    const char *className;
    const char *package;
};

constexpr std::array s_packaged {
    Packaged {"SangaboardStage", "holdfast-sangaboard"},
    Packaged {"SangaIllumination", "holdfast-sangaboard"},
    Packaged {"AravisCamera", "holdfast-aravis"},
    Packaged {"GStreamerCamera", "holdfast-gstreamer"},
    Packaged {"RemoteServer", "holdfast-remote"},
    Packaged {"RemoteThing", "holdfast-remote"},
    Packaged {"MicroManager", "holdfast-micromanager"},
};

} // namespace

void addFamilies(ThingRegistry &registry)
{
    for (const Packaged &each : s_packaged)
        registry.addPackaged(QLatin1String(each.className), QLatin1String(each.package));
}

} // namespace Holdfast
