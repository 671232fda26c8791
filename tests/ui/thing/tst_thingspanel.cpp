// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "tests/ui/nowarnings.h"
#include "ui/thing/thingspanel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListView>
#include <QStackedWidget>
#include <QTest>

namespace tst_thingspanel {

using namespace Holdfast;

class TestThingsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void theChosenThingIsShownAndOnlyThatReads()
    {
        Fake::Bench bench({true, true, true, true});
        const auto monitor = bench.operatorSession.monitor();
        ThingsPanel panel({bench.operatorSession, monitor.get()});
        auto *list = panel.findChild<QListView *>(QStringLiteral("thingsList"));
        const QAbstractItemModelTester tester(
            list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto *stack = panel.findChild<QStackedWidget *>(QStringLiteral("thingsStack"));
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QCOMPARE(stack->currentWidget()->objectName(), QStringLiteral("thingPanel_camera"));
        QCOMPARE(stack->count(), 1); // the others are made when they are looked at
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(stack->currentWidget()->objectName(), QStringLiteral("thingPanel_rich"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->getterCalls, 1, 30'000);
        QTest::keyClick(panel.windowHandle(), Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->getterCalls, 2, 30'000);
        panel.choose(QStringLiteral("stage"));
        QCOMPARE(stack->currentWidget()->objectName(), QStringLiteral("thingPanel_stage"));
        QTest::keyClick(panel.windowHandle(), Qt::Key_F5);
        panel.choose(QStringLiteral("rich"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->getterCalls, 3, 30'000);
    }

    void aThingThatRunsIsMarked()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const ThingsPanel panel({bench.operatorSession, monitor.get()});
        const auto *model = panel.findChild<QListView *>(QStringLiteral("thingsList"))->model();
        (void)bench.holdRemotely();
        QTRY_COMPARE_WITH_TIMEOUT(model->index(1, 0).data().toString(),
                                  QStringLiteral("stage \u2013 running"), 30'000);
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(model->index(1, 0).data().toString(), QStringLiteral("stage"),
                                  30'000);
    }

    void withoutThingsItSaysSo()
    {
        Fake::Bench bench({false, false, true, false});
        const auto monitor = bench.operatorSession.monitor();
        ThingsPanel panel({bench.operatorSession, monitor.get()});
        panel.show();
        QVERIFY(panel.findChild<QLabel *>(QStringLiteral("noThings"))->isVisible());
    }
};

HOLDFAST_TEST(TestThingsPanel)

} // namespace tst_thingspanel

#include "tst_thingspanel.moc"
