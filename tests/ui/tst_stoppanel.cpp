// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/ui/fakeinstrument.h"
#include "ui/stop/stopbutton.h"
#include "ui/stop/stoppanel.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTest>

using namespace Holdfast;

class TestStopPanel : public QObject
{
    Q_OBJECT

private:
    //! The station itself says in its log that there was a stop.
    static void expectStop()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
    }

    struct Window
    {
        explicit Window(const Session &session)
            : monitor(session.monitor())
            , panel(session, monitor.get())
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

        std::unique_ptr<StationMonitor> monitor;
        StopPanel panel;
    };

private Q_SLOTS:
    void init()
    {
        // The offscreen platform warns of what it cannot do; everything else is a defect.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

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

    void someoneElsesStopIsShownToo()
    {
        Fake::Bench bench;
        const Window window(bench.operatorSession);
        expectStop();
        (void)bench.remoteSession.stop();
        QTRY_VERIFY_WITH_TIMEOUT(window.report().contains(QStringLiteral("By tile scan")), 30'000);
    }
};

QTEST_MAIN(TestStopPanel)
#include "tst_stoppanel.moc"
