// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gamepad/gamepadreader.h"

#include "core/base/workerthread.h"
#include "ui/base/text/translated.h"
#ifdef HOLDFAST_SDL2
#include "ui/gamepad/sdl2.h"
#endif

#include <QObject>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

namespace Holdfast {

namespace {

using Clock = std::chrono::steady_clock;

[[maybe_unused]] QString unnamed()
{
    return tr("Gamepad");
}

[[maybe_unused]] QString notBuiltIn()
{
    return tr("This Holdfast was built without gamepads.");
}

//! \brief The way of the states to the window: the newest one, and all buttons since the one that was read. A window that is
//! busy for long finds one state then, and not hundreds.
class GamepadMail : public std::enable_shared_from_this<GamepadMail>
{
public:
    GamepadMail(QObject *context, GamepadReader::Report report, GamepadReader::Fail fail)
        : m_context(context)
        , m_report(std::move(report))
        , m_fail(std::move(fail))
    {
    }

    void put(const GamepadState &state)
    {
        const std::lock_guard lock(m_mutex);
        QList<GamepadButton> pressed = m_state ? m_state->pressed : QList<GamepadButton>();
        pressed += state.pressed;
        constexpr int mostButtons = 16;
        const bool isPosted = m_state.has_value();
        m_state = state;
        m_state->pressed = pressed.mid(0, mostButtons);
        if (!isPosted && m_context)
            QMetaObject::invokeMethod(
                m_context, [mail = shared_from_this()] { mail->deliver(); }, Qt::QueuedConnection);
    }
    void fail(const QString &problem)
    {
        const std::lock_guard lock(m_mutex);
        if (m_context)
            QMetaObject::invokeMethod(
                m_context, [fail = m_fail, problem] { fail(problem); }, Qt::QueuedConnection);
    }
    //! Delivers nothing any more. Called in the thread of the receiver.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_context = nullptr;
    }

private:
    void deliver()
    {
        std::optional<GamepadState> state;
        {
            const std::lock_guard lock(m_mutex);
            state = std::exchange(m_state, {});
            if (!m_context)
                return;
        }
        if (state)
            m_report(*state);
    }

    std::mutex m_mutex;
    QObject *m_context; //!< null when it is closed
    const GamepadReader::Report m_report;
    const GamepadReader::Fail m_fail;
    std::optional<GamepadState> m_state; //!< that was not delivered yet
};

#ifdef HOLDFAST_SDL2

constexpr std::array buttons {
    std::pair {SDL_CONTROLLER_BUTTON_B, GamepadButton::Stop},
    std::pair {SDL_CONTROLLER_BUTTON_A, GamepadButton::Snap},
    std::pair {SDL_CONTROLLER_BUTTON_Y, GamepadButton::Autofocus},
    std::pair {SDL_CONTROLLER_BUTTON_LEFTSHOULDER, GamepadButton::Finer},
    std::pair {SDL_CONTROLLER_BUTTON_RIGHTSHOULDER, GamepadButton::Coarser},
};

//! \brief What the thread does in each interval.
class GamepadPoll
{
public:
    explicit GamepadPoll(std::shared_ptr<GamepadMail> mail)
        : m_mail(std::move(mail))
    {
    }
    Q_DISABLE_COPY_MOVE(GamepadPoll)
    ~GamepadPoll()
    {
        if (!m_isBegun)
            return;
        if (m_controller)
            m_sdl.gameControllerClose(m_controller);
        m_sdl.quitSubSystem(SDL_INIT_GAMECONTROLLER);
    }

    //! Returns false when there is nothing to read for ever.
    bool read()
    {
        if (!m_isBegun && !begin())
            return false;
        m_sdl.gameControllerUpdate();
        m_sdl.flushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
        if (m_controller && !m_sdl.gameControllerGetAttached(m_controller)) {
            m_sdl.gameControllerClose(std::exchange(m_controller, nullptr));
            m_told = {};
            m_mail->put({});
        }
        if (!m_controller && !open())
            return true;
        // Drivers report a stick in the middle until they have heard of it.
        if (Clock::now() < m_settled)
            return true;
        tell();
        return true;
    }

private:
    bool begin()
    {
        auto loaded = Sdl2::load();
        if (const auto *problem = std::get_if<QString>(&loaded)) {
            m_mail->fail(*problem);
            return false;
        }
        m_sdl = std::get<Sdl2>(loaded);
        // The program has its own handlers of signals, the window says when a gamepad counts, and the kernel's driver is
        // enough: those of SDL itself wait for the device.
        m_sdl.setHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
        m_sdl.setHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
        m_sdl.setHint(SDL_HINT_JOYSTICK_HIDAPI, "0");
        if (m_sdl.init(SDL_INIT_GAMECONTROLLER) != 0) {
            m_mail->fail(QString::fromUtf8(m_sdl.getError()));
            return false;
        }
        m_isBegun = true;
        m_sdl.gameControllerEventState(SDL_IGNORE); // it is asked instead
        return true;
    }

    bool open()
    {
        for (int i = 0; i < m_sdl.numJoysticks() && !m_controller; ++i) {
            if (m_sdl.isGameController(i))
                m_controller = m_sdl.gameControllerOpen(i);
        }
        if (!m_controller)
            return false;
        const char *name = m_sdl.gameControllerName(m_controller);
        m_name = name && *name ? QString::fromUtf8(name) : unnamed();
        constexpr std::chrono::milliseconds settling {300};
        m_settled = Clock::now() + settling;
        ++m_connection;
        m_down.fill(true); // one that is down by now was pressed for something else
        return true;
    }

    double axis(SDL_GameControllerAxis which) const
    {
        return std::clamp(m_sdl.gameControllerGetAxis(m_controller, which) / 32767.0, -1.0, 1.0);
    }

    void tell()
    {
        GamepadState state {.name = m_name, .connection = m_connection};
        const std::array left =
            stickSpeed({axis(SDL_CONTROLLER_AXIS_LEFTX), axis(SDL_CONTROLLER_AXIS_LEFTY)});
        const std::array right =
            stickSpeed({axis(SDL_CONTROLLER_AXIS_RIGHTX), axis(SDL_CONTROLLER_AXIS_RIGHTY)});
        // Down is positive for SDL.
        state.deflection = {left[0], -left[1], -right[1]};
        for (std::size_t i = 0; i < buttons.size(); ++i) {
            const bool isDown = m_sdl.gameControllerGetButton(m_controller, buttons[i].first) != 0;
            if (isDown && !m_down[i])
                state.pressed << buttons[i].second;
            m_down[i] = isDown;
        }
        const bool isDeflected = state.deflection != std::array<double, 3>();
        if (isDeflected || !state.pressed.isEmpty() || state.name != m_told.name
            || state.deflection != m_told.deflection)
            m_mail->put(state);
        m_told = state;
    }

    const std::shared_ptr<GamepadMail> m_mail;
    Sdl2 m_sdl;
    bool m_isBegun = false;
    SDL_GameController *m_controller = nullptr;
    QString m_name;
    int m_connection = 0;
    Clock::time_point m_settled;
    std::array<bool, buttons.size()> m_down {};
    GamepadState m_told;
};

#endif

} // namespace

#ifdef HOLDFAST_SDL2

struct GamepadReader::Parts
{
    std::shared_ptr<GamepadMail> mail;
    std::shared_ptr<std::atomic_bool> isEnding = std::make_shared<std::atomic_bool>(false);
    std::unique_ptr<WorkerThread> thread {};
};

GamepadReader::GamepadReader(QObject *context, const Report &report, const Fail &fail)
    : m_parts(new Parts {std::make_shared<GamepadMail>(context, report, fail)})
{
    // In the thread from the beginning to the end: SDL wants to be used in one.
    m_parts->thread = std::make_unique<WorkerThread>(
        QStringLiteral("gamepad"),
        [poll = std::make_shared<std::unique_ptr<GamepadPoll>>(), mail = m_parts->mail,
         isEnding = m_parts->isEnding]() -> WorkerThread::TimePoint {
            if (*isEnding) {
                poll->reset();
                return WorkerThread::never;
            }
            if (!*poll)
                *poll = std::make_unique<GamepadPoll>(mail);
            return (*poll)->read() ? Clock::now() + interval : WorkerThread::never;
        },
        Clock::now());
}

GamepadReader::~GamepadReader()
{
    m_parts->mail->close();
    *m_parts->isEnding = true;
    m_parts->thread->wake();
    constexpr std::chrono::seconds patience {1};
    (void)m_parts->thread->end(QDeadlineTimer(patience));
}

#else

struct GamepadReader::Parts
{
};

GamepadReader::GamepadReader(QObject *context, const Report &, const Fail &fail)
{
    QMetaObject::invokeMethod(
        context, [fail] { fail(notBuiltIn()); }, Qt::QueuedConnection);
}

GamepadReader::~GamepadReader() = default;

#endif

} // namespace Holdfast
