// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace prometheus {
class Registry;
}

namespace Holdfast {

class InvocationCounters;
class Journal;
class JournalFigures;
class LockCounters;
class LockEventSink;
class LockGauges;
class LoopLag;
class LoopLags;
class ProcessFigures;
class Station;

//! \brief Everything that is counted and measured, as Prometheus reads it.
//!
//! What happens is counted where it happens; what simply is (who waits, how much memory is used) is
//! looked up when somebody reads. No label holds anything that a client can choose: how much there is
//! to read depends on the configuration alone.
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Q_DISABLE_COPY_MOVE(Metrics)

    //! Of text().
    static QByteArray contentType();

    //! All metrics as they are now. In any thread, but one at a time. Not after the end of what it
    //! was told to watch.
    QByteArray text();

    //! Counts what a lock tells a LockRecorder. Only who asks for it has metrics of events.
    std::shared_ptr<LockEventSink> lockCounters();

    //! From now on there is something to read of this station, which must outlive the last text():
    //! its invocations, its stops and, if it has them, its lock as it is and its journal.
    void watch(Station &station);
    //! The same for a journal without a station.
    void watch(const Journal &journal);

    //! Where the lag of the event loop of this name is written down: see Heartbeat.
    std::shared_ptr<LoopLag> loopLag(const QString &loop);

    //! For what is counted elsewhere. Asking it twice for the same is allowed.
    prometheus::Registry &registry() { return *m_registry; }

private:
    const std::unique_ptr<prometheus::Registry> m_registry;
    const std::unique_ptr<LoopLags> m_loopLags;
    const std::unique_ptr<ProcessFigures> m_process;
    std::shared_ptr<LockCounters> m_lockCounters;
    std::unique_ptr<LockGauges> m_lockGauges;
    std::unique_ptr<JournalFigures> m_journal;
    std::shared_ptr<InvocationCounters> m_invocations;
};

} // namespace Holdfast
