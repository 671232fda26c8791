// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/softlimits.h"

#include <QMetaType>

#include <array>
#include <mutex>
#include <optional>
#include <vector>

namespace Holdfast {

//! \brief How far each axis goes too far and back, so that it always arrives from the same side: motor steps. 0: not by itself, and
//! by \ref usual steps in a move that asks for it.
struct BacklashSteps
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
public:
    static constexpr int most = 10'000; //!< of each axis
    //! The play of an OpenFlexure's gears is less.
    static constexpr int usual = 200;

    int x = 0; //!< along the axis x
    int y = 0; //!< along the axis y
    int z = 0; //!< along the axis z

    friend bool operator==(const BacklashSteps &, const BacklashSteps &) = default;

    //! Returns the steps of an axis; x is 0.
    int of(size_t axis) const { return axis == 0 ? x : axis == 1 ? y : z; }
    //! Returns the steps of an axis in a move that asks for compensation.
    int whenAsked(size_t axis) const { return of(axis) > 0 ? of(axis) : usual; }
};

//! \brief The axes whose backlash a move compensates, with OpenFlexure's numbers.
enum class BacklashAxes {
    Moved = 1,   //!< those that the move moves
    All = 2,     //!< all three
    Lateral = 3, //!< x and y
    Focus = 4,   //!< z
};

//! \brief Splits moves so that axes arrive in the direction of greater numbers. Thread-safe.
//!
//! As OpenFlexure's server does, it knows for each axis how far its gears are engaged in that direction: not at all at first, and
//! more or less after each move. So a move that does not need it is not split.
class Backlash
{
public:
    //! Returns the straight moves that lead from \a from to \a to, the last one to \a to itself. Without \a axes each axis with
    //! backlash_steps that goes towards smaller numbers goes too far first. No move leaves \a limits.
    std::vector<StagePosition> legs(const StagePosition &from, const StagePosition &to,
                                    std::optional<BacklashAxes> axes, const BacklashSteps &steps,
                                    const SoftLimits &limits) const;

    //! Notes that the stage has moved straight by \a way.
    void note(const StagePosition &way, const BacklashSteps &steps);
    //! Notes that the stage has moved in an unknown way.
    void forget();

private:
    mutable std::mutex m_mutex;
    std::array<double, stageAxes.size()> m_engaged {}; //!< from 0 to 1
};

} // namespace Holdfast
