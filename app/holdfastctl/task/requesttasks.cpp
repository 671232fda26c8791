// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/requesttasks.h"

#include "app/holdfastctl/task/lockviewtext.h"
#include "core/base/printable.h"
#include "core/lock/locktext.h"

namespace Holdfast::Ctl {

namespace {

//! Returns a line for each Thing that was to be made safe and is not, or not yet.
QStringList unsafeThings(const QList<StopReport::Entry> &things)
{
    QStringList lines;
    for (const StopReport::Entry &entry : things) {
        if (entry.outcome == StopReport::Outcome::Stopped)
            continue;
        QString line = QStringLiteral("  %1: ").arg(entry.thing);
        line += entry.outcome == StopReport::Outcome::Late ? QStringLiteral("has not stopped yet")
                                                           : QStringLiteral("could not be stopped");
        if (!entry.message.isEmpty())
            line += QStringLiteral(" (%1)").arg(entry.message);
        lines << line;
    }
    return lines;
}

class StatusTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        station().lookAtLock(this, [this](const StationReply<LockOverview> &reply) {
            if (isUnderstood(reply))
                finish(reply.answer, linesFor(*reply.value), codeFor(reply.value->global));
        });
    }

private:
    static CtlExitCode codeFor(const LockStatus &lock)
    {
        if (lock.isHeld())
            return CtlExitCode::NotDone;
        return lock.mode.mode == LockMode::Shared ? CtlExitCode::Done : CtlExitCode::Refused;
    }
};

class AskTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        station().ask(
            line().reason, line().generation, this, [this](const StationReply<QString> &reply) {
                if (isUnderstood(reply))
                    finish(reply.answer,
                           {QStringLiteral("Asked %1 to release the lock.").arg(*reply.value)},
                           CtlExitCode::Done);
            });
    }
};

class BreakTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        if (line().generation)
            return breakHold(*line().generation);
        station().lookAtLock(this,
                             [this](const StationReply<LockOverview> &reply) { lookedUp(reply); });
    }

private:
    void lookedUp(const StationReply<LockOverview> &reply)
    {
        if (!isUnderstood(reply))
            return;
        const LockStatus &lock = reply.value->global;
        if (!lock.owner)
            return fail({CtlExitCode::NotDone, QStringLiteral("The lock is free.")}, reply.answer);
        console().note(QStringLiteral("breaking generation %1: %2")
                           .arg(lock.generation)
                           .arg(ownerClause(*lock.owner)));
        breakHold(lock.generation);
    }

    void breakHold(quint64 generation)
    {
        station().breakHold(line().reason, generation, this,
                            [this](const StationReply<BreakReport> &reply) { broken(reply); });
    }

    void broken(const StationReply<BreakReport> &reply)
    {
        if (!isUnderstood(reply))
            return;
        const LockBreak &broken = reply.value->broken;
        const QString victim = broken.victim.toString();
        const bool isFree = reply.value->outcome == BreakOutcome::Freed;
        const QString outcome =
            isFree ? QStringLiteral("%1 does not hold the lock any more.").arg(victim)
                   : QStringLiteral("%1 was asked to end %2, but has not ended it yet; until then "
                                    "it keeps the lock.")
                         .arg(victim, broken.operation);
        finish(reply.answer, QStringList {outcome} + unsafeThings(reply.value->things),
               isFree ? CtlExitCode::Done : CtlExitCode::NotDone);
    }
};

class StopTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        station().stop(line().reason, this, [this](const StationReply<StopReport> &reply) {
            if (isUnderstood(reply))
                finish(reply.answer, linesFor(*reply.value),
                       reply.value->isComplete() ? CtlExitCode::Done : CtlExitCode::NotDone);
        });
    }

private:
    static QStringList linesFor(const StopReport &report)
    {
        const QString count =
            report.cancelled == 1
                ? QStringLiteral("1 action was cancelled")
                : QStringLiteral("%1 actions were cancelled").arg(report.cancelled);
        QStringList lines {(report.isComplete()
                                ? QStringLiteral("Everything stands still; %1.")
                                : QStringLiteral("NOT everything stands still; %1."))
                               .arg(count)};
        lines += unsafeThings(report.things);
        if (report.latched)
            lines << QStringLiteral("The lock refuses all requests until holdfastctl clear-stop is "
                                    "called on the server's own machine.");
        return lines;
    }
};

class ClearStopTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        station().clearStop(line().reason, this, [this](const StationReply<bool> &reply) {
            if (!isUnderstood(reply))
                return;
            if (*reply.value)
                finish(reply.answer, {QStringLiteral("The stop is cleared; the work may go on.")},
                       CtlExitCode::Done);
            else
                finish(reply.answer, {QStringLiteral("Nothing was stopped.")},
                       CtlExitCode::NotDone);
        });
    }
};

class PluginsTask : public CtlTask
{
public:
    using CtlTask::CtlTask;

    void start() override
    {
        station().plugins(this, [this](const StationReply<PluginsReport> &reply) {
            if (isUnderstood(reply))
                finish(reply.answer, linesFor(*reply.value), CtlExitCode::Done);
        });
    }

private:
    static QStringList linesFor(const PluginsReport &report)
    {
        QStringList lines;
        for (const PluginReport &plugin : report.plugins) {
            QString line = toWord(plugin.state).replace(u'_', u' ').leftJustified(12);
            line += plugin.file;
            if (!plugin.version.isEmpty())
                line += u' ' + plugin.version;
            if (!plugin.classes.isEmpty())
                line += QStringLiteral(": ") + plugin.classes.join(QStringLiteral(", "));
            lines << printable(line);
            if (!plugin.reason.isEmpty())
                lines << QString(12, u' ') + printable(plugin.reason);
        }
        if (lines.isEmpty())
            lines << QStringLiteral("There are no plug-ins.");
        lines << QStringLiteral("Searched: %1")
                     .arg(printable(report.folders.join(QStringLiteral(", "))));
        return lines;
    }
};

} // namespace

std::unique_ptr<CtlTask> lockStatusTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<StatusTask>(console, line);
}

std::unique_ptr<CtlTask> lockAskTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<AskTask>(console, line);
}

std::unique_ptr<CtlTask> lockBreakTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<BreakTask>(console, line);
}

std::unique_ptr<CtlTask> stopTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<StopTask>(console, line);
}

std::unique_ptr<CtlTask> clearStopTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<ClearStopTask>(console, line);
}

std::unique_ptr<CtlTask> pluginsTask(Console &console, const CtlCommandLine &line)
{
    return std::make_unique<PluginsTask>(console, line);
}

} // namespace Holdfast::Ctl
