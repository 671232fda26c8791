// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/live/liveview.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QWindow>

namespace tst_focus {

using namespace Holdfast;

namespace {

//! \brief The main window over a bench, and its visible state.
struct Desk
{
    Desk()
        : bench({true, true, true, true, true})
        , window(bench.operatorSession, &settings)
    {
        settings.setPictureFolder(QStringLiteral("/proc/self")); // where nothing can be written
        window.show();
    }

    template<typename T>
    T *find(const char *name) const
    {
        return window.findChild<T *>(QLatin1StringView(name));
    }
    bool isActive() { return QTest::qWaitForWindowActive(&window); }
    void press(Qt::Key key) const { QTest::keyClick(window.windowHandle(), key); }
    QString position(const char *name) const { return find<QLabel>(name)->text(); }

    Fake::Bench bench;
    UserSettings settings {{}};
    MainWindow window;
};

void repeat(Qt::Key key)
{
    QKeyEvent again(QEvent::KeyPress, key, Qt::NoModifier, {}, true);
    QCoreApplication::sendEvent(QApplication::focusWidget(), &again);
}

} // namespace

class TestFocus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aButtonThatHidesHandsTheFocusToNothingThatActs_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("save as") << QByteArray("saveSnapAsButton");
        QTest::newRow("try again") << QByteArray("trySnapAgainButton");
    }

    void aButtonThatHidesHandsTheFocusToNothingThatActs()
    {
        QFETCH(QByteArray, name);
        Desk desk;
        QVERIFY(desk.isActive());
        desk.find<QAbstractButton>("snapButton")->click();
        auto *button = desk.find<QAbstractButton>(name.constData());
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 30'000);
        button->setFocus();
        button->hide();
        QCOMPARE(QApplication::focusWidget(), desk.find<QWidget>("liveView"));
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space})
            desk.press(key);
        QVERIFY(desk.bench.controls->moves().isEmpty());
    }

    void afterAStopTheFocusIsInNoBox()
    {
        Desk desk;
        QVERIFY(desk.isActive());
        for (const char *name : {"moveRightButton", "snapButton", "stepXYBox", "gainBox"}) {
            auto *widget = desk.find<QWidget>(name);
            QTRY_VERIFY_WITH_TIMEOUT(widget->isEnabled(), 30'000);
            widget->setFocus();
            QCOMPARE(QApplication::focusWidget(), widget);
            QTest::ignoreMessage(QtWarningMsg,
                                 QRegularExpression(QStringLiteral("Emergency stop by")));
            QVERIFY(desk.bench.remoteSession.stop().wait());
            auto *clear = desk.find<QAbstractButton>("clearStopButton");
            QTRY_VERIFY_WITH_TIMEOUT(clear->isVisible(), 30'000);
            QTRY_VERIFY_WITH_TIMEOUT(!desk.find<QWidget>("moveRightButton")->isEnabled(), 30'000);
            if (!widget->isEnabled())
                QVERIFY(!qobject_cast<QAbstractSpinBox *>(QApplication::focusWidget()));
            QVERIFY(bool(desk.bench.operatorSession.lock().clearStop()));
            QTRY_VERIFY_WITH_TIMEOUT(desk.find<QWidget>("moveRightButton")->isEnabled(), 30'000);
        }
    }

    void whatGoesWhileAnotherWindowIsActiveHandsNothingOn()
    {
        Desk desk;
        QVERIFY(desk.isActive());
        auto *button = desk.find<QWidget>("moveRightButton");
        button->setFocus();
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        button->setEnabled(false);
        desk.window.activateWindow();
        QVERIFY(desk.isActive());
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), desk.find<QWidget>("liveView"),
                                  30'000);
    }

    void theStageKeysWorkFromAnyDockThatFloats()
    {
        Desk desk;
        QVERIFY(desk.isActive());
        auto *floating = desk.find<QDockWidget>("logDock");
        openPart(floating);
        floating->setFloating(true);
        floating->raise();
        floating->activateWindow();
        // Not QWidget::isActiveWindow(): a dock shares that with its main window.
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), floating, 30'000);
        desk.find<QWidget>("clearLogButton")->setFocus();
        QTest::keyClick(floating->windowHandle(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(desk.position("position_x"), QStringLiteral("200"), 30'000);
        // And from the window that it has left.
        desk.window.activateWindow();
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &desk.window, 30'000);
        desk.find<QWidget>("liveView")->setFocus();
        desk.press(Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(desk.position("position_x"), QStringLiteral("400"), 30'000);
    }

    void theStageKeysWorkWhereverNoTextIsTaken_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             {"liveView", "thingsList", "logTable", "invocationsTable", "snapButton", "snapFormat",
              "lockQueueTable", "stopButton", "pictureStrip"})
            QTest::newRow(name) << QByteArray(name);
    }

    void theStageKeysWorkWhereverNoTextIsTaken()
    {
        QFETCH(QByteArray, name);
        Desk desk;
        QVERIFY(desk.isActive());
        auto *widget = desk.find<QWidget>(name.constData());
        openPart(widget);
        QTRY_VERIFY_WITH_TIMEOUT(widget->isVisible(), 30'000);
        widget->setFocus();
        QCOMPARE(QApplication::focusWidget(), widget);
        desk.press(Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(desk.position("position_y"), QStringLiteral("-200"), 30'000);
    }

    void aListIsChosenFromWithCtrl()
    {
        Desk desk;
        QVERIFY(desk.isActive());
        auto *list = desk.find<QAbstractItemView>("thingsList");
        openPart(list);
        list->setFocus();
        QCOMPARE(list->currentIndex().row(), 0);
        QTest::keyClick(desk.window.windowHandle(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(list->currentIndex().row(), 1);
        QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
        QVERIFY(desk.bench.operatorSession.invocations().isEmpty());
    }

    void aTextKeepsItsKeys()
    {
        Desk desk;
        QVERIFY(desk.isActive());
        for (const char *name : {"stepXYBox", "target_x"}) {
            auto *box = desk.find<QSpinBox>(name);
            box->setEnabled(true);
            box->setFocus();
            for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Up, Qt::Key_PageDown})
                desk.press(key);
        }
        QVERIFY(desk.bench.operatorSession.invocations().isEmpty());
    }

    void theRepeatOfAStageKeyNeverActsInAFieldThatWasClicked()
    {
        Desk desk;
        QVERIFY(desk.isActive());
        auto *box = desk.find<QSpinBox>("stepXYBox");
        const int before = box->value();
        QTest::keyPress(desk.window.windowHandle(), Qt::Key_Up);
        box->setFocus(Qt::MouseFocusReason);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(box));
        for (int i = 0; i < 5; ++i)
            repeat(Qt::Key_Up);
        QCOMPARE(box->value(), before);
        QTest::keyRelease(desk.window.windowHandle(), Qt::Key_Up);
        desk.press(Qt::Key_Up); // a new one is the field's
        QVERIFY(box->value() > before);
    }
};

HOLDFAST_TEST(TestFocus)

} // namespace tst_focus

#include "tst_focus.moc"
