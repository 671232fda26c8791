// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/lockmodel.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <set>

namespace tst_lockmodel {

using namespace Holdfast;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const HolderLabel person {HolderLabel::Kind::Operator, QStringLiteral("operator"), {}};
const HolderLabel client {HolderLabel::Kind::Client, QStringLiteral("client"), {}};

QString nameOf(int ticket)
{
    return QString::number(ticket);
}

//! A real lock and its model, driven side by side.
class Pair
{
public:
    explicit Pair(quint32 seed)
        : m_random(seed)
    {
    }

    //! One operation of a random kind, on both. Returns what differs afterwards, if anything does.
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

    LockModel model;
    std::map<QString, int> counts; //!< what has happened, to see that everything did

private:
    int below(int limit) { return int(m_random() % quint32(limit)); }

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
        LockModel::Ask ask {++m_last, below(3) == 0};
        ask.waits = below(4) != 0 && model.line().size() < 12;
        std::optional<Lease> lease;
        if (!m_leases.empty() && below(2) == 0) {
            const auto any = std::next(m_leases.begin(), below(int(m_leases.size())));
            lease = any->second;
            ask.lease = any->first;
            ask.isOperator = any->second.holder.label().kind == HolderLabel::Kind::Operator;
        }
        ask.takes = ask.isOperator && !lease && below(3) == 0;
        const Holder holder = lease ? lease->holder : Holder(ask.isOperator ? person : client);
        m_tickets[m_last] = lock.request(
            holder, nameOf(m_last), ask.waits ? Wait::unlimited() : Wait::none(), callback(m_last),
            {}, ask.takes ? GlobalLock::Take::FromLeases : GlobalLock::Take::InTurn);
        model.request(ask);
    }

    void withdraw()
    {
        const auto line = model.line();
        if (line.empty())
            return;
        const int ticket = line[size_t(below(int(line.size())))];
        if (!m_tickets[ticket].withdraw())
            m_told.emplace_back(ticket, std::nullopt); // which will differ
        model.withdraw(ticket);
        ++counts[QStringLiteral("withdrawn")];
    }

    // Whoever owns the lock does something with it.
    void goOn()
    {
        if (!m_guards.empty()) {
            if (below(4) == 0 && m_guards.size() < 4) {
                m_guards.push_back(lock.acquire(m_holder, nameOf(0), Wait::none()));
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

    // Somebody tries to have it here and now.
    void stranger()
    {
        const bool isOperator = below(2) == 0;
        if (!model.owner)
            return;
        std::optional<Reason> why;
        try {
            lock.acquire(Holder(isOperator ? person : client), nameOf(0), Wait::none()).release();
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
        // Whoever is let in must let go again, which a lease would not.
        if (m_guards.size() != 1 || model.owner->isBroken || hasLeaseInLine())
            return;
        m_letsGoAtOnce = true;
        const Yielded yielded = lock.yieldIfWanted(m_holder);
        m_letsGoAtOnce = false;
        if (model.yield() != yielded.gaveWay)
            m_told.emplace_back(-3, std::nullopt);
        if (yielded.gaveWay)
            ++counts[QStringLiteral("gave way")];
    }

    bool hasLeaseInLine() const
    {
        const LockStatus status = lock.status();
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
        const auto any = std::next(m_leases.begin(), below(int(m_leases.size())));
        if (lock.endLease(any->second.id) != model.endLease(any->first))
            m_told.emplace_back(-5, std::nullopt);
        if (m_leases.size() > 4)
            m_leases.erase(any);
    }

    void breakHold()
    {
        const int expected = model.generation - (below(4) == 0 ? 1 : 0);
        const bool isGranted = m_grant.has_value();
        const auto outcome = lock.breakHold(person, nameOf(1), quint64(expected));
        // What was granted, and is not any more, is of no use to anybody.
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
            lock.setMode(LockMode::Stopped, person, {});
            model.setMode(LockMode::Stopped);
            ++counts[QStringLiteral("stops")];
        } else if (kind < 5) {
            lock.clearStop(person);
            model.stopped = false;
            lock.setMode(LockMode::Shared, person, {});
            model.setMode(LockMode::Shared);
        } else {
            lock.setMode(LockMode::LocalOnly, person, {});
            model.setMode(LockMode::LocalOnly);
            ++counts[QStringLiteral("local only")];
        }
    }

    void advance()
    {
        const int seconds = below(20);
        m_clock.advance(std::chrono::seconds(seconds));
        model.now += seconds;
    }

    QString difference()
    {
        // Whether grants or refusals are told first does not matter.
        for (auto *told : {&m_told, &model.told})
            std::stable_partition(told->begin(), told->end(),
                                  [](const LockModel::Told &each) { return !each.second; });
        if (m_told != model.told)
            return QStringLiteral("other outcomes: %1 instead of %2")
                .arg(listOf(m_told), listOf(model.told));
        const LockStatus status = lock.status();
        if (status.generation != quint64(model.generation))
            return QStringLiteral("generation %1 instead of %2")
                .arg(status.generation)
                .arg(model.generation);
        if (status.isHeld() != model.owner.has_value())
            return QStringLiteral("held: %1").arg(status.isHeld());
        if (model.owner && status.owner->depth != model.owner->depth)
            return QStringLiteral("depth %1").arg(status.owner->depth);
        const QString operation =
            model.owner && model.owner->ticket ? nameOf(model.owner->ticket) : QString();
        if (model.owner && status.owner->operation != operation)
            return QStringLiteral("operation %1 instead of %2")
                .arg(status.owner->operation, operation);
        if (model.owner && status.owner->lease.has_value() != (model.owner->lease != 0))
            return QStringLiteral("the owner's lease");
        const auto line = model.line();
        for (qsizetype i = 0; i < status.queue.size() || i < qsizetype(line.size()); ++i) {
            if (i >= status.queue.size() || i >= qsizetype(line.size())
                || status.queue[i].operation != nameOf(line[size_t(i)]))
                return QStringLiteral("the line at %1").arg(i);
        }
        return leaseDifference();
    }

    QString leaseDifference() const
    {
        const QList<LeaseStatus> alive = lock.leases();
        if (alive.size() != qsizetype(model.leases.size()))
            return QStringLiteral("%1 leases").arg(alive.size());
        for (const auto &[id, lease] : m_leases) {
            const auto found =
                std::find_if(alive.begin(), alive.end(),
                             [&lease = lease](const LeaseStatus &s) { return s.id == lease.id; });
            if ((found != alive.end()) != model.leases.contains(id))
                return QStringLiteral("lease %1 lives").arg(id);
            if (found == alive.end())
                continue;
            const bool isActive = model.owner && model.owner->lease == id;
            if ((found->state == LeaseState::Active) != isActive
                || found->generation != quint64(model.generationOf.at(id)))
                return QStringLiteral("lease %1").arg(id);
        }
        return {};
    }

    static QString listOf(const std::vector<LockModel::Told> &told)
    {
        QStringList all;
        for (const auto &[ticket, why] : told)
            all << QStringLiteral("%1:%2").arg(ticket).arg(why ? int(*why) : -1);
        return all.join(u' ');
    }

    LockPolicy policy() const
    {
        LockPolicy policy = m_clock.policy();
        policy.limits = unlimitedLine().limits;
        return policy;
    }

    std::mt19937 m_random;
    HandClock m_clock;
    std::vector<LockModel::Told> m_told;
    std::map<int, LockTicket> m_tickets;
    std::map<int, Lease> m_leases;
    std::set<quint64> m_leaseHolders;
    std::optional<LockGrant> m_grant;
    Holder m_holder {};
    std::vector<LockGuard> m_guards;
    bool m_letsGoAtOnce = false;
    int m_last = 0;
    int m_lastLease = 0;
    // The last one: when it ends, it tells those in line.
    GlobalLock lock {QStringLiteral("global lock"), std::chrono::milliseconds {0}, policy()};
};

} // namespace

//! Operations of every kind, in random order, do what a simple model says; a million of them when soaking.
class TestLockModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void behavesAsTheModel()
    {
        const quint32 seed = qEnvironmentVariableIsSet("HOLDFAST_SEED")
                                 ? qEnvironmentVariable("HOLDFAST_SEED").toUInt()
                                 : std::random_device {}();
        qInfo("HOLDFAST_SEED=%u", seed);
        const int operations = soakTimes(200'000, 1'000'000);
        constexpr int perLock = 20'000;
        std::map<QString, int> counts;
        for (int run = 0; run < operations / perLock; ++run) {
            Pair pair(seed + quint32(run));
            for (int i = 0; i < perLock; ++i) {
                const QString difference = pair.step();
                QVERIFY2(
                    difference.isEmpty(),
                    qPrintable(
                        QStringLiteral("run %1, step %2: %3").arg(run).arg(i).arg(difference)));
            }
            for (const auto &[what, count] : pair.counts)
                counts[what] += count;
        }
        for (const auto &[what, count] : counts)
            qInfo("%s: %d", qPrintable(what), count);
        for (const char *what : {"granted", "withdrawn", "nested", "gave way", "leases", "stops",
                                 "local only", "broken 0", "broken 1", "broken 2", "broken 3",
                                 "refused 0", "refused 3", "refused 4"})
            QVERIFY2(counts[QString::fromLatin1(what)] > operations / 10'000, what);
    }
};

HOLDFAST_GUILESS_TEST(TestLockModel)

} // namespace tst_lockmodel

#include "tst_lockmodel.moc"
