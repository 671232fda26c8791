// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/testing/thingfixture.h"
#include "core/thing/thing.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>

namespace tst_thingyield {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds patience {30'000};

const Holder &anOperator()
{
    static const Holder holder({Principal::Kind::Operator, QStringLiteral("operator"), {}});
    return holder;
}

} // namespace

//! Gives way over and over until it is told to end.
class Scan : public Thing
{
    Q_OBJECT
public:
    using Thing::yieldIfWanted;

    Scan()
    {
        RuntimeAction action;
        action.name = QStringLiteral("made_at_run_time");
        action.run = [this](const Json &, const QList<Blob> &) {
            run();
            return Payload();
        };
        addAction(action);
    }

    Q_INVOKABLE void run()
    {
        const auto hold = holdGlobalLock();
        repeat();
    }
    Q_INVOKABLE void runNested()
    {
        const auto hold = holdGlobalLock();
        const auto nested = holdGlobalLock();
        repeat();
    }

    std::atomic<bool> ended {false};
    std::atomic<int> gaveWay {0};
    std::atomic<int> rounds {0};

private:
    void repeat()
    {
        while (!ended) {
            const Yielded yielded = yieldIfWanted();
            gaveWay += yielded.gaveWay && yielded.generationChanged ? 1 : 0;
            ++rounds;
            cancellableSleep(1ms);
        }
    }
};

//! Tests where a long action gives way to others, as the author of a Thing sees it.
class TestThingYield : public QObject
{
    Q_OBJECT

    static ThingFixture::Make scan()
    {
        return [] { return std::make_unique<Scan>(); };
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anOperatorComesInBetweenAndTheActionGoesOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("an action of the class") << QStringLiteral("run");
        QTest::newRow("one that is made at run time") << QStringLiteral("made_at_run_time");
    }

    void anOperatorComesInBetweenAndTheActionGoesOn()
    {
        QFETCH(QString, name);
        ThingFixture fixture(scan());
        auto &thing = fixture.thing<Scan>();
        const auto action = fixture.start(name);
        QTRY_VERIFY_WITH_TIMEOUT(thing.rounds > 0, patience.count());
        {
            const LockGuard click = fixture.lock()->acquire(anOperator(), QStringLiteral("click"),
                                                            GlobalLock::Wait::upTo(patience));
            QCOMPARE(fixture.lock()->status().queue.size(), 1);
            QVERIFY(!action->isFinished());
        }
        QTRY_COMPARE_WITH_TIMEOUT(thing.gaveWay.load(), 1, patience.count());
        thing.ended = true;
        action->wait();
        QVERIFY(!fixture.lock()->status().isHeld());
    }

    void cancelledWhileItGivesWayItEndsAtOnce()
    {
        ThingFixture fixture(scan());
        auto &thing = fixture.thing<Scan>();
        const auto action = fixture.start(QStringLiteral("run"));
        QTRY_VERIFY_WITH_TIMEOUT(thing.rounds > 0, patience.count());
        const LockGuard click = fixture.lock()->acquire(anOperator(), QStringLiteral("click"),
                                                        GlobalLock::Wait::upTo(patience));
        action->cancel();
        QVERIFY2(action->waitForEnd(patience), "it waits for the operator");
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, action->wait());
        QVERIFY(fixture.lock()->isHeldHere(anOperator()));
        QVERIFY(fixture.lock()->status().queue.isEmpty());
        QCOMPARE(fixture.lock()->status().owner->depth, 1);
    }

    void aSafePointIsAChanceToBeCancelled_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::newRow("with the lock") << true;
        QTest::newRow("where the lock is switched off") << false;
    }
    void aSafePointIsAChanceToBeCancelled()
    {
        QFETCH(const bool, enabled);
        const ThingFixture fixture(
            scan(), {}, enabled ? ThingFixture::Lock::Enabled : ThingFixture::Lock::Disabled);
        auto &thing = fixture.thing<Scan>();
        WorkContext context;
        const WorkScope scope(&context);
        QVERIFY(!thing.yieldIfWanted().gaveWay);
        context.requestCancel();
        {
            const Uninterruptible part;
            QVERIFY(!thing.yieldIfWanted().gaveWay);
        }
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, thing.yieldIfWanted());
        QVERIFY(!thing.yieldIfWanted().gaveWay);
    }

    void aFunctionUnderAnotherOnesHoldDoesNotGiveWay()
    {
        ThingFixture fixture(scan());
        auto &thing = fixture.thing<Scan>();
        const auto action = fixture.start(QStringLiteral("run_nested"));
        QTRY_VERIFY_WITH_TIMEOUT(thing.rounds > 0, patience.count());
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)fixture.lock()->acquire(
                                                          anOperator(), QStringLiteral("click"),
                                                          GlobalLock::Wait::upTo(50ms)));
        QCOMPARE(thing.gaveWay.load(), 0);
        thing.ended = true;
        action->wait();
    }

    void whatStopsTheLockEndsTheAction()
    {
        ThingFixture fixture(scan());
        auto &thing = fixture.thing<Scan>();
        const auto action = fixture.start(QStringLiteral("run"));
        QTRY_VERIFY_WITH_TIMEOUT(thing.rounds > 0, patience.count());
        const LockGuard click = fixture.lock()->acquire(anOperator(), QStringLiteral("click"),
                                                        GlobalLock::Wait::upTo(patience));
        fixture.lock()->setMode(LockMode::Stopped, anOperator().principal(),
                                QStringLiteral("smoke"));
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, action->wait());
    }
};

HOLDFAST_GUILESS_TEST(TestThingYield)

} // namespace tst_thingyield

#include "tst_thingyield.moc"
