// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/servedstate.h"
#include "core/session/session.h"

#include <QByteArray>
#include <QObject>

#include <chrono>
#include <memory>

namespace Holdfast {

//! \brief Brings the changes of the global lock, its journal and the devices' locks (the answer to GET /lock), and refusals, to the listeners, in the
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
    ServedStatePtr watch();
    //! Returns the present state.
    ServedStatePtr state() const;

Q_SIGNALS:
    void changed(const Holdfast::ServedStatePtr &state);
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
