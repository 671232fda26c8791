// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "tests/lock/core/modelpair.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"

#include <QStringList>

#include <set>

namespace Holdfast {

//! \brief A lock as a program uses it, and its model, driven side by side in one thread: checks
//! that the gate carries out the core's decisions. No deadlines here: CorePair has them.
class GatePair : public ModelPair
{
public:
    explicit GatePair(quint32 seed)
        : ModelPair(seed)
    {
    }

    //! Does one operation of a random kind, on both. Returns the difference afterwards, if there is
    //! one.
    QString step()
    {
        m_told.clear();
        model.told.clear();
        const int kind = below(100);
        if (kind < 40)
            request();
        else if (kind < 70)
            goOn();
        else if (kind < 74)
            withdraw();
        else if (kind < 77)
            stranger();
        else if (kind < 82)
            yield();
        else if (kind < 87)
            makeLease();
        else if (kind < 90)
            endLease();
        else if (kind < 93)
            breakHold();
        else if (kind < 96)
            setMode();
        else
            advance();
        return difference();
    }

private:
    using Wait = GlobalLock::Wait;
    //! A ticket, and how it ended; empty: granted.
    using Told = std::pair<int, std::optional<Reason>>;

    static QString nameOf(int ticket) { return QString::number(ticket); }

    GlobalLock::Callback callback(int ticket)
    {
        return [this, ticket](LockOutcome outcome) {
            if (const auto *refusal = std::get_if<GlobalLockBusyError>(&outcome)) {
                m_told.emplace_back(ticket, refusal->reason());
                ++counts[QStringLiteral("refused %1").arg(int(refusal->reason()))];
                return;
            }
            m_told.emplace_back(ticket, std::nullopt);
            ++counts[QStringLiteral("granted")];
            if (!m_letsGoAtOnce)
                m_grant.emplace(std::get<LockGrant>(std::move(outcome)));
        };
    }

    void request()
    {
        LockModel::Ask ask {++m_last,
                            below(3) == 0 ? LockModel::Kind::Operator : LockModel::Kind::Client};
        const bool waits = below(4) != 0 && model.line().size() < 12;
        ask.limit = waits ? LockModel::never : 0;
        std::optional<Lease> lease;
        if (!m_leases.empty() && below(2) == 0) {
            const auto any = anyLease();
            lease = any->second;
            ask.lease = any->first;
            ask.kind = any->second.holder.principal().kind;
        }
        ask.takes = ask.isOperator() && !lease && below(3) == 0;
        const Holder holder =
            lease ? lease->holder : Holder(ask.isOperator() ? m_person : m_client);
        m_tickets[m_last] = m_lock.request(
            holder, nameOf(m_last), waits ? Wait::unlimited() : Wait::none(), callback(m_last), {},
            ask.takes ? GlobalLock::Take::FromLeases : GlobalLock::Take::InTurn);
        model.request(ask);
    }

    void withdraw()
    {
        const int ticket = anyWaiter();
        if (!ticket)
            return;
        if (!m_tickets[ticket].withdraw())
            m_told.emplace_back(ticket, std::nullopt); // which will differ
        model.withdraw(ticket);
        ++counts[QStringLiteral("withdrawn")];
    }

    // Does an operation as the owner of the lock.
    void goOn()
    {
        if (!m_guards.empty()) {
            if (below(4) == 0 && m_guards.size() < 4) {
                m_guards.push_back(m_lock.acquire(m_holder, nameOf(0), Wait::none()));
                ++model.owner->depth;
                ++counts[QStringLiteral("nested")];
                return;
            }
            m_guards.pop_back();
            model.leave();
        } else if (m_grant) {
            LockGrant grant = std::move(*m_grant);
            m_grant.reset();
            if (below(4) == 0) {
                {
                    const LockGrant dropped = std::move(grant);
                }
                model.drop();
                return;
            }
            m_holder = grant.holder();
            std::optional<Reason> why;
            try {
                m_guards.push_back(grant.enter());
            } catch (const GlobalLockBusyError &refusal) {
                why = refusal.reason();
            }
            if (model.enter() != why)
                m_told.emplace_back(-1, why);
        }
    }

    // Tries to acquire the lock here and now, as another holder.
    void stranger()
    {
        const bool isOperator = below(2) == 0;
        if (!model.owner)
            return;
        std::optional<Reason> why;
        try {
            m_lock.acquire(Holder(isOperator ? m_person : m_client), nameOf(0), Wait::none())
                .release();
        } catch (const GlobalLockBusyError &refusal) {
            why = refusal.reason();
        }
        const std::optional<Reason> expected = model.stopped                    ? Reason::Stopped
                                               : model.localOnly && !isOperator ? Reason::LocalOnly
                                                                                : Reason::Busy;
        if (why != expected)
            m_told.emplace_back(-2, why);
    }

    void yield()
    {
        // A caller that is let in must let go again, which a lease would not.
        if (m_guards.size() != 1 || model.owner->isBroken || isLeaseQueued())
            return;
        m_letsGoAtOnce = true;
        const Yielded yielded = m_lock.yieldIfWanted(m_holder);
        m_letsGoAtOnce = false;
        const int place = ++m_last;
        const bool gaveWay = model.yield(place);
        while (gaveWay && model.told.back().ticket != place)
            model.drop();
        if (gaveWay) {
            model.told.pop_back(); // the thread is not called back
            model.enter();
        }
        if (gaveWay != yielded.gaveWay)
            m_told.emplace_back(-3, std::nullopt);
        if (yielded.gaveWay)
            ++counts[QStringLiteral("gave way")];
    }

    bool isLeaseQueued() const
    {
        const LockStatus status = m_lock.status();
        return std::any_of(
            status.queue.begin(), status.queue.end(),
            [this](const LockWaiter &waiter) { return m_leaseHolders.contains(waiter.holderId); });
    }

    void makeLease()
    {
        if (!m_grant || m_grant->holder().isForLease())
            return;
        LockGrant grant = std::move(*m_grant);
        m_grant.reset();
        const int id = ++m_lastLease;
        std::optional<Reason> why;
        try {
            const Lease lease = grant.intoLease({});
            m_leases.emplace(id, lease);
            m_leaseHolders.insert(lease.holder.id());
            ++counts[QStringLiteral("leases")];
        } catch (const GlobalLockBusyError &refusal) {
            why = refusal.reason();
        }
        if (model.intoLease(id) != why)
            m_told.emplace_back(-4, why);
    }

    void endLease()
    {
        if (m_leases.empty())
            return;
        const auto any = anyLease();
        if (m_lock.endLease(any->second.id) != model.endLease(any->first))
            m_told.emplace_back(-5, std::nullopt);
        if (m_leases.size() > 4)
            m_leases.erase(any);
    }

    void breakHold()
    {
        const int expected = model.generation - (below(4) == 0 ? 1 : 0);
        const bool isGranted = m_grant.has_value();
        const auto outcome = m_lock.breakHold(m_person, nameOf(1), quint64(expected));
        // A grant that has ended meanwhile is of no use to its owner.
        const auto before = model.told.size();
        const auto modelled = model.breakHold(expected);
        if (modelled != outcome)
            m_told.emplace_back(-6, std::nullopt);
        if (outcome == BreakOutcome::Freed && isGranted && model.told.size() == before)
            m_grant.reset();
        ++counts[QStringLiteral("broken %1").arg(int(outcome))];
    }

    void setMode()
    {
        const int kind = below(8);
        if (kind == 0) {
            m_lock.setMode(LockMode::Stopped, m_person, {});
            model.setMode(LockMode::Stopped);
            ++counts[QStringLiteral("stops")];
        } else if (kind < 5) {
            m_lock.clearStop(m_person);
            model.stopped = false;
            m_lock.setMode(LockMode::Shared, m_person, {});
            model.setMode(LockMode::Shared);
        } else {
            m_lock.setMode(LockMode::LocalOnly, m_person, {});
            model.setMode(LockMode::LocalOnly);
            ++counts[QStringLiteral("local only")];
        }
    }

    void advance()
    {
        const int seconds = below(20);
        m_clock.advance(std::chrono::seconds(seconds));
        model.now += 1000 * seconds;
    }

    QString difference()
    {
        std::vector<Told> expected;
        for (const LockModel::Told &told : model.told)
            expected.emplace_back(told.ticket, told.why);
        for (auto *told : {&m_told, &expected})
            putGrantsFirst(*told, [](const Told &each) { return !each.second; });
        if (m_told != expected)
            return QStringLiteral("other outcomes: %1 instead of %2")
                .arg(listOf(m_told), listOf(expected));
        const QString differs = statusDifference(
            m_lock.status(), [](const LockWaiter &waiter) { return waiter.operation.toInt(); });
        return differs.isEmpty() ? leaseDifference(m_lock.leases(),
                                                   [](const LeaseStatus &, int) { return false; })
                                 : differs;
    }

    static QString listOf(const std::vector<Told> &told)
    {
        QStringList all;
        for (const auto &[ticket, why] : told)
            all << QStringLiteral("%1:%2").arg(ticket).arg(why ? int(*why) : -1);
        return all.join(u' ');
    }

    LockPolicy policy() const
    {
        LockPolicy policy = m_clock.policy();
        policy.limits = unlimitedQueue().limits;
        return policy;
    }

    const Principal m_person {Principal::Kind::Operator, QStringLiteral("operator"), {}};
    const Principal m_client = Principal::client(QStringLiteral("client"), {});

    HandClock m_clock {};
    std::vector<Told> m_told {};
    std::map<int, LockTicket> m_tickets {};
    std::set<quint64> m_leaseHolders {};
    std::optional<LockGrant> m_grant {};
    Holder m_holder {};
    std::vector<LockGuard> m_guards {};
    bool m_letsGoAtOnce = false;
    // The last member: when it ends, it notifies the waiters.
    GlobalLock m_lock {QStringLiteral("global lock"), std::chrono::milliseconds {0}, policy()};
};

} // namespace Holdfast
