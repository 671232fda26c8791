// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/stage/heldcontrol.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <functional>

namespace tst_heldcontrol {

using namespace Holdfast;

namespace {

constexpr int holdPatience = 30'000;

void sendMouse(QWidget *to, QEvent::Type type, const QPoint &where)
{
    const bool isRelease = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, where, to->mapToGlobal(where),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      isRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(to, &event);
}

const QPoint outside(-40, -40);

//! A window with a button that may be held, and something above it that may grow.
struct Panel
{
    Panel()
        : held(&window)
        , steps(&held, &HeldControl::stepWanted)
        , begun(&held, &HeldControl::holdBegan)
        , changed(&held, &HeldControl::holdChanged)
        , ended(&held, &HeldControl::holdEnded)
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&above);
        layout->addWidget(&field);
        layout->addWidget(&button);
        above.hide();
        held.addButton(&button, [] { return StageWish {Axis::Y, -1, Pace::Fast}; });
        window.resize(300, 200);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("The window does not become active.");
    }

    void pressButton() { sendMouse(&button, QEvent::MouseButtonPress, button.rect().center()); }
    void releaseButton() { sendMouse(&button, QEvent::MouseButtonRelease, button.rect().center()); }
    bool holds() const { return held.isHeld(); }

    QWidget window;
    QLineEdit above;
    QLineEdit field;
    QPushButton button {QStringLiteral("move")};
    HeldControl held;
    QSignalSpy steps;
    QSignalSpy begun;
    QSignalSpy changed;
    QSignalSpy ended;
};

StagePush stepOf(const Panel &panel)
{
    return panel.steps.last().first().value<StagePush>();
}

void sendKey(QWidget *to, QEvent::Type type, int key)
{
    QKeyEvent event(type, key, Qt::NoModifier);
    QCoreApplication::sendEvent(to, &event);
}

} // namespace

//! Whether a control is still held, and for how long that may be believed.
class TestHeldControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QApplication::setKeyboardInputInterval(60); }
    void cleanupTestCase() { QApplication::setKeyboardInputInterval(m_interval); }
    void init() { failOnAnyWarning(); }

    void aTapIsOneStepAndNoHold()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QCOMPARE(panel.steps.size(), 0); // nothing moves until it is decided whether this is a step
                                         // or a hold
        panel.held.releaseKey(Qt::Key_Right);
        QCOMPARE(panel.steps.size(), 1);
        QVERIFY(stepOf(panel) == (StagePush {{1, 0, 0}, Pace::Usual}));

        QTest::mouseClick(&panel.button, Qt::LeftButton);
        QCOMPARE(panel.steps.size(), 2);
        panel.button.click(); // as assistive technology does
        QCOMPARE(panel.steps.size(), 3);
        QVERIFY(stepOf(panel) == (StagePush {{0, -1, 0}, Pace::Fast}));
        QCOMPARE(panel.begun.size(), 0);
        QCOMPARE(panel.ended.size(), 0);
    }

    void aKeyThatStaysDownIsHeldUntilItIsReleased()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QTRY_COMPARE_WITH_TIMEOUT(panel.begun.size(), 1, holdPatience);
        panel.held.releaseKey(Qt::Key_Left); // another one
        QVERIFY(panel.holds());
        panel.held.releaseKey(Qt::Key_Right);
        QCOMPARE(panel.ended.size(), 1);
        QCOMPARE(panel.steps.size(), 0);
    }

    void keysThatAreHeldTogetherAddUp()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        panel.held.pressKey(Qt::Key_Up, {Axis::Y, 1});
        QVERIFY(panel.held.push() == (StagePush {{1, 1, 0}, Pace::Usual}));
        panel.held.pressKey(Qt::Key_PageDown, {Axis::Z, -1});
        QVERIFY(panel.held.push() == (StagePush {{1, 1, -1}, Pace::Usual}));
        panel.held.releaseKey(Qt::Key_Right);
        QVERIFY(panel.held.push() == (StagePush {{0, 1, -1}, Pace::Usual}));
        panel.held.releaseKey(Qt::Key_PageDown);
        QCOMPARE(panel.changed.size(), 4);
        QCOMPARE(panel.ended.size(), 0);
        panel.held.releaseKey(Qt::Key_Up);
        QCOMPARE(panel.ended.size(), 1);
        QCOMPARE(panel.begun.size(), 1);
        QCOMPARE(panel.steps.size(), 0);
        QVERIFY(panel.held.push().isNull());
    }

    void ofTwoKeysForOneAxisTheLaterOneCounts()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        panel.held.pressKey(Qt::Key_Left, {Axis::X, -1});
        QCOMPARE(panel.held.push()[Axis::X], -1.0);
        panel.held.releaseKey(Qt::Key_Left);
        QCOMPARE(panel.held.push()[Axis::X], 1.0);
        panel.held.releaseKey(Qt::Key_Right);
        QVERIFY(!panel.holds());
    }

    void keysThatAreTappedTogetherAreOneStep()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        panel.held.pressKey(Qt::Key_Up, {Axis::Y, 1});
        panel.held.releaseKey(Qt::Key_Right);
        QCOMPARE(panel.steps.size(), 1);
        QVERIFY(stepOf(panel) == (StagePush {{1, 1, 0}, Pace::Usual}));
        panel.held.releaseKey(Qt::Key_Up); // its step has been made
        QCOMPARE(panel.steps.size(), 1);
        QTest::qWait(2 * QApplication::keyboardInputInterval());
        QCOMPARE(panel.begun.size(), 0);
    }

    void theKeyOfATapThatStaysDownIsHeld()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        panel.held.pressKey(Qt::Key_Up, {Axis::Y, 1});
        panel.held.releaseKey(Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(panel.begun.size(), 1, holdPatience);
        QVERIFY(panel.held.push() == (StagePush {{0, 1, 0}, Pace::Usual}));
        panel.held.releaseKey(Qt::Key_Up);
        QCOMPARE(panel.ended.size(), 1);
        QCOMPARE(panel.steps.size(), 1);
    }

    void shiftAndCtrlChangeThePaceOfAHold()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1, Pace::Fast});
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        QVERIFY(panel.held.push().pace == Pace::Fast);
        sendKey(&panel.window, QEvent::KeyRelease, Qt::Key_Shift);
        QVERIFY(panel.held.push().pace == Pace::Usual);
        sendKey(&panel.window, QEvent::KeyPress, Qt::Key_Control);
        QVERIFY(panel.held.push().pace == Pace::Slow);
        sendKey(&panel.window, QEvent::KeyPress, Qt::Key_Control); // the parent's, too
        QCOMPARE(panel.changed.size(), 2);
        sendKey(&panel.window, QEvent::KeyPress, Qt::Key_Shift);
        QVERIFY(panel.held.push().pace == Pace::Usual);
        panel.held.releaseKey(Qt::Key_Right);
        sendKey(&panel.window, QEvent::KeyRelease, Qt::Key_Shift);
        QCOMPARE(panel.changed.size(), 3); // nothing is held any more
    }

    void aButtonAndAKeyDoNotAddUp()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        panel.pressButton();
        QCOMPARE(panel.ended.size(), 1);
        panel.held.releaseKey(Qt::Key_Right);
        QCOMPARE(panel.steps.size(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        QVERIFY(panel.held.push() == (StagePush {{0, -1, 0}, Pace::Fast}));
        panel.releaseButton();
        QCOMPARE(panel.ended.size(), 2);
    }

    void aStickMovesAtOnceAndAsFarAsItIsDeflected()
    {
        Panel panel;
        panel.held.deflect({});
        panel.held.deflect({{0.25, 0, 0}});
        QCOMPARE(panel.begun.size(), 1);
        QCOMPARE(panel.held.push()[Axis::X], 0.25);
        panel.field.setFocus(); // a stick has no focus
        panel.held.deflect({{0.5, -0.125, 0}});
        QCOMPARE(panel.changed.size(), 1);
        QCOMPARE(panel.held.push()[Axis::Y], -0.125);
        panel.held.deflect({});
        QCOMPARE(panel.ended.size(), 1);
        QCOMPARE(panel.steps.size(), 0);
    }

    void aStickThatWasNeverCentredMovesNothing()
    {
        Panel panel;
        panel.held.deflect({{0.25, 0, 0}});
        panel.held.deflect({{0.5, 0, 0}});
        QCOMPARE(panel.begun.size(), 0);
        panel.held.deflect({});
        panel.held.deflect({{0.5, 0, 0}});
        QCOMPARE(panel.begun.size(), 1);
    }

    void aStickHasToBeCentredAfterAllThatEndsAHold_data()
    {
        QTest::addColumn<std::function<void(Panel &)>>("happens");
        const auto row = [](const char *name, const std::function<void(Panel &)> &happens) {
            QTest::newRow(name) << happens;
        };
        row("the window is not active any more", [](Panel &panel) {
            QEvent inactive(QEvent::WindowDeactivate);
            QCoreApplication::sendEvent(&panel.window, &inactive);
        });
        row("the pad is hidden", [](Panel &panel) {
            panel.window.hide();
            panel.window.show();
        });
        row("everything is stopped", [](Panel &panel) { panel.held.giveUp(); });
        row("a key was used", [](Panel &panel) {
            panel.held.pressKey(Qt::Key_Up, {Axis::Y, 1});
            panel.held.giveUp();
        });
    }
    void aStickHasToBeCentredAfterAllThatEndsAHold()
    {
        QFETCH(std::function<void(Panel &)>, happens);
        Panel panel;
        panel.held.deflect({});
        panel.held.deflect({{1, 0, 0}});
        QVERIFY(panel.holds());
        happens(panel);
        QCOMPARE(panel.ended.size(), 1);
        panel.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel.window));
        panel.held.deflect({{0.5, 0, 0}});
        QCOMPARE(panel.begun.size(), 1);
        panel.held.deflect({});
        panel.held.deflect({{0.5, 0, 0}});
        QCOMPARE(panel.begun.size(), 2);
    }

    void aStickMovesNothingWhileAnotherWindowIsActive()
    {
        Panel panel;
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        panel.held.deflect({});
        panel.held.deflect({{1, 0, 0}});
        QCOMPARE(panel.begun.size(), 0);
        panel.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel.window));
        panel.held.deflect({{0.5, 0, 0}}); // it was pushed for something else
        QCOMPARE(panel.begun.size(), 0);
    }

    void aHeldButtonEndsWithEverythingThatMakesItDoubtful_data()
    {
        QTest::addColumn<std::function<void(Panel &)>>("happens");
        const auto row = [](const char *name, const std::function<void(Panel &)> &happens) {
            QTest::newRow(name) << happens;
        };
        row("released on it", [](Panel &panel) { panel.releaseButton(); });
        row("released outside, without any move before",
            [](Panel &panel) { sendMouse(&panel.button, QEvent::MouseButtonRelease, outside); });
        row("released on something else", [](Panel &panel) {
            sendMouse(&panel.field, QEvent::MouseButtonRelease, {2, 2});
        });
        row("the pointer is dragged off it",
            [](Panel &panel) { sendMouse(&panel.button, QEvent::MouseMove, outside); });
        row("the pointer has left it", [](Panel &panel) {
            QEvent leave(QEvent::Leave);
            QCoreApplication::sendEvent(&panel.button, &leave);
        });
        row("it has lost the mouse", [](Panel &panel) {
            QEvent lost(QEvent::UngrabMouse);
            QCoreApplication::sendEvent(&panel.button, &lost);
        });
        row("something above it has grown", [](Panel &panel) { panel.above.show(); });
        row("its window has moved",
            [](Panel &panel) { panel.window.move(panel.window.pos() + QPoint(30, 30)); });
        row("it is hidden", [](Panel &panel) { panel.button.hide(); });
        row("its window is hidden", [](Panel &panel) { panel.window.hide(); });
        row("it is disabled", [](Panel &panel) { panel.button.setEnabled(false); });
        row("the focus is elsewhere", [](Panel &panel) { panel.field.setFocus(); });
        row("the window is not active any more", [](Panel &panel) {
            QEvent inactive(QEvent::WindowDeactivate);
            QCoreApplication::sendEvent(&panel.window, &inactive);
        });
        row("a dialog is in the way", [](Panel &panel) {
            QEvent blocked(QEvent::WindowBlocked);
            QCoreApplication::sendEvent(&panel.window, &blocked);
        });
        row("a key is pressed for the stage",
            [](Panel &panel) { panel.held.pressKey(Qt::Key_Up, {}); });
        row("everything is stopped", [](Panel &panel) { panel.held.giveUp(); });
    }
    void aHeldButtonEndsWithEverythingThatMakesItDoubtful()
    {
        QFETCH(std::function<void(Panel &)>, happens);
        Panel panel;
        panel.button.setFocus();
        panel.pressButton();
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        happens(panel);
        QTRY_COMPARE_WITH_TIMEOUT(panel.ended.size(), 1, holdPatience);
        QVERIFY(!panel.holds());
        // Letting go at last is no click.
        panel.releaseButton();
        QCOMPARE(panel.steps.size(), 0);
        QCOMPARE(panel.ended.size(), 1);
    }

    void aHeldKeyEndsWithEverythingThatMakesItDoubtful_data()
    {
        QTest::addColumn<std::function<void(Panel &)>>("happens");
        const auto row = [](const char *name, const std::function<void(Panel &)> &happens) {
            QTest::newRow(name) << happens;
        };
        row("the focus is elsewhere", [](Panel &panel) { panel.button.setFocus(); });
        row("the window is hidden", [](Panel &panel) { panel.window.hide(); });
        row("the window is not active any more", [](Panel &panel) {
            QEvent inactive(QEvent::WindowDeactivate);
            QCoreApplication::sendEvent(&panel.window, &inactive);
        });
        row("a dialog is in the way", [](Panel &panel) {
            QEvent blocked(QEvent::WindowBlocked);
            QCoreApplication::sendEvent(&panel.window, &blocked);
        });
    }
    void aHeldKeyEndsWithEverythingThatMakesItDoubtful()
    {
        QFETCH(std::function<void(Panel &)>, happens);
        Panel panel;
        panel.field.setFocus();
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        happens(panel);
        QTRY_COMPARE_WITH_TIMEOUT(panel.ended.size(), 1, holdPatience);
        panel.held.releaseKey(Qt::Key_Right);
        QCOMPARE(panel.steps.size(), 0);
        QCOMPARE(panel.ended.size(), 1);
    }

    void aHeldKeyDoesNotMindWhatMovesBelowThePointer()
    {
        Panel panel;
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        panel.above.show();
        panel.window.move(panel.window.pos() + QPoint(30, 30));
        sendMouse(&panel.above, QEvent::MouseButtonRelease, {2, 2});
        QVERIFY(panel.holds());
        panel.held.releaseKey(Qt::Key_Right);
        QVERIFY(!panel.holds());
    }

    void whatIsDoubtfulBeforeItIsAHoldNeverBecomesOne()
    {
        Panel panel;
        panel.pressButton();
        sendMouse(&panel.button, QEvent::MouseButtonRelease, outside);
        panel.held.pressKey(Qt::Key_Right, {Axis::X, 1});
        QEvent inactive(QEvent::WindowDeactivate);
        QCoreApplication::sendEvent(&panel.window, &inactive);
        QTest::qWait(3 * QApplication::keyboardInputInterval());
        QCOMPARE(panel.begun.size(), 0);
        QCOMPARE(panel.steps.size(), 0);
    }

    void aButtonThatIsGoneIsNotHeld()
    {
        Panel panel;
        auto *mortal = new QPushButton(QStringLiteral("gone"), &panel.window);
        mortal->show();
        panel.held.addButton(mortal, [] { return StageWish {}; });
        sendMouse(mortal, QEvent::MouseButtonPress, mortal->rect().center());
        QTRY_VERIFY_WITH_TIMEOUT(panel.holds(), holdPatience);
        delete mortal;
        QCOMPARE(panel.ended.size(), 1);
    }

private:
    const int m_interval = QApplication::keyboardInputInterval();
};

HOLDFAST_TEST(TestHeldControl)

} // namespace tst_heldcontrol

#include "tst_heldcontrol.moc"
