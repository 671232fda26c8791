// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/sangaboardlink.h"
#include "core/thing/thingerror.h"

#include <functional>

namespace Holdfast {

//! \brief It is no longer known where the stage is.
class PositionLostError : public ThingError
{
public:
    explicit PositionLostError(const QString &why)
        : ThingError(QStringLiteral("PositionLostError"), why)
    {
    }
};

//! \brief Drives the motors of a board for one action, in the board's own frame: steps as its counter counts them. Used in one
//! worker.
class SangaboardMotors
{
public:
    //! The longest piece of a move on a board that cannot be stopped.
    static constexpr std::chrono::milliseconds longestPiece {250};

    //! What the stage lends for the move.
    struct Means
    {
        SangaboardLink &link;
        //! Asks the board and waits for the answer.
        std::function<SangaboardAnswer(const SangaboardQuestion &)> ask;
        //! Is called with each position that the board tells.
        std::function<void(const StagePosition &)> tell;
        //! Returns the position in the user's frame, as text.
        std::function<QString(const StagePosition &)> toText;
        std::chrono::milliseconds poll; //!< between two looks at a board that moves
    };

    //! \a since is the count of stops when the checks before the move began.
    SangaboardMotors(Means means, const SangaboardFacts &facts, quint64 since);

    //! Moves from \a from to \a to, and returns when the stage is there. Calls \a progress with the part that is done, from 0
    //! to 1. Throws InvocationCancelled; ThingError when the stage was stopped or is not there; PositionLostError when its position
    //! is not known any more. In every case the motors stand still afterwards, as far as the board answers.
    void travel(const StagePosition &from, const StagePosition &to,
                const std::function<void(double)> &progress);

    //! Starts a move by \a steps and does not wait for its end, on a board that moves in the background.
    void begin(const StagePosition &steps);
    //! Halts the motors, and returns where they have come to rest. Throws PositionLostError when the board does not say.
    StagePosition halt();
    StagePosition askPosition();
    //! Throws ThingError when the stage was stopped since.
    void throwIfStopped(const StagePosition &here) const;

    //! Throws what the answer to a move means, unless the position must tell whether it was carried out.
    void throwUnlessSent(const SangaboardAnswer &answer) const;

    //! Returns how long the board takes for a move.
    std::chrono::milliseconds durationOf(const StagePosition &steps) const;
    //! Returns how many steps the fastest axis makes in a piece.
    int stepsOfPiece() const;
    //! Returns the question that makes a move.
    SangaboardQuestion moveQuestion(const StagePosition &steps) const;

    //! Returns the steps that lead from \a from to \a to.
    static StagePosition difference(const StagePosition &to, const StagePosition &from);
    //! Returns the longest way of an axis.
    static int longest(const StagePosition &steps);

private:
    void travelInBackground(const StagePosition &from, const StagePosition &to,
                            const std::function<void(double)> &progress);
    void travelInPieces(const StagePosition &from, const StagePosition &to,
                        const std::function<void(double)> &progress);
    bool askMoving();
    void throwIfNotAt(const StagePosition &goal, const StagePosition &here) const;
    //! Waits until the motors stand still, and returns where. Throws PositionLostError.
    StagePosition rest();
    //! Asks until there is an answer, a few times. Throws PositionLostError.
    QByteArray insist(const SangaboardQuestion &question);
    const Means m_means;
    const SangaboardFacts m_facts;
    const quint64 m_since;
    StagePosition m_here; //!< as the board has told last
};

} // namespace Holdfast
