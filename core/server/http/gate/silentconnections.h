// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/limits/limithit.h"

#include <QDeadlineTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

class QSocketNotifier;

namespace Holdfast {

//! \brief Connections to a full server whose clients have sent nothing yet.
//!
//! A full server accepts a connection only to see whether its request is urgent. Until bytes
//! arrive, it keeps only the descriptor: thousands of clients that connect again and again without
//! sending cost so little that an urgent request behind them is read in time.
class SilentConnections : public QObject
{
    Q_OBJECT

public:
    //! Gives each client \a patience to send its first bytes.
    explicit SilentConnections(std::chrono::milliseconds patience, QObject *parent = nullptr);
    //! Closes all of them.
    ~SilentConnections() override;

    //! Sets whether the clients expect TLS: then a refused one is closed without an answer, which would need a handshake.
    void setSpeaksTls(bool speaksTls) { m_speaksTls = speaksTls; }

    //! Returns whether no byte has arrived over a socket yet, and its client is still there.
    static bool isSilent(int descriptor);

    //! Takes a connected socket; \a why is the limit that its client has met, if there is one. Returns false, and leaves it to
    //! the caller, when it cannot be watched.
    bool add(int descriptor, const std::optional<LimitHit> &why = {});
    //! Refuses the oldest one. Returns false when there is none.
    bool refuseOldest();
    //! Refuses all.
    void refuseAll();
    qsizetype count() const { return m_clients.size(); }

Q_SIGNALS:
    //! Is emitted when the first bytes have arrived, or the client has left; the listener owns the
    //! socket now.
    void spoke(int descriptor, const std::optional<Holdfast::LimitHit> &why);
    //! Is emitted when one was refused, and its descriptor is free again.
    void refused(int status);

private:
    struct Client
    {
        int descriptor;
        QDeadlineTimer deadline;
        std::optional<LimitHit> why {};
    };

    void lookAtReady();
    void refuseLate();
    void watchDeadline();
    void forget(int descriptor);

    const std::chrono::milliseconds m_patience;
    bool m_speaksTls = false;
    const int m_epoll;
    std::unique_ptr<QSocketNotifier> m_ready;
    QList<Client> m_clients; //!< the oldest first
    QTimer m_late;
};

} // namespace Holdfast
