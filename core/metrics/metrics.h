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
class LabSeries;
class LockCounters;
class LockEventSink;
class LockGauges;
class LoopLag;
class LoopLags;
class ProcessFigures;
class Station;

//! \brief All counters and measurements, in the form that Prometheus reads.
//!
//! Events are counted when they happen; states (the length of the queue, the memory in use) are looked up
//! at each scrape. No label contains anything that a client can choose, so that the number of series
//! depends on the configuration alone.
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Q_DISABLE_COPY_MOVE(Metrics)

    //! Returns the media type of text().
    static QByteArray contentType();

    //! Returns all metrics as they are now. May be called in any thread, but by one at a time, and only
    //! while the stations and journals that it watches exist.
    QByteArray text();

    //! Returns a sink that counts the events of a LockRecorder. Without a call there are no metrics of
    //! events.
    std::shared_ptr<LockEventSink> lockCounters();

    //! Adds the metrics of \a station, which must outlive the last call of text(): its invocations, its
    //! stops and, where it has them, the state of its lock, its journal and its lab.
    void watch(Station &station);
    //! Adds the metrics of a journal without a station.
    void watch(const Journal &journal);

    //! Returns where the lag of the event loop of this name is recorded: see Heartbeat.
    std::shared_ptr<LoopLag> loopLag(const QString &loop);

    //! Returns the registry, for counters of other classes. Registering a family twice is allowed.
    prometheus::Registry &registry() { return *m_registry; }

private:
    const std::unique_ptr<prometheus::Registry> m_registry;
    const std::unique_ptr<LoopLags> m_loopLags;
    const std::unique_ptr<ProcessFigures> m_process;
    std::shared_ptr<LockCounters> m_lockCounters;
    std::unique_ptr<LockGauges> m_lockGauges;
    std::unique_ptr<JournalFigures> m_journal;
    std::shared_ptr<InvocationCounters> m_invocations;
    std::unique_ptr<LabSeries> m_lab; //!< null without a lab
};

} // namespace Holdfast
