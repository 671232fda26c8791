// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/leasekeeper.h"

#include "app/holdfastctl/jsonread.h"
#include "app/holdfastctl/lockfailure.h"
#include "app/holdfastctl/lockviewtext.h"
#include "core/lock/locktext.h"

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// An answer that says that there is no such lease any more.
bool isEnd(const LockAnswer &answer)
{
    return answer.status == 410 || answer.status == 403;
}

} // namespace

LeaseKeeper::LeaseKeeper(LockClient &client, Lease lease, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_lease(std::move(lease))
{
    for (QTimer *timer : {&m_next, &m_end}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_next, &QTimer::timeout, this, &LeaseKeeper::renew);
    connect(&m_end, &QTimer::timeout, this, [this] {
        loseFor(QStringLiteral("it could not be renewed for %1").arg(toText(m_lease.ttl)));
    });
    m_next.start(m_lease.ttl / 3);
    m_end.start(m_lease.ttl);
}

LockRequest LeaseKeeper::request(const QByteArray &verb) const
{
    LockRequest request;
    request.verb = verb;
    request.path = QStringLiteral("/lock/leases/%1").arg(m_lease.id);
    request.token = m_lease.token;
    // So that there is time for another try, when this one hangs.
    request.limit = std::clamp<milliseconds>(m_lease.ttl / 4, milliseconds {500}, seconds {5});
    return request;
}

void LeaseKeeper::renew()
{
    // From when it was sent: the server may have got it at any time after that.
    const QDeadlineTimer validUntil(m_lease.ttl, Qt::PreciseTimer);
    m_isAsking = true;
    m_asksAgain = false;
    m_next.stop();
    m_client.send(request("PUT"), this, [this, validUntil](const LockAnswer &answer) {
        m_isAsking = false;
        if (m_isOver)
            return;
        if (answer.isGood())
            renewed(answer, validUntil);
        else if (isEnd(answer))
            ended(answer);
        else
            notRenewed(answer);
        if (m_asksAgain && answer.isGood())
            renew();
    });
}

void LeaseKeeper::look(const LockView &view)
{
    if (m_isOver || m_hasEnded)
        return;
    const bool isOwner = view.owner && view.owner->lease && view.owner->lease->id == m_lease.id;
    const bool isThere =
        std::any_of(view.leases.begin(), view.leases.end(),
                    [this](const LockView::Lease &each) { return each.id == m_lease.id; });
    // A lease that is known to be suspended need not be asked about at each change.
    if (isOwner ? !m_isSuspended : isThere && m_isSuspended)
        return;
    if (m_isAsking)
        m_asksAgain = true;
    else
        renew();
}

void LeaseKeeper::renewed(const LockAnswer &answer, const QDeadlineTimer &validUntil)
{
    if (m_isFailing)
        Q_EMIT noted(QStringLiteral("the lease is renewed again"));
    m_isFailing = false;
    m_next.start(m_lease.ttl / 3);
    m_end.start(std::chrono::ceil<milliseconds>(validUntil.remainingTimeAsDuration()));
    noteChanges(answer.body);
}

void LeaseKeeper::notRenewed(const LockAnswer &answer)
{
    m_next.start(std::min<milliseconds>(m_lease.ttl / 10, seconds {1}));
    if (m_isFailing)
        return;
    m_isFailing = true;
    Q_EMIT noted(QStringLiteral("the lease could not be renewed. %1 Trying again for %2 ...")
                     .arg(failureOf(answer, m_client.server()).message,
                          toText(milliseconds {m_end.remainingTime()})));
}

void LeaseKeeper::ended(const LockAnswer &answer)
{
    if (JsonRead::text(answer.body, "reason") != QStringLiteral("released"))
        return loseFor(endOfLease(answer));
    // Only who knows the token can have done that: the command itself.
    m_hasEnded = true;
    m_next.stop();
    m_end.stop();
    Q_EMIT noted(QStringLiteral("the command has released the lock itself"));
}

void LeaseKeeper::loseFor(const QString &why)
{
    m_isOver = true;
    m_next.stop();
    m_end.stop();
    Q_EMIT lost(why);
}

void LeaseKeeper::noteChanges(const Json &lease)
{
    const bool isSuspended = JsonRead::text(lease, "state") == QStringLiteral("suspended");
    if (isSuspended != m_isSuspended)
        Q_EMIT noted(isSuspended
                         ? QStringLiteral("the operator has taken the lock for a while; the "
                                          "command's next request waits for it")
                         : QStringLiteral("the lock is back; the generation is %1 now")
                               .arg(JsonRead::number(lease, "generation").value_or(0)));
    m_isSuspended = isSuspended;
    const QList<LockView::Request> asks = readAsks(lease);
    for (const LockView::Request &ask : asks) {
        if (!m_asks.contains(ask))
            Q_EMIT noted(QStringLiteral("asked to let go by %1").arg(requestPhrase(ask)));
    }
    m_asks = asks;
}

void LeaseKeeper::release()
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_next.stop();
    m_end.stop();
    m_client.send(request("DELETE"), this, [this](const LockAnswer &answer) {
        const bool byCommand = JsonRead::text(answer.body, "reason") == QStringLiteral("released");
        if (isEnd(answer) && !byCommand) {
            Q_EMIT lost(endOfLease(answer));
            return;
        }
        if (!answer.isGood() && !isEnd(answer))
            Q_EMIT noted(
                QStringLiteral("the lock could not be released. %1 It ends by itself "
                               "within %2.")
                    .arg(failureOf(answer, m_client.server()).message, toText(m_lease.ttl)));
        Q_EMIT released();
    });
}

} // namespace Holdfast::Ctl
