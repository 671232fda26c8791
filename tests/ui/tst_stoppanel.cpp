// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/stop/stopbutton.h"
#include "ui/stop/stoppanel.h"

#include <QDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QWindow>

namespace tst_stoppanel {

using namespace Holdfast;

class TestStopPanel : public QObject
{
    Q_OBJECT

private:
    //! Expects the station's own log line that there was a stop.
    static void expectStop()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
    }

    struct Window
    {
        explicit Window(const Session &session)
            : monitor(session.monitor())
            , panel({session, monitor.get()})
        {
            panel.show();
        }
        QString report() const
        {
            return panel.findChild<QLabel *>(QStringLiteral("stopReport"))->text();
        }
        StopButton *button() const
        {
            return panel.findChild<StopButton *>(QStringLiteral("stopButton"));
        }

        QString state() const
        {
            return panel.findChild<QLabel *>(QStringLiteral("stopState"))->text();
        }
        QPushButton *clear() const
        {
            return panel.findChild<QPushButton *>(QStringLiteral("clearStopButton"));
        }

        std::unique_ptr<StationMonitor> monitor;
        StopPanel panel;
    };

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aClickStopsWhateverRunsAndSaysWhatStopped()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        const InvocationRecord running = bench.holdRemotely();
        expectStop();
        QTest::mouseClick(window.button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("Stopped: camera, stage")),
                                 30'000);
        QCOMPARE(bench.controls->stops.load(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.operatorSession.invocation(running.id)->state,
                                  InvocationState::Cancelled, 30'000);
        QVERIFY(window.button()->isEnabled());
    }

    void aThingThatIsLateIsNamed()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        bench.controls->blockStop = true;
        expectStop();
        QTest::mouseClick(window.button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            window.report().contains(QStringLiteral("stage has not answered yet")), 30'000);
        QVERIFY(window.report().startsWith(QStringLiteral("Not everything has stopped!")));
    }

    void escapeTwiceStops()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        QVERIFY(QTest::qWaitForWindowActive(&window.panel));
        QWindow *keys = window.panel.windowHandle();
        QTest::keyClick(keys, Qt::Key_Escape);
        QVERIFY(window.report().isEmpty());
        expectStop();
        QTest::keyClick(keys, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->stops.load(), 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("Stopped")), 30'000);
    }

    void twoEscapesThatEachClosedSomethingStopNothing()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        QVERIFY(QTest::qWaitForWindowActive(&window.panel));
        QDialog dialog(&window.panel);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QMenu menu(&dialog);
        menu.addAction(QStringLiteral("x"));
        menu.popup({0, 0});
        QVERIFY(QTest::qWaitForWindowExposed(&menu));
        QTest::keyClick(menu.windowHandle(), Qt::Key_Escape);
        QVERIFY(!menu.isVisible());
        QVERIFY(dialog.isVisible());
        QTest::keyClick(dialog.windowHandle(), Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
        QVERIFY(window.report().isEmpty());
        QCOMPARE(bench.controls->stops.load(), 0);
    }

    void anEscapeThatClosedSomethingAndOneThatDidNotStop()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        QVERIFY(QTest::qWaitForWindowActive(&window.panel));
        QDialog dialog(&window.panel);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTest::keyClick(dialog.windowHandle(), Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
        expectStop();
        QTest::keyClick(window.panel.windowHandle(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->stops.load(), 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("Stopped")), 30'000);
    }

    void aStopStaysUntilItIsCleared()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        QVERIFY(!window.clear()->isVisible());
        QCOMPARE(window.state(), QString());
        expectStop();
        QTest::mouseClick(window.button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            window.state().startsWith(QStringLiteral("EVERYTHING IS STOPPED by operator since ")),
            30'000);
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("Stopped")), 30'000);
        QVERIFY(window.clear()->isVisible());
        QVERIFY(!window.panel.findChild<QWidget *>(QStringLiteral("dismissStopReportButton"))
                     ->isVisible());
        QCOMPARE(bench.operatorSession.lockStatus().mode.mode, LockMode::Stopped);

        window.clear()->click();
        QCOMPARE(bench.operatorSession.lockStatus().mode.mode, LockMode::Shared);
        QCOMPARE(window.state(), QString());
        QCOMPARE(window.report(), QString());
        QVERIFY(!window.clear()->isVisible());
    }

    void noKeyClearsAStopByAccident()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        QVERIFY(QTest::qWaitForWindowActive(&window.panel));
        QWindow *keys = window.panel.windowHandle();
        window.button()->setFocus();
        expectStop();
        QTest::keyClick(keys, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(window.clear()->isVisible(), 30'000);
        QVERIFY(!window.clear()->hasFocus());
        QVERIFY(!window.clear()->autoDefault());
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape})
            QTest::keyClick(keys, key);
        window.clear()->setFocus(); // even then
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
            QTest::keyClick(keys, key);
        QCOMPARE(bench.operatorSession.lockStatus().mode.mode, LockMode::Stopped);
        QTest::keyClick(keys, Qt::Key_Space);
        QCOMPARE(bench.operatorSession.lockStatus().mode.mode, LockMode::Shared);
    }

    void aStopFromEarlierIsShownAtOnce()
    {
        Fake::Bench bench;
        expectStop();
        QVERIFY(bool(bench.remoteSession.stop(QStringLiteral("smoke")).wait()));
        const Window later(bench.operatorSession);
        QVERIFY(later.state().contains(QStringLiteral("by tile scan (127.0.0.1:40112)")));
        QVERIFY(later.state().endsWith(QStringLiteral(": smoke")));
        QVERIFY(later.clear()->isVisible());
    }

    void withoutALockAStopStaysToo()
    {
        Fake::Bench bench({.lock = false});
        Window window(bench.operatorSession);
        expectStop();
        QTest::mouseClick(window.button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("Stopped")), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(window.clear()->isVisible(), 30'000);
        QVERIFY(window.state().startsWith(QStringLiteral("EVERYTHING IS STOPPED by operator")));
        QTest::mouseClick(window.clear(), Qt::LeftButton);
        QVERIFY(!window.clear()->isVisible());
        QCOMPARE(window.state(), QString());
    }

    void anEscapeHeldDownStopsNothing()
    {
        Fake::Bench bench;
        Window window(bench.operatorSession);
        QVERIFY(QTest::qWaitForWindowActive(&window.panel));
        QTest::keyPress(window.panel.windowHandle(), Qt::Key_Escape);
        for (int i = 0; i < 10; ++i) {
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier, {}, true);
            QCoreApplication::sendEvent(window.panel.windowHandle(), &again);
        }
        QVERIFY(window.report().isEmpty());
        QCOMPARE(bench.controls->stops.load(), 0);
    }

    void someoneElsesStopIsShownToo()
    {
        Fake::Bench bench;
        const Window window(bench.operatorSession);
        expectStop();
        (void)bench.remoteSession.stop();
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("By tile scan")), 30'000);
    }
};

HOLDFAST_TEST(TestStopPanel)

} // namespace tst_stoppanel

#include "tst_stoppanel.moc"
