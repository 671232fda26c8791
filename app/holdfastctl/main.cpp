// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlcommandline.h"
#include "app/holdfastctl/ctltask.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Holdfast::Ctl;

namespace {

int printed(const CtlAnswer &answer)
{
    const bool isError = answer.exitCode != CtlExitCode::Done;
    std::fputs(answer.text.toUtf8().constData(), isError ? stderr : stdout);
    return toInt(answer.exitCode);
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromUtf8(argv[i]));
        if (arguments.last().toUtf8() != argv[i])
            return printed({QStringLiteral("holdfastctl: Argument %1 is not UTF-8.\n").arg(i),
                            CtlExitCode::WrongUsage});
    }
    const auto parsed = parseCtlCommandLine(arguments, qEnvironmentVariable("HOLDFAST_URL"));
    if (const auto *answer = std::get_if<CtlAnswer>(&parsed))
        return printed(*answer);

    const QCoreApplication application(argc, argv);
    const std::unique_ptr<CtlTask> task = makeCtlTask(std::get<CtlCommandLine>(parsed));
    QObject::connect(task.get(), &CtlTask::finished, &application, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    task->start();
    return QCoreApplication::exec();
}
