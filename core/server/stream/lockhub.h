// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/lockstate.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace Holdfast {

//! \brief Brings the changes of the lock and its journal to those who watch, into the server's thread: the first one
//! at once, then at most one per interval, always the latest, and written down once for all.
//!
//! It listens only while somebody is connected to changed().
class LockHub : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval {50};

    explicit LockHub(const Session &session, QObject *parent = nullptr);
    ~LockHub() override;

    //! For whoever has just connected: listens from now on, and returns the state as it is. A
    //! state that is no newer than that may still come.
    LockStatePtr watch();
    //! The state as it is.
    LockStatePtr state() const { return m_writer.write(); }

    //! The server closes: whoever only waits for something is to be told so.
    void close() { Q_EMIT closing(); }

    bool isListening() const { return m_bell != nullptr; }

Q_SIGNALS:
    void changed(const Holdfast::LockStatePtr &state);
    //! Somebody did not get the lock: server-sent events, at most the latest few of an interval.
    void refused(const QByteArray &events);
    void closing();

private:
    class Bell;

    void answer();
    void publish();

    const Session m_session;
    const LockStateWriter m_writer;
    std::shared_ptr<Bell> m_bell; //!< null while it does not listen
    QTimer m_quiet;
    quint64 m_published = 0; //!< the version of the latest state that was told
};

} // namespace Holdfast
