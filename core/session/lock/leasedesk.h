// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/session/caller.h"
#include "core/session/lock/leasetoken.h"
#include "core/session/reply.h"

#include <QHash>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

//! \brief A client's request for a lease.
struct LeaseWish
{
    static constexpr std::chrono::milliseconds shortestTtl = std::chrono::seconds {2};
    static constexpr std::chrono::milliseconds longestTtl = std::chrono::minutes {10};
    static constexpr std::chrono::milliseconds longestWait = std::chrono::seconds {60};

    Principal principal {};
    QString note {};
    std::chrono::milliseconds ttl = std::chrono::seconds {30};
    std::optional<std::chrono::milliseconds> wait {}; //!< empty: as the lock itself waits
    //! The client's own id for this request. The same id from the same client is the same request:
    //! a retry after a lost answer gets the same lease. Empty: each request is a separate one.
    QString requestId {};
};

//! \brief Gives leases to clients, and checks their tokens. Thread-safe; no call waits.
class LeaseDesk
{
public:
    //! Makes a desk. \a lock must live as long as the desk.
    explicit LeaseDesk(GlobalLock &lock);
    Q_DISABLE_COPY_MOVE(LeaseDesk)

    //! Waits in the queue for a lease. Fails with Busy, or with Gone when the request was granted before
    //! and that lease has ended. Withdrawing the reply leaves the queue, unless a retry waits for
    //! the same lease.
    Reply<NewLease> lease(const LeaseWish &wish);

    //! Returns the lease of \a token, and counts as a use of it: its time starts anew. Fails with
    //! Gone when it has ended (or was given out by an earlier run of the server), and with
    //! Forbidden when there never was such a token.
    Result<LeaseUse> use(const QByteArray &token);

    //! Releases the lease of \a token.
    Result<void> release(const QByteArray &token);

private:
    using Promise = ReplyPromise<NewLease>;

    //! A request that waits, or was granted.
    struct Request
    {
        LeaseWish wish;
        QString key; //!< empty for a request without an id
        LockTicket ticket {};
        std::vector<std::shared_ptr<Promise>> waiting {};
        quint64 lease = 0; //!< set when it is granted
    };
    struct Given
    {
        Holder holder;
        std::deque<QByteArray> hashes {}; //!< of its tokens
    };

    void begin(const std::shared_ptr<Request> &request);
    void finish(const std::shared_ptr<Request> &request, LockOutcome outcome);
    void leave(const std::shared_ptr<Request> &request, const std::shared_ptr<Promise> &promise);
    Result<NewLease> again(const Request &request);
    //! Returns a new token for \a lease. Requires m_mutex.
    QByteArray newToken(quint64 lease);
    void forgetOldest();
    Result<quint64> find(const QByteArray &token);
    Error ended(quint64 lease) const;

    GlobalLock &m_lock;
    const QDateTime m_run;
    std::mutex m_mutex;
    QHash<QString, std::shared_ptr<Request>> m_requests; //!< by their keys
    QHash<quint64, Given> m_given;
    QHash<QByteArray, quint64> m_leaseOfHash;
    std::deque<quint64> m_order; //!< the order of m_given
    QHash<quint64, QString> m_keyOfLease;
};

} // namespace Holdfast
