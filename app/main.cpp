// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"
#include "app/builtinthings.h"
#include "app/commandline.h"
#include "app/logforwarder.h"
#include "app/terminationsignals.h"
#include "core/config/configurationreader.h"

#include <QApplication>

#include <csignal>
#include <cstdio>

using namespace Holdfast;

namespace {

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int printed(const CommandLineAnswer &answer)
{
    const bool isError = answer.exitCode != ExitCode::Done;
    std::fputs(qPrintable(answer.text), isError ? stderr : stdout);
    return toInt(answer.exitCode);
}

Configuration configurationFor(const CommandLine &line)
{
    const ThingRegistry registry = builtInThings();
    const ConfigurationReader reader(registry, reservedThingNames());
    Configuration configuration =
        line.configurationFile.isEmpty() ? reader.builtIn() : reader.read(line.configurationFile);
    configuration.host = line.host.value_or(configuration.host);
    configuration.port = line.port.value_or(configuration.port);
    return configuration;
}

int run(const CommandLine &line, Configuration configuration, QCoreApplication &qtApplication)
{
    LogForwarder log(line.debug);
    TerminationSignals signalsToEnd;
    QObject::connect(&signalsToEnd, &TerminationSignals::requested, &qtApplication,
                     &QCoreApplication::quit);
    Application application(std::move(configuration));
    if (!application.start(line.headless, log))
        return toInt(ExitCode::CannotStart);
    signalsToEnd.listen();
    const int exitCode = QCoreApplication::exec();
    application.shutdown();
    return exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto parsed = parseCommandLine(arguments);
    if (const auto *answer = std::get_if<CommandLineAnswer>(&parsed))
        return printed(*answer);
    const auto &line = std::get<CommandLine>(parsed);
    if (!line.headless && !hasDisplay())
        return printed({QStringLiteral("holdfast: There is no display for a window. Use --headless "
                                       "to serve without one.\n"),
                        ExitCode::WrongUsage});

    Configuration configuration;
    try {
        configuration = configurationFor(line);
    } catch (const ConfigurationError &error) {
        return printed({QStringLiteral("holdfast: The configuration cannot be used.\n")
                            + error.toString() + u'\n',
                        ExitCode::CannotStart});
    }

    // Threads wait by Qt's own event loop instead of GLib's: what serves HTTP wakes up for every
    // request, and more cheaply so. To be set before there is any thread.
    if (!qEnvironmentVariableIsSet("QT_NO_THREADED_GLIB"))
        qputenv("QT_NO_THREADED_GLIB", "1");
    // An instrument outlives whoever reads what it prints.
    std::signal(SIGPIPE, SIG_IGN);
    const std::unique_ptr<QCoreApplication> qtApplication =
        line.headless ? std::make_unique<QCoreApplication>(argc, argv)
                      : std::make_unique<QApplication>(argc, argv);
    return run(line, std::move(configuration), *qtApplication);
}
