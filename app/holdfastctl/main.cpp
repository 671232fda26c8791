// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/console.h"
#include "app/holdfastctl/ctlcommandline.h"
#include "app/holdfastctl/task/ctltask.h"
#include "core/base/standarddescriptors.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <system_error>

using namespace Holdfast::Ctl;

namespace {

int printed(const CtlAnswer &answer)
{
    std::FILE *file = answer.exitCode != CtlExitCode::Done ? stderr : stdout;
    const bool isPrinted =
        std::fputs(answer.text.toUtf8().constData(), file) >= 0 && std::fflush(file) == 0;
    return toInt(isPrinted || file == stderr ? answer.exitCode : CtlExitCode::NotPrinted);
}

bool isStop(CtlCommand command)
{
    return command == CtlCommand::Stop || command == CtlCommand::LabStop;
}

bool isWatch(CtlCommand command)
{
    return command == CtlCommand::LockWatch || command == CtlCommand::LabWatch;
}

Console::Results resultsOf(CtlCommand command)
{
    switch (command) {
    case CtlCommand::LockRun:
        return Console::Results::None;
    case CtlCommand::LockWatch:
    case CtlCommand::LabWatch:
        return Console::Results::Latest;
    default:
        return Console::Results::All;
    }
}

//! Returns how long to wait for a slow reader: without a limit, but only a moment when the user
//! wants to see at once that everything is stopped, or wants to end an endless command.
QDeadlineTimer patienceOf(CtlCommand command)
{
    constexpr std::chrono::seconds moment {1};
    const bool isPressing = isStop(command) || isWatch(command);
    return isPressing ? QDeadlineTimer(moment) : QDeadlineTimer(QDeadlineTimer::Forever);
}

//! Returns whether the command ends as soon as its reader has gone; other commands are carried out
//! all the same.
bool isForReaders(CtlCommand command)
{
    return isWatch(command) || command == CtlCommand::History;
}

int run(const CtlCommandLine &line, const QCoreApplication &application)
{
    Console console(resultsOf(line.command), line.json);
    std::unique_ptr<CtlTask> task = makeCtlTask(console, line);
    QObject::connect(task.get(), &CtlTask::finished, &application, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    if (isForReaders(line.command))
        QObject::connect(&console, &Console::failed, &application, &QCoreApplication::quit);
    int exitCode = toInt(CtlExitCode::Done);
    if (!isForReaders(line.command) || !console.hasFailed()) {
        task->start();
        exitCode = QCoreApplication::exec();
    }
    task.reset(); // from now on a signal ends the process
    const bool isPrinted = console.finish(patienceOf(line.command));
    // The exit code reports in any case whether everything stands still.
    const bool hasMoreToSay = isStop(line.command) && exitCode != toInt(CtlExitCode::Done);
    return isPrinted || hasMoreToSay ? exitCode : toInt(CtlExitCode::NotPrinted);
}

} // namespace

int main(int argc, char **argv)
{
    Holdfast::openStandardDescriptors();
    // A reader that has gone is an error, which is reported by a message and by the exit code.
    std::signal(SIGPIPE, SIG_IGN);
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromUtf8(argv[i]));
        if (arguments.last().toUtf8() != argv[i])
            return printed({QStringLiteral("holdfastctl: Argument %1 is not UTF-8.\n").arg(i),
                            CtlExitCode::WrongUsage});
    }
    const auto parsed = parseCtlCommandLine(arguments, qEnvironmentVariable("HOLDFAST_URL"),
                                            qEnvironmentVariable("HOLDFAST_TOKEN"),
                                            qEnvironmentVariable("HOLDFAST_FINGERPRINT"));
    if (const auto *answer = std::get_if<CtlAnswer>(&parsed))
        return printed(*answer);

    const QCoreApplication application(argc, argv);
    try {
        return run(std::get<CtlCommandLine>(parsed), application);
    } catch (const std::system_error &error) {
        return printed(
            {QStringLiteral(
                 "holdfastctl: The operating system refuses what the program needs: %1\n")
                 .arg(QString::fromLocal8Bit(error.what())),
             CtlExitCode::WrongUsage});
    }
}
