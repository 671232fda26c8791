// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Holdfast as it is released, with one small Thing and the lock on. PORT is the argument.

#include "core/server/server.h"
#include "core/session/station.h"
#include "tests/bench/http/numberthing.h"

#include <QCoreApplication>
#include <QLoggingCategory>

int main(int argc, char **argv)
{
    using namespace Holdfast;
    qputenv("QT_NO_THREADED_GLIB", "1"); // as the program itself does
    QCoreApplication application(argc, argv);
    // The access logs of all servers are off.
    QLoggingCategory::setFilterRules(QStringLiteral("*.info=false"));
    // All connections come from one machine, and stand for as many clients.
    StationOptions options;
    options.globalLockPolicy.limits.perClient = options.globalLockPolicy.limits.inAll;
    Station station(options,
                    {{QStringLiteral("bench"), [] { return std::make_unique<NumberThing>(); }}});
    if (!station.start())
        return 1;
    Server server(station);
    ServerOptions serving;
    serving.port = application.arguments().value(1).toUShort();
    if (!server.start(serving))
        return 1;
    return QCoreApplication::exec();
}
