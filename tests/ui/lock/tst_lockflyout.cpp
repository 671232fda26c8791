// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/lock/lockflyout.h"
#include "ui/lock/lockpanel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace tst_lockflyout {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

//! \brief A window with two lock panels, so that one can be compared with the other.
class Desk
{
public:
    Desk()
        : m_monitor(bench.operatorSession.monitor())
        , flyout(make())
        , other(make())
    {
        // Beside them, so that neither the pointer nor the focus is in one of them.
        host.resize(1200, 600);
        flyout->setGeometry(300, 100, 400, 400);
        other->setGeometry(750, 100, 400, 400);
        auto *edit = new QLineEdit(&host);
        host.show();
        edit->setFocus();
        QCursor::setPos(host.mapToGlobal(QPoint(5, 550)));
    }

    //! Asks for a move, which waits for as long as another client has the lock.
    void askToMove()
    {
        QVERIFY(bench.operatorSession.invoke(
            QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"x", 2}}, 5min));
    }
    void askToMoveRemotely()
    {
        QVERIFY(bench.remoteSession.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                           Json {{"x", 2}}, 5min));
    }
    QString text(const char *name) const
    {
        return flyout->findChild<QLabel *>(QLatin1StringView(name))->text();
    }
    void click(const char *name) const
    {
        flyout->findChild<QAbstractButton *>(QLatin1StringView(name))->click();
    }

    Fake::Bench bench;

private:
    std::unique_ptr<StationMonitor> m_monitor;

    LockFlyout *make()
    {
        const OperatorAccess access {bench.operatorSession, m_monitor.get()};
        return new LockFlyout(access, new LockPanel(access), 50ms, &host);
    }

public:
    QWidget host;
    LockFlyout *flyout;
    LockFlyout *other;
};

} // namespace

class TestLockFlyout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void itOpensByItselfForAsLongAsARequestOfTheOperatorWaits()
    {
        Desk desk;
        (void)desk.bench.holdRemotely();
        WAIT_UNTIL(desk.text("lockHeadline").startsWith(QStringLiteral("tile scan")));
        QVERIFY(!desk.flyout->isOpen()); // the bar says that
        desk.askToMove();
        WAIT_UNTIL(desk.flyout->isOpen());
        QCOMPARE(desk.text("lockQueueHeading"), QStringLiteral("Waiting: 1"));
        desk.bench.letGo();
        WAIT_UNTIL(!desk.flyout->isOpen());
        QCOMPARE(desk.text("lockHeadline"), QStringLiteral("Free"));
    }

    void aWaitingClientDoesNotOpenIt()
    {
        Desk desk;
        (void)desk.bench.holdRemotely();
        desk.askToMoveRemotely();
        WAIT_UNTIL(desk.text("lockQueueHeading") == u"Waiting: 1");
        QVERIFY(!desk.flyout->isOpen());
    }

    void itOpensWhenAHoldOfTheOperatorIsBroken()
    {
        Desk desk;
        desk.click("takeControlButton");
        WAIT_UNTIL(desk.bench.operatorSession.lock().hasControl());
        WAIT_UNTIL(desk.text("lockHeadline") == u"operator");
        QVERIFY(!desk.flyout->isOpen());
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("broke the hold of operator")));
        const LockAccess stranger = desk.bench.remoteSession.lock();
        QVERIFY(
            bool(stranger.breakHold(QStringLiteral("smoke"), stranger.status().generation).wait()));
        WAIT_UNTIL(desk.flyout->isOpen());
    }

    void itOpensWhenAnotherHoldIsBeingBroken()
    {
        Desk desk;
        desk.bench.controls->deafMoves = true;
        (void)desk.bench.holdRemotely();
        WAIT_UNTIL(desk.text("lockHeadline").startsWith(QStringLiteral("tile scan")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("broke the hold of")));
        const LockAccess lock = desk.bench.operatorSession.lock();
        const auto report = lock.breakHold(QStringLiteral("smoke"), lock.status().generation);
        WAIT_UNTIL(desk.flyout->isOpen());
        desk.bench.letGo();
        WAIT_UNTIL(!desk.flyout->isOpen());
    }

    void oneThatTheOperatorHasOpenedOrPinnedStays()
    {
        Desk desk;
        desk.flyout->setOpen(true);
        (void)desk.bench.holdRemotely();
        desk.askToMove();
        WAIT_UNTIL(desk.other->isOpen());
        desk.bench.letGo();
        WAIT_UNTIL(!desk.other->isOpen()); // after the same time
        QVERIFY(desk.flyout->isOpen());
        desk.click("closeLockButton");
        QVERIFY(!desk.flyout->isOpen());

        (void)desk.bench.holdRemotely();
        desk.askToMove();
        WAIT_UNTIL(desk.flyout->isOpen() && desk.other->isOpen());
        desk.click("pinLockButton");
        desk.bench.letGo();
        WAIT_UNTIL(!desk.other->isOpen());
        QVERIFY(desk.flyout->isOpen());
        QVERIFY(desk.flyout->isPinned());
        const QSignalSpy pinned(desk.flyout, &LockFlyout::pinnedChanged);
        desk.click("closeLockButton");
        QVERIFY(!desk.flyout->isPinned());
        QCOMPARE(pinned.count(), 1);
    }

    void oneThatIsInUseStays()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(&desk.host));
        (void)desk.bench.holdRemotely();
        desk.askToMove();
        WAIT_UNTIL(desk.flyout->isOpen() && desk.other->isOpen());
        desk.flyout->findChild<QWidget *>(QStringLiteral("lockQueueTable"))->setFocus();
        desk.bench.letGo();
        WAIT_UNTIL(!desk.other->isOpen());
        QVERIFY(desk.flyout->isOpen());
        desk.host.findChild<QLineEdit *>()->setFocus();
        WAIT_UNTIL(!desk.flyout->isOpen());
    }

    void oneThatWasClosedOpensOnlyForSomethingNew()
    {
        Desk desk;
        (void)desk.bench.holdRemotely();
        desk.askToMove();
        WAIT_UNTIL(desk.flyout->isOpen());
        desk.click("closeLockButton");
        desk.askToMoveRemotely();
        WAIT_UNTIL(desk.text("lockQueueHeading") == u"Waiting: 2");
        QVERIFY(!desk.flyout->isOpen());
        desk.bench.letGo();
        WAIT_UNTIL(desk.text("lockHeadline") == u"Free");
        (void)desk.bench.holdRemotely();
        desk.askToMove();
        WAIT_UNTIL(desk.flyout->isOpen());
        desk.bench.letGo();
    }
};

HOLDFAST_TEST(TestLockFlyout)

} // namespace tst_lockflyout

#include "tst_lockflyout.moc"
