// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"
#include "tests/ui/stage/realstage.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/stagejogger.h"
#include "ui/stage/stagepad.h"

#include <QApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <optional>

namespace tst_jogsoak {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

using Clock = RealStage::Clock;

constexpr int soakPatience = 30'000;
constexpr auto allowedAfterRelease = 100ms;
//! From the press to a hold; less than people need, so that there are more rounds in a minute.
constexpr int holdAfter = 100;

struct Control
{
    Qt::Key key;
    const char *button;
};
constexpr std::array controls {
    Control {Qt::Key_Left, "moveLeftButton"},
    Control {Qt::Key_Right, "moveRightButton"},
    Control {Qt::Key_Up, "moveUpButton"},
    Control {Qt::Key_Down, "moveDownButton"},
};

//! The disturbance while a control is held.
enum class Trouble {
    None,
    WindowMoves,
    LayoutGrows,
    FocusGoes,
    WindowDeactivates,
    PadHides,
    KeyRepeats,
    OtherKey,
    SecondKey, //!< a diagonal move, until both are let go
    OtherPace,
};
constexpr int troubles = 10;

const Control &nextOf(const Control &control)
{
    return controls[(size_t(&control - controls.data()) + 1) % controls.size()];
}

//! The window: the pad, a field, and something above it all that may grow.
class Desk
{
public:
    explicit Desk(RealStage &real)
        : m_monitor(real.operatorSession.monitor())
        , pad(new StagePad({real.operatorSession, m_monitor.get()}, &m_settings, &window))
        , jogger(pad->findChild<StageJogger *>())
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&above);
        layout->addWidget(&field);
        layout->addWidget(pad);
        above.hide();
        other.show();
        window.show();
        settle();
    }

    //! Restores the state of the beginning, with the keys for the stage.
    void settle()
    {
        pad->show();
        above.hide();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("The window does not become active.");
        pad->setFocus();
    }

    void send(const Control &control, bool isKey, bool isPress, bool isRepeat = false) const
    {
        if (isKey) {
            QKeyEvent event(isPress ? QEvent::KeyPress : QEvent::KeyRelease, control.key,
                            Qt::NoModifier, {}, isRepeat);
            QWidget *focus = QApplication::focusWidget();
            QCoreApplication::sendEvent(focus ? focus : pad, &event);
            return;
        }
        auto *button = pad->findChild<QToolButton *>(QLatin1StringView(control.button));
        // The pointer may be anywhere when the button is let go.
        const QPoint where = isPress ? button->rect().center() : QPoint(-200, 300);
        QMouseEvent event(isPress ? QEvent::MouseButtonPress : QEvent::MouseButtonRelease, where,
                          button->mapToGlobal(where), Qt::LeftButton,
                          isPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(button, &event);
    }

    void makeTrouble(Trouble trouble, const Control &control, bool isKey)
    {
        switch (trouble) {
        case Trouble::None:
            break;
        case Trouble::WindowMoves:
            window.move(window.pos() + QPoint(17, 11));
            break;
        case Trouble::LayoutGrows:
            above.show();
            break;
        case Trouble::FocusGoes:
            field.setFocus();
            break;
        case Trouble::WindowDeactivates:
            other.activateWindow();
            break;
        case Trouble::PadHides:
            pad->hide();
            break;
        case Trouble::KeyRepeats:
            if (isKey) {
                send(control, true, false, true);
                send(control, true, true, true);
            }
            break;
        case Trouble::OtherKey:
        case Trouble::SecondKey:
            send(nextOf(control), true, true);
            break;
        case Trouble::OtherPace:
            sendPace(true);
            break;
        }
    }

    void sendPace(bool isPress) const
    {
        QKeyEvent event(isPress ? QEvent::KeyPress : QEvent::KeyRelease, Qt::Key_Control,
                        Qt::NoModifier);
        QWidget *focus = QApplication::focusWidget();
        QCoreApplication::sendEvent(focus ? focus : pad, &event);
    }

private:
    UserSettings m_settings {{}};
    std::unique_ptr<StationMonitor> m_monitor;

public:
    QWidget window; // before its children
    StagePad *pad;
    StageJogger *jogger;

private:
    QLineEdit above;
    QLineEdit field;
    QWidget other;
};

} // namespace

//! Controls that are held at random, while windows move, the focus changes and clients contend: never a
//! step more than 100 ms after the release. `./dev soak jog` runs the long form.
class TestJogSoak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QApplication::setKeyboardInputInterval(holdAfter); }
    void cleanupTestCase() { QApplication::setKeyboardInputInterval(m_interval); }

    void neverAStepMoreThanAMomentAfterTheRelease()
    {
        const quint32 seed = isSoak() ? QRandomGenerator::global()->generate() : 13;
        qInfo("The seed is %u.", seed);
        m_random.seed(seed);
        RealStage real;
        Desk desk(real);
        int moved = 0;
        const int rounds = soakTimes(20, 200);
        for (int round = 0; round < rounds; ++round) {
            const StagePosition before = real.position();
            holdOnce(real, desk);
            if (QTest::currentTestFailed())
                return;
            const StagePosition after = real.position();
            moved += after.x != before.x || after.y != before.y ? 1 : 0;
        }
        qInfo("%d of %d rounds moved the stage; the latest step was %lld ms after the release.",
              moved, rounds, qint64(m_latest / 1ms));
        QVERIFY(moved >= rounds / 3); // else nothing was tried
    }

private:
    int upTo(int most) { return m_random.bounded(most + 1); }

    void holdOnce(RealStage &real, Desk &desk)
    {
        const Control &control = controls[size_t(upTo(int(controls.size()) - 1))];
        const bool isKey = upTo(1) == 0;
        const auto trouble = Trouble(upTo(troubles - 1));
        const bool hasClient = upTo(3) == 0;
        const bool clientIsFirst = hasClient && upTo(1) == 0;
        const int heldFor = holdAfter + 30 + upTo(250);
        const int troubleAfter = upTo(heldFor);
        const QString what =
            QStringLiteral("%1 for %2 ms, trouble %3 after %4 ms, client %5")
                .arg(isKey ? QStringLiteral("a key") : QString::fromUtf8(control.button))
                .arg(heldFor)
                .arg(int(trouble))
                .arg(troubleAfter)
                .arg(hasClient ? (clientIsFirst ? 2 : 1) : 0);

        desk.settle();
        std::optional<InvocationRecord> move;
        if (clientIsFirst)
            move = real.beginClientMove();
        desk.send(control, isKey, true);
        std::optional<Clock::time_point> released;
        QTimer::singleShot(troubleAfter, Qt::PreciseTimer, &desk.window, [&] {
            desk.makeTrouble(trouble, control, isKey);
            if (hasClient && !clientIsFirst)
                move = real.beginClientMove();
        });
        bool wasHeld = false;
        QTimer::singleShot(heldFor, Qt::PreciseTimer, &desk.window, [&] {
            wasHeld = desk.jogger->phase() != StageJogger::Phase::Idle;
            released = Clock::now();
            desk.send(control, isKey, false);
            if (trouble == Trouble::SecondKey)
                desk.send(nextOf(control), true, false);
            if (trouble == Trouble::OtherPace)
                desk.sendPace(false);
            if (trouble == Trouble::OtherKey)
                desk.pad->hide(); // that one is not released; hiding the pad ends the hold
        });
        QTRY_VERIFY_WITH_TIMEOUT(released, soakPatience);
        if (move && upTo(1) == 0)
            real.endClientMove(*std::exchange(move, {}));
        // Long enough to see a part that still moves, or that is begun by mistake.
        QTest::qWait(int(allowedAfterRelease / 1ms) + 100);
        if (move)
            real.endClientMove(*move);
        QTRY_VERIFY_WITH_TIMEOUT(!real.lock().isHeld(), soakPatience);

        const auto late = real.lastStep() - *released;
        m_latest = std::max(m_latest, late);
        QVERIFY2(real.stoodStillSince(*released, allowedAfterRelease),
                 qPrintable(QStringLiteral("a step %1 ms after the release of %2 (held: %3)")
                                .arg(late / 1ms)
                                .arg(what)
                                .arg(wasHeld)));
    }

    const int m_interval = QApplication::keyboardInputInterval();
    QRandomGenerator m_random;
    Clock::duration m_latest {};
};

HOLDFAST_TEST(TestJogSoak)

} // namespace tst_jogsoak

#include "tst_jogsoak.moc"
