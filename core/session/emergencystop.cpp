// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/emergencystop.h"

#include "core/thing/thing.h"

#include <QTimer>

namespace Holdfast {

//! One stop: collects what the Things answer, and says so once.
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

    //! What is not a Thing is part of it, too.
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

StopReport reportOf(const QList<Thing *> &things, const HolderLabel &by)
{
    StopReport report {.by = by, .at = QDateTime::currentDateTimeUtc()};
    for (const Thing *thing : things)
        report.things << StopReport::Entry {thing->name(), StopReport::Outcome::Late, {}};
    return report;
}

} // namespace

EmergencyStop::EmergencyStop(Reported reported)
    : m_reported(std::move(reported))
{
    m_pool.setMaxThreadCount(256);
    m_watch.moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("stop"));
    m_thread.start();
}

EmergencyStop::~EmergencyStop()
{
    m_thread.quit();
    m_thread.wait();
}

Reply<StopReport> EmergencyStop::stop(const QList<Thing *> &things, const HolderLabel &by,
                                      const std::function<void(StopReport &)> &stopRest)
{
    const ReplyPromise<StopReport> promise;
    const auto round =
        std::make_shared<Round>(reportOf(things, by), [this, promise](const StopReport &report) {
            m_reported(report);
            promise.finish(report);
        });
    callAll(things, &Thing::emergencyStop, round);
    StopReport rest;
    stopRest(rest);
    round->rest(rest.cancelled, rest.latched);
    return promise.reply();
}

void EmergencyStop::makeSafe(const QList<Thing *> &things,
                             const std::function<void(const QList<StopReport::Entry> &)> &done)
{
    const auto round = std::make_shared<Round>(
        reportOf(things, {}), [done](const StopReport &report) { done(report.things); });
    callAll(things, &Thing::makeSafe, round);
    round->rest(0, false);
}

void EmergencyStop::callAll(const QList<Thing *> &things, Call function,
                            const std::shared_ptr<Round> &round)
{
    for (qsizetype i = 0; i < things.size(); ++i)
        call(things[i], function, round, i);
    if (things.isEmpty())
        return;
    QMetaObject::invokeMethod(&m_watch, [this, round] {
        QTimer::singleShot(deadline, &m_watch, [round] { round->finish(); });
    });
}

void EmergencyStop::call(Thing *thing, Call function, const std::shared_ptr<Round> &round,
                         qsizetype index)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_called.insert(thing).second)
            return; // it stays late in this round
    }
    run([this, thing, function, round, index] {
        StopReport::Outcome outcome = StopReport::Outcome::Stopped;
        QString message;
        try {
            (thing->*function)();
        } catch (...) {
            outcome = StopReport::Outcome::Failed;
            message = Error::fromException(std::current_exception()).message();
        }
        {
            const std::lock_guard lock(m_mutex);
            m_called.erase(thing);
        }
        round->answer(index, outcome, message);
    });
}

void EmergencyStop::run(std::function<void()> action)
{
    m_pool.start(std::move(action));
}

QStringList EmergencyStop::busyThings()
{
    const std::lock_guard lock(m_mutex);
    QStringList names;
    for (const Thing *thing : m_called)
        names << thing->name();
    return names;
}

bool EmergencyStop::waitForDone(std::chrono::milliseconds limit)
{
    return m_pool.waitForDone(int(limit.count()));
}

} // namespace Holdfast
