// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QByteArray>
#include <QObject>

#include <chrono>
#include <memory>

namespace Holdfast {

//! \brief A state of the global lock, its journal and the devices' locks: the answer to GET /lock.
//! A value that is serialized once, for all clients.
struct LockState
{
    quint64 version = 0; //!< changes whenever the state does
    QByteArray id;       //!< of this state, in this run of the server: "5f3c9a1e-41"
    QByteArray json;
    QByteArray event; //!< the same state as a server-sent event
};
using LockStatePtr = std::shared_ptr<const LockState>;

//! Returns the entity tag of \a state. Weak, because the times in it go on.
QByteArray entityTag(const LockState &state);

//! \brief Brings the changes of the lock and its journal, and refusals, to the listeners, in the
//! server's thread: the first one at once, then at most one per interval, always the latest, and
//! serialized once for all.
//!
//! It listens to the station only while changed() has a listener.
class LockHub : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval {50};

    explicit LockHub(const Session &session, QObject *parent = nullptr);
    ~LockHub() override;

    //! Listens from now on, and returns the present state, for a listener that has just connected.
    //! A state that is no newer than that may still come.
    LockStatePtr watch();
    //! Returns the present state.
    LockStatePtr state() const;

Q_SIGNALS:
    void changed(const Holdfast::LockStatePtr &state);
    //! Is emitted after refusals, as server-sent events: the latest few of an interval, and how many
    //! there were before those.
    void refused(const QByteArray &events);

private:
    class Listener;

    quint64 version() const;
    void publishState();
    void stopListening();

    const Session m_session;
    const QByteArray m_run; //!< distinguishes the states of this run from those of others
    std::shared_ptr<Listener> m_listener; //!< null while it does not listen
    quint64 m_published = 0;              //!< the version of the latest published state
};

} // namespace Holdfast
