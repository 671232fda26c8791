// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remoteplugin.h"

#include "core/instruments/remote/remoteserver.h"
#include "core/instruments/remote/remotething.h"

namespace Holdfast {

void RemotePlugin::addClasses(ThingRegistry &registry)
{
    registry.add<RemoteServer, RemoteServerOptions>(QStringLiteral("RemoteServer"))
        .describe(
            QStringLiteral("All Things of another LabThings server, an OpenFlexure for example, "
                           "behind this station's lock."))
        .describe(QStringLiteral("url"),
                  QStringLiteral("Its address, such as http://192.168.0.7:5000."))
        .describe(QStringLiteral("prefix"),
                  QStringLiteral("What its paths begin with: /api/v3 for an OpenFlexure."))
        .describe(QStringLiteral("name_prefix"),
                  QStringLiteral("Is put before the names of its Things."))
        .describe(QStringLiteral("leave_out"),
                  QStringLiteral("The names of its Things that are not wanted here."))
        .describe(
            QStringLiteral("streams"),
            QStringLiteral("Its MJPEG streams, such as camera/mjpeg_stream. Empty: those that it "
                           "describes."))
        .describe(
            QStringLiteral("stops"),
            QStringLiteral("What STOP calls there, such as stage.jog {\"stop\": true}. Without "
                           "it, a Thing's action stop, or jog with stop."))
        .describe(QStringLiteral("without_lock"),
                  QStringLiteral("Actions that do not take the global lock, such as "
                                 "camera.grab_jpeg."));
    registry.add<RemoteThing, RemoteThingOptions>(QStringLiteral("RemoteThing"))
        .describe(QStringLiteral("One Thing of another server, by its Thing Description."))
        .describe(QStringLiteral("url"), QStringLiteral("The address of its Thing Description."))
        .describe(QStringLiteral("streams"),
                  QStringLiteral("Its MJPEG streams, by their addresses below that."))
        .describe(
            QStringLiteral("stop"),
            QStringLiteral("What STOP calls there, such as jog {\"stop\": true}. Without it, the "
                           "action stop, or jog with stop."))
        .describe(QStringLiteral("without_lock"),
                  QStringLiteral("Actions that do not take the global lock."));
}

} // namespace Holdfast
