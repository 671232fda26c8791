// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardmotors.h"

#include "core/thing/workcontext.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace Holdfast {

using Expected = SangaboardProtocol::Expected;
using Outcome = SangaboardAnswer::Outcome;

namespace {

constexpr int mostTries = 3;
// A move may take longer than it should by so much, before it is taken for one that does not end.
constexpr std::chrono::seconds moveMargin {10};

StagePosition sum(const StagePosition &from, const StagePosition &steps)
{
    StagePosition to;
    for (const StageAxis &axis : stageAxes)
        to.*axis.coordinate = from.*axis.coordinate + steps.*axis.coordinate;
    return to;
}

} // namespace

SangaboardMotors::SangaboardMotors(Means means, const SangaboardFacts &facts, quint64 since)
    : m_means(std::move(means))
    , m_facts(facts)
    , m_since(since)
    , m_here(facts.position)
{
}

StagePosition SangaboardMotors::difference(const StagePosition &to, const StagePosition &from)
{
    StagePosition steps;
    for (const StageAxis &axis : stageAxes)
        steps.*axis.coordinate = to.*axis.coordinate - from.*axis.coordinate;
    return steps;
}

int SangaboardMotors::longest(const StagePosition &steps)
{
    int most = 0;
    for (const StageAxis &axis : stageAxes)
        most = std::max(most, std::abs(steps.*axis.coordinate));
    return most;
}

std::chrono::milliseconds SangaboardMotors::durationOf(const StagePosition &steps) const
{
    // It takes one ramp time longer, or two: what is known of the firmwares contradicts itself.
    const auto duration = std::chrono::microseconds(qint64(longest(steps)) * m_facts.stepDelay
                                                    + 2 * qint64(m_facts.rampTime));
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

int SangaboardMotors::stepsOfPiece() const
{
    const auto piece = std::chrono::microseconds(longestPiece).count();
    return int(std::max<qint64>(1, piece / std::max(1, m_facts.stepDelay)));
}

SangaboardQuestion SangaboardMotors::moveQuestion(const StagePosition &steps) const
{
    return {.command = SangaboardProtocol::moveCommand(steps),
            .expected = Expected::Move,
            .extraPatience =
                m_facts.movesInBackground ? std::chrono::milliseconds {0} : durationOf(steps),
            .unlessStoppedSince = m_since};
}

void SangaboardMotors::throwIfStopped(const StagePosition &here) const
{
    if (m_means.link.stopCount() != m_since) {
        throw ThingError(QStringLiteral("StageStoppedError"),
                         QStringLiteral("The stage was stopped at %1, before it arrived.")
                             .arg(m_means.toText(here)));
    }
}

void SangaboardMotors::throwIfNotAt(const StagePosition &goal, const StagePosition &here) const
{
    if (here != goal) {
        throw ThingError(QStringLiteral("DeviceError"),
                         QStringLiteral("The stage is at %1 instead of %2: the motor board has not "
                                        "carried out the whole move.")
                             .arg(m_means.toText(here), m_means.toText(goal)));
    }
}

void SangaboardMotors::throwUnlessSent(const SangaboardAnswer &answer) const
{
    switch (answer.outcome) {
    case Outcome::Answered:
    case Outcome::NoAnswer:
        return; // the position tells whether it was carried out
    case Outcome::Refused:
        throw ThingError(QStringLiteral("DeviceError"),
                         QStringLiteral("The motor board has refused a move: %1")
                             .arg(QString::fromLatin1(answer.line)));
    case Outcome::Reset:
        throw PositionLostError(QStringLiteral("The motor board has restarted during a move."));
    case Outcome::NotConnected:
        throw PositionLostError(
            QStringLiteral("The connection with the motor board was lost during a move."));
    case Outcome::Stopped:
        throwIfStopped(m_here);
        throw ThingError(QStringLiteral("StageStoppedError"),
                         QStringLiteral("The stage was stopped."));
    }
}

QByteArray SangaboardMotors::insist(const SangaboardQuestion &question)
{
    for (int attempt = 0; attempt < mostTries; ++attempt) {
        const SangaboardAnswer answer = m_means.ask(question);
        if (answer.outcome == Outcome::Answered)
            return answer.line;
        if (answer.outcome == Outcome::Reset || answer.outcome == Outcome::NotConnected)
            throwUnlessSent(answer);
    }
    throw PositionLostError(QStringLiteral("The motor board did not answer \u201c%1\u201d.")
                                .arg(QString::fromLatin1(question.command)));
}

StagePosition SangaboardMotors::askPosition()
{
    // The end of a piece may still have to be waited for.
    const QByteArray line =
        insist({.command = "p?",
                .expected = Expected::Position,
                .extraPatience =
                    m_facts.movesInBackground ? std::chrono::milliseconds {0} : longestPiece});
    m_here = *SangaboardProtocol::toPosition(line);
    m_means.tell(m_here);
    return m_here;
}

bool SangaboardMotors::askMoving()
{
    return insist({.command = "moving?", .expected = Expected::Truth}) == "true";
}

StagePosition SangaboardMotors::rest()
{
    if (!m_facts.movesInBackground)
        return askPosition();
    const auto deadline = std::chrono::steady_clock::now() + moveMargin;
    while (askMoving()) {
        if (std::chrono::steady_clock::now() > deadline)
            throw PositionLostError(QStringLiteral(
                "The stage does not stop: the motor board ignores the command \u201cstop\u201d."));
    }
    // A board that has restarted blocks again, which the port takes for what it is (Outcome::Reset). Without this its position
    // would be believed, if its greeting was lost.
    if (m_facts.tellsBlocking)
        (void)insist({.command = "blocking_moves?", .expected = Expected::Blocking});
    return askPosition();
}

StagePosition SangaboardMotors::halt()
{
    m_means.link.halt();
    return rest();
}

void SangaboardMotors::begin(const StagePosition &steps)
{
    throwUnlessSent(m_means.ask(moveQuestion(steps)));
}

void SangaboardMotors::travel(const StagePosition &from, const StagePosition &to,
                              const std::function<void(double)> &progress)
{
    m_here = from;
    if (from == to)
        return;
    try {
        if (m_facts.movesInBackground)
            travelInBackground(from, to, progress);
        else
            travelInPieces(from, to, progress);
    } catch (const PositionLostError &) {
        m_means.link.halt();
        throw;
    } catch (...) {
        halt();
        throw;
    }
}

void SangaboardMotors::travelInBackground(const StagePosition &from, const StagePosition &to,
                                          const std::function<void(double)> &progress)
{
    const StagePosition steps = difference(to, from);
    const auto duration = durationOf(steps);
    const auto begun = std::chrono::steady_clock::now();
    begin(steps);
    const auto deadline = begun + 2 * duration + moveMargin;
    for (;;) {
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - begun);
        const auto remaining = std::max(m_means.poll / 5, duration - elapsed);
        cancellableSleep(std::min(m_means.poll, remaining));
        const bool isMoving = askMoving();
        const StagePosition here = askPosition();
        throwIfStopped(here);
        if (!isMoving)
            break;
        progress(std::min(1.0, double(longest(difference(here, from))) / longest(steps)));
        if (std::chrono::steady_clock::now() > deadline)
            throw ThingError(QStringLiteral("DeviceTimeout"),
                             QStringLiteral("The stage moves for much longer than it should."));
    }
    const StagePosition end = rest();
    throwIfStopped(end);
    throwIfNotAt(to, end);
}

void SangaboardMotors::travelInPieces(const StagePosition &from, const StagePosition &to,
                                      const std::function<void(double)> &progress)
{
    const StagePosition way = difference(to, from);
    const int pieces = (longest(way) - 1) / stepsOfPiece() + 1;
    for (int piece = 1; piece <= pieces; ++piece) {
        throwIfCancelled();
        throwIfStopped(m_here);
        const StagePosition before = m_here;
        const StagePosition goal = sum(from, partOf(way, double(piece) / pieces));
        if (goal == before)
            continue;
        throwUnlessSent(m_means.ask(moveQuestion(difference(goal, before))));
        const StagePosition end = askPosition();
        // A board that was reset in mid-move has stored only the position before.
        if (end == before)
            throw PositionLostError(QStringLiteral(
                "The motor board has not counted the steps of a move: it may have restarted."));
        throwIfNotAt(goal, end);
        progress(double(piece) / pieces);
    }
}

} // namespace Holdfast
