// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labagent.h"

#include "core/lab/labqueue.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds s_afterFailedRound {300};
constexpr milliseconds s_afterFailedTransaction {50};
constexpr milliseconds s_pauseAfterFailures {1000};
constexpr auto s_noticeStays = 60s;
constexpr auto s_betweenTellings = 1s;
constexpr auto s_margin = 1s; // of the station's count of its lease against etcd's

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

LabStation describe(const LabOptions &options)
{
    return {.name = options.station,
            .url = options.url,
            .fingerprint = options.fingerprint,
            .version = QStringLiteral(HOLDFAST_VERSION),
            .boot = newId()};
}

} // namespace

LabAgent::LabAgent(LabOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_self(describe(m_options))
    , m_client(m_options.etcd)
    , m_watch(m_client, LabKeys(m_options.lab).all())
    , m_mirror(m_options.lab)
{
    m_nextRound.setSingleShot(true);
    m_nextWork.setSingleShot(true);
    m_nextTelling.setSingleShot(true);
    connect(&m_nextRound, &QTimer::timeout, this, &LabAgent::beginRound);
    connect(&m_nextWork, &QTimer::timeout, this, &LabAgent::work);
    connect(&m_nextTelling, &QTimer::timeout, this, &LabAgent::workSoon);
    connect(&m_warning, &BootTimer::timeout, this, &LabAgent::warn);
    connect(&m_deadline, &BootTimer::timeout, this,
            [this] { loseAll({LabLoss::Kind::Unreachable}, true); });
    connect(&m_watch, &EtcdWatch::changed, this, [this](const QList<EtcdEvent> &events) {
        m_mirror.change(events);
        review();
    });
    connect(&m_watch, &EtcdWatch::compacted, this, &LabAgent::refresh);
}

LabAgent::~LabAgent()
{
    expectNothing();
}

void LabAgent::start()
{
    beginRound();
}

void LabAgent::stop()
{
    m_isStopping = true;
    m_nextRound.stop();
    m_nextWork.stop();
    m_nextTelling.stop();
    expectNothing();
    m_own.clear();
    m_breaks.clear();
    if (m_lease == 0) {
        QMetaObject::invokeMethod(this, &LabAgent::stopped, Qt::QueuedConnection);
        return;
    }
    m_client.revokeLease(std::exchange(m_lease, 0), this,
                         [this](const EtcdResult<EtcdHeader> &) { Q_EMIT stopped(); });
}

// --- the lease --------------------------------------------------------------------------------------

void LabAgent::startLease()
{
    if (m_isStopping)
        return;
    if (m_oldLease != 0) {
        // Its keys would be in the way of the new ones.
        m_client.revokeLease(m_oldLease, this, [this](const EtcdResult<EtcdHeader> &answer) {
            if (!answer && answer.error().code != EtcdCode::NotFound) {
                roundFailed(answer.error());
                return;
            }
            m_oldLease = 0;
            startLease();
        });
        return;
    }
    const auto sent = BootClock::now();
    m_client.grantLease(m_options.ttl, this, [this, sent](const EtcdResult<EtcdLease> &answer) {
        leaseStarted(answer, sent);
    });
}

void LabAgent::leaseStarted(const EtcdResult<EtcdLease> &answer, BootClock::time_point sent)
{
    if (m_isStopping)
        return;
    if (!answer) {
        roundFailed(answer.error());
        return;
    }
    m_isInRound = false;
    m_lease = answer->id;
    m_ttl = answer->ttl;
    counts(sent);
    beginRound();
}

void LabAgent::beginRound()
{
    if (m_isStopping || std::exchange(m_isInRound, true))
        return;
    if (m_lease == 0) {
        startLease();
        return;
    }
    const auto sent = BootClock::now();
    m_client.range(
        {m_mirror.keys().all(), false}, this,
        [this, sent](const EtcdResult<EtcdRangeAnswer> &answer) { roundRead(answer, sent); });
}

void LabAgent::roundRead(const EtcdResult<EtcdRangeAnswer> &answer, BootClock::time_point sent)
{
    if (!answer) {
        roundFailed(answer.error());
        return;
    }
    if (m_isStopping)
        return;
    takeEverything(*answer);
    if (m_lease == 0) { // it was given up meanwhile
        m_isInRound = false;
        beginRound();
        return;
    }
    const quint64 term = answer->header.raftTerm;
    m_client.keepAlive(m_lease, this, [this, term, sent](const EtcdResult<EtcdLease> &renewed) {
        roundRenewed(renewed, term, sent);
    });
}

void LabAgent::roundRenewed(const EtcdResult<EtcdLease> &answer, quint64 term,
                            BootClock::time_point sent)
{
    if (!answer) {
        roundFailed(answer.error());
        return;
    }
    m_isInRound = false;
    if (m_isStopping)
        return;
    if (answer->id != m_lease) {
        beginRound(); // that lease was given up meanwhile
        return;
    }
    if (answer->ttl == 0s) {
        loseAll({LabLoss::Kind::Unreachable}, false);
        return;
    }
    if (answer->header.raftTerm < term) {
        // A leader that does not know yet that there is another one, which knows nothing of this renewal.
        roundFailed({EtcdError::Kind::Ambiguous, EtcdCode::Unavailable,
                     QStringLiteral("the lease was renewed by an old leader")});
        return;
    }
    m_problem.clear();
    ++m_figures.rounds;
    m_figures.roundTimes.add(BootClock::now() - sent);
    m_ttl = answer->ttl;
    counts(sent);
    m_nextRound.start(milliseconds {m_ttl} / 3);
    review();
}

void LabAgent::roundFailed(const EtcdError &error)
{
    m_isInRound = false;
    if (m_isStopping)
        return;
    ++m_figures.lostRounds;
    m_problem = error.message;
    if (m_lease == 0)
        setState(State::Unreachable);
    m_nextRound.start(s_afterFailedRound);
}

void LabAgent::counts(BootClock::time_point sent)
{
    const auto until = sent + m_ttl - s_margin;
    if (until <= m_validity->m_goodUntil.load())
        return;
    const auto warning = until - std::min<milliseconds>(2s, milliseconds {m_ttl} / 5);
    m_validity->m_goodUntil = until;
    m_validity->m_warnAt = warning;
    m_deadline.start(until);
    m_warning.start(warning);
}

void LabAgent::expectNothing()
{
    m_validity->m_goodUntil = BootClock::time_point {};
    m_validity->m_warnAt = BootClock::time_point {};
    m_deadline.stop();
    m_warning.stop();
}

void LabAgent::warn()
{
    const QStringList owners = owning();
    for (const QString &id : owners)
        Q_EMIT endangered(id);
}

void LabAgent::loseAll(const LabLoss &loss, bool mustRevoke)
{
    if (m_isStopping || m_lease == 0)
        return;
    expectNothing();
    m_oldLease = mustRevoke ? m_lease : 0;
    m_lease = 0;
    m_isEntered = false;
    ++m_figures.lostLeases;
    const QStringList owners = owning();
    std::erase_if(m_own, [](const Own &own) { return own.phase == Phase::Ending; });
    for (Own &own : m_own) {
        if (own.phase == Phase::Waiting)
            own.phase = Phase::Asking;
    }
    setState(State::Unreachable);
    for (const QString &id : owners)
        drop(id, loss);
    m_nextRound.start(0);
}

void LabAgent::drop(const QString &id, const LabLoss &loss)
{
    if (forget(id))
        Q_EMIT lost(id, loss);
}

LabAgent::Own *LabAgent::find(const QString &id)
{
    const auto found = std::find_if(m_own.begin(), m_own.end(),
                                    [&id](const Own &own) { return own.ticket.id == id; });
    return found == m_own.end() ? nullptr : &*found;
}

bool LabAgent::forget(const QString &id)
{
    return std::erase_if(m_own, [&id](const Own &own) { return own.ticket.id == id; }) > 0;
}

QStringList LabAgent::owning() const
{
    QStringList ids;
    for (const Own &own : m_own) {
        if (own.phase == Phase::Owning || own.phase == Phase::GivingWay)
            ids << own.ticket.id;
    }
    return ids;
}

// --- the copy of the lab ------------------------------------------------------------------------------

void LabAgent::takeEverything(const EtcdRangeAnswer &everything)
{
    const qint64 before = snapshot().revision;
    const bool isOther = m_mirror.clusterId() != everything.header.clusterId;
    const bool isNews = m_mirror.replace(everything);
    m_needsRefresh = false;
    if (isOther || before == 0)
        m_watch.start(snapshot().revision + 1);
    else if (isNews)
        m_watch.expect(before + 1);
    review();
}

void LabAgent::refresh()
{
    if (std::exchange(m_isRefreshing, true))
        return;
    m_client.range({m_mirror.keys().all(), false}, this,
                   [this](const EtcdResult<EtcdRangeAnswer> &answer) {
                       m_isRefreshing = false;
                       if (m_isStopping)
                           return;
                       if (!answer) {
                           m_problem = answer.error().message;
                           m_needsRefresh = true;
                           m_nextWork.start(s_pauseAfterFailures);
                           return;
                       }
                       takeEverything(*answer);
                       if (!m_watch.isWanted())
                           m_watch.start(snapshot().revision + 1);
                   });
}

void LabAgent::review()
{
    const auto station = snapshot().stations.constFind(m_options.station);
    const bool isEntered =
        m_lease != 0 && station != snapshot().stations.constEnd() && station->lease == m_lease;
    if (std::exchange(m_isEntered, isEntered) && !isEntered) {
        // The lease has ended although it should not: this is no operator who has broken a ticket.
        loseAll({LabLoss::Kind::Unreachable}, true);
        return;
    }
    QStringList ids;
    for (const Own &own : m_own)
        ids << own.ticket.id;
    for (const QString &id : std::as_const(ids))
        reviewOwn(id);
    if (isEntered)
        setState(State::Connected);
    else if (m_lease != 0 && station != snapshot().stations.constEnd()
             && station->boot != m_self.boot)
        setState(State::NameTaken);
    workSoon();
    Q_EMIT changed();
}

// Takes note of what became of a ticket.
void LabAgent::reviewOwn(const QString &id)
{
    Own *const found = find(id);
    if (!found || m_lease == 0)
        return;
    Own &own = *found;
    const auto ticket = snapshot().tickets.constFind(id);
    const bool isThere = ticket != snapshot().tickets.constEnd() && ticket->lease == m_lease;
    LabTokens tokens;
    for (const QString &resource : own.ticket.resources) {
        const auto owner = snapshot().owners.constFind(resource);
        if (isThere && owner != snapshot().owners.constEnd() && owner->ticket == id)
            tokens.insert(resource, owner->token);
    }
    const bool isOwner = tokens.size() == own.ticket.resources.size();

    if (own.phase == Phase::Asking && isThere)
        own.phase = Phase::Waiting;
    if (own.phase == Phase::Asking || own.phase == Phase::Ending)
        return;
    if (!isThere || (own.phase == Phase::Owning && tokens != own.tokens)) {
        drop(id, {LabLoss::Kind::Broken, snapshot().notices.value(id)});
        return;
    }
    if (own.phase == Phase::GivingWay && tokens != own.tokens)
        own.phase = Phase::Waiting;
    if (own.phase == Phase::Waiting && isOwner && isSafe()) {
        // One that has given way and comes back has waited before.
        if (own.tokens.isEmpty())
            m_figures.waits.add(BootClock::now() - own.since);
        own.phase = Phase::Owning;
        own.tokens = tokens;
        ++m_figures.grants;
        Q_EMIT granted(id, tokens);
    }
}

// --- what is asked for ------------------------------------------------------------------------------------

QString LabAgent::request(const LabRequest &request)
{
    Q_ASSERT(!request.resources.isEmpty()
             && request.resources.size() <= LabTransactions::mostResources);
    LabTicket ticket;
    ticket.id = request.id.isEmpty() ? newId() : request.id;
    ticket.station = m_options.station;
    ticket.principal = request.principal;
    ticket.lockClass = request.lockClass;
    ticket.resources = request.resources;
    ticket.resources.removeDuplicates();
    ticket.operation = request.operation;
    ticket.since = QDateTime::currentDateTimeUtc();
    m_own.push_back({.ticket = ticket, .since = BootClock::now()});
    workSoon();
    return ticket.id;
}

void LabAgent::release(const QString &ticket)
{
    Own *const own = find(ticket);
    if (!own)
        return;
    if (m_lease == 0)
        forget(ticket);
    else
        own->phase = Phase::Ending;
    workSoon();
}

bool LabAgent::isWanted(const QString &ticket) const
{
    const auto mine = snapshot().tickets.constFind(ticket);
    if (mine == snapshot().tickets.constEnd())
        return false;
    // The decision takes a copy of the lab: mostly no other ticket waits for any of these resources.
    const auto isRival = [&](const LabTicket &other) {
        return other.id != ticket && !snapshot().isOwner(other)
               && std::any_of(other.resources.begin(), other.resources.end(),
                              [&](const QString &each) { return mine->resources.contains(each); });
    };
    if (std::none_of(snapshot().tickets.begin(), snapshot().tickets.end(), isRival))
        return false;
    return LabTransactions::giveWay(m_mirror.keys(), snapshot(), ticket).has_value();
}

void LabAgent::giveWay(const QString &ticket)
{
    Own *const own = find(ticket);
    if (!own || own->phase != Phase::Owning)
        return;
    own->phase = Phase::GivingWay;
    workSoon();
}

void LabAgent::read(std::function<void(bool)> then)
{
    m_client.range({m_mirror.keys().all(), false}, this,
                   [this, then = std::move(then)](const EtcdResult<EtcdRangeAnswer> &answer) {
                       if (answer && !m_isStopping)
                           takeEverything(*answer);
                       then(bool(answer));
                   });
}

void LabAgent::breakOwner(const QString &resource, qint64 token, const LabNotice &notice)
{
    const LabOwner owner = snapshot().owners.value(resource);
    if (owner.token != token || owner.ticket.isEmpty())
        return;
    m_breaks.push_back({owner.ticket, resource, token, notice, BootClock::now()});
    workSoon();
}

void LabAgent::tell(const LabStationLock &lock)
{
    m_self.lock = lock;
    workSoon();
}

void LabAgent::tellAddress(const QString &url, const QString &fingerprint)
{
    m_self.url = url;
    m_self.fingerprint = fingerprint;
    workSoon();
}

// --- transactions, one at a time -----------------------------------------------------------------------

void LabAgent::workSoon()
{
    if (!m_nextWork.isActive())
        m_nextWork.start(0);
}

void LabAgent::work()
{
    if (m_isBusy || m_isStopping || m_lease == 0 || snapshot().revision == 0)
        return;
    if (m_needsRefresh) {
        refresh();
        return;
    }
    if (const Job job = nextJob())
        commit(*job);
}

// The next thing to do, if there is one. Each job is there until the copy of the lab shows that it is done.
LabAgent::Job LabAgent::nextJob()
{
    const auto station = snapshot().stations.constFind(m_options.station);
    if (station == snapshot().stations.constEnd()) {
        m_self.lease = m_lease;
        m_self.since = QDateTime::currentDateTimeUtc();
        return LabTransactions::enter(m_mirror.keys(), m_self);
    }
    if (station->lease != m_lease)
        return {}; // the other one of this name may end

    std::erase_if(m_own, [this](const Own &own) {
        return own.phase == Phase::Ending && !snapshot().tickets.contains(own.ticket.id);
    });
    // What others wait for goes first, and then each in the order in which it was asked for.
    for (const bool isForOthers : {true, false}) {
        for (Own &own : m_own) {
            const bool gives = own.phase == Phase::Ending || own.phase == Phase::GivingWay;
            if (gives != isForOthers)
                continue;
            if (Job job = jobOf(own))
                return job;
        }
    }
    if (Job job = nextBreak())
        return job;
    for (const LabResource &resource : m_options.resources) {
        if (Job job = LabTransactions::declare(m_mirror.keys(), snapshot(), resource))
            return job;
    }

    // Requests whose answers were lost may be carried out later than they ended here.
    for (const LabTicket &ticket : snapshot().tickets) {
        if (ticket.lease == m_lease && !find(ticket.id))
            return LabTransactions::end(m_mirror.keys(), snapshot(), ticket.id);
    }
    return nextTelling();
}

// What the station tells about itself goes last, and not often: each change of it wakes all stations.
LabAgent::Job LabAgent::nextTelling()
{
    Job job = LabTransactions::tell(m_mirror.keys(), snapshot(), m_self);
    if (!job)
        return {};
    const auto now = BootClock::now();
    if (now < m_nextTellingAt) {
        m_nextTelling.start(std::chrono::ceil<milliseconds>(m_nextTellingAt - now));
        return {};
    }
    m_nextTellingAt = now + s_betweenTellings;
    return job;
}

LabAgent::Job LabAgent::nextBreak()
{
    const auto now = BootClock::now();
    std::erase_if(m_breaks, [&](const Break &each) {
        return each.isDone && !snapshot().notices.contains(each.ticket);
    });
    for (Break &each : m_breaks) {
        if (each.isDone) {
            // By now its station has seen the reason.
            if (now - each.since > s_noticeStays)
                return LabTransactions::forget(m_mirror.keys(), each.ticket);
            continue;
        }
        const LabOwner owner {each.ticket, each.token};
        if (snapshot().owners.value(each.resource) == owner)
            return LabTransactions::end(m_mirror.keys(), snapshot(), each.ticket, each.notice,
                                        m_lease);
        each.isDone = true;
    }
    return {};
}

LabAgent::Job LabAgent::jobOf(Own &own)
{
    const QString &id = own.ticket.id;
    const LabKeys &keys = m_mirror.keys();
    switch (own.phase) {
    case Phase::Ending:
        return LabTransactions::end(keys, snapshot(), id);
    case Phase::GivingWay:
        if (Job job = LabTransactions::giveWay(keys, snapshot(), id))
            return job;
        own.phase = Phase::Owning;
        QMetaObject::invokeMethod(
            this,
            [this, id, tokens = own.tokens] {
                const Own *const now = find(id);
                if (now && now->phase == Phase::Owning)
                    Q_EMIT granted(id, tokens);
            },
            Qt::QueuedConnection);
        return {};
    case Phase::Asking: {
        LabTicket ticket = own.ticket;
        ticket.lease = m_lease;
        return LabTransactions::ask(keys, snapshot(), ticket);
    }
    case Phase::Waiting:
        if (Job job = LabTransactions::grant(keys, snapshot(), {id}))
            return job;
        if (own.ticket.lockClass == LockClass::Remote
            && BootClock::now() - own.since >= m_options.ageing)
            return LabTransactions::age(keys, snapshot(), id);
        break;
    case Phase::Owning:
        break;
    }
    return {};
}

void LabAgent::commit(const LabTransaction &transaction)
{
    m_isBusy = true;
    m_client.commit(transaction.txn, this,
                    [this, transaction](const EtcdResult<EtcdTxnAnswer> &answer) {
                        m_isBusy = false;
                        if (m_isStopping)
                            return;
                        if (!answer) {
                            // It may have been carried out, or its lease has ended: the copy has to show what is to do now.
                            ++m_figures.failures;
                            m_problem = answer.error().message;
                            m_needsRefresh = true;
                            m_nextWork.start(std::min(s_pauseAfterFailures,
                                                      s_afterFailedTransaction
                                                          * (1 << std::min(m_failures++, 5))));
                            return;
                        }
                        m_failures = 0;
                        ++m_figures.transactions;
                        m_figures.conflicts += answer->isSucceeded ? 0 : 1;
                        if (answer->isSucceeded)
                            m_mirror.commit(transaction.txn, answer->header.revision,
                                            transaction.isQueueCompared);
                        if (!answer->ranges.isEmpty())
                            takeEverything(answer->ranges.constFirst());
                        else
                            review();
                    });
}

void LabAgent::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace Holdfast
