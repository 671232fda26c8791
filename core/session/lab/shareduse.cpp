// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/shareduse.h"

#include "core/lab/labqueue.h"
#include "core/session/lab/labrefusals.h"
#include "core/session/lab/shareduses.h"
#include "core/thing/thing.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using namespace std::chrono_literals;

// While an operation waits for the lab, others may want the lock that it has.
constexpr auto s_nextLook = 50ms;

Principal labItself()
{
    return {Principal::Kind::System, QStringLiteral("lab"), {}};
}

//! \brief What a station had of others is lost.
class LabLockLost : public ThingError
{
public:
    explicit LabLockLost(const Error &error)
        : ThingError(error.title(), error.message())
    {
    }
};

} // namespace

SharedUse::SharedUse(LabService &lab, SharedUses &uses, Caller caller, QStringList resources,
                     LockedUse use, GoToLock goToLock, MakeSafe makeSafe)
    : m_lab(lab)
    , m_uses(uses)
    , m_caller(std::move(caller))
    , m_resources(std::move(resources))
    , m_use(std::move(use))
    , m_class(defaultClass(m_caller.principal.kind))
    , m_goToLock(std::move(goToLock))
    , m_makeSafe(std::move(makeSafe))
{
}

void SharedUse::start(std::chrono::milliseconds wait)
{
    const auto self = shared_from_this();
    // The lab may call back before there is a place.
    const std::lock_guard lock(m_mutex);
    m_place = m_lab.request({.resources = m_resources,
                             .principal = m_caller.principal,
                             .lockClass = m_class,
                             .operation = m_use.operation},
                            {.granted = [self](const LabTokens &) { self->granted(); },
                             .endangered = [self] { self->warn(); },
                             .lost = [self](const LabLoss &loss) { self->lose(loss); },
                             .expired = [self] { self->expire(); }},
                            wait);
}

void SharedUse::startWith(const LabTokens &tokens)
{
    m_tokens = tokens;
    judge(false);
}

void SharedUse::judge(bool hasRead)
{
    const LabSnapshot lab = m_lab.situation().snapshot;
    const bool mustRead =
        std::any_of(m_resources.begin(), m_resources.end(), [&, this](const QString &each) {
            return m_uses.judge(each, m_tokens.value(each), lab) == LabFence::Verdict::MustRead;
        });
    if (mustRead && !hasRead) {
        m_lab.read([self = shared_from_this()] { self->judge(true); });
        return;
    }
    if (const std::optional<Error> error = objection())
        refuse(*error);
    else
        granted();
}

// Returns why the caller's tokens do not count now.
std::optional<Error> SharedUse::objection() const
{
    const LabSituation situation = m_lab.situation();
    if (!m_lab.isSafe())
        return LabRefusals::unreachable(situation, m_resources);
    for (const QString &resource : m_resources) {
        const qint64 token = m_tokens.value(resource);
        if (m_uses.judge(resource, token, situation.snapshot) != LabFence::Verdict::Pass)
            return LabRefusals::fenced(situation, resource, token);
    }
    return {};
}

void SharedUse::granted()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_grants;
        if (m_stage != Stage::InLab) {
            m_wake.notify_all();
            return;
        }
        m_stage = Stage::AtLock;
    }
    goToLock();
}

void SharedUse::goToLock()
{
    const auto self = shared_from_this();
    LockedUse use = m_use;
    use.work = [self](quint64 generation) { return self->work(generation); };
    use.refused = [self](const Error &error) {
        self->end();
        self->m_use.refused(error);
    };
    const bool isHurried = m_uses.isPausing();
    // A lease keeps the class that it has.
    const LockTicket ticket =
        m_goToLock(std::move(use), isHurried && !m_caller.lease ? std::optional(LockClass::Operator)
                                                                : std::nullopt);
    const std::lock_guard lock(m_mutex);
    m_isHurried = isHurried;
    m_lockTicket = ticket;
}

void SharedUse::hurry()
{
    LockTicket ticket;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stage != Stage::AtLock || m_isHurried)
            return;
        ticket = m_lockTicket;
    }
    if (ticket.withdraw())
        goToLock();
}

std::function<void()> SharedUse::work(quint64 generation)
{
    const auto self = shared_from_this();
    std::optional<Error> error;
    {
        const std::lock_guard lock(m_mutex);
        m_stage = Stage::Running;
        if (m_loss)
            error = LabRefusals::lost(*m_loss, m_resources);
    }
    if (!error && !m_tokens.isEmpty())
        error = objection();
    else if (!error && !m_lab.isSafe())
        error = LabRefusals::unreachable(m_lab.situation(), m_resources);
    if (error) {
        return [self, error = *error] {
            self->end();
            self->m_use.refused(error);
        };
    }
    const SharedHoldScope scope(this);
    std::function<void()> done = m_use.work(generation);
    return [self, done = std::move(done)] {
        self->end();
        done();
    };
}

void SharedUse::warn()
{
    bool isRunning = false;
    {
        const std::lock_guard lock(m_mutex);
        isRunning = m_stage == Stage::Running;
    }
    if (isRunning && m_use.onAsked)
        m_use.onAsked({labItself(),
                       QStringLiteral("etcd cannot be reached, so %1 will be lost soon")
                           .arg(m_resources.join(QStringLiteral(", "))),
                       QDateTime::currentDateTimeUtc()});
}

void SharedUse::lose(const LabLoss &loss)
{
    Stage stage = Stage::Ended;
    LockTicket ticket;
    {
        const std::lock_guard lock(m_mutex);
        m_loss = loss;
        stage = m_stage;
        ticket = m_lockTicket;
        m_wake.notify_all();
    }
    const Error error = LabRefusals::lost(loss, m_resources);
    switch (stage) {
    case Stage::InLab:
        refuse(error);
        break;
    case Stage::AtLock:
        if (ticket.withdraw()) {
            end();
            m_use.refused(error);
        }
        break;
    case Stage::Running: {
        const bool isBroken = loss.kind == LabLoss::Kind::Broken;
        if (m_use.onBreak)
            m_use.onBreak({.victim = m_caller.principal,
                           .operation = m_use.operation,
                           .by = isBroken ? Principal {Principal::Kind::Operator, loss.notice.by,
                                                       loss.notice.station}
                                          : labItself(),
                           .reason = isBroken ? loss.notice.reason : error.message(),
                           .when = QDateTime::currentDateTimeUtc()});
        m_makeSafe();
        break;
    }
    case Stage::Ended:
        break;
    }
}

void SharedUse::expire()
{
    QString ticket;
    {
        const std::lock_guard lock(m_mutex);
        if (m_place)
            ticket = m_place->id();
    }
    const LabSituation situation = m_lab.situation();
    refuse(situation.connection == LabConnection::Connected
               ? LabRefusals::busy(situation, m_resources, ticket)
               : LabRefusals::unreachable(situation, m_resources));
}

void SharedUse::refuse(const Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stage != Stage::InLab)
            return;
    }
    if (withdraw())
        m_use.refused(error);
}

bool SharedUse::withdraw()
{
    bool isInLab = false;
    LockTicket ticket;
    {
        const std::lock_guard lock(m_mutex);
        isInLab = m_stage == Stage::InLab;
        if (isInLab)
            m_stage = Stage::Ended;
        else if (m_stage == Stage::AtLock)
            ticket = m_lockTicket;
    }
    if (!isInLab && !ticket.withdraw())
        return false;
    end();
    return true;
}

int SharedUse::position() const
{
    LockTicket ticket;
    QString id;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stage == Stage::InLab && m_place)
            id = m_place->id();
        else
            ticket = m_lockTicket;
    }
    if (id.isEmpty())
        return ticket.position();
    return int(LabQueue::ahead(m_lab.situation().snapshot, id).size()) + 1;
}

void SharedUse::end()
{
    std::shared_ptr<LabPlace> place;
    {
        const std::lock_guard lock(m_mutex);
        m_stage = Stage::Ended;
        place = std::exchange(m_place, nullptr);
    }
    if (place)
        m_lab.release(place);
}

bool SharedUse::isWanted() const
{
    if (!m_tokens.isEmpty())
        return false; // its station looks after that
    if (m_lab.isEndangered())
        return true;
    const std::lock_guard lock(m_mutex);
    return m_loss || (m_class == LockClass::Remote && m_place && m_place->isWanted());
}

std::optional<Error> SharedUse::loss() const
{
    const std::lock_guard lock(m_mutex);
    return m_loss ? std::optional(LabRefusals::lost(*m_loss, m_resources)) : std::nullopt;
}

Yielded SharedUse::giveWay(GlobalLock &lock, const GlobalLock::OnTicket &onTicket)
{
    if (const std::optional<Error> error = loss())
        throw LabLockLost(*error);
    const Holder holder = Holder::current();
    // The lock knows whether this is a point at which the operation may give way: it does so for a request that goes on at once.
    LockTicket probe = lock.request(
        Holder(labItself()),
        QStringLiteral("wait for %1").arg(m_resources.join(QStringLiteral(", "))),
        GlobalLock::Wait::unlimited(), [](const LockOutcome &) {}, LockClass::Operator);
    const quint64 generation = lock.status().generation;
    Yielded yielded = lock.yieldIfWanted(holder, onTicket);
    probe.withdraw();
    if (!yielded.gaveWay)
        return yielded;
    // One owner more is the request, and one this operation.
    const bool hadOther = yielded.generation > generation + 2;

    std::shared_ptr<LabPlace> place;
    int grants = 0;
    {
        const std::lock_guard guard(m_mutex);
        place = m_place;
        grants = m_grants;
    }
    const LabTokens before = place->tokens();
    const bool givesUp = m_class == LockClass::Remote && place->isWanted();
    if (givesUp)
        m_lab.giveWay(place);
    const SharedUses::Pause pause(m_uses);
    const bool wasOther = waitUntilBack(givesUp ? grants + 1 : grants, holder, lock, onTicket);
    yielded.generationChanged = hadOther || wasOther || place->tokens() != before;
    return yielded;
}

// Returns whether another operation has had the lock meanwhile.
bool SharedUse::waitUntilBack(int grants, const Holder &holder, GlobalLock &lock,
                              const GlobalLock::OnTicket &onTicket)
{
    bool wasOther = false;
    WorkContext *const work = WorkContext::current();
    for (;;) {
        {
            std::unique_lock guard(m_mutex);
            const auto isOver = [&, this] {
                return m_loss || (m_grants >= grants && !m_lab.isEndangered())
                       || (work && work->isCancelRequested());
            };
            if (m_wake.wait_for(guard, s_nextLook, isOver))
                break;
        }
        wasOther = lock.yieldIfWanted(holder, onTicket).gaveWay || wasOther;
    }
    throwIfCancelled();
    if (const std::optional<Error> error = loss())
        throw LabLockLost(*error);
    return wasOther;
}

} // namespace Holdfast
