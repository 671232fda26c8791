// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labservice.h"
#include "core/session/reply.h"

#include <QHash>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief A client's request for a ticket of the lab.
struct LabTicketWish
{
    static constexpr std::chrono::milliseconds shortestTtl = std::chrono::seconds {2};
    static constexpr std::chrono::milliseconds longestTtl = std::chrono::minutes {10};
    static constexpr std::chrono::milliseconds longestWait = std::chrono::minutes {10};

    QStringList resources {}; //!< at least one, at most LabTransactions::mostResources
    Principal principal {};
    QString operation {}; //!< for people: "align"
    std::chrono::milliseconds ttl = std::chrono::seconds {10};
    std::chrono::milliseconds wait {0};
};

//! \brief A ticket that a client has.
struct LabTicketGrant
{
    QString key;                      //!< names the ticket, for its client alone
    LabTokens tokens {};              //!< the fencing tokens of what it owns
    std::chrono::milliseconds ttl {}; //!< the time after which it ends unless it is renewed
};

//! \brief Gives tickets of the lab to clients that work with what they own on their own, by calls to its home with the tokens.
//! Thread-safe; no call waits.
class LabTickets
{
public:
    //! Gives tickets of \a lab, which must outlive this; null: the station is in no lab, and there are none.
    explicit LabTickets(LabService *lab);
    ~LabTickets();
    Q_DISABLE_COPY_MOVE(LabTickets)

    //! Waits in the queue of the lab. Fails with Busy, with Unavailable while etcd cannot be reached, and with NotFound for a
    //! resource that the lab does not have. Withdrawing the reply leaves the queue.
    Reply<LabTicketGrant> ask(const LabTicketWish &wish);
    //! Lets the time of a ticket begin anew. Fails with Gone when it has ended, and with NotFound when there never was such a ticket.
    Result<LabTicketGrant> renew(const QString &key);
    //! Ends a ticket. Fails as renew() does.
    Result<void> release(const QString &key);

private:
    class Ticket;
    class Register;

    LabService *const m_lab;
    const std::shared_ptr<Register> m_register;
};

} // namespace Holdfast
