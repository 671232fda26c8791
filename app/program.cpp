// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/program.h"

#include "app/application.h"
#include "app/commandline.h"
#include "app/configured.h"
#include "app/errands.h"
#include "app/exitcode.h"
#include "app/fallback.h"
#include "app/logforwarder.h"
#include "app/operatorwindow.h"
#include "app/service/servicemanager.h"
#include "app/start/startdesk.h"
#include "app/terminationsignals.h"
#include "core/base/standarddescriptors.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace Holdfast {

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

//! Reports why the instrument could not start, until the user ends the program.
void serveFailure(StartFailure failure, const ServerOptions &address, LogForwarder &log,
                  OperatorWindow *window)
{
    for (const LogLine &entry : log.takeEarlier())
        failure.log << toText(entry);
    Fallback fallback(failure, address, log.output());
    if (!fallback.start(window))
        return;
    // It is up as well as it can be; a service manager that went on waiting would end it.
    ServiceManager serviceManager;
    serviceManager.status(QStringLiteral("Could not start: %1").arg(failure.error));
    serviceManager.ready({});
    QCoreApplication::exec();
    serviceManager.stopping();
}

int run(const CommandLine &line, Configured configured, LogForwarder &log,
        QCoreApplication &qtApplication, std::unique_ptr<OperatorWindow> window)
{
    TerminationSignals signalsToEnd;
    // Never quit(), which asks the windows, and they the operator.
    QObject::connect(&signalsToEnd, &TerminationSignals::requested, &qtApplication,
                     [] { QCoreApplication::exit(toInt(ExitCode::Done)); });
    std::optional<StartFailure> failure;
    bool isLate = false;
    std::optional<TlsFiles> tls;
    QStringList certificateNames;
    if (configured.configuration) {
        tls = tlsFiles(*configured.configuration);
        // Not before, because Qt tells the names of this computer to an application only.
        if (tls)
            certificateNames = certificateHosts(*configured.configuration);
        Application application(*std::move(configured.configuration), configured.isInsecure);
        if (application.start(log, window)) {
            signalsToEnd.listen([&application] { application.stopAtOnce(); },
                                [&log] { log.output().flush(); });
            const auto forget = qScopeGuard([&signalsToEnd] { signalsToEnd.forget(); });
            const int exitCode = QCoreApplication::exec();
            application.shutdown();
            return exitCode;
        }
        failure = application.failure();
        isLate = application.isLate();
    } else {
        failure = configured.failure;
        log.output().complain(failure->error);
    }
    if (line.fallback && failure) {
        failure->source = configured.failure.source;
        failure->configuration = configured.failure.configuration;
        failure->things = configured.failure.things;
        if (tls) {
            if (const auto read = readTls(*tls, certificateNames))
                configured.address.tls = *read;
        }
        signalsToEnd.listen();
        serveFailure(*std::move(failure), configured.address, log, window.get());
    }
    if (isLate) {
        // Code of a Thing still runs: it is not unwound under its feet.
        log.output().flush();
        std::_Exit(toInt(ExitCode::CannotStart));
    }
    return toInt(ExitCode::CannotStart);
}

//! Lets the operator choose in a window what to start, and starts that in the place of this process: the plug-ins of a
//! configuration are loaded only while a process has no other threads.
int chooseAndStart(const CommandLine &line, const QStringList &arguments, int &argc, char **argv,
                   const WindowMaker &maker)
{
    std::optional<QStringList> choice;
    {
        TerminationSignals signalsToEnd;
        const LogForwarder log(line.debug);
        const std::unique_ptr<QCoreApplication> application = maker.makeApplication(argc, argv);
        const std::unique_ptr<OperatorWindow> window = maker.makeWindow();
        QObject::connect(&signalsToEnd, &TerminationSignals::requested, application.get(),
                         [] { QCoreApplication::exit(toInt(ExitCode::Done)); });
        StartDesk desk(*window, line);
        desk.open();
        signalsToEnd.listen();
        QCoreApplication::exec();
        choice = desk.choice();
    }
    if (!choice)
        return toInt(ExitCode::Done);
    return printed({QStringLiteral("holdfast: The system does not start the program again: %1.\n")
                        .arg(startAgain(arguments + *choice)),
                    ExitCode::CannotStart});
}

} // namespace

int runProgram(int argc, char **argv, const WindowMaker *maker)
{
    openStandardDescriptors();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto parsed =
        parseCommandLine(arguments, maker ? ProgramKind::Holdfast : ProgramKind::HoldfastServer);
    if (const auto *answer = std::get_if<CommandLineAnswer>(&parsed))
        return printed(*answer);
    const auto &line = std::get<CommandLine>(parsed);
    if (line.errand != Errand::Serve)
        return toInt(carryOut(line, argc, argv));
    if (!line.headless && !hasDisplay())
        return printed({QStringLiteral("holdfast: There is no display for a window. Use --headless "
                                       "to serve without one.\n"),
                        ExitCode::WrongUsage});

    const bool asks = line.asksWhatToStart();
    Configured asked = asks ? Configured() : configured(line);
    if (asked.configuration && asked.configuration->alwaysNeedsToken && line.insecure)
        return printed({QStringLiteral("holdfast: --insecure contradicts the configuration, whose "
                                       "\"require_token\" is \"always\". Remove one of them.\n"),
                        ExitCode::WrongUsage});
    if (!asks && !asked.configuration && !line.fallback)
        return printed(
            {QStringLiteral("holdfast: %1\n").arg(asked.failure.error), ExitCode::CannotStart});

    // Threads wait by Qt's own event loop instead of GLib's: the http thread wakes up for every
    // request, and this makes waking up cheaper. It must be set before there is any thread.
    if (!qEnvironmentVariableIsSet("QT_NO_THREADED_GLIB"))
        qputenv("QT_NO_THREADED_GLIB", "1");
    // An instrument outlives the reader of its output.
    std::signal(SIGPIPE, SIG_IGN);
    // A file that may not grow any more (ulimit -f) is handled like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        if (asks)
            return chooseAndStart(line, arguments, argc, argv, *maker);
        // First, because Qt logs messages about a display, too.
        LogForwarder log(line.debug);
        const std::unique_ptr<QCoreApplication> qtApplication =
            line.headless ? std::make_unique<QCoreApplication>(argc, argv)
                          : maker->makeApplication(argc, argv);
        return run(line, std::move(asked), log, *qtApplication,
                   line.headless ? nullptr : maker->makeWindow());
    } catch (const std::system_error &error) {
        return printed(
            {QStringLiteral(
                 "holdfast: The operating system refuses what the program needs to start: %1\n")
                 .arg(QString::fromLocal8Bit(error.what())),
             ExitCode::CannotStart});
    }
}

} // namespace Holdfast
