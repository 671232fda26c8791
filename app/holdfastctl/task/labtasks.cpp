// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/labtasks.h"

#include "app/holdfastctl/task/labviewtext.h"
#include "core/lab/view/labstatusjson.h"
#include "core/lab/view/labstop.h"
#include "core/wire/jsonread.h"

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

const QString s_lab = QStringLiteral("/lab");

class LabStatusTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        station().send({.path = s_lab}, this, [this](const StationAnswer &answer) {
            const auto lab = answer.isGood() ? readLabStatus(answer.body) : std::nullopt;
            if (!lab)
                return fail(labFailureOf(answer, station().address()), answer);
            finish(answer, linesFor(*lab),
                   lab->isConnected() ? CtlExitCode::Done : CtlExitCode::NotDone);
        });
    }
};

class LabStopTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        // A server that does not tell its lab in time must not keep the others from being stopped.
        constexpr std::chrono::seconds patience {3};
        station().send({.path = s_lab, .limit = patience}, this,
                       [this](const StationAnswer &answer) { stopAll(answer); });
    }

private:
    void stopAll(const StationAnswer &answer)
    {
        const auto lab = answer.isGood() ? readLabStatus(answer.body) : std::nullopt;
        if (!lab)
            return fail(labFailureOf(answer, station().address()), answer);
        QList<LabStopTarget> targets = LabStopTarget::of(*lab, line().token);
        for (LabStopTarget &target : targets) {
            // The server itself is where it has just been reached.
            if (target.station == lab->station) {
                target.url = station().address().toString();
                target.fingerprint = line().certificate.toText();
            }
        }
        m_stop = std::make_unique<LabStop>(targets, clientName());
        connect(m_stop.get(), &LabStop::answered, this, &LabStopTask::show);
        connect(m_stop.get(), &LabStop::finished, this, [this] {
            const QList<LabStopOutcome> outcomes = m_stop->outcomes();
            const bool isDone = std::all_of(outcomes.begin(), outcomes.end(),
                                            [](const auto &each) { return each.isStopped(); });
            finish(isDone ? CtlExitCode::Done : CtlExitCode::NotDone);
        });
        m_stop->start(line().reason);
    }

    void show(const LabStopOutcome &outcome)
    {
        if (line().json)
            console().print(toJson(outcome));
        else
            console().print(lineFor(outcome));
    }

    std::unique_ptr<LabStop> m_stop;
};

} // namespace

LockFailure labFailureOf(const StationAnswer &answer, const QUrl &server)
{
    const QString detail = JsonRead::text(answer.body, "detail");
    if (answer.status == 404 && answer.body.is_object() && answer.body.contains("lab"))
        return {CtlExitCode::NotDone, detail};
    return failureOf(answer, server);
}

std::unique_ptr<CtlTask> labStatusTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<LabStatusTask>(console, line);
}

std::unique_ptr<CtlTask> labStopTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<LabStopTask>(console, line);
}

} // namespace Holdfast::Ctl
