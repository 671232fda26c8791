// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"
#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QRegularExpression>
#include <QTest>

#include <future>

namespace tst_stopunderload {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString bench = QStringLiteral("bench");

} // namespace

//! Tests that a stop gets through while other parts are stuck.
class TestStopUnderLoad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!.*Emergency stop by).*")));
    }

    void whileEveryWorkerIsBusyAndTheThingsThreadHangs()
    {
        constexpr int busy = 16; // as many workers as there are for actions without the lock
        StationOptions options;
        options.globalLockPolicy.limits.perClient = 1000;
        options.limits.workers = busy;
        WorkbenchStation lab(options);
        QVERIFY(lab.station.start());
        QSemaphore thingsHang;
        QSemaphore inThings;
        QMetaObject::invokeMethod(
            lab.bench,
            [&] {
                inThings.release();
                thingsHang.acquire();
            },
            Qt::QueuedConnection);
        inThings.acquire();
        QList<InvocationRecord> all;
        for (int i = 0; i < busy; ++i)
            all << lab.alice.invoke(bench, QStringLiteral("hold_unlocked"), nullptr).value();
        lab.bench->holding.acquire(busy);
        all << lab.alice.invoke(bench, QStringLiteral("hold"), nullptr).value();
        lab.bench->holding.acquire();
        for (int i = 0; i < 63; ++i)
            all << lab.bob.invoke(bench, QStringLiteral("locked_action"), nullptr, 60s).value();
        QCOMPARE(lab.station.lock()->status().queue.size(), 63);

        const auto report = lab.bob.stop().wait();
        QVERIFY2(report->isComplete(), "the Thing was not reached");
        QCOMPARE(lab.bench->stops.load(), 1);
        QCOMPARE(report->cancelled, int(all.size()));
        for (const InvocationRecord &each : std::as_const(all))
            QVERIFY(WorkbenchStation::finished(lab.alice, each).state
                    == InvocationState::Cancelled);
        QVERIFY(!lab.station.lock()->status().isHeld());
        QVERIFY(lab.station.lock()->status().queue.isEmpty());
        thingsHang.release();
    }

    void whileAnActionDoesNotHear()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        const auto deaf = lab.alice.invoke(bench, QStringLiteral("stubborn"), nullptr);
        const auto waiting = lab.bob.invoke(bench, QStringLiteral("locked_action"), nullptr, 60s);
        QTRY_VERIFY_WITH_TIMEOUT(lab.station.lock()->status().isHeld()
                                     && lab.station.lock()->status().owner->depth > 0,
                                 30'000);
        QVERIFY(lab.bob.stop().wait()->isComplete());
        lab.bench->ignored.acquire();
        QVERIFY(WorkbenchStation::finished(lab.bob, *waiting).state == InvocationState::Cancelled);
        QVERIFY2(lab.station.lock()->status().isHeld(), "no owner is robbed of the lock");
        QVERIFY(lab.station.lock()->status().toSentence().contains(QStringLiteral("stopped by")));
        QVERIFY(lab.alice.cancel(deaf->id));
        WorkbenchStation::finished(lab.alice, *deaf);
    }

    void aSecondStopKeepsTheRecordOfTheFirst()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        QVERIFY(lab.alice.stop(QStringLiteral("smoke")).wait()->latched);
        QVERIFY(lab.bob.stop(QStringLiteral("fire")).wait()->latched);
        QCOMPARE(lab.bench->stops.load(), 2);
        const LockModeRecord mode = lab.station.lock()->status().mode;
        QCOMPARE(mode.by, lab.alice.principal());
        QCOMPARE(mode.reason, QStringLiteral("smoke"));
    }
};

HOLDFAST_GUILESS_TEST(TestStopUnderLoad)

} // namespace tst_stopunderload

#include "tst_stopunderload.moc"
