// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/labtickets.h"

#include "core/base/randombytes.h"
#include "core/lab/labqueue.h"
#include "core/session/lab/labrefusals.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using Clock = std::chrono::steady_clock;

// Ended ones are included: a client that comes late is told how its ticket ended.
constexpr std::size_t s_mostKept = 1000;
constexpr qsizetype s_keyBytes = 16;

Error noLab()
{
    return Error::conflict(QStringLiteral("This station is in no lab."));
}

Error noTicket()
{
    return Error::notFound(QStringLiteral("There is no such ticket. POST /lab/tickets gives one."));
}

} // namespace

//! \brief A ticket from its request to its end.
class LabTickets::Ticket : public std::enable_shared_from_this<Ticket>
{
public:
    Ticket(LabService &lab, LabTicketWish wish)
        : m_lab(lab)
        , m_wish(std::move(wish))
        , m_key(QString::fromLatin1(randomBytes(s_keyBytes).toHex()))
    {
    }

    const QString &key() const { return m_key; }
    Reply<LabTicketGrant> reply()
    {
        return m_promise.reply([self = weak_from_this()] {
            if (const auto ticket = self.lock())
                ticket->withdraw();
        });
    }

    void start()
    {
        const auto self = shared_from_this();
        const std::lock_guard lock(m_mutex);
        m_place =
            m_lab.request({.resources = m_wish.resources,
                           .principal = m_wish.principal,
                           .operation = m_wish.operation},
                          {.granted = [self](const LabTokens &tokens) { self->granted(tokens); },
                           .lost = [self](const LabLoss &loss) { self->lose(loss); },
                           .expired = [self] { self->expire(); }},
                          m_wish.wait);
    }
    Result<LabTicketGrant> renew()
    {
        const std::lock_guard lock(m_mutex);
        if (m_error)
            return *m_error;
        if (m_tokens.isEmpty())
            return noTicket(); // its client does not know it yet
        // The program may have slept: then it is told of the loss a moment later.
        if (!m_lab.isSafe())
            return LabRefusals::unreachable(m_lab.situation(), m_wish.resources);
        m_deadline = Clock::now() + m_wish.ttl;
        return LabTicketGrant {m_key, m_tokens, m_wish.ttl};
    }
    Result<void> release()
    {
        return end(Error(Error::Kind::Gone, QStringLiteral("LabTicketEnded"),
                         QStringLiteral("The ticket was given back.")));
    }

private:
    void granted(const LabTokens &tokens)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_error)
                return;
            m_tokens = tokens;
            m_deadline = Clock::now() + m_wish.ttl;
        }
        lookLater(m_wish.ttl);
        m_promise.finish(LabTicketGrant {m_key, tokens, m_wish.ttl});
    }
    void lookLater(std::chrono::milliseconds time)
    {
        m_lab.callIn(time, [self = shared_from_this()] { self->look(); });
    }
    void look()
    {
        std::chrono::milliseconds left {0};
        {
            const std::lock_guard lock(m_mutex);
            if (m_error)
                return;
            left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - Clock::now());
        }
        if (left.count() > 0)
            lookLater(left);
        else
            (void)end(Error(Error::Kind::Gone, QStringLiteral("LabTicketEnded"),
                            QStringLiteral("The ticket was not renewed for %1 s, and has ended.")
                                .arg(double(m_wish.ttl.count()) / 1000)));
    }
    void lose(const LabLoss &loss)
    {
        const Error error = LabRefusals::lost(loss, m_wish.resources);
        (void)end(error);
        m_promise.finish(error);
    }
    void expire()
    {
        QString id;
        {
            const std::lock_guard lock(m_mutex);
            if (m_place)
                id = m_place->id();
        }
        const LabSituation situation = m_lab.situation();
        const Error error = situation.connection == LabConnection::Connected
                                ? LabRefusals::busy(situation, m_wish.resources, id)
                                : LabRefusals::unreachable(situation, m_wish.resources);
        (void)end(error);
        m_promise.finish(error);
    }
    void withdraw()
    {
        (void)end(Error::withdrawn());
        m_promise.finish(Error::withdrawn());
    }
    //! Gives back what it has, once. Fails with the reason of an earlier end.
    Result<void> end(const Error &error)
    {
        std::shared_ptr<LabPlace> place;
        {
            const std::lock_guard lock(m_mutex);
            if (m_error)
                return *m_error;
            m_error = error;
            place = std::exchange(m_place, nullptr);
        }
        if (place)
            m_lab.release(place);
        return {};
    }

    LabService &m_lab;
    const LabTicketWish m_wish;
    const QString m_key;
    const ReplyPromise<LabTicketGrant> m_promise;
    std::mutex m_mutex;
    std::shared_ptr<LabPlace> m_place;
    LabTokens m_tokens;
    Clock::time_point m_deadline;
    std::optional<Error> m_error; //!< set when it has ended
};

//! \brief The tickets by their keys.
class LabTickets::Register
{
public:
    void add(const std::shared_ptr<Ticket> &ticket)
    {
        const std::lock_guard lock(m_mutex);
        m_tickets.insert(ticket->key(), ticket);
        m_order.push_back(ticket->key());
        while (m_order.size() > s_mostKept) {
            if (const auto oldest = m_tickets.take(m_order.front()))
                (void)oldest->release();
            m_order.pop_front();
        }
    }
    std::shared_ptr<Ticket> find(const QString &key)
    {
        const std::lock_guard lock(m_mutex);
        return m_tickets.value(key);
    }
    void releaseAll()
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &ticket : std::as_const(m_tickets))
            (void)ticket->release();
    }

private:
    std::mutex m_mutex;
    QHash<QString, std::shared_ptr<Ticket>> m_tickets;
    std::deque<QString> m_order;
};

LabTickets::LabTickets(LabService *lab)
    : m_lab(lab)
    , m_register(std::make_shared<Register>())
{
}

LabTickets::~LabTickets()
{
    m_register->releaseAll();
}

Reply<LabTicketGrant> LabTickets::ask(const LabTicketWish &wish)
{
    if (!m_lab)
        return Reply<LabTicketGrant>::now(noLab());
    const LabSituation situation = m_lab->situation();
    if (situation.connection == LabConnection::Unreachable
        || situation.connection == LabConnection::NameTaken)
        return Reply<LabTicketGrant>::now(LabRefusals::unreachable(situation, wish.resources));
    for (const QString &resource : wish.resources) {
        if (situation.snapshot.revision > 0 && !situation.snapshot.resources.contains(resource))
            return Reply<LabTicketGrant>::now(Error::notFound(
                QStringLiteral("The lab has no resource \"%1\". It has: %2.")
                    .arg(resource,
                         situation.snapshot.resources.keys().join(QStringLiteral(", ")))));
    }
    const auto ticket = std::make_shared<Ticket>(*m_lab, wish);
    m_register->add(ticket);
    const Reply<LabTicketGrant> reply = ticket->reply();
    ticket->start();
    return reply;
}

Result<LabTicketGrant> LabTickets::renew(const QString &key)
{
    const auto ticket = m_register->find(key);
    return ticket ? ticket->renew() : Result<LabTicketGrant>(noTicket());
}

Result<void> LabTickets::release(const QString &key)
{
    const auto ticket = m_register->find(key);
    return ticket ? ticket->release() : Result<void>(noTicket());
}

} // namespace Holdfast
