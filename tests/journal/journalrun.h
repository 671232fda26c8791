// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/lock/events/lockrecorder.h"
#include "tests/lock/turns.h"

#include <QTest>

#include <future>
#include <memory>

namespace Holdfast {

//! \brief A lock and its journal, as in one run of a server.
class JournalRun
{
public:
    explicit JournalRun(const JournalOptions &options = JournalOptions::inMemory(),
                        std::chrono::milliseconds interval = std::chrono::milliseconds {1})
        : journal(options)
        , recorder({journal.sink()}, std::chrono::milliseconds {1}, interval)
    {
        recorder.record(lock);
    }

    //! Waits until all events are written, then reads the history.
    HistoryPage page(const HistoryQuery &query = {})
    {
        recorder.flush();
        std::promise<Journal::Answer> promise;
        journal.read(query,
                     [&promise](Journal::Answer answer) { promise.set_value(std::move(answer)); });
        Journal::Answer answer = promise.get_future().get();
        if (const QString *problem = std::get_if<QString>(&answer)) {
            QTest::qFail(qPrintable(*problem), __FILE__, __LINE__);
            return {};
        }
        return std::get<HistoryPage>(std::move(answer));
    }
    QList<HistoryEntry> entries(HistoryKind kind)
    {
        HistoryQuery query;
        query.kinds = {kind};
        return page(query).entries;
    }
    //! Returns the only entry of its kind. When there is not exactly one, the test fails, and the entry has
    //! no id.
    HistoryEntry only(HistoryKind kind)
    {
        const QList<HistoryEntry> all = entries(kind);
        if (all.size() == 1)
            return all.first();
        QTest::qFail(qPrintable(QStringLiteral("%1 entries, not one").arg(all.size())), __FILE__,
                     __LINE__);
        return {};
    }

    void use(const QString &operation, const Holder &holder = aClient())
    {
        lock.acquire(Holder(holder.principal()), operation, GlobalLock::Wait::unlimited())
            .release();
    }
    LockGuard hold(const QString &operation, const Holder &holder = aClient())
    {
        return lock.acquire(Holder(holder.principal()), operation, GlobalLock::Wait::unlimited());
    }

    GlobalLock lock;
    Journal journal;
    LockRecorder recorder;
};

//! Returns options for a file in \a folder, with short intervals.
inline JournalOptions journalIn(const QString &folder)
{
    JournalOptions options;
    options.place = JournalOptions::Place::File;
    options.file = folder + QStringLiteral("/deep/journal.sqlite");
    options.longHold = std::chrono::milliseconds {1};
    options.retry = std::chrono::milliseconds {1};
    return options;
}

} // namespace Holdfast
