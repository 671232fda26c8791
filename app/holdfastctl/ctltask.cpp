// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctltask.h"

#include "app/holdfastctl/breaktask.h"
#include "app/holdfastctl/console.h"
#include "app/holdfastctl/historytask.h"
#include "app/holdfastctl/lockrun.h"
#include "app/holdfastctl/lockwatch.h"
#include "app/holdfastctl/singlerequests.h"

namespace Holdfast::Ctl {

CtlTask::CtlTask(CtlCommandLine line, QObject *parent)
    : QObject(parent)
    , m_line(std::move(line))
    , m_client(m_line.server)
{
}

void CtlTask::fail(const LockFailure &failure, const LockAnswer &answer)
{
    Console::note(failure.message);
    if (m_line.json)
        Console::print(Json {{"error", failure.message},
                             {"exit_code", toInt(failure.code)},
                             {"status", answer.status == 0 ? Json(nullptr) : Json(answer.status)},
                             {"answer", answer.body}});
    finish(failure.code);
}

std::unique_ptr<CtlTask> makeCtlTask(const CtlCommandLine &line)
{
    switch (line.command) {
    case CtlCommand::LockStatus:
        return lockStatusTask(line);
    case CtlCommand::LockWatch:
        return std::make_unique<LockWatch>(line);
    case CtlCommand::LockRun:
        return std::make_unique<LockRun>(line);
    case CtlCommand::LockAsk:
        return lockAskTask(line);
    case CtlCommand::LockBreak:
        return std::make_unique<BreakTask>(line);
    case CtlCommand::History:
        return std::make_unique<HistoryTask>(line);
    case CtlCommand::Stop:
        return stopTask(line);
    case CtlCommand::ClearStop:
        return clearStopTask(line);
    }
    return {};
}

} // namespace Holdfast::Ctl
