// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/emergencystop.h"

#include "core/session/log.h"
#include "core/thing/thing.h"

#include <QTimer>

#include <algorithm>
#include <system_error>
#include <vector>

namespace Holdfast {

//! One stop: collects the answers of the Things, and reports once.
class EmergencyStop::Round
{
public:
    Round(StopReport report, Reported finished)
        : m_report(std::move(report))
        , m_missing(m_report.things.size() + 1)
        , m_whenFinished(std::move(finished))
    {
    }

    void answer(qsizetype index, StopReport::Outcome outcome, const QString &message)
    {
        std::unique_lock lock(m_mutex);
        m_report.things[index].outcome = outcome;
        m_report.things[index].message = message;
        if (--m_missing == 0)
            finish(lock);
    }

    //! Adds the part of the stop that is not done by a Thing.
    void rest(int cancelled, bool latched)
    {
        std::unique_lock lock(m_mutex);
        m_report.cancelled = cancelled;
        m_report.latched = latched;
        if (--m_missing == 0)
            finish(lock);
    }

    void finish()
    {
        std::unique_lock lock(m_mutex);
        finish(lock);
    }

private:
    void finish(std::unique_lock<std::mutex> &lock)
    {
        if (std::exchange(m_finished, true))
            return;
        const StopReport report = m_report;
        lock.unlock();
        m_whenFinished(report);
    }

    std::mutex m_mutex;
    StopReport m_report;
    qsizetype m_missing;
    bool m_finished = false;
    const Reported m_whenFinished;
};

namespace {

StopReport reportOf(const QList<Thing *> &things, const Principal &by)
{
    StopReport report {.by = by, .at = QDateTime::currentDateTimeUtc()};
    for (const Thing *thing : things)
        report.things << StopReport::Entry {thing->name(), StopReport::Outcome::Late, {}};
    return report;
}

} // namespace

EmergencyStop::EmergencyStop(OwnerNumber ownerNumber, Reported reported)
    : m_ownerNumber(std::move(ownerNumber))
    , m_reported(std::move(reported))
    , m_stops {&Thing::emergencyStop, QStringLiteral("stop")}
    , m_safeStates {&Thing::makeSafe, QStringLiteral("make safe")}
{
    m_actions.setMaxThreadCount(16);
    if (!beginThreadsNow(m_actions))
        writeLog(
            LogLevel::Error,
            QStringLiteral("The operating system refuses to create threads for stop actions."));
    m_watch.moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("stop"));
    m_thread.start();
}

EmergencyStop::~EmergencyStop()
{
    m_thread.quit();
    m_thread.wait();
}

Result<void> EmergencyStop::prepare(const QList<Thing *> &things)
{
    const std::lock_guard lock(m_mutex);
    try {
        for (Thing *thing : things) {
            threadOf(thing, m_stops);
            threadOf(thing, m_safeStates);
        }
    } catch (const std::system_error &error) {
        return Error::unavailable(
            QStringLiteral("The Things could not be stopped in an emergency: %1.")
                .arg(QString::fromLocal8Bit(error.what())));
    }
    return {};
}

TaskThread &EmergencyStop::threadOf(Thing *thing, Calls &calls)
{
    std::unique_ptr<TaskThread> &thread = calls.threads[thing];
    if (!thread) {
        thread = std::make_unique<TaskThread>(calls.threadName + u' ' + thing->name());
        thread->start(&beginEventDispatcherNow);
        thread->waitForDone(QDeadlineTimer::Forever);
    }
    return *thread;
}

Reply<StopReport> EmergencyStop::stop(const QList<Thing *> &things, const Principal &by,
                                      const std::function<void(StopReport &)> &stopRest,
                                      const std::function<void(std::function<void()>)> &record)
{
    const ReplyPromise<StopReport> promise;
    const auto round =
        std::make_shared<Round>(reportOf(things, by), [this, promise](const StopReport &report) {
            m_reported(report);
            promise.finish(report);
        });
    const quint64 stoppedOwner = m_ownerNumber();
    callAll(things, m_stops, round);
    StopReport rest;
    stopRest(rest);
    if (m_ownerNumber() != stoppedOwner)
        stopOnceMore(things);
    const auto restIsDone = [round, rest] { round->rest(rest.cancelled, rest.latched); };
    if (record)
        record(restIsDone);
    else
        restIsDone();
    return promise.reply();
}

void EmergencyStop::makeSafe(const QList<Thing *> &things,
                             const std::function<void(const QList<StopReport::Entry> &)> &done)
{
    const auto round = std::make_shared<Round>(
        reportOf(things, {}), [done](const StopReport &report) { done(report.things); });
    callAll(things, m_safeStates, round);
    round->rest(0, false);
}

void EmergencyStop::callAll(const QList<Thing *> &things, Calls &calls,
                            const std::shared_ptr<Round> &round)
{
    for (qsizetype i = 0; i < things.size(); ++i)
        call(things[i], calls, round, i);
    if (things.isEmpty())
        return;
    QMetaObject::invokeMethod(&m_watch, [this, round] {
        QTimer::singleShot(deadline, &m_watch, [round] { round->finish(); });
    });
}

void EmergencyStop::call(Thing *thing, Calls &calls, const std::shared_ptr<Round> &round,
                         qsizetype index)
{
    const auto task = [this, thing, &calls, round, index] {
        StopReport::Outcome outcome = StopReport::Outcome::Stopped;
        QString message;
        try {
            (thing->*calls.function)();
        } catch (...) {
            outcome = StopReport::Outcome::Failed;
            message = Error::fromException(std::current_exception()).message();
        }
        {
            const std::lock_guard lock(m_mutex);
            calls.busy.erase(thing);
        }
        round->answer(index, outcome, message);
    };
    QString problem;
    {
        const std::lock_guard lock(m_mutex);
        if (calls.busy.contains(thing))
            return; // it stays late in this round
        try {
            // Only an unprepared Thing needs a new thread.
            if (m_closed)
                problem = Error::shuttingDown().message();
            else
                threadOf(thing, calls).start(task);
        } catch (const std::system_error &error) {
            problem = QString::fromLocal8Bit(error.what());
        }
        if (problem.isEmpty())
            calls.busy.insert(thing);
    }
    if (!problem.isEmpty())
        round->answer(index, StopReport::Outcome::Failed, problem);
}

void EmergencyStop::stopOnceMore(const QList<Thing *> &things)
{
    const std::lock_guard lock(m_mutex);
    for (Thing *thing : things) {
        // A Thing whose call before still runs is called when that has returned.
        const auto prepared = m_stops.threads.find(thing);
        if (m_closed || prepared == m_stops.threads.end())
            continue;
        prepared->second->start([this, thing] {
            try {
                (thing->*m_stops.function)();
            } catch (...) {
                writeLog(LogLevel::Error,
                         QStringLiteral("%1 could not be stopped once more: %2")
                             .arg(thing->name(),
                                  Error::fromException(std::current_exception()).message()));
            }
        });
    }
}

bool EmergencyStop::run(const QString &thing, std::function<void()> action)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return false;
    m_busyActions << thing;
    m_actions.start([this, thing, action = std::move(action)] {
        action();
        const std::lock_guard back(m_mutex);
        m_busyActions.removeOne(thing);
    });
    return true;
}

void EmergencyStop::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
}

QStringList EmergencyStop::busyThings()
{
    const std::lock_guard lock(m_mutex);
    QStringList names = m_busyActions;
    for (const Calls *calls : {&m_stops, &m_safeStates}) {
        for (const Thing *thing : calls->busy)
            names << thing->name();
    }
    names.removeDuplicates();
    return names;
}

bool EmergencyStop::waitForDone(const QDeadlineTimer &until)
{
    std::vector<const TaskThread *> threads;
    {
        const std::lock_guard lock(m_mutex);
        for (const Calls *calls : {&m_stops, &m_safeStates}) {
            for (const auto &[thing, thread] : calls->threads)
                threads.push_back(thread.get());
        }
    }
    const bool areBack =
        std::all_of(threads.begin(), threads.end(),
                    [&until](const TaskThread *thread) { return thread->waitForDone(until); });
    const qint64 limit = until.isForever() ? -1 : std::max<qint64>(0, until.remainingTime());
    return areBack && m_actions.waitForDone(int(limit));
}

} // namespace Holdfast
