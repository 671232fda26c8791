// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "tests/instruments/heartbeat.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

//! \brief A station with a simulated stage that takes its time (1,000 steps a second), two users, and
//! a record of every step, in the clock of this process.
class RealStage
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RealStage(const SimulatedStageOptions &stage = {})
        : station(options(), {{QStringLiteral("stage"), [this, stage] { return make(stage); }}})
        , operatorSession(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}})
        , client(station,
                 Principal::client(QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112")))
    {
        if (const Result<void> started = station.start(); !started)
            qFatal("%s", qPrintable(started.error().message()));
    }
    Q_DISABLE_COPY_MOVE(RealStage)

    StagePosition position() const { return m_stage->position(); }
    LockStatus lock() const { return operatorSession.lockStatus(); }

    //! Returns when the stage was last seen at another place of x and y than before. (Clients move
    //! z.)
    Clock::time_point lastStep() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lastStep;
    }

    //! Returns whether the last step was at most \a allowed after \a when. A machine that did not
    //! let this process run for so long is granted that much more.
    bool stoodStillSince(Clock::time_point when, std::chrono::milliseconds allowed) const
    {
        return lastStep() <= when + allowed + m_heartbeat.latestSince(when);
    }

    //! Begins a long move of the client, along z.
    InvocationRecord beginClientMove() const
    {
        const int z = position().z > 0 ? -50'000 : 50'000;
        const auto move = client.invoke(QStringLiteral("stage"), QStringLiteral("move_absolute"),
                                        {{"z", z}}, std::chrono::seconds {30});
        if (!move)
            qFatal("%s", qPrintable(move.error().message()));
        return *move;
    }
    void endClientMove(const InvocationRecord &move) const
    {
        (void)client.cancel(move.id);
        if (!QTest::qWaitFor([&] { return client.invocation(move.id)->isFinished(); }, 30'000))
            qFatal("The client's move has not ended.");
    }

private:
    static StationOptions options()
    {
        StationOptions result;
        result.journal = JournalOptions::inMemory();
        return result;
    }

    std::unique_ptr<SimulatedStage> make(const SimulatedStageOptions &stage)
    {
        auto made = std::make_unique<SimulatedStage>(stage);
        m_stage = made.get();
        // Directly, in the thread in which the stage moves.
        QObject::connect(
            m_stage, &SimulatedStage::positionChanged, m_stage,
            [this](const StagePosition &position) {
                const std::lock_guard lock(m_mutex);
                if (position.x != m_last.x || position.y != m_last.y)
                    m_lastStep = Clock::now();
                m_last = position;
            },
            Qt::DirectConnection);
        return made;
    }

    Heartbeat m_heartbeat;
    mutable std::mutex m_mutex;
    StagePosition m_last;
    Clock::time_point m_lastStep;
    SimulatedStage *m_stage = nullptr;

public:
    Station station;
    Session operatorSession;
    Session client;
};

} // namespace Holdfast
