// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/ctltask.h"

#include "app/holdfastctl/task/historytask.h"
#include "app/holdfastctl/task/labrun.h"
#include "app/holdfastctl/task/labtasks.h"
#include "app/holdfastctl/task/labwatch.h"
#include "app/holdfastctl/task/lockrun.h"
#include "app/holdfastctl/task/lockwatch.h"
#include "app/holdfastctl/task/requesttasks.h"
#include "app/holdfastctl/task/tokentask.h"

#include <QSysInfo>

namespace Holdfast::Ctl {

ClientName clientName()
{
    QString user = qEnvironmentVariable("USER");
    if (user.isEmpty())
        user = qEnvironmentVariable("LOGNAME", QStringLiteral("user"));
    return {QStringLiteral("%1@%2 (holdfastctl)").arg(user, QSysInfo::machineHostName()),
            QStringLiteral("holdfastctl/" HOLDFAST_VERSION)};
}

CtlTask::CtlTask(Console &console, CtlCommandLine line, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_line(std::move(line))
    , m_station(m_line.server, clientName())
{
    m_station.setToken(m_line.token);
    m_station.setCertificate(m_line.certificate);
}

void CtlTask::finish(const StationAnswer &answer, const QStringList &lines, CtlExitCode code)
{
    if (m_line.json) {
        m_console.print(answer.body);
    } else {
        for (const QString &text : lines)
            m_console.print(text);
    }
    finish(code);
}

void CtlTask::fail(const LockFailure &failure, const StationAnswer &answer)
{
    m_console.note(failure.message);
    if (m_line.json)
        m_console.print(Json {{"error", failure.message},
                              {"exit_code", toInt(failure.code)},
                              {"status", answer.isMissing() ? Json(nullptr) : Json(answer.status)},
                              {"answer", answer.body}});
    finish(failure.code);
}

std::unique_ptr<CtlTask> makeCtlTask(Console &console, const CtlCommandLine &line)
{
    switch (line.command) {
    case CtlCommand::LockStatus:
        return lockStatusTask(console, line);
    case CtlCommand::LockWatch:
        return std::make_unique<LockWatch>(console, line);
    case CtlCommand::LockRun:
        if (!line.lab.isEmpty())
            return std::make_unique<LabRun>(console, line);
        return std::make_unique<LockRun>(console, line);
    case CtlCommand::LockAsk:
        return lockAskTask(console, line);
    case CtlCommand::LockBreak:
        return lockBreakTask(console, line);
    case CtlCommand::History:
        return std::make_unique<HistoryTask>(console, line);
    case CtlCommand::Stop:
        return stopTask(console, line);
    case CtlCommand::ClearStop:
        return clearStopTask(console, line);
    case CtlCommand::Plugins:
        return pluginsTask(console, line);
    case CtlCommand::LabStatus:
        return labStatusTask(console, line);
    case CtlCommand::LabWatch:
        return std::make_unique<LabWatch>(console, line);
    case CtlCommand::LabStop:
        return labStopTask(console, line);
    case CtlCommand::TokenCreate:
    case CtlCommand::TokenList:
    case CtlCommand::TokenRevoke:
        return std::make_unique<TokenTask>(console, line);
    }
    return {};
}

} // namespace Holdfast::Ctl
