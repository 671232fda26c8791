// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/leasekeeper.h"

#include "core/wire/lockjson.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// An answer that says that there is no such lease any more.
bool isEnd(const StationAnswer &answer)
{
    return answer.status == 410 || answer.status == 403;
}

bool isReleased(const StationAnswer &answer)
{
    const std::optional<EndedLease> ended = readEndedLease(answer.body);
    return ended && ended->end == LeaseEnd::Released;
}

bool contains(const QList<LockAsk> &asks, const LockAsk &ask)
{
    return std::any_of(asks.begin(), asks.end(), [&ask](const LockAsk &each) {
        return each.by == ask.by && each.reason == ask.reason && each.when == ask.when;
    });
}

} // namespace

LeaseKeeper::LeaseKeeper(RemoteStation &station, NewLease lease, QObject *parent)
    : QObject(parent)
    , m_station(station)
    , m_lease(std::move(lease))
{
    for (QTimer *timer : {&m_next, &m_end}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_next, &QTimer::timeout, this, &LeaseKeeper::renew);
    connect(&m_end, &QTimer::timeout, this, [this] { lose({}); });
    m_next.start(ttl() / 3);
    m_end.start(ttl());
}

StationRequest LeaseKeeper::request(const QByteArray &verb) const
{
    StationRequest request;
    request.verb = verb;
    request.path = QStringLiteral("/lock/leases/%1").arg(m_lease.status.id);
    request.leaseToken = m_lease.token;
    request.mayRepeat = true; // a lease that is renewed or released twice is as after once
    // So that there is time for another try, when this one hangs.
    request.limit = std::clamp<milliseconds>(ttl() / 4, milliseconds {500}, seconds {5});
    return request;
}

void LeaseKeeper::renew()
{
    // From when it was sent: the station may have got it at any time after that.
    const QDeadlineTimer validUntil(ttl(), Qt::PreciseTimer);
    m_isAsking = true;
    m_asksAgain = false;
    m_next.stop();
    m_station.send(request("PUT"), this, [this, validUntil](const StationAnswer &answer) {
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

void LeaseKeeper::look(const LockOverview &state)
{
    if (m_isOver || m_hasEnded)
        return;
    const quint64 id = m_lease.status.id;
    const std::optional<LockOwner> &owner = state.global.owner;
    const bool isOwner = owner && owner->lease && owner->lease->id == id;
    const bool isThere = std::any_of(state.leases.begin(), state.leases.end(),
                                     [id](const LeaseStatus &each) { return each.id == id; });
    // A lease that is known to be suspended need not be asked about at each change.
    if (isOwner ? !m_isSuspended : isThere && m_isSuspended)
        return;
    if (m_isAsking)
        m_asksAgain = true;
    else
        renew();
}

void LeaseKeeper::renewed(const StationAnswer &answer, const QDeadlineTimer &validUntil)
{
    if (std::exchange(m_isFailing, false))
        Q_EMIT renewedAgain();
    m_next.start(ttl() / 3);
    m_end.start(std::chrono::ceil<milliseconds>(validUntil.remainingTimeAsDuration()));
    noteChanges(answer.body);
}

void LeaseKeeper::notRenewed(const StationAnswer &answer)
{
    m_next.start(std::min<milliseconds>(ttl() / 10, seconds {1}));
    if (!std::exchange(m_isFailing, true))
        Q_EMIT renewalFailed(answer);
}

void LeaseKeeper::ended(const StationAnswer &answer)
{
    if (!isReleased(answer))
        return lose(answer);
    m_hasEnded = true;
    stopTimers();
    Q_EMIT releasedElsewhere();
}

void LeaseKeeper::lose(const StationAnswer &answer)
{
    m_isOver = true;
    stopTimers();
    LeaseLoss loss {readEndedLease(answer.body), answer};
    if (loss.ended)
        loss.ended->principal = m_lease.status.principal;
    Q_EMIT lost(loss);
}

void LeaseKeeper::noteChanges(const Json &told)
{
    const LeaseStatus status = readLeaseStatus(told).value_or(m_lease.status);
    const bool isSuspended = status.state == LeaseState::Suspended;
    if (std::exchange(m_isSuspended, isSuspended) != isSuspended) {
        if (isSuspended)
            Q_EMIT suspended();
        else
            Q_EMIT resumed(status.generation);
    }
    const QList<LockAsk> before = std::exchange(m_asks, readLockAsks(told));
    for (const LockAsk &ask : QList<LockAsk>(m_asks)) {
        if (!contains(before, ask))
            Q_EMIT asked(ask);
    }
}

void LeaseKeeper::release()
{
    if (m_isOver)
        return;
    m_isOver = true;
    stopTimers();
    m_station.send(request("DELETE"), this, [this](const StationAnswer &answer) {
        if (isEnd(answer) && !isReleased(answer))
            return lose(answer);
        if (!answer.isGood() && !isEnd(answer))
            Q_EMIT releaseFailed(answer);
        Q_EMIT released();
    });
}

void LeaseKeeper::stopTimers()
{
    m_next.stop();
    m_end.stop();
}

} // namespace Holdfast
