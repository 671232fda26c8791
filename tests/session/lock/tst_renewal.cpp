// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/thing.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <mutex>

namespace tst_renewal {

using namespace Holdfast;

namespace {
constexpr int renewalPatience = 30'000;
}

struct Pulling
{
    Q_GADGET
    Q_PROPERTY(int force MEMBER force)
    Q_PROPERTY(bool stop MEMBER stop)
public:
    int force = 0;
    bool stop = false;
};

//! Pulls for as long as it is asked to, and notes with which force.
class Winch : public Thing
{
    Q_OBJECT
public:
    Winch()
    {
        describe("pull", {}).renewable(QStringLiteral("stop"));
        RuntimeAction haul;
        haul.name = QStringLiteral("haul");
        haul.input = Json::parse(R"({"type": "object", "properties": {
            "force": {"type": "integer"}, "stop": {"type": "boolean", "default": false}}})");
        haul.endedBy = QStringLiteral("stop");
        haul.run = [this](const Json &, const QList<Blob> &) {
            const auto forEver = std::chrono::steady_clock::now() + std::chrono::hours {1};
            for (;;) {
                const Json input = awaitRenewal(forEver)->input.value<Json>();
                if (input.at("stop").get<bool>() && endRenewals())
                    return Payload();
                note(input.at("force").get<int>());
            }
        };
        addAction(haul);
    }

    Q_INVOKABLE void pull(const Pulling &first)
    {
        const auto hold = holdGlobalLock();
        const auto forEver = std::chrono::steady_clock::now() + std::chrono::hours {1};
        std::optional<Renewal> news = awaitRenewal({});
        note(news ? news->input.value<Pulling>().force : -first.force);
        while (!news || !news->input.value<Pulling>().stop || !endRenewals()) {
            news = awaitRenewal(forEver);
            note(news->input.value<Pulling>().force);
        }
        ended.release();
        goOn.acquire();
    }
    Q_INVOKABLE void other()
    {
        const auto hold = holdGlobalLock();
        busy.release();
        goOn.acquire();
    }

    QList<int> forces() const
    {
        const std::lock_guard lock(m_mutex);
        return m_forces;
    }

    QSemaphore ended; //!< it has pulled, and does not return yet
    QSemaphore busy;
    QSemaphore goOn;

private:
    void note(int force)
    {
        const std::lock_guard lock(m_mutex);
        m_forces << force;
    }

    mutable std::mutex m_mutex;
    QList<int> m_forces;
};

//! Actions that go on for as long as their caller keeps asking for them.
class TestRenewal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        start({});
    }
    void cleanup()
    {
        if (m_winch)
            m_winch->goOn.release(100);
        m_station.reset();
        m_winch = nullptr;
    }

    void theSameCallerIsHeardByTheOneThatRuns()
    {
        const auto first = pull(alice(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1}), renewalPatience);
        const auto second = pull(alice("127.0.0.1:9"), 2); // the port is another connection's
        QCOMPARE(second->id, first->id);
        QCOMPARE(second->state, InvocationState::Running);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1, 2}), renewalPatience);
        QCOMPARE(m_station->lock()->status().generation, 1U);
        QCOMPARE(alice().invocations().size(), 1);
        (void)end(alice());
        QCOMPARE(ended(first->id).state, InvocationState::Completed);
        QVERIFY(!m_station->lock()->status().isHeld());
    }

    void anActionMadeAtRunTimeIsRenewedToo()
    {
        const auto haul = [](const Session &by, const Json &input) {
            return by.invoke(winch, QStringLiteral("haul"), input);
        };
        const auto first = haul(alice(), {{"force", 1}});
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1}), renewalPatience);
        QCOMPARE(haul(alice(), {{"force", 2}})->id, first->id);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1, 2}), renewalPatience);
        QVERIFY(haul(session("bob", "127.0.0.1:3"), {{"force", 3}}).error().busy());
        QCOMPARE(m_station->lock()->status().generation, 1U);
        (void)haul(alice(), {{"stop", true}});
        QCOMPARE(ended(first->id).state, InvocationState::Completed);
        QVERIFY(!m_station->lock()->status().isHeld());
        QCOMPARE(haul(alice(), {{"stop", true}})->state, InvocationState::Completed);
    }

    void anybodyElseIsRefusedAtOnceAndLeavesNothingBehind()
    {
        const auto first = pull(alice(), 1);
        for (const Session &other :
             {session("bob", "127.0.0.1:3"), session("alice", "10.0.0.7:1")}) {
            const auto refused = pull(other, 5);
            QVERIFY(!refused);
            QVERIFY(refused.error().busy());
            QVERIFY(refused.error().message().contains(QStringLiteral("alice (127.0.0.1:1)")));
            QVERIFY(!other.renew(QUuid::createUuid(), {{"force", 1}}));
        }
        QCOMPARE(alice().invocations().size(), 1);
        QVERIFY(m_station->lock()->status().queue.isEmpty());
        (void)end(alice());
        (void)ended(first->id);
        QVERIFY(!m_winch->forces().contains(5));
    }

    void anOperationOfTheSameCallerIsInTheWayLikeAnyOther()
    {
        const auto busy = alice().invoke(winch, QStringLiteral("other"), Json::object());
        QVERIFY(m_winch->busy.tryAcquire(1, renewalPatience));
        QVERIFY(pull(alice(), 1).error().busy());
        m_winch->goOn.release();
        (void)ended(busy->id);
    }

    void whoAsksWhileTheEarlierOneIsEndingIsNotRefusedBecauseOfIt()
    {
        StationOptions options;
        options.globalLockWait = std::chrono::milliseconds {renewalPatience};
        start(options);
        const auto first = pull(alice(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1}), renewalPatience);
        (void)end(alice());
        // It has heard the end, and holds the lock a little longer.
        QVERIFY(m_winch->ended.tryAcquire(1, renewalPatience));
        const auto second = pull(alice(), 2);
        QVERIFY(second);
        QVERIFY(second->id != first->id);
        m_winch->goOn.release();
        QCOMPARE(ended(first->id).state, InvocationState::Completed);
        QTRY_VERIFY_WITH_TIMEOUT(m_winch->forces().contains(2), renewalPatience);
        (void)end(alice());
        QCOMPARE(ended(second->id).state, InvocationState::Completed);
    }

    void anEndBeforeItHasBegunIsTheEndOfIt()
    {
        const auto first = pull(alice(), 1);
        (void)end(alice());
        QVERIFY(ended(first->id).state != InvocationState::Error); // begun already, or never
        QTRY_VERIFY_WITH_TIMEOUT(!m_station->lock()->status().isHeld(), renewalPatience);
    }

    void anEndOfNothingNeedsNoLock()
    {
        const auto busy =
            session("bob", "127.0.0.1:3").invoke(winch, QStringLiteral("other"), Json::object());
        QVERIFY(m_winch->busy.tryAcquire(1, renewalPatience));
        const auto nothing = end(alice());
        QVERIFY(nothing);
        QCOMPARE(nothing->state, InvocationState::Completed);
        QVERIFY(m_winch->forces().isEmpty());
        m_winch->goOn.release();
        (void)ended(busy->id);
    }

    void whoIsWillingToWaitStandsInLineOnceAndAnEndLeavesIt()
    {
        const auto busy =
            session("bob", "127.0.0.1:3").invoke(winch, QStringLiteral("other"), Json::object());
        QVERIFY(m_winch->busy.tryAcquire(1, renewalPatience));
        const auto waits = pull(alice(), 1, std::chrono::hours {1});
        QVERIFY(waits);
        QCOMPARE(waits->queuePosition, 1);
        const auto again = pull(alice(), 2);
        QCOMPARE(again->id, waits->id);
        QCOMPARE(m_station->lock()->status().queue.size(), 1);
        (void)end(alice());
        QCOMPARE(ended(waits->id).state, InvocationState::Cancelled);
        QVERIFY(m_station->lock()->status().queue.isEmpty());
        m_winch->goOn.release();
        (void)ended(busy->id);
        QVERIFY(m_winch->forces().isEmpty());
    }

    void whatWasSaidLastBeforeItBeganIsWhatItBeginsWith()
    {
        const auto busy =
            session("bob", "127.0.0.1:3").invoke(winch, QStringLiteral("other"), Json::object());
        QVERIFY(m_winch->busy.tryAcquire(1, renewalPatience));
        const auto waits = pull(alice(), 1, std::chrono::hours {1});
        QVERIFY(alice().renew(waits->id, {{"force", 2}}));
        m_winch->goOn.release();
        (void)ended(busy->id);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({2}), renewalPatience);
        (void)end(alice());
        (void)ended(waits->id);
    }

    void renewingNeverBeginsAnotherOne()
    {
        const auto first = pull(alice(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1}), renewalPatience);
        QVERIFY(alice().renew(first->id, {{"force", 2}}));
        QVERIFY(!alice().renew(first->id, {{"force", "much"}}));
        QVERIFY(!alice().renew(first->id, {{"haste", 1}}));
        (void)end(alice());
        QVERIFY(m_winch->ended.tryAcquire(1, renewalPatience));
        QVERIFY(!alice().renew(first->id, {{"force", 3}})); // too late, though it still runs
        m_winch->goOn.release();
        (void)ended(first->id);
        const auto late = alice().renew(first->id, {{"force", 4}});
        QVERIFY(!late);
        QCOMPARE(late.error().kind(), Error::Kind::Unavailable);
        QCOMPARE(alice().invocations().size(), 1);

        const auto other = alice().invoke(winch, QStringLiteral("other"), Json::object());
        QCOMPARE(alice().renew(other->id, Json::object()).error().kind(), Error::Kind::NotAllowed);
        m_winch->goOn.release();
        (void)ended(other->id);
    }

    void whatWasCancelledHearsNothingMore()
    {
        const auto first = pull(alice(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1}), renewalPatience);
        QVERIFY(alice().cancel(first->id));
        QCOMPARE(ended(first->id).state, InvocationState::Cancelled);
        QVERIFY(!alice().renew(first->id, {{"force", 2}}));
        QCOMPARE(m_winch->forces(), QList<int>({1}));
    }

    void worksWithoutALock()
    {
        StationOptions options;
        options.globalLockEnabled = false;
        start(options);
        const auto first = pull(alice(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces(), QList<int>({1}), renewalPatience);
        QCOMPARE(pull(alice(), 2)->id, first->id);
        (void)end(alice());
        QCOMPARE(ended(first->id).state, InvocationState::Completed);
    }

    void aRenewalIsASignOfLifeAndNoProgress()
    {
        using Clock = std::chrono::steady_clock;
        const auto first = pull(alice(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_winch->forces().size(), 1, renewalPatience);
        const auto lastLife = [this] {
            return Clock::now() - m_station->lock()->status().owner->sinceProgress;
        };
        const std::chrono::milliseconds rounded {1};
        QTRY_VERIFY_WITH_TIMEOUT(Clock::now() - lastLife() > 10 * rounded, renewalPatience);
        const auto before = Clock::now();
        QVERIFY(lastLife() < before - rounded);
        QVERIFY(alice().renew(first->id, {{"force", 2}}));
        QTRY_VERIFY_WITH_TIMEOUT(lastLife() >= before - rounded, renewalPatience);
        QVERIFY(!m_station->lock()->status().owner->progress);
        (void)end(alice());
        (void)ended(first->id);
    }

private:
    static inline const QString winch = QStringLiteral("winch");

    void start(const StationOptions &options)
    {
        cleanup();
        m_station = std::make_unique<Station>(
            options, std::vector<ThingSpec> {{winch, [this] {
                                                  auto made = std::make_unique<Winch>();
                                                  m_winch = made.get();
                                                  return made;
                                              }}});
        QVERIFY(m_station->start());
    }
    Session session(const char *name, const char *address) const
    {
        return {*m_station, Principal::client(QString::fromUtf8(name), QString::fromUtf8(address))};
    }
    Session alice(const char *address = "127.0.0.1:1") const { return session("alice", address); }
    static Result<InvocationRecord> pull(const Session &session, int force,
                                         Session::LockWait wait = {})
    {
        return session.invoke(winch, QStringLiteral("pull"), {{"force", force}}, wait);
    }
    static Result<InvocationRecord> end(const Session &session)
    {
        return session.invoke(winch, QStringLiteral("pull"), {{"stop", true}});
    }
    //! Lets it return, too.
    InvocationRecord ended(const QUuid &id)
    {
        InvocationRecord record;
        const auto hasEnded = [&] {
            if (m_winch->ended.tryAcquire())
                m_winch->goOn.release();
            record = alice().invocation(id).value();
            return record.isFinished();
        };
        if (!QTest::qWaitFor(hasEnded, renewalPatience))
            qFatal("The invocation has not ended.");
        return record;
    }

    std::unique_ptr<Station> m_station;
    Winch *m_winch = nullptr;
};

HOLDFAST_GUILESS_TEST(TestRenewal)

} // namespace tst_renewal

#include "tst_renewal.moc"
