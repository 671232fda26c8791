// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/leaserequest.h"

#include "app/holdfastctl/jsonread.h"
#include "app/holdfastctl/lockview.h"
#include "app/holdfastctl/lockviewtext.h"

#include <QUuid>

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds s_longestWaitPerRequest {60};
constexpr seconds s_graceForAnswer {10};
constexpr milliseconds s_beforeFirstLook {400};
constexpr seconds s_betweenLooks {1};

} // namespace

LeaseRequest::LeaseRequest(LockClient &client, const CtlCommandLine &line, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_wish({{"label", line.label}, {"ttl_ms", line.ttl.count()}})
    , m_wait(line.wait)
{
    if (!line.note.isEmpty())
        m_wish["note"] = line.note;
    m_wish["request_id"] = QUuid::createUuid().toString(QUuid::WithoutBraces);
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
    LockRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/lock/leases");
    m_asked = m_wait ? std::clamp<milliseconds>(milliseconds {m_end.remainingTime()},
                                                milliseconds {0}, s_longestWaitPerRequest)
                     : s_longestWaitPerRequest;
    if (m_wait)
        m_wish["wait_ms"] = m_asked.count();
    request.body = m_wish;
    request.limit = m_asked + s_graceForAnswer;
    m_sinceAsked.start();
    m_client.send(request, this, [this](const LockAnswer &answer) { answered(answer); });
}

void LeaseRequest::answered(const LockAnswer &answer)
{
    if (!answer.isGood() && isWorthAnotherTry(answer)) {
        if (answer.status == 0 && !m_isAway)
            Q_EMIT noted(failureOf(answer, m_client.server()).message
                         + QStringLiteral(" Trying again ..."));
        m_isAway = answer.status == 0;
        m_wasReached = m_wasReached || answer.status != 0;
        m_again.start(pauseAfter(answer));
        return;
    }
    m_isOver = true;
    m_look.stop();
    if (!answer.isGood()) {
        Q_EMIT failed(failureOf(answer, m_client.server()));
        return;
    }
    if (const std::optional<Lease> lease = readLease(answer.body))
        Q_EMIT granted(*lease);
    else
        Q_EMIT failed(notUnderstood(m_client.server()));
}

bool LeaseRequest::isWorthAnotherTry(const LockAnswer &answer) const
{
    if (m_end.hasExpired())
        return false;
    switch (answer.status) {
    case 0:
        return m_wasReached;
    case 409: // whoever stopped everything, or keeps it local, does not do so for a moment
        return failureOf(answer, m_client.server()).code == CtlExitCode::NotDone;
    case 429:
    case 503:
        return true;
    default:
        return false;
    }
}

milliseconds LeaseRequest::pauseAfter(const LockAnswer &answer) const
{
    if (answer.status == 0)
        return seconds {1};
    if (answer.status == 409 && milliseconds {m_sinceAsked.elapsed()} + seconds {1} > m_asked)
        return milliseconds {0};
    const milliseconds wish =
        JsonRead::duration(answer.body, "retry_after_ms").value_or(answer.retryAfter);
    return std::min(std::clamp<milliseconds>(wish, milliseconds {250}, seconds {5}),
                    milliseconds {m_end.remainingTime()});
}

void LeaseRequest::lookWhoHoldsIt()
{
    LockRequest request;
    request.path = QStringLiteral("/lock");
    m_client.send(request, this, [this](const LockAnswer &answer) { lookedUp(answer); });
}

void LeaseRequest::lookedUp(const LockAnswer &answer)
{
    m_wasReached = m_wasReached || answer.isGood();
    const std::optional<LockView> view = readLockView(answer.body);
    if (m_isOver)
        return;
    m_look.start(s_betweenLooks);
    if (!view || !view->owner)
        return;
    const QString holder = QStringLiteral("%1 %2").arg(view->generation).arg(view->owner->label);
    if (holder == m_holder)
        return;
    m_holder = holder;
    Q_EMIT noted(QStringLiteral("waiting for the lock, held by %1").arg(ownerPhrase(*view->owner))
                 + (view->queue.size() > 1
                        ? QStringLiteral("; %1 are in line").arg(view->queue.size())
                        : QString()));
}

} // namespace Holdfast::Ctl
