// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/lock/control/lockcontrols.h"

#include <QDeadlineTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

namespace tst_lockcontrols {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

//! \brief The controls in a window of their own, with the actions of an operator.
class Desk
{
public:
    explicit Desk(Fake::Bench &bench)
        : m_monitor(bench.operatorSession.monitor())
        , widget({bench.operatorSession, m_monitor.get()})
    {
        widget.show();
    }

    QPushButton *button(const char *name) const
    {
        return widget.findChild<QPushButton *>(QLatin1StringView(name));
    }
    //! Returns the words beside a button.
    QString words(const char *name) const { return label((QByteArray(name) + "Text").constData()); }
    QString label(const char *name) const
    {
        return widget.findChild<QLabel *>(QLatin1StringView(name))->text();
    }
    QString answer() const { return label("lockAnswer"); }
    QString question() const { return label("reasonQuestion"); }
    QLineEdit *reason() const
    {
        return widget.findChild<QLineEdit *>(QStringLiteral("reasonEdit"));
    }
    QPushButton *confirm() const { return button("confirmReasonButton"); }
    bool isFormShown() const { return reason()->isVisible(); }
    //! Presses the button once it is enabled.
    bool press(const char *name) const
    {
        const bool ready = QTest::qWaitFor([&] { return button(name)->isEnabled(); }, s_limit);
        button(name)->click();
        return ready;
    }

private:
    std::unique_ptr<StationMonitor> m_monitor;

public:
    LockControls widget;
};

} // namespace

class TestLockControls : public QObject
{
    Q_OBJECT

private:
    static void expectBreak()
    {
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("operator broke the hold of")));
    }

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aButtonSaysWhyItMayNotBeUsed()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        for (const char *name : {"askForLockButton", "breakHoldButton"}) {
            QVERIFY(!desk.button(name)->isEnabled());
            QCOMPARE(desk.words(name), QStringLiteral("The lock is free."));
            QVERIFY(desk.button(name)->toolTip().contains(QStringLiteral("The lock is free.")));
        }
        (void)bench.holdRemotely();
        QTRY_VERIFY_WITH_TIMEOUT(desk.button("breakHoldButton")->isEnabled(), s_limit);
        QVERIFY(desk.words("breakHoldButton").contains(QStringLiteral("tile scan")));
        QVERIFY(desk.words("askForLockButton").contains(QStringLiteral("tile scan")));
    }

    void controlIsTakenWhenTheOwnerEndsAndGivenBack()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        (void)bench.holdRemotely();
        QVERIFY(desk.press("takeControlButton"));
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.words("takeControlButton").startsWith(QStringLiteral("Waiting for control")),
            s_limit);
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.words("takeControlButton").contains(QStringLiteral("tile scan")), s_limit);
        QVERIFY(!bench.operatorSession.lock().hasControl());
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(bench.operatorSession.lock().hasControl(), s_limit);
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.words("takeControlButton").startsWith(QStringLiteral("You have control.")),
            s_limit);
        QVERIFY(desk.press("takeControlButton"));
        QVERIFY(!bench.operatorSession.lock().hasControl());
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.button("takeControlButton")->text().contains(QStringLiteral("Take &control")),
            s_limit);
    }

    void aLeaseThatRestsGivesWayAtOnce()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        LeaseWish wish;
        wish.principal = bench.remoteSession.principal();
        wish.ttl = LeaseWish::longestTtl;
        QVERIFY(bool(bench.remoteSession.lock().lease(wish).wait()));
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.words("takeControlButton").startsWith(QStringLiteral("You get control at once")),
            s_limit);
        QVERIFY(desk.words("breakHoldButton").startsWith(QStringLiteral("Ends the lease of")));
        QVERIFY(desk.press("takeControlButton"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.operatorSession.lock().hasControl(), s_limit);
        const QList<LeaseStatus> leases = bench.operatorSession.lock().leases();
        QCOMPARE(leases.size(), 2);
        QCOMPARE(leases.first().state, LeaseState::Suspended); // and not lost
    }

    void waitingForControlCanBeCancelled()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        (void)bench.holdRemotely();
        QVERIFY(desk.press("takeControlButton"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.operatorSession.lockStatus().queue.size(), 1, s_limit);
        QVERIFY(bench.operatorSession.lockStatus().queue.first().takes);
        QVERIFY(desk.press("takeControlButton"));
        QVERIFY(bench.operatorSession.lockStatus().queue.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.button("takeControlButton")->text().contains(QStringLiteral("Take &control")),
            s_limit);
        QCOMPARE(desk.answer(), QString()); // as it was asked for
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.operatorSession.lockStatus().isHeld(), s_limit);
        QVERIFY(!bench.operatorSession.lock().hasControl());
    }

    void controlEndsWithTheControls()
    {
        Fake::Bench bench;
        {
            const Desk desk(bench);
            QVERIFY(desk.press("takeControlButton"));
            QTRY_VERIFY_WITH_TIMEOUT(bench.operatorSession.lock().hasControl(), s_limit);
        }
        QVERIFY(!bench.operatorSession.lock().hasControl());
        (void)bench.holdRemotely();
        {
            const Desk desk(bench);
            QVERIFY(desk.press("takeControlButton"));
            QTRY_COMPARE_WITH_TIMEOUT(bench.operatorSession.lockStatus().queue.size(), 1, s_limit);
        }
        QVERIFY(bench.operatorSession.lockStatus().queue.isEmpty());
    }

    void theOwnerIsAskedWithAReason()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        const InvocationRecord scan = bench.holdRemotely();
        QVERIFY(desk.press("askForLockButton"));
        QVERIFY(desk.isFormShown());
        QVERIFY(desk.question().contains(QStringLiteral("tile scan (127.0.0.1:40112)")));
        QVERIFY(!desk.reason()->text().isEmpty());
        desk.reason()->setText(QStringLiteral("  "));
        QVERIFY(!desk.confirm()->isEnabled());
        QVERIFY(desk.confirm()->toolTip().contains(QStringLiteral("a reason is required")));
        desk.reason()->setText(QStringLiteral("the lens is in the way"));
        QTest::keyClick(desk.reason(), Qt::Key_Return);
        QVERIFY(!desk.isFormShown());
        QCOMPARE(desk.answer(), QStringLiteral("tile scan (127.0.0.1:40112) has been asked."));
        const QList<LockAsk> asks = bench.operatorSession.lockStatus().owner->asks;
        QCOMPARE(asks.size(), 1);
        QCOMPARE(asks.first().reason, QStringLiteral("the lens is in the way"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.operatorSession.invocation(scan.id)->log.isEmpty(),
                                 s_limit);
        QVERIFY(bench.operatorSession.invocation(scan.id)->log.last().message.contains(
            QStringLiteral("the lens is in the way")));
    }

    void aBreakIsConfirmedWithAReasonAndNotByReturn()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        const InvocationRecord scan = bench.holdRemotely();
        QVERIFY(desk.press("breakHoldButton"));
        QVERIFY(desk.question().contains(QStringLiteral("stage.move_relative")));
        QVERIFY(!desk.confirm()->isEnabled());
        desk.reason()->setText(QStringLiteral("smoke"));
        QTest::keyClick(desk.reason(), Qt::Key_Return);
        QVERIFY(desk.isFormShown());
        QVERIFY(!bench.operatorSession.lockStatus().owner->breaking);
        expectBreak();
        desk.confirm()->click();
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.answer(), QStringLiteral("The hold of tile scan (127.0.0.1:40112) has ended."),
            s_limit);
        QTRY_COMPARE_WITH_TIMEOUT(bench.operatorSession.invocation(scan.id)->state,
                                  InvocationState::Cancelled, s_limit);
        QVERIFY(bench.operatorSession.invocation(scan.id)->error->message().contains(
            QStringLiteral("smoke")));
    }

    void aBreakIsFollowedUntilTheOperationHasEnded()
    {
        Fake::Bench bench;
        bench.controls->deafMoves = true;
        const Desk desk(bench);
        (void)bench.holdRemotely();
        QVERIFY(desk.press("breakHoldButton"));
        desk.reason()->setText(QStringLiteral("smoke"));
        expectBreak();
        desk.confirm()->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.answer().endsWith(QStringLiteral("still runs.")), s_limit);
        QTRY_VERIFY_WITH_TIMEOUT(desk.answer().contains(QStringLiteral("is stuck")), s_limit);
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.answer(), QStringLiteral("The hold of tile scan (127.0.0.1:40112) has ended."),
            s_limit);
    }

    void whoFailsToBecomeSafeIsNamed()
    {
        Fake::Bench bench;
        bench.controls->failSafe = true;
        const Desk desk(bench);
        (void)bench.holdRemotely();
        QVERIFY(desk.press("breakHoldButton"));
        desk.reason()->setText(QStringLiteral("smoke"));
        expectBreak();
        desk.confirm()->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.answer().startsWith(QStringLiteral("stage failed to become safe: no answer")),
            s_limit);
    }

    void aNewerOwnerIsNotHit()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        const InvocationRecord first = bench.holdRemotely();
        QVERIFY(desk.press("breakHoldButton"));
        desk.reason()->setText(QStringLiteral("smoke"));
        const auto second =
            bench.remoteSession.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                       Json {{"x", 2}}, std::chrono::minutes {5});
        QVERIFY(bool(second));
        QVERIFY(bool(bench.remoteSession.cancel(first.id)));
        QTRY_VERIFY_WITH_TIMEOUT(desk.question().contains(QStringLiteral("has released the lock")),
                                 s_limit);
        QVERIFY(!desk.confirm()->isEnabled());
        QVERIFY(desk.isFormShown()); // nothing else slips under the mouse
        QTest::keyClick(desk.reason(), Qt::Key_Escape);
        QVERIFY(!desk.isFormShown());
        QTRY_COMPARE_WITH_TIMEOUT(bench.operatorSession.invocation(second->id)->state,
                                  InvocationState::Running, s_limit);
        QVERIFY(!bench.operatorSession.lockStatus().owner->breaking);
    }

    void evenOneThatCameJustNowIsNotHit()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        const InvocationRecord first = bench.holdRemotely();
        QVERIFY(desk.press("breakHoldButton"));
        desk.reason()->setText(QStringLiteral("smoke"));
        QVERIFY(bool(bench.remoteSession.cancel(first.id)));
        // No turn of the event loop: the desk must not hear of it.
        const QDeadlineTimer deadline(s_limit);
        while (bench.operatorSession.lockStatus().isHeld() && !deadline.hasExpired())
            QThread::yieldCurrentThread();
        desk.confirm()->click();
        QVERIFY(desk.answer().startsWith(QStringLiteral("The hold was not broken.")));
    }

    void localOnlyIsSwitchedOnWithAReasonAndOff()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        QPushButton *local = desk.button("localOnlyButton");
        QVERIFY(!local->isChecked());
        local->click();
        QVERIFY(desk.isFormShown());
        QVERIFY(!local->isChecked());
        desk.reason()->setText(QStringLiteral("changing the lens"));
        desk.confirm()->click();
        QTRY_VERIFY_WITH_TIMEOUT(local->isChecked(), s_limit);
        QCOMPARE(bench.operatorSession.lockStatus().mode.mode, LockMode::LocalOnly);
        QVERIFY(desk.words("localOnlyButton").contains(QStringLiteral("by operator")));
        QVERIFY(desk.words("localOnlyButton").contains(QStringLiteral("changing the lens")));
        local->click();
        QTRY_VERIFY_WITH_TIMEOUT(!local->isChecked(), s_limit);
        QCOMPARE(bench.operatorSession.lockStatus().mode.mode, LockMode::Shared);
    }

    void whileStoppedNothingCanBeTaken()
    {
        Fake::Bench bench;
        const Desk desk(bench);
        QVERIFY(desk.press("takeControlButton"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.operatorSession.lock().hasControl(), s_limit);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        (void)bench.remoteSession.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.button("takeControlButton")->isEnabled(), s_limit);
        QVERIFY(desk.words("takeControlButton").contains(QStringLiteral("clear the stop first")));
        QVERIFY(!desk.button("localOnlyButton")->isEnabled());
    }
};

HOLDFAST_TEST(TestLockControls)

} // namespace tst_lockcontrols

#include "tst_lockcontrols.moc"
