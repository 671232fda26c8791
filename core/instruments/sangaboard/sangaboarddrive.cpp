// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboarddrive.h"

#include <algorithm>
#include <mutex>

namespace Holdfast {

using Outcome = SangaboardAnswer::Outcome;

namespace {

// From the board's answer to the arrival of the next command.
constexpr std::chrono::milliseconds answerTime {20};

} // namespace

//! \brief The answer to the piece of a move, which comes in the port's thread.
struct SangaboardDrive::Piece
{
    std::mutex mutex;
    std::optional<SangaboardAnswer> answer;

    std::optional<SangaboardAnswer> take()
    {
        const std::lock_guard lock(mutex);
        return answer;
    }
};

SangaboardDrive::SangaboardDrive(SangaboardMotors &motors, SangaboardLink &link,
                                 const SangaboardFacts &facts, const SoftLimits &limits,
                                 const AxisInversion &inverted)
    : m_motors(motors)
    , m_link(link)
    , m_facts(facts)
    , m_limits(limits)
    , m_inverted(inverted)
    , m_end(motors.askPosition())
{
}

StagePosition SangaboardDrive::position() const
{
    return m_inverted.turned(m_facts.movesInBackground ? m_motors.askPosition() : m_end);
}

double SangaboardDrive::speed() const
{
    return 1e6 / std::max(1, m_facts.stepDelay);
}

void SangaboardDrive::moveTo(const StagePosition &target)
{
    if (!m_facts.movesInBackground) {
        m_goal = m_inverted.turned(target);
        nextPiece();
        return;
    }
    StagePosition steps =
        SangaboardMotors::difference(m_inverted.turned(target), m_motors.askPosition());
    if (std::chrono::steady_clock::now() < m_busyUntil)
        steps = keptWithin(steps, target);
    m_motors.begin(steps);
    m_busyUntil = std::chrono::steady_clock::now() + m_motors.durationOf(steps);
}

// A board that moves counts from where it is when it gets the command, a few steps further on than it has told. Returns a shorter
// way for the axes that would go beyond a limit by that.
StagePosition SangaboardDrive::keptWithin(const StagePosition &steps,
                                          const StagePosition &target) const
{
    const int margin = int(speed() * std::chrono::duration<double>(answerTime).count());
    StagePosition kept = steps;
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        const auto coordinate = stageAxes[i].coordinate;
        const AxisLimits &limits = m_limits.*limitsOfAxes[i];
        const bool isAtLimit =
            target.*coordinate == limits.minimum || target.*coordinate == limits.maximum;
        if (isAtLimit && steps.*coordinate != 0)
            kept.*coordinate = steps.*coordinate > 0 ? std::max(0, steps.*coordinate - margin)
                                                     : std::min(0, steps.*coordinate + margin);
    }
    return kept;
}

void SangaboardDrive::nextPiece()
{
    if (m_piece || !m_goal)
        return;
    const StagePosition way = SangaboardMotors::difference(*m_goal, m_end);
    const int longest = SangaboardMotors::longest(way);
    if (longest == 0) {
        m_goal.reset();
        return;
    }
    const StagePosition steps =
        partOf(way, std::min(1.0, double(m_motors.stepsOfPiece()) / longest));
    m_piece = std::make_shared<Piece>();
    for (const StageAxis &axis : stageAxes)
        m_end.*axis.coordinate += steps.*axis.coordinate;
    m_link.post(m_motors.moveQuestion(steps), [piece = m_piece](const SangaboardAnswer &answer) {
        const std::lock_guard lock(piece->mutex);
        piece->answer = answer;
    });
}

void SangaboardDrive::keepUp()
{
    if (m_facts.movesInBackground) {
        m_motors.throwIfStopped(m_motors.askPosition());
        return;
    }
    m_motors.throwIfStopped(m_end);
    if (m_piece) {
        const std::optional<SangaboardAnswer> answer = m_piece->take();
        if (!answer)
            return;
        m_piece.reset();
        m_motors.throwUnlessSent(*answer);
        const StagePosition here = m_motors.askPosition();
        if (here != m_end)
            throw PositionLostError(QStringLiteral(
                "The motor board has not counted the steps of a move: it may have restarted."));
    }
    nextPiece();
}

void SangaboardDrive::halt()
{
    m_goal.reset();
    try {
        const StagePosition end = m_motors.halt();
        // The end of the piece has been waited for.
        if (m_piece) {
            const std::optional<SangaboardAnswer> answer = m_piece->take();
            const bool wasSent = answer && answer->outcome != Outcome::Stopped;
            if (wasSent && end != m_end)
                m_hasLostPosition = true;
        }
        m_piece.reset();
        m_end = end;
    } catch (const std::exception &) {
        m_hasLostPosition = true;
    }
}

} // namespace Holdfast
