// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "ui/operation/controllease.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_controllease {

using namespace Holdfast;

using Phase = ControlLease::Phase;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

//! Control at a station whose owner answers late, whose lock refuses, and which leaves.
struct Desk
{
    explicit Desk(Fake::Bench &at)
        : bench(at)
        , monitor(at.operatorSession.monitor())
        , control({at.operatorSession, monitor.get()})
    {
        QObject::connect(&control, &ControlLease::changed, &control,
                         [this] { told = control.phase(); });
        QObject::connect(&control, &ControlLease::refused, &control,
                         [this](const QString &why) { refusals << why; });
    }

    LockStatus lock() const { return bench.operatorSession.lockStatus(); }
    bool isFree() const { return !lock().isHeld() && lock().queue.isEmpty(); }
    void stop() const
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        if (!bench.remoteSession.stop().wait())
            qFatal("The stop has failed.");
    }

    Fake::Bench &bench;
    std::unique_ptr<StationMonitor> monitor;
    ControlLease control;
    Phase told = Phase::None; //!< with the last signal
    QStringList refusals;
};

} // namespace

//! Taking control, and giving it back.
class TestControlLease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aFreeLockIsTakenAndGivenBack()
    {
        Fake::Bench bench;
        Desk desk(bench);
        QCOMPARE(desk.control.phase(), Phase::None);
        desk.control.take();
        QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::Held, s_limit);
        QVERIFY(bench.operatorSession.lock().hasControl());
        desk.control.letGo();
        QCOMPARE(desk.told, Phase::None);
        QVERIFY(desk.isFree());
        QVERIFY(desk.refusals.isEmpty());
    }

    void itWaitsBehindANamedOwnerAndIsGrantedWhenThatEnds()
    {
        Fake::Bench bench;
        Desk desk(bench);
        (void)bench.holdRemotely();
        desk.control.take();
        QCOMPARE(desk.told, Phase::Waiting);
        QCOMPARE(desk.control.waitingFor(),
                 QStringLiteral("tile scan (127.0.0.1:40112): stage.move_relative"));
        desk.control.take(); // is under way
        QCOMPARE(desk.lock().queue.size(), 1);
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::Held, s_limit);
        QCOMPARE(desk.control.waitingFor(), QString());
    }

    void whatIsWithdrawnBeforeTheGrantIsNeverGranted()
    {
        Fake::Bench bench;
        Desk desk(bench);
        (void)bench.holdRemotely();
        desk.control.take();
        desk.control.letGo();
        QVERIFY(desk.lock().queue.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::None, s_limit);
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFree(), s_limit);
        QCOMPARE(desk.control.phase(), Phase::None);
        QVERIFY(desk.refusals.isEmpty()); // as it was asked for
    }

    void aGrantThatComesTooLateIsGivenBack()
    {
        Fake::Bench bench;
        Desk desk(bench);
        desk.control.take(); // granted, which is heard of in the event loop
        desk.control.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.control.phase(), Phase::None, s_limit);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFree(), s_limit);
    }

    void whileEverythingIsStoppedItIsRefusedByName()
    {
        Fake::Bench bench;
        Desk desk(bench);
        desk.stop();
        desk.control.take();
        QTRY_COMPARE_WITH_TIMEOUT(desk.refusals.size(), 1, s_limit);
        for (const char *part : {"tile scan", "since"})
            QVERIFY2(desk.refusals.first().contains(QLatin1StringView(part)),
                     qPrintable(desk.refusals.first()));
        QCOMPARE(desk.told, Phase::None);
    }

    void aStopEndsTheWait()
    {
        Fake::Bench bench;
        Desk desk(bench);
        (void)bench.holdRemotely();
        desk.control.take();
        desk.stop();
        QTRY_COMPARE_WITH_TIMEOUT(desk.refusals.size(), 1, s_limit);
        QCOMPARE(desk.told, Phase::None);
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFree(), s_limit);
        QVERIFY(!bench.operatorSession.lock().hasControl());
    }

    void aStopEndsControlWhichIsTold()
    {
        Fake::Bench bench;
        Desk desk(bench);
        desk.control.take();
        QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::Held, s_limit);
        desk.stop();
        QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::None, s_limit);
        QVERIFY(desk.refusals.isEmpty());
    }

    void aStationThatShutsDownEndsTheWait()
    {
        Fake::Bench bench;
        Desk desk(bench);
        bench.controls->deafMoves = true;
        (void)bench.holdRemotely();
        desk.control.take();
        bench.station.beginShutdown();
        QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::None, s_limit);
        QCOMPARE(desk.refusals.size(), 1);
        desk.control.letGo();
        QVERIFY(!desk.control.isHeld());
    }

    void itEndsWithItsOwner()
    {
        Fake::Bench bench;
        {
            Desk desk(bench);
            desk.control.take();
            QTRY_COMPARE_WITH_TIMEOUT(desk.told, Phase::Held, s_limit);
        }
        QVERIFY(!bench.operatorSession.lockStatus().isHeld());
        (void)bench.holdRemotely();
        {
            Desk desk(bench);
            desk.control.take();
            QCOMPARE(desk.lock().queue.size(), 1);
        }
        QVERIFY(bench.operatorSession.lockStatus().queue.isEmpty());
    }
};

HOLDFAST_TEST(TestControlLease)

} // namespace tst_controllease

#include "tst_controllease.moc"
