// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/jog.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "tests/instruments/heartbeat.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

namespace tst_jog {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int jogPatience = 30'000;

//! A position that was observed.
struct Sighting
{
    Clock::time_point when;
    StagePosition where;
};

} // namespace

//! The stage's side of a jog, on a simulated stage that moves 1,000 steps a second.
class TestJog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        // Whether a jog that fails is logged or counts as cancelled depends on timing.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!stage.jog failed: )")));
        SimulatedStageOptions options;
        options.softLimits.z = {-40, 40};
        m_seen.clear();
        m_station = std::make_unique<Station>(
            StationOptions {},
            std::vector<ThingSpec> {{stage, [this, options] { return make(options); }}});
        QVERIFY(m_station->start());
        m_pad.emplace(*m_station,
                      Principal::client(QStringLiteral("pad"), QStringLiteral("127.0.0.1:1")));
        m_other.emplace(*m_station,
                        Principal::client(QStringLiteral("other"), QStringLiteral("127.0.0.1:2")));
    }
    void cleanup()
    {
        m_pad.reset();
        m_other.reset();
        m_station.reset();
    }

    void endsByItselfSoonAfterTheLastRenewal()
    {
        const auto begun = Clock::now();
        const auto first = jog({{"x", 10'000}});
        const auto renewed = Clock::now();
        QCOMPARE(jog({{"x", 10'000}})->id, first->id);
        const auto asked = Clock::now();
        const InvocationRecord end = ended(*first);
        QCOMPARE(end.state, InvocationState::Completed);
        QVERIFY(Clock::now() - renewed >= Jog::patience);
        // No target was farther away than the stage gets until then, however late a thread woke up.
        const auto farthest = std::chrono::duration<double>(asked - begun + Jog::patience).count();
        QVERIFY2(position().x > 0 && position().x <= farthest * 1000 + 1,
                 qPrintable(position().toString()));
        QVERIFY(!m_station->lock()->status().isHeld());
        QVERIFY(!m_stage->isMoving());
    }

    void aStopEndsItAtOnce()
    {
        const auto first = jog({{"x", 10'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().x > 20, jogPatience);
        QVERIFY(m_stage->isMoving());
        const auto asked = Clock::now();
        QVERIFY(jog({{"stop", true}}));
        QCOMPARE(ended(*first).state, InvocationState::Completed);
        QVERIFY(stoodStillSince(asked, 100ms));
        QVERIFY(!m_stage->isMoving());
    }

    void noStepsAtAllAreAStop()
    {
        const auto first = jog({{"y", -10'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().y < -20, jogPatience);
        const auto asked = Clock::now();
        QVERIFY(jog({{"x", 0}}));
        QCOMPARE(ended(*first).state, InvocationState::Completed);
        QVERIFY(stoodStillSince(asked, 100ms));
    }

    void theNewestCommandWinsFromWhereTheStageIs()
    {
        const auto first = jog({{"x", 10'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().x > 20, jogPatience);
        QCOMPARE(jog({{"y", 30}})->id, first->id);
        (void)ended(*first);
        QCOMPARE(position().y, 30); // and no farther
        QVERIFY(position().x < 10'000);
        const StagePosition there = position();
        (void)ended(*jog({{"y", -30}}));
        QCOMPARE(position(), (StagePosition {there.x, 0, 0}));
    }

    void goesOnSmoothlyWhileItIsRenewed()
    {
        const auto begun = Clock::now();
        const auto first = jog({{"x", 300}});
        std::chrono::duration<double> moving {}; // the stage stands still while a renewal is late
        auto longestGap = Clock::duration::zero();
        quint64 generation = 0;
        for (auto last = begun; last - begun < 1s;) {
            QTest::qWait(80);
            generation = m_station->lock()->status().generation;
            QVERIFY(jog({{"x", 300}}));
            const auto now = Clock::now();
            longestGap = std::max(longestGap, now - last);
            moving += std::min<Clock::duration>(now - last, Jog::patience);
            last = now;
        }
        QVERIFY(jog({{"stop", true}}));
        QTRY_VERIFY_WITH_TIMEOUT(!m_station->lock()->status().isHeld(), jogPatience);
        if (longestGap < Jog::patience)
            QCOMPARE(generation, 1U);
        const int expected = int(moving.count() * 1000);
        QVERIFY2(position().x >= expected - 200 && position().x <= expected + 100,
                 qPrintable(QStringLiteral("%1 of %2").arg(position().x).arg(expected)));
        QCOMPARE(ended(*first).state, InvocationState::Completed);
    }

    void othersAreRefusedWhileItGoesOnEvenWhenItStandsStill()
    {
        const auto first = jog({{"x", 1}});
        QTRY_VERIFY_WITH_TIMEOUT(position().x == 1, jogPatience);
        const auto refused =
            m_other->invoke(stage, QStringLiteral("jog"), {{"x", -10}}).error().message();
        QVERIFY2(refused.contains(QStringLiteral("pad (127.0.0.1:1)"))
                     && refused.contains(QStringLiteral("stage.jog")),
                 qPrintable(refused));
        (void)ended(*first);
        QCOMPARE(position().x, 1);
    }

    void isRefusedWhileAnotherClientHoldsTheLock()
    {
        const auto move = m_other->invoke(stage, QStringLiteral("move_relative"), {{"y", 90'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().y > 20, jogPatience);
        const auto refused = jog({{"x", 10}});
        QVERIFY(!refused && refused.error().busy());
        QVERIFY(m_other->cancel(move->id));
        QCOMPARE(ended(*move).state, InvocationState::Cancelled);
        QCOMPARE(position().x, 0);
    }

    void aCommandThatWaitedForTooLongMovesNothing()
    {
        const auto move = m_other->invoke(stage, QStringLiteral("move_relative"), {{"y", 90'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().y > 20, jogPatience);
        const auto asked = Clock::now();
        const auto waits = m_pad->invoke(stage, QStringLiteral("jog"), {{"x", 10}}, 1h);
        QCOMPARE(waits->queuePosition, 1);
        QTRY_VERIFY_WITH_TIMEOUT(Clock::now() - asked > Jog::patience, jogPatience);
        QVERIFY(m_other->cancel(move->id));
        QCOMPARE(ended(*waits).state, InvocationState::Completed);
        QCOMPARE(position().x, 0);
    }

    void goesAsFarAsTheLimitAndSaysSo()
    {
        (void)jog({{"z", 100}});
        QTRY_VERIFY_WITH_TIMEOUT(position().z == 40, jogPatience);
        const auto farther = jog({{"z", 100}});
        QVERIFY(farther);
        const InvocationRecord end = ended(*farther);
        QCOMPARE(end.state, InvocationState::Error);
        QVERIFY(end.error->message().contains(QStringLiteral("soft limit of 40")));
        QCOMPARE(position().z, 40);
        QTRY_VERIFY_WITH_TIMEOUT(!m_station->lock()->status().isHeld(), jogPatience);
        (void)ended(*jog({{"z", -10}}));
        QCOMPARE(position().z, 30);
    }

    void anEmergencyStopEndsIt()
    {
        const auto first = jog({{"x", 10'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().x > 20, jogPatience);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        const auto asked = Clock::now();
        (void)m_other->stop();
        const InvocationRecord end = ended(*first);
        QVERIFY(end.state == InvocationState::Cancelled || end.state == InvocationState::Error);
        QVERIFY(stoodStillSince(asked, 100ms));
        QVERIFY(!jog({{"x", 10}})); // nothing moves until the stop is cleared
    }

    void theActionStopEndsItAndARenewalDoesNotGoOnWithIt()
    {
        const auto first = jog({{"x", 10'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().x > 20, jogPatience);
        const auto asked = Clock::now();
        QVERIFY(m_other->invoke(stage, QStringLiteral("stop"), Json::object()));
        (void)m_pad->renew(first->id, {{"x", 10'000}});
        const InvocationRecord end = ended(*first);
        QCOMPARE(end.state, InvocationState::Error);
        QCOMPARE(end.error->title(), QStringLiteral("StageStoppedError"));
        QVERIFY(stoodStillSince(asked, 100ms));
    }

    void aBrokenHoldEndsIt()
    {
        const auto first = jog({{"x", 10'000}});
        QTRY_VERIFY_WITH_TIMEOUT(position().x > 20, jogPatience);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("broke the hold of")));
        const auto asked = Clock::now();
        QVERIFY(m_other->lock()
                    .breakHold(QStringLiteral("fire"), m_station->lock()->status().generation)
                    .wait());
        const InvocationRecord end = ended(*first);
        QVERIFY(end.state != InvocationState::Completed);
        QVERIFY(stoodStillSince(asked, 100ms));
    }

private:
    static inline const QString stage = QStringLiteral("stage");

    std::unique_ptr<SimulatedStage> make(const SimulatedStageOptions &options)
    {
        auto made = std::make_unique<SimulatedStage>(options);
        m_stage = made.get();
        // Connected directly, in the thread that moves.
        connect(
            m_stage, &SimulatedStage::positionChanged, m_stage,
            [this](const StagePosition &position) {
                const std::lock_guard lock(m_mutex);
                m_seen.push_back({Clock::now(), position});
            },
            Qt::DirectConnection);
        return made;
    }

    StagePosition position() const { return m_stage->position(); }

    //! Returns when the stage was last observed at a new position.
    Clock::time_point lastStep() const
    {
        const std::lock_guard lock(m_mutex);
        Clock::time_point last;
        StagePosition where;
        for (const Sighting &seen : m_seen) {
            if (seen.where != where)
                last = seen.when;
            where = seen.where;
        }
        return last;
    }

    //! Adds to a limit the time for which the machine did not schedule this process.
    bool stoodStillSince(Clock::time_point when, std::chrono::milliseconds allowed) const
    {
        return lastStep() <= when + allowed + m_heartbeat.latestSince(when);
    }

    Result<InvocationRecord> jog(const Json &input) const
    {
        return m_pad->invoke(stage, QStringLiteral("jog"), input);
    }

    InvocationRecord ended(const InvocationRecord &invocation) const
    {
        InvocationRecord record = invocation;
        if (!QTest::qWaitFor(
                [&] {
                    record = m_pad->invocation(invocation.id).value();
                    return record.isFinished();
                },
                jogPatience))
            qFatal("The invocation has not ended.");
        return record;
    }

    const Heartbeat m_heartbeat;
    std::unique_ptr<Station> m_station;
    std::optional<Session> m_pad;
    std::optional<Session> m_other;
    SimulatedStage *m_stage = nullptr;
    mutable std::mutex m_mutex;
    std::vector<Sighting> m_seen;
};

HOLDFAST_GUILESS_TEST(TestJog)

} // namespace tst_jog

#include "tst_jog.moc"
