// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/sangaboardmotors.h"
#include "core/instruments/sangaboard/sangaboardstageoptions.h"
#include "core/instruments/stage/jogdrive.h"

#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Drives the motors of a board for a Jog: with moves that replace one another where the board moves in the background,
//! else piece by piece.
class SangaboardDrive : public JogDrive
{
public:
    //! \a limits are those of the jog, in the program's frame, which \a inverted turns into the board's.
    SangaboardDrive(SangaboardMotors &motors, SangaboardLink &link, const SangaboardFacts &facts,
                    const SoftLimits &limits, const AxisInversion &inverted);

    StagePosition position() const override;
    double speed() const override;
    SoftLimits limits() const override { return m_limits; }
    void moveTo(const StagePosition &target) override;
    void halt() override;
    void keepUp() override;

    //! Returns whether the board did not say where it has stopped.
    bool hasLostPosition() const { return m_hasLostPosition; }

private:
    struct Piece;

    StagePosition keptWithin(const StagePosition &steps, const StagePosition &target) const;
    void nextPiece();

    SangaboardMotors &m_motors;
    SangaboardLink &m_link;
    const SangaboardFacts m_facts;
    const SoftLimits m_limits;
    const AxisInversion m_inverted;
    std::optional<StagePosition> m_goal; //!< in the board's frame, where it moves in pieces
    StagePosition m_end;                 //!< of the piece under way
    std::shared_ptr<Piece> m_piece;      //!< under way
    std::chrono::steady_clock::time_point m_busyUntil; //!< it moves in the background
    bool m_hasLostPosition = false;
};

} // namespace Holdfast
