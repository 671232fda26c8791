// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"
#include "core/thing/json.h"
#include "core/thing/stopreport.h"

#include <QUuid>

#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

//! \brief An invocation has gone from one state to the next.
struct InvocationStep
{
    QUuid id;
    QString thing;
    QString action;
    InvocationState state = InvocationState::Pending; //!< the one that it has come to
};

//! \brief Hears what happens at the station, as it happens and in the thread in which it happens:
//! several threads at once, so it must be thread-safe, quick, and not throw.
class StationListener
{
public:
    virtual ~StationListener() = default;

    virtual void lockChanged() { }
    //! The lock's journal writes again, or cannot, or misses more than before.
    virtual void journalChanged() { }
    //! Only a NOTIFY signal publishes a change; an equal value is published too.
    virtual void propertyChanged(const QString &thing, const QString &property, const Json &value);
    //! A Thing's event.
    virtual void eventEmitted(const QString &thing, const QString &event, const Json &data);
    virtual void invocationChanged(const QUuid &id);
    //! Every step, in the order in which the invocation takes them.
    virtual void invocationStepped(const InvocationStep &step);
    virtual void invocationRemoved(const QUuid &id);
    virtual void stopped(const StopReport &report);
    //! Thing::fault() is another one, or over.
    virtual void faultChanged(const QString &thing);
};

//! \brief Passes on what happens at the station. Consumers with an event loop use a StationMonitor.
//!
//! These are no signals, because a Qt connection may not lose its receiver in one thread while it is
//! delivering in another; a listener here lives at least as long as the call that it hears.
class StationEvents
{
public:
    //! It hears until its last owner has gone.
    void add(const std::shared_ptr<StationListener> &listener);
    //! Whether it is worth to tell of anything.
    bool hasListeners() const;

    //! Calls \a tell with each listener.
    template<typename Tell>
    void tell(Tell tell) const
    {
        for (const auto &listener : listeners())
            tell(*listener);
    }

private:
    std::vector<std::shared_ptr<StationListener>> listeners() const;

    mutable std::mutex m_mutex;
    mutable std::vector<std::weak_ptr<StationListener>> m_listeners;
};

} // namespace Holdfast
