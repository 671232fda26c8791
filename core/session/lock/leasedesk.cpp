// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/leasedesk.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

// Ended ones are included: a client that comes late with a token is told how its lease ended.
constexpr size_t s_mostGiven = 1000;
// Each retry of a request gets a further token; the oldest ones must have been lost on the way.
constexpr size_t s_mostTokens = 8;

QString keyOf(const LeaseWish &wish)
{
    return wish.requestId.isEmpty() ? QString()
                                    : wish.principal.clientKey + QLatin1Char('\n') + wish.requestId;
}

} // namespace

LeaseDesk::LeaseDesk(GlobalLock &lock)
    : m_lock(lock)
    , m_run(QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch()).toUTC())
{
}

Reply<NewLease> LeaseDesk::lease(const LeaseWish &wish)
{
    if (!m_lock.isEnabled())
        return Reply<NewLease>::now(Error::lockSwitchedOff());
    const auto promise = std::make_shared<Promise>();
    const QString key = keyOf(wish);
    std::shared_ptr<Request> request;
    bool isNew = false;
    {
        const std::lock_guard lock(m_mutex);
        request = key.isEmpty() ? nullptr : m_requests.value(key);
        if (request && request->lease)
            return Reply<NewLease>::now(again(*request));
        isNew = !request;
        if (isNew)
            request = std::make_shared<Request>(Request {wish, key});
        if (isNew && !key.isEmpty())
            m_requests.insert(key, request);
        request->waiting.push_back(promise);
    }
    if (isNew)
        begin(request);
    return promise->reply([this, request, promise] { leave(request, promise); });
}

void LeaseDesk::begin(const std::shared_ptr<Request> &request)
{
    const LeaseWish &wish = request->wish;
    const auto wait = wish.wait ? GlobalLock::Wait::upTo(*wish.wait) : m_lock.ownWait();
    const QString operation =
        wish.note.isEmpty() ? QStringLiteral("lease") : QStringLiteral("lease: %1").arg(wish.note);
    const LockTicket ticket = m_lock.request(
        Holder(wish.principal), operation, wait,
        [this, request](LockOutcome outcome) { finish(request, std::move(outcome)); });
    bool isAbandoned = false;
    {
        const std::lock_guard lock(m_mutex);
        request->ticket = ticket;
        isAbandoned = request->waiting.empty();
    }
    // All of them may have left before there was a ticket to withdraw.
    if (isAbandoned)
        LockTicket(ticket).withdraw();
}

void LeaseDesk::finish(const std::shared_ptr<Request> &request, LockOutcome outcome)
{
    std::optional<Lease> lease;
    std::optional<Error> refusal;
    if (const auto *busy = std::get_if<GlobalLockBusyError>(&outcome)) {
        refusal = Error::busy(*busy);
    } else {
        try {
            lease = std::get<LockGrant>(outcome).intoLease({request->wish.note, request->wish.ttl});
        } catch (const GlobalLockBusyError &tooLate) {
            refusal = Error::busy(tooLate);
        }
    }
    std::vector<std::shared_ptr<Promise>> waiting;
    std::vector<QByteArray> tokens;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(request->waiting);
        if (lease) {
            request->lease = lease->id;
            m_given.insert(lease->id, Given {lease->holder});
            m_order.push_back(lease->id);
            if (!request->key.isEmpty())
                m_keyOfLease.insert(lease->id, request->key);
            for (size_t i = 0; i < waiting.size(); ++i)
                tokens.push_back(newToken(lease->id));
            forgetOldest();
        } else {
            m_requests.remove(request->key);
        }
    }
    if (lease && waiting.empty())
        m_lock.endLease(lease->id);
    for (size_t i = 0; i < waiting.size(); ++i) {
        const auto status = lease ? m_lock.lease(lease->id) : std::nullopt;
        if (status)
            waiting[i]->finish(NewLease {*status, tokens[i]});
        else
            waiting[i]->finish(lease ? ended(lease->id) : *refusal);
    }
}

void LeaseDesk::leave(const std::shared_ptr<Request> &request,
                      const std::shared_ptr<Promise> &promise)
{
    LockTicket ticket;
    bool isAbandoned = false;
    {
        const std::lock_guard lock(m_mutex);
        if (std::erase(request->waiting, promise) == 0)
            return; // already answered
        isAbandoned = request->waiting.empty();
        ticket = request->ticket;
        if (isAbandoned)
            m_requests.remove(request->key);
    }
    if (isAbandoned)
        ticket.withdraw();
    promise->finish(Error::withdrawn());
}

Result<NewLease> LeaseDesk::again(const Request &request)
{
    if (!m_lock.renewLease(request.lease))
        return ended(request.lease);
    const auto status = m_lock.lease(request.lease);
    return status ? Result<NewLease>(NewLease {*status, newToken(request.lease)})
                  : Result<NewLease>(ended(request.lease));
}

QByteArray LeaseDesk::newToken(quint64 lease)
{
    const LeaseToken token = LeaseToken::create(m_run, lease);
    std::deque<QByteArray> &hashes = m_given.find(lease)->hashes;
    if (hashes.size() == s_mostTokens) {
        m_leaseOfHash.remove(hashes.front());
        hashes.pop_front();
    }
    hashes.push_back(token.hash());
    m_leaseOfHash.insert(hashes.back(), lease);
    return token.toByteArray();
}

void LeaseDesk::forgetOldest()
{
    while (m_order.size() > s_mostGiven) {
        const Given oldest = m_given.take(m_order.front());
        for (const QByteArray &hash : oldest.hashes)
            m_leaseOfHash.remove(hash);
        m_requests.remove(m_keyOfLease.take(m_order.front()));
        m_order.pop_front();
    }
}

Result<quint64> LeaseDesk::find(const QByteArray &text)
{
    if (!m_lock.isEnabled())
        return Error::lockSwitchedOff();
    const auto token = LeaseToken::parse(text);
    // The token is of an earlier run, also when the clock was set back since.
    if (token && token->run != m_run) {
        return Error::leaseEnded({.id = token->lease,
                                  .principal = Principal::client(QStringLiteral("this token"), {}),
                                  .end = LeaseEnd::Restarted,
                                  .when = m_run});
    }
    const std::lock_guard lock(m_mutex);
    if (!token || !m_leaseOfHash.contains(token->hash()))
        return Error::forbidden(
            QStringLiteral("There is no lease with this Lock-Token. POST /lock/leases gives one."),
            QStringLiteral("UnknownLockToken"));
    return m_leaseOfHash.value(token->hash());
}

Result<LeaseUse> LeaseDesk::use(const QByteArray &token)
{
    const Result<quint64> lease = find(token);
    if (!lease)
        return lease.error();
    if (!m_lock.renewLease(*lease))
        return ended(*lease);
    const std::lock_guard lock(m_mutex);
    const auto given = m_given.constFind(*lease);
    return given == m_given.cend() ? Result<LeaseUse>(ended(*lease))
                                   : Result<LeaseUse>(LeaseUse {*lease, given->holder});
}

Result<void> LeaseDesk::release(const QByteArray &token)
{
    const Result<quint64> lease = find(token);
    if (!lease)
        return lease.error();
    if (!m_lock.endLease(*lease))
        return ended(*lease);
    return {};
}

Error LeaseDesk::ended(quint64 lease) const
{
    EndedLease unknown {.id = lease, .when = QDateTime::currentDateTimeUtc()};
    return Error::leaseEnded(m_lock.endedLease(lease).value_or(unknown));
}

} // namespace Holdfast
