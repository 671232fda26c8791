// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"
#include "tests/program/testprogram.h"
#include "tests/session/scarcity.h"
#include "tests/session/workbench.h"

#include <QRegularExpression>
#include <QTest>

#include <optional>

namespace tst_scarcity {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString bench = QStringLiteral("bench");

} // namespace

//! Tests that a station reserves the system's resources that it needs at its beginning.
class TestScarcity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!.*(Emergency stop by| broke )).*")));
    }

    void everythingIsStopped_data() { kinds(); }
    void everythingIsStopped()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        runOut();
        const auto report = lab.alice.stop().wait();
        QVERIFY2(report->isComplete(), "the Thing was not reached");
        QCOMPARE(lab.bench->stops.load(), 1);
        QVERIFY(lab.alice.stop().wait()->isComplete());
        QCOMPARE(lab.bench->stops.load(), 2);
    }

    void stopActionsRun_data() { kinds(); }
    void stopActionsRun()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        runOut();
        const auto stopped = lab.alice.invoke(bench, QStringLiteral("stop"), nullptr);
        QCOMPARE(WorkbenchStation::finished(lab.alice, *stopped).state, InvocationState::Completed);
        QCOMPARE(lab.bench->stops.load(), 1);
    }

    void workGoesOn_data() { kinds(); }
    void workGoesOn()
    {
        constexpr int most = 16;
        StationOptions options;
        options.limits.workers = most;
        WorkbenchStation lab(options);
        QVERIFY(lab.station.start());
        runOut();
        QVERIFY(lab.alice.write(bench, QStringLiteral("locked"), 5).wait());
        QVERIFY(lab.alice.write(bench, QStringLiteral("unlocked_function"), 6).wait());
        QCOMPARE(lab.alice.read(bench, QStringLiteral("unlocked_function")).wait()->json, Json(6));
        // As many as there may be, side by side.
        QList<InvocationRecord> all;
        for (int i = 0; i < most; ++i)
            all << lab.alice.invoke(bench, QStringLiteral("hold_unlocked"), nullptr).value();
        lab.bench->holding.acquire(most);
        lab.bench->goOn.release(most);
        for (const InvocationRecord &each : std::as_const(all))
            QCOMPARE(WorkbenchStation::finished(lab.alice, each).state, InvocationState::Completed);
    }

    void waitingForTheLockEnds_data() { kinds(); }
    void waitingForTheLockEnds()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        runOut();
        const auto holding = lab.alice.invoke(bench, QStringLiteral("hold"), nullptr);
        lab.bench->holding.acquire();
        const auto refused = lab.bob.write(bench, QStringLiteral("locked"), 5, 10ms).wait();
        QVERIFY(!refused && refused.error().busy());
        lab.bench->goOn.release();
        QCOMPARE(WorkbenchStation::finished(lab.alice, *holding).state, InvocationState::Completed);
    }

    //! One that hangs while it is made safe can be stopped all the same.
    void aThingIsStoppedWhileItIsMadeSafe();

    void cleanup()
    {
        m_noThread.reset();
        m_noDescriptor.reset();
    }

private:
    static void kinds()
    {
        QTest::addColumn<bool>("threads");
        QTest::newRow("no new thread") << true;
        QTest::newRow("no descriptor") << false;
    }

    void runOut()
    {
        QFETCH(const bool, threads);
        if (threads)
            m_noThread.emplace();
        else
            m_noDescriptor.emplace();
    }

    std::optional<NoNewThread> m_noThread;
    std::optional<NoDescriptor> m_noDescriptor;
};

namespace {

//! A Thing whose safe state takes long.
class SlowToSafety : public Workbench
{
public:
    void makeSafe() override
    {
        begun.release();
        goOnMakingSafe.acquire();
    }

    QSemaphore begun;
    QSemaphore goOnMakingSafe;
};

} // namespace

void TestScarcity::aThingIsStoppedWhileItIsMadeSafe()
{
    SlowToSafety *slow = nullptr;
    Station station({}, {{bench, [&slow] {
                              auto made = std::make_unique<SlowToSafety>();
                              slow = made.get();
                              return made;
                          }}});
    QVERIFY(station.start());
    const Session alice(station, Principal::client(QStringLiteral("alice"), QStringLiteral("1")));
    const auto hold = alice.invoke(bench, QStringLiteral("hold"), nullptr);
    slow->holding.acquire();
    auto broken =
        alice.lock().breakHold(QStringLiteral("test"), station.lock()->status().generation);
    slow->begun.acquire();
    const auto report = alice.stop().wait();
    slow->goOnMakingSafe.release();
    QVERIFY2(report->isComplete(), "the Thing was not reached");
    QCOMPARE(slow->stops.load(), 1);
    QVERIFY(broken.wait());
    WorkbenchStation::finished(alice, *hold);
}

HOLDFAST_GUILESS_TEST(TestScarcity)

} // namespace tst_scarcity

#include "tst_scarcity.moc"
