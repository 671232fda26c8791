// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "tests/ui/stage/realstage.h"
#include "ui/gamepad/gamepad.h"
#include "ui/gamepad/gamepadstate.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/stagejogger.h"

#define SDL_MAIN_HANDLED
#include <QApplication>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <SDL.h>
#include <cstdlib>

namespace tst_gamepad {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int padPatience = 30'000;

//! A gamepad that this test moves: SDL takes it for a real one.
class VirtualPad
{
public:
    VirtualPad()
        : m_index(SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER,
                                            SDL_CONTROLLER_AXIS_MAX, SDL_CONTROLLER_BUTTON_MAX, 0))
    {
        if (m_index < 0)
            qFatal("There is no virtual gamepad: %s", SDL_GetError());
        m_joystick = SDL_JoystickOpen(m_index);
        for (const int trigger :
             {SDL_CONTROLLER_AXIS_TRIGGERLEFT, SDL_CONTROLLER_AXIS_TRIGGERRIGHT})
            SDL_JoystickSetVirtualAxis(m_joystick, trigger, -32768);
    }
    ~VirtualPad() { unplug(); }
    Q_DISABLE_COPY_MOVE(VirtualPad)

    void unplug()
    {
        if (!m_joystick)
            return;
        const SDL_JoystickID id = SDL_JoystickInstanceID(m_joystick);
        for (int i = 0; i < SDL_NumJoysticks(); ++i) {
            if (SDL_JoystickGetDeviceInstanceID(i) == id)
                SDL_JoystickDetachVirtual(i);
        }
        SDL_JoystickClose(m_joystick);
        m_joystick = nullptr;
    }
    //! Pushes a stick, from -1 to 1.
    RealStage::Clock::time_point push(SDL_GameControllerAxis axis, double to)
    {
        const auto now = RealStage::Clock::now();
        SDL_JoystickSetVirtualAxis(m_joystick, axis, Sint16(to * 32767));
        return now;
    }
    void set(SDL_GameControllerButton button, bool isDown)
    {
        SDL_JoystickSetVirtualButton(m_joystick, button, isDown ? SDL_PRESSED : SDL_RELEASED);
    }
    void click(SDL_GameControllerButton button)
    {
        set(button, true);
        QTest::qWait(100); // people are no faster
        set(button, false);
        QTest::qWait(100);
    }

private:
    int m_index;
    SDL_Joystick *m_joystick = nullptr;
};

//! The window at a stage that takes its time.
class Bench
{
public:
    explicit Bench(bool isUsed = true)
        : m_settings(std::make_unique<UserSettings>(QString()))
    {
        m_settings->setGamepadUsed(isUsed);
        window = std::make_unique<MainWindow>(real.operatorSession, m_settings.get());
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("The window does not become active.");
    }

    UserSettings *settings() const { return m_settings.get(); }
    Gamepad *gamepad() const { return window->findChild<Gamepad *>(); }
    bool isIdle() const
    {
        return window->findChild<StageJogger *>()->phase() == StageJogger::Phase::Idle
               && !real.lock().isHeld();
    }
    //! Waits until the gamepad is heard of.
    void waitForPad() const
    {
        if (!QTest::qWaitFor([this] { return !gamepad()->name().isEmpty(); }, padPatience))
            qFatal("The gamepad is not found.");
    }
    int moves() const { return int(real.operatorSession.invocations().size()); }

    RealStage real;

private:
    std::unique_ptr<UserSettings> m_settings;

public:
    std::unique_ptr<MainWindow> window;
};

// From the stick to the end of the move: the gamepad is asked every 20 ms, and a machine under load takes longer.
constexpr auto allowed = 150ms;

} // namespace

//! A gamepad that moves the stage: as far as it is pushed, only while it is, and never by surprise.
class TestGamepad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
        SDL_SetHint(SDL_HINT_JOYSTICK_HIDAPI, "0");
        SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
        QCOMPARE(SDL_Init(SDL_INIT_GAMECONTROLLER), 0);
    }
    void cleanupTestCase() { SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER); }
    void init() { failOnAnyWarning(); }

    void theStickMovesDiagonallyAndInProportion()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x > 300, padPatience);
        QCOMPARE(bench.real.position().y, 0);
        // Up, which is negative for SDL and positive for the stage.
        pad.push(SDL_CONTROLLER_AXIS_LEFTY, -1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().y > 300, padPatience);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0);
        const auto released = pad.push(SDL_CONTROLLER_AXIS_LEFTY, 0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
        QVERIFY(bench.real.stoodStillSince(released, allowed));
        QCOMPARE(bench.moves(), 1); // under one hold
    }

    void aStickThatIsPushedALittleMovesSlowly()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0.1); // near the middle is the middle
        QTest::qWait(300);
        QCOMPARE(bench.moves(), 0);
        bench.window->findChild<QSpinBox *>(QStringLiteral("stepXYBox"))->setValue(50);
        const auto pushed = RealStage::Clock::now();
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0.5);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x > 60, padPatience);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0);
        const std::chrono::duration<double> took = RealStage::Clock::now() - pushed;
        const double speed =
            1000
            * stickSpeed(
                {0.5, 0})[0]; // 50 steps twenty times in a second are the stage's own speed
        QVERIFY(speed > 50 && speed < 250);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
        QVERIFY2(bench.real.position().x <= speed * (took.count() + 0.3),
                 qPrintable(QString::number(bench.real.position().x)));
    }

    void theOtherStickFocuses()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        pad.push(SDL_CONTROLLER_AXIS_RIGHTY, -1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().z > 100, padPatience);
        pad.push(SDL_CONTROLLER_AXIS_RIGHTY, 0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
        QCOMPARE(bench.real.position().x, 0);
    }

    void aGamepadThatIsUnpluggedWhileAStickIsHeldStopsTheStage()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, -1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x < -100, padPatience);
        const auto unplugged = RealStage::Clock::now();
        pad.unplug();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
        QVERIFY(bench.real.stoodStillSince(unplugged, allowed));
        QTRY_VERIFY_WITH_TIMEOUT(bench.gamepad()->name().isEmpty(), padPatience);
        // Another one is found, and moves the stage again.
        VirtualPad next;
        bench.waitForPad();
        const int there = bench.real.position().x;
        next.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x > there + 50, padPatience);
        next.push(SDL_CONTROLLER_AXIS_LEFTX, 0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
    }

    void aStickThatIsPushedWhenItIsPluggedInMovesNothingUntilItWasCentred()
    {
        VirtualPad pad;
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        Bench bench;
        bench.waitForPad();
        QTest::qWait(300);
        QCOMPARE(bench.moves(), 0);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0.9);
        QTest::qWait(300);
        QCOMPARE(bench.moves(), 0);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0);
        QTest::qWait(100);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x > 20, padPatience);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
    }

    void itMovesNothingWhileItIsNotUsed()
    {
        VirtualPad pad;
        Bench bench(false);
        auto *sign = bench.window->findChild<QToolButton *>(QStringLiteral("gamepadSign"));
        QVERIFY(!sign->isVisible());
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        QTest::qWait(500);
        QCOMPARE(bench.gamepad()->name(), QString());
        QCOMPARE(bench.moves(), 0);
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 0);
        bench.settings()->setGamepadUsed(true);
        bench.waitForPad();
        QVERIFY(sign->isVisible());
        QCOMPARE(sign->text(), QStringLiteral("Gamepad"));
        QVERIFY2(sign->toolTip().contains(bench.gamepad()->name()), qPrintable(sign->toolTip()));
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x > 20, padPatience);
        const auto ended = RealStage::Clock::now();
        bench.settings()->setGamepadUsed(false); // while it is held
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
        QVERIFY(bench.real.stoodStillSince(ended, allowed));
    }

    void itMovesNothingWhileAnotherWindowIsActive()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        pad.click(SDL_CONTROLLER_BUTTON_RIGHTSHOULDER);
        QTest::qWait(300);
        QCOMPARE(bench.moves(), 0);
        QCOMPARE(bench.settings()->stepXY(), 200);
        bench.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        QTest::qWait(300); // it was pushed for something else
        QCOMPARE(bench.moves(), 0);
    }

    void itsButtonsChooseTheSteps()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        pad.click(SDL_CONTROLLER_BUTTON_RIGHTSHOULDER);
        QTRY_COMPARE_WITH_TIMEOUT(bench.settings()->stepXY(), 1000, padPatience);
        pad.click(SDL_CONTROLLER_BUTTON_LEFTSHOULDER);
        pad.click(SDL_CONTROLLER_BUTTON_LEFTSHOULDER);
        QTRY_COMPARE_WITH_TIMEOUT(bench.settings()->stepXY(), 50, padPatience);
    }

    void itsButtonForStopStopsAlsoWhileAnotherWindowIsActive()
    {
        VirtualPad pad;
        Bench bench;
        bench.waitForPad();
        pad.push(SDL_CONTROLLER_AXIS_LEFTX, 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.real.position().x > 50, padPatience);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        const auto stopped = RealStage::Clock::now();
        pad.click(SDL_CONTROLLER_BUTTON_B);
        QTRY_COMPARE_WITH_TIMEOUT(bench.real.lock().mode.mode, LockMode::Stopped, padPatience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), padPatience);
        QVERIFY(bench.real.stoodStillSince(stopped, allowed));
        QVERIFY(bool(bench.real.operatorSession.lock().clearStop()));
        // The stick is still pushed.
        const StagePosition there = bench.real.position();
        QTest::qWait(300);
        QCOMPARE(bench.real.position(), there);

        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        pad.click(SDL_CONTROLLER_BUTTON_B);
        QTRY_COMPARE_WITH_TIMEOUT(bench.real.lock().mode.mode, LockMode::Stopped, padPatience);
    }
};

HOLDFAST_TEST(TestGamepad)

} // namespace tst_gamepad

#include "tst_gamepad.moc"
