// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockrecorder.h"
#include "core/thing/invocationrecord.h"
#include "core/thing/json/json.h"
#include "core/thing/stopreport.h"

#include <QUuid>
#include <QVarLengthArray>

#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

//! \brief A step of an invocation from one state to the next.
struct InvocationStep
{
    QUuid id;
    QString thing;
    QString action;
    InvocationState state = InvocationState::Pending; //!< the state that it has reached
};

//! The limits of a station that cause no refusal.
enum class StationLimit {
    ResultBytes, //!< the result of an invocation was forgotten before its time: Limits::resultBytes
    Readers,     //!< a read waited for others of the same Thing: Limits::readers
    Workers,     //!< an operation without the lock did: Limits::workers
};

//! \brief A listener for the station's events, called as they happen and in the thread in which
//! they happen: several threads at once, so it must be thread-safe, quick, and must not throw.
class StationListener
{
public:
    virtual ~StationListener() = default;

    //! Returns false for a listener that uses none of the Things' properties and events: without
    //! other listeners they need not be made.
    virtual bool hearsThings() const { return true; }

    //! Is called when the status of the global lock, or of a device's lock, has changed.
    virtual void lockChanged() { }
    //! Is called with what has happened to the global lock, in the thread of the LockRecorder and
    //! so a moment later.
    virtual void lockEvents(const LockFeed::Batch &batch, const ClockPair &clocks);
    //! Is called when the lock's journal writes again, or cannot write, or misses more than before.
    virtual void journalChanged() { }
    //! Is called by a NOTIFY signal only; an equal value is published too.
    virtual void propertyChanged(const QString &thing, const QString &property, const Json &value);
    //! Is called with a Thing's event.
    virtual void eventEmitted(const QString &thing, const QString &event, const Json &data);
    virtual void invocationChanged(const QUuid &id);
    //! Is called with every step, in the order in which the invocation takes them.
    virtual void invocationStepped(const InvocationStep &step);
    virtual void invocationRemoved(const QUuid &id);
    virtual void stopped(const StopReport &report);
    //! Is called when Thing::fault() has changed, or is over.
    virtual void faultChanged(const QString &thing);
    //! Is called when a limit had an effect.
    virtual void limitMet(StationLimit) { }
};

//! \brief Passes on the station's events. Consumers with an event loop use a StationMonitor.
//!
//! These are no signals, because a Qt connection must not lose its receiver in one thread while it
//! is delivering in another; a listener here lives at least as long as its running call.
class StationEvents
{
public:
    //! Adds \a listener, until its last owner is destroyed.
    void add(const std::shared_ptr<StationListener> &listener);
    //! Returns whether a listener hears Things, so that their events need to be made.
    bool areThingsHeard() const;

    //! Calls \a tell with each listener.
    template<typename Tell>
    void tell(Tell tell) const
    {
        for (const auto &listener : listeners())
            tell(*listener);
    }

private:
    using Listeners = QVarLengthArray<std::shared_ptr<StationListener>, 8>;
    Listeners listeners() const;

    mutable std::mutex m_mutex;
    mutable std::vector<std::weak_ptr<StationListener>> m_listeners;
};

} // namespace Holdfast
