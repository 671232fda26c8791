// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/terminationsignals.h"
#include "core/server/server.h"
#include "core/session/station.h"
#include "tests/interop/richthing.h"

#include <QCoreApplication>

#include <cstdio>

// Serves a rich Thing at a free port of this computer, for tests of clients. Prints its address and ends like
// Holdfast.
int main(int argc, char *argv[])
{
    using namespace Holdfast;
    const QCoreApplication application(argc, argv);
    TerminationSignals signalsToEnd;
    QObject::connect(&signalsToEnd, &TerminationSignals::requested, &application,
                     &QCoreApplication::quit);
    Station station({}, {{QStringLiteral("rich"), [] { return std::make_unique<RichThing>(); }}});
    if (const auto started = station.start(); !started) {
        std::fputs(qPrintable(started.error().message() + u'\n'), stderr);
        return 1;
    }
    Server server(station);
    ServerOptions options;
    options.port = 0;
    const Result<QUrl> url = server.start(options);
    if (!url) {
        std::fputs(qPrintable(url.error().message() + u'\n'), stderr);
        return 1;
    }
    std::printf("The rich Thing's program serves 1 Thing at %s\n", qPrintable(url->toString()));
    std::fflush(stdout);
    signalsToEnd.listen();
    return QCoreApplication::exec();
}
