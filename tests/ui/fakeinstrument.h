// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace Fake {

class Rich;
class Stage;

struct Position
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
public:
    int x = 0;
    int y = 0;
    int z = 0;

    friend bool operator==(const Position &, const Position &) = default;
};

//! The orders of a test to its fakes, and their reports. From any thread.
struct Controls
{
    std::atomic<bool> blockMoves {false}; //!< moves do not end before this is false again
    std::atomic<bool> deafMoves {false};  //!< blocked ones do not hear that they are cancelled
    std::atomic<bool> failSafe {false};   //!< the stage's makeSafe() throws "no answer"
    std::atomic<bool> blockStop {false};  //!< the stage's emergencyStop() does not return
    std::atomic<int> stops {0};
    std::atomic<bool> blockCapture {false}; //!< pictures do not come before this is false again
    std::atomic<bool> failCapture {false};  //!< pictures fail: "The sensor is too hot."
    std::atomic<int> captures {0};          //!< that were begun
    std::atomic<bool> blockGetter {false};  //!< the rich Thing's slow property is not answered
    std::atomic<int> getterCalls {0};       //!< of the rich Thing's gain
    std::atomic<Rich *> rich {nullptr};
    std::atomic<Stage *> stage {nullptr};
    std::atomic<Holdfast::FrameStream *> stream {nullptr}; //!< the camera's

    void addMove(const Position &move)
    {
        const std::lock_guard lock(m_mutex);
        m_moves << move;
    }
    QList<Position> moves() const
    {
        const std::lock_guard lock(m_mutex);
        return m_moves;
    }

private:
    mutable std::mutex m_mutex;
    QList<Position> m_moves;
};

using ControlsPtr = std::shared_ptr<Controls>;

class Stage : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(Fake::Position position READ position NOTIFY positionChanged)
public:
    static constexpr int softLimit = 100'000;

    explicit Stage(ControlsPtr controls);
    ~Stage() override;

    //! From any thread.
    void beLost() const { reportFault(lost); }
    void recover() const { clearFault(); }
    static const Holdfast::Fault lost;

    Position position() const { return m_position; }
    Q_INVOKABLE void moveRelative(const Fake::Position &move);
    void emergencyStop() override;
    void makeSafe() override;

Q_SIGNALS:
    void positionChanged(const Fake::Position &position);

private:
    ControlsPtr m_controls;
    Holdfast::Value<Position> m_position {this, &Stage::positionChanged};
};

class Camera : public Holdfast::Thing
{
    Q_OBJECT
public:
    explicit Camera(ControlsPtr controls);
    ~Camera() override;

private:
    ControlsPtr m_controls;
    Holdfast::FrameStream m_stream {this, QStringLiteral("mjpeg_stream")};
};

//! \brief A station of fakes with two users.
class Bench
{
public:
    struct Parts
    {
        bool stage = true;
        bool camera = true;
        bool lock = true;
        bool rich = false;
        bool pictures = false; //!< the camera is one that takes pictures
    };

    explicit Bench(const Parts &parts = {true, true, true, false, false});
    ~Bench();

    //! Begins another client's move, which holds the lock until moves are let go.
    Holdfast::InvocationRecord holdRemotely();
    void letGo() { controls->blockMoves = false; }

    ControlsPtr controls = std::make_shared<Controls>();
    Holdfast::Station station;
    Holdfast::Session operatorSession;
    Holdfast::Session remoteSession;
};

} // namespace Fake
