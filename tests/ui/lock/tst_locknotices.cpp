// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/lock/breaknotice.h"
#include "ui/lock/control/idlereminder.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace tst_locknotices {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

QString textOf(const QWidget &bar)
{
    return bar.findChild<QLabel *>(bar.objectName() + QStringLiteral("Text"))->text();
}

void press(const QWidget &bar, const char *name)
{
    bar.findChild<QPushButton *>(QLatin1StringView(name))->click();
}

bool takeControl(const Session &session)
{
    return bool(session.lock().takeControl().wait());
}

bool breakIt(const Fake::Bench &bench, const QString &reason)
{
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("tile scan .* broke the hold of")));
    const LockAccess lock = bench.remoteSession.lock();
    return bool(lock.breakHold(reason, lock.status().generation).wait());
}

} // namespace

class TestLockNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void anOperatorWhoseHoldWasBrokenIsToldUntilItHasBeenSeen()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const BreakNotice notice({bench.operatorSession, monitor.get()});
        QVERIFY(notice.isHidden());
        QVERIFY(takeControl(bench.operatorSession));
        QVERIFY(breakIt(bench, QStringLiteral("the lens is in the way")));
        QTRY_VERIFY_WITH_TIMEOUT(!notice.isHidden(), s_limit);
        QVERIFY(textOf(notice).startsWith(QStringLiteral("tile scan (127.0.0.1:40112) broke")));
        QVERIFY(textOf(notice).contains(QStringLiteral("the lens is in the way")));

        QVERIFY(takeControl(bench.operatorSession));
        QVERIFY(breakIt(bench, QStringLiteral("again")));
        QTRY_VERIFY_WITH_TIMEOUT(textOf(notice).contains(QStringLiteral("and 1 more")), s_limit);
        press(notice, "breakSeenButton");
        QVERIFY(textOf(notice).contains(QStringLiteral("again")));
        press(notice, "breakSeenButton");
        QVERIFY(notice.isHidden());
        QVERIFY(bench.operatorSession.lock().notices().isEmpty());
    }

    void aNoticeOutlivesTheWindow()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        QVERIFY(takeControl(bench.operatorSession));
        QVERIFY(breakIt(bench, QStringLiteral("smoke")));
        const BreakNotice later({bench.operatorSession, monitor.get()});
        QVERIFY(!later.isHidden());
    }

    void anotherClientsBreakIsNoNoticeOfTheOperator()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const BreakNotice notice({bench.operatorSession, monitor.get()});
        QSignalSpy changes(monitor.get(), &StationMonitor::lockChanged);
        (void)bench.holdRemotely();
        QVERIFY(breakIt(bench, QStringLiteral("smoke")));
        QTRY_VERIFY_WITH_TIMEOUT(
            !changes.isEmpty() && !changes.last().first().value<LockStatus>().isHeld(), s_limit);
        QVERIFY(notice.isHidden());
    }

    void controlThatIsNotUsedIsRemindedOf()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const IdleReminder reminder({bench.operatorSession, monitor.get()}, 50ms);
        QVERIFY(reminder.isHidden());
        QVERIFY(takeControl(bench.operatorSession));
        QTRY_VERIFY_WITH_TIMEOUT(!reminder.isHidden(), s_limit);
        QVERIFY(bench.operatorSession.lockStatus().owner->lease->idle >= 50ms);
        QVERIFY(textOf(reminder).contains(QStringLiteral("Clients cannot change anything")));

        const auto waiting =
            bench.remoteSession.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                       Json {{"x", 1}}, std::chrono::minutes {5});
        QVERIFY(bool(waiting));
        QTRY_VERIFY_WITH_TIMEOUT(
            textOf(reminder).contains(QStringLiteral("Clients that wait for the lock: 1.")),
            s_limit);
        QSignalSpy given(&reminder, &IdleReminder::giveBack);
        press(reminder, "idleGiveBackButton");
        QCOMPARE(given.count(), 1);
        QVERIFY(bool(bench.operatorSession.lock().giveControlBack()));
        QTRY_VERIFY_WITH_TIMEOUT(reminder.isHidden(), s_limit);
    }

    void keepingItIsRespectedForAsLongAgain()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const IdleReminder reminder({bench.operatorSession, monitor.get()}, 300ms);
        QVERIFY(takeControl(bench.operatorSession));
        QTRY_VERIFY_WITH_TIMEOUT(!reminder.isHidden(), s_limit);
        QElapsedTimer kept;
        kept.start();
        press(reminder, "idleKeepButton");
        QVERIFY(reminder.isHidden());
        QTRY_VERIFY_WITH_TIMEOUT(!reminder.isHidden(), s_limit);
        QVERIFY(kept.elapsed() >= 300);
    }

    void whoUsesControlIsNotReminded()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const IdleReminder reminder({bench.operatorSession, monitor.get()}, 50ms);
        QVERIFY(takeControl(bench.operatorSession));
        QTRY_VERIFY_WITH_TIMEOUT(!reminder.isHidden(), s_limit);
        bench.controls->blockMoves = true;
        QVERIFY(bool(bench.operatorSession.invoke(
            QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"x", 1}})));
        QTRY_VERIFY_WITH_TIMEOUT(reminder.isHidden(), s_limit);
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(!reminder.isHidden(), s_limit); // it rests again
    }
};

HOLDFAST_TEST(TestLockNotices)

} // namespace tst_locknotices

#include "tst_locknotices.moc"
