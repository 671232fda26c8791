// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/leaserequest.h"

#include "core/wire/lockjson.h"
#include "core/wire/problem.h"

#include <QUuid>

#include <algorithm>

namespace Holdfast {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds s_longestWaitPerRequest {60};
constexpr seconds s_graceForAnswer {10};
constexpr milliseconds s_beforeFirstLook {400};
constexpr seconds s_betweenLooks {1};

Json bodyOf(const LeaseRequest::Wish &wish)
{
    Json body {{"label", wish.label}};
    if (wish.terms.ttl)
        body["ttl_ms"] = wish.terms.ttl->count();
    if (!wish.terms.note.isEmpty())
        body["note"] = wish.terms.note;
    body["request_id"] = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return body;
}

// A lease that is renewed each third of its time needs to have one.
std::optional<NewLease> readLease(const Json &json)
{
    const std::optional<NewLease> lease = readNewLease(json);
    const bool canBeKept = lease && lease->status.id > 0 && lease->status.generation > 0
                           && lease->status.ttl && *lease->status.ttl >= milliseconds {3};
    return canBeKept ? lease : std::nullopt;
}

} // namespace

LeaseRequest::LeaseRequest(RemoteStation &station, const Wish &wish, QObject *parent)
    : QObject(parent)
    , m_station(station)
    , m_body(bodyOf(wish))
    , m_wait(wish.wait)
{
    m_again.setSingleShot(true);
    m_look.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LeaseRequest::ask);
    connect(&m_look, &QTimer::timeout, this, &LeaseRequest::lookWhoHoldsIt);
}

void LeaseRequest::start()
{
    m_end.setRemainingTime(m_wait.value_or(milliseconds {0}));
    ask();
    m_look.start(s_beforeFirstLook);
}

void LeaseRequest::ask()
{
    m_asked = m_wait ? std::clamp<milliseconds>(milliseconds {m_end.remainingTime()},
                                                milliseconds {0}, s_longestWaitPerRequest)
                     : s_longestWaitPerRequest;
    if (m_wait)
        m_body["wait_ms"] = m_asked.count();
    const StationRequest request {.verb = "POST",
                                  .path = QStringLiteral("/lock/leases"),
                                  .body = m_body,
                                  .limit = m_asked + s_graceForAnswer};
    m_sinceAsked.start();
    m_station.send(request, this, [this](const StationAnswer &answer) { answered(answer); });
}

void LeaseRequest::answered(const StationAnswer &answer)
{
    if (!answer.isGood() && isWorthAnotherTry(answer)) {
        if (answer.isMissing() && !m_isAway)
            Q_EMIT unreachable(answer);
        m_isAway = answer.isMissing();
        m_wasReached = m_wasReached || !answer.isMissing();
        m_again.start(pauseAfter(answer));
        return;
    }
    m_isOver = true;
    m_look.stop();
    const std::optional<NewLease> lease = answer.isGood() ? readLease(answer.body) : std::nullopt;
    if (lease)
        Q_EMIT granted(*lease);
    else
        Q_EMIT failed(answer);
}

bool LeaseRequest::isWorthAnotherTry(const StationAnswer &answer) const
{
    if (m_end.hasExpired())
        return false;
    switch (answer.status) {
    case 0:
        return m_wasReached;
    case 409: // a stop, or a lock that is kept local, does not end in a moment
        return readRefusal(answer.body).mode == LockMode::Shared;
    case 429:
    case 503:
        return true;
    default:
        return false;
    }
}

milliseconds LeaseRequest::pauseAfter(const StationAnswer &answer) const
{
    if (answer.isMissing())
        return seconds {1};
    if (answer.status == 409 && milliseconds {m_sinceAsked.elapsed()} + seconds {1} > m_asked)
        return milliseconds {0};
    const milliseconds advice = readRefusal(answer.body).retryAfter.value_or(answer.retryAfter);
    return std::min(std::clamp<milliseconds>(advice, milliseconds {250}, seconds {5}),
                    milliseconds {m_end.remainingTime()});
}

void LeaseRequest::lookWhoHoldsIt()
{
    m_station.lookAtLock(this,
                         [this](const StationReply<LockOverview> &reply) { lookedUp(reply); });
}

void LeaseRequest::lookedUp(const StationReply<LockOverview> &reply)
{
    m_wasReached = m_wasReached || reply.answer.isGood();
    if (m_isOver)
        return;
    m_look.start(s_betweenLooks);
    if (!reply.value || !reply.value->global.owner)
        return;
    const LockStatus &lock = reply.value->global;
    const QString owner =
        QStringLiteral("%1 %2").arg(lock.generation).arg(lock.owner->principal.toString());
    if (owner == m_owner)
        return;
    m_owner = owner;
    Q_EMIT waiting(lock);
}

} // namespace Holdfast
