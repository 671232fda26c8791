// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "tests/ui/stage/realstage.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/stagejogger.h"
#include "ui/stage/stagepad.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <cstdlib>

namespace tst_stagehold {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int stagePatience = 30'000;

//! The window at a stage that takes its time, and the operator's hands.
class Hands
{
public:
    Hands()
        : window(real.operatorSession, &m_settings)
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("The window does not become active.");
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyPress(window.windowHandle(), key, modifiers);
    }
    RealStage::Clock::time_point release(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        const auto now = RealStage::Clock::now();
        QTest::keyRelease(window.windowHandle(), key, modifiers);
        return now;
    }
    //! Sends the key as a keyboard does that has begun to repeat.
    void repeat(Qt::Key key)
    {
        QWidget *focus = QApplication::focusWidget();
        QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, {}, true);
        QCoreApplication::sendEvent(focus, &up);
        QKeyEvent again(QEvent::KeyPress, key, Qt::NoModifier, {}, true);
        QCoreApplication::sendEvent(focus, &again);
    }
    template<typename T>
    T *find(const char *name) const
    {
        return window.findChild<T *>(QLatin1StringView(name));
    }
    StageJogger *jogger() const { return window.findChild<StageJogger *>(); }
    bool isIdle() const
    {
        return jogger()->phase() == StageJogger::Phase::Idle && !real.lock().isHeld();
    }
    void setStep(int steps) const { find<QSpinBox>("stepXYBox")->setValue(steps); }

    RealStage real;

private:
    UserSettings m_settings {{}};

public:
    MainWindow window;
};

} // namespace

//! Holding a key or button down, in the whole window.
class TestStageHold : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aHeldKeyMovesSmoothlyAndStandsStillWhenItIsReleased_data()
    {
        QTest::addColumn<bool>("isFast");
        QTest::newRow("the default step") << false;
        QTest::newRow("with Shift") << true;
    }
    void aHeldKeyMovesSmoothlyAndStandsStillWhenItIsReleased()
    {
        QFETCH(bool, isFast);
        const Qt::KeyboardModifiers modifiers = isFast ? Qt::ShiftModifier : Qt::NoModifier;
        Hands hands;
        const auto pressed = RealStage::Clock::now();
        hands.press(Qt::Key_Right, modifiers);
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().x > 800, stagePatience);
        QCOMPARE(hands.real.lock().generation, 1U); // one hold
        QCOMPARE(hands.real.operatorSession.invocations().size(), 1);
        const auto released = hands.release(Qt::Key_Right, modifiers);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QVERIFY(hands.real.stoodStillSince(released, 100ms));
        // Smooth: hardly anything is lost against the stage's own speed.
        const std::chrono::duration<double> held =
            released - pressed - std::chrono::milliseconds(QApplication::keyboardInputInterval());
        QVERIFY2(hands.real.position().x > 0.7 * 1000 * held.count(),
                 qPrintable(QString::number(held.count())));
        QVERIFY(hands.real.position().x <= 1000 * (held.count() + 0.1));
    }

    void twoKeysMoveDiagonallyAndTheOneThatStaysDownGoesOn()
    {
        Hands hands;
        hands.press(Qt::Key_Right);
        hands.press(Qt::Key_Up);
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().x > 300, stagePatience);
        const StagePosition together = hands.real.position();
        QVERIFY2(std::abs(together.x - together.y) < 20, qPrintable(together.toString()));
        (void)hands.release(Qt::Key_Right);
        const int x = hands.real.position().x;
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().y > together.y + 300, stagePatience);
        // One of both steps 1,000 times a second; the renewal after the release was on its way within 100 ms.
        QVERIFY(hands.real.position().x <= x + 100);
        QCOMPARE(hands.real.operatorSession.invocations().size(), 1); // under one hold
        const auto released = hands.release(Qt::Key_Up);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QVERIFY(hands.real.stoodStillSince(released, 100ms));
    }

    void twoKeysThatAreTappedTogetherAreOneMove()
    {
        Hands hands;
        hands.press(Qt::Key_Right);
        hands.press(Qt::Key_Down);
        (void)hands.release(Qt::Key_Right);
        (void)hands.release(Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(hands.real.position(), (StagePosition {200, -200, 0}),
                                  stagePatience);
        QCOMPARE(hands.real.operatorSession.invocations().size(), 1);
    }

    void ctrlAndShiftChangeTheSpeedWhileAKeyIsHeld()
    {
        Hands hands;
        hands.setStep(50);
        hands.press(Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(hands.jogger()->phase(), StageJogger::Phase::Moving,
                                  stagePatience);
        const auto *status = hands.find<QLabel>("moveStatusText");
        QVERIFY2(status->text().contains(QStringLiteral("80 \u00b5m/s, the most")),
                 qPrintable(status->text()));
        hands.press(Qt::Key_Control);
        QVERIFY2(status->text().contains(QStringLiteral("8 \u00b5m/s")),
                 qPrintable(status->text()));
        const auto advance = [&hands] {
            const int before = hands.real.position().x;
            QTest::qWait(300);
            return hands.real.position().x - before;
        };
        // 100 steps a second, ten at a time, and not the 1,000 of before.
        QTRY_VERIFY_WITH_TIMEOUT(advance() <= 60, stagePatience);
        const int x = hands.real.position().x;
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().x > x + 20, stagePatience);
        (void)hands.release(Qt::Key_Control);
        QVERIFY(status->text().contains(QStringLiteral("80 \u00b5m/s")));
        const auto released = hands.release(Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QVERIFY(hands.real.stoodStillSince(released, 100ms));
    }

    void keysChooseTheStepsAlsoWhileTheStageMoves()
    {
        Hands hands;
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(hands.find<QSpinBox>("stepXYBox")->value(), 10);
        QCOMPARE(hands.find<QSpinBox>("stepZBox")->value(), 5);
        QVERIFY(hands.find<QToolButton>("stepPreset1")->isChecked());
        hands.press(Qt::Key_Right);
        const auto *status = hands.find<QLabel>("moveStatusText");
        QTRY_VERIFY_WITH_TIMEOUT(status->text().contains(QStringLiteral(" 16 \u00b5m/s")),
                                 stagePatience);
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Period);
        QCOMPARE(hands.find<QSpinBox>("stepXYBox")->value(), 50);
        QVERIFY(status->text().contains(QStringLiteral(" 80 \u00b5m/s")));
        QVERIFY(hands.find<QToolButton>("stepPreset2")->isChecked());
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Comma);
        QCOMPARE(hands.find<QSpinBox>("stepXYBox")->value(), 10);
        QVERIFY(status->text().contains(QStringLiteral(" 16 \u00b5m/s")));
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Comma); // there is no finer one
        QCOMPARE(hands.find<QSpinBox>("stepXYBox")->value(), 10);
        (void)hands.release(Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QCOMPARE(hands.real.operatorSession.invocations().size(), 1);
    }

    void aTapMovesExactlyOneStep()
    {
        Hands hands;
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(hands.real.position(), (StagePosition {0, 200, 0}),
                                  stagePatience);
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Up);
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(hands.real.position(), (StagePosition {0, 600, 0}),
                                  stagePatience);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QCOMPARE(hands.real.position(), (StagePosition {0, 600, 0}));
    }

    void nothingMovesBeforeItIsKnownWhetherItIsATap()
    {
        Hands hands;
        hands.press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(hands.real.operatorSession.invocations().isEmpty());
        hands.window.setFocus(); // lets go of it: not even a step
        (void)hands.release(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(hands.real.operatorSession.invocations().isEmpty());
    }

    void aHoldReplacesWhatTheTapBeforeItAskedFor()
    {
        Hands hands;
        hands.setStep(1000);
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Right);
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Right);
        hands.press(Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(hands.jogger()->phase(), StageJogger::Phase::Moving,
                                  stagePatience);
        const int turned = hands.real.position().x;
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().x < turned, stagePatience);
        const auto released = hands.release(Qt::Key_Left);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QTest::qWait(200); // a move that followed the tap would follow now
        QVERIFY(hands.real.stoodStillSince(released, 100ms));
    }

    void whatIsHeldWhileAClientHasTheLockMovesNothingLater()
    {
        Hands hands;
        const InvocationRecord move = hands.real.beginClientMove();
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().z > 20, stagePatience);
        hands.press(Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(hands.jogger()->phase(), StageJogger::Phase::Waiting,
                                  stagePatience);
        (void)hands.release(Qt::Key_Right);
        QVERIFY(hands.real.lock().queue.isEmpty());
        hands.real.endClientMove(move);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QCOMPARE(hands.real.position().x, 0);
    }

    void aButtonHeldJustAfterTheStartGoesOnAndStopsWhereverItIsReleased()
    {
        Hands hands;
        hands.setStep(10);
        auto *button = hands.find<QToolButton>("moveRightButton");
        const QPoint there = button->mapToGlobal(QPoint());
        QTest::mousePress(button, Qt::LeftButton, {}, button->rect().center());
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().x > 150, stagePatience);
        QCOMPARE(button->mapToGlobal(QPoint()), there); // that it moves the stage moves no button
        // As the release of a window that has moved meanwhile: somewhere else, and no move before.
        const auto released = RealStage::Clock::now();
        QMouseEvent release(QEvent::MouseButtonRelease, QPointF(-300, -200), QPointF(1, 1),
                            Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(button, &release);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
        QVERIFY(hands.real.stoodStillSince(released, 100ms));
    }

    void aKeyThatRepeatsSaysNothing()
    {
        Hands hands;
        hands.press(Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(hands.real.position().x > 20, stagePatience);
        const auto ended = RealStage::Clock::now();
        hands.window.setFocus(); // ends it, though the key is still down
        for (int i = 0; i < 20; ++i) {
            hands.repeat(Qt::Key_Right);
            QTest::qWait(20);
        }
        QVERIFY(hands.real.stoodStillSince(ended, 100ms));
        (void)hands.release(Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(hands.isIdle(), stagePatience);
    }

    void theRepeatOfAKeyForTheStageActsInNoFieldClickedMeanwhile()
    {
        Hands hands;
        hands.press(Qt::Key_Up);
        auto *box = hands.find<QSpinBox>("stepXYBox");
        box->setFocus();
        const int step = box->value();
        hands.repeat(Qt::Key_Up);
        hands.repeat(Qt::Key_Up);
        QCOMPARE(box->value(), step);
        (void)hands.release(Qt::Key_Up);
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Up); // that one is the field's
        QVERIFY(box->value() > step);
        QVERIFY(hands.real.operatorSession.invocations().isEmpty());
    }

    void theKeysWorkFromADockThatFloats()
    {
        Hands hands;
        auto *dock = hands.find<QDockWidget>("stageDock");
        dock->setFloating(true);
        dock->activateWindow();
        // Not QWidget::isActiveWindow(): a dock shares that with its main window.
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), dock, stagePatience);
        hands.find<QToolButton>("moveLeftButton")->setFocus();
        QTest::keyClick(dock->windowHandle(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(hands.real.position().x, 200, stagePatience);
        hands.window.activateWindow();
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &hands.window, stagePatience);
        hands.window.setFocus();
        QTest::keyClick(hands.window.windowHandle(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(hands.real.position().x, 400, stagePatience);
    }

    void aHoldEndsWithTheWindow()
    {
        RealStage real;
        RealStage::Clock::time_point closed;
        {
            UserSettings settings {{}};
            const auto monitor = real.operatorSession.monitor();
            StagePad pad({real.operatorSession, monitor.get()}, &settings);
            pad.show();
            pad.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&pad));
            pad.setFocus();
            QTest::keyPress(pad.windowHandle(), Qt::Key_Right);
            QTRY_VERIFY_WITH_TIMEOUT(real.position().x > 20, stagePatience);
            closed = RealStage::Clock::now();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!real.lock().isHeld(), stagePatience);
        QVERIFY(real.stoodStillSince(closed, 100ms));
    }
};

HOLDFAST_TEST(TestStageHold)

} // namespace tst_stagehold

#include "tst_stagehold.moc"
