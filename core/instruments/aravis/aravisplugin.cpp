// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/aravis/aravisplugin.h"

#include "core/config/thingregistry.h"
#include "core/instruments/aravis/araviscamera.h"

namespace Holdfast {

void AravisPlugin::addClasses(ThingRegistry &registry)
{
    registry.add<AravisCamera, AravisCameraOptions>(QStringLiteral("AravisCamera"))
        .describe(QStringLiteral("A GigE Vision or USB3 Vision camera."))
        .describe(
            QStringLiteral("id"),
            QStringLiteral("The camera's id, serial number or address; empty for the only one."))
        .describe(
            QStringLiteral("packet_size"),
            QStringLiteral(
                "How many bytes a GigE camera sends at once; above 1500 the network must have "
                "jumbo frames."))
        .range(QStringLiteral("packet_size"), {double(AravisCameraOptions::smallestPacket),
                                               double(AravisCameraOptions::largestPacket)});
}

} // namespace Holdfast
