// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/backlash.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace Holdfast {

//! \brief How a stage moves, beside where to.
struct StageManner
{
    std::optional<BacklashAxes>
        backlash {}; //!< the axes that arrive from the same side; empty: as the stage is set
    bool refusesCancel =
        false; //!< until its end. A stop, and the break of a hold, end it all the same
};

//! Returns the manner with OpenFlexure's number \a backlash, from 1 to 4; others mean none.
StageManner mannerOf(std::optional<int> backlash, bool refusesCancel);

//! \brief A distance to move, in motor steps; an axis that is not named does not move.
struct StageMove
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
    Q_PROPERTY(bool blockCancellation MEMBER blockCancellation)
    Q_PROPERTY(std::optional<int> backlashCompensation MEMBER backlashCompensation)
public:
    int x = 0;                                  //!< steps of the axis x
    int y = 0;                                  //!< steps of the axis y
    int z = 0;                                  //!< steps of the axis z
    bool blockCancellation = false;             //!< see StageManner::refusesCancel
    std::optional<int> backlashCompensation {}; //!< a number of BacklashAxes

    //! Returns how the move is to be made.
    StageManner manner() const { return mannerOf(backlashCompensation, blockCancellation); }
};

//! \brief A position to move to, in motor steps; an axis that is not named does not move.
struct StageTarget
{
    Q_GADGET
    Q_PROPERTY(std::optional<int> x MEMBER x)
    Q_PROPERTY(std::optional<int> y MEMBER y)
    Q_PROPERTY(std::optional<int> z MEMBER z)
    Q_PROPERTY(bool blockCancellation MEMBER blockCancellation)
    Q_PROPERTY(std::optional<int> backlashCompensation MEMBER backlashCompensation)
public:
    std::optional<int> x {};                    //!< of the axis x; empty: it stays
    std::optional<int> y {};                    //!< of the axis y; empty: it stays
    std::optional<int> z {};                    //!< of the axis z; empty: it stays
    bool blockCancellation = false;             //!< see StageManner::refusesCancel
    std::optional<int> backlashCompensation {}; //!< a number of BacklashAxes

    //! Returns how the move is to be made.
    StageManner manner() const { return mannerOf(backlashCompensation, blockCancellation); }
};

//! Returns the target that a list names: x, y, z. Throws InvalidInputError for a list of another length.
StageTarget targetFrom(const QList<int> &xyz);

//! \brief A command of a Jog, in motor steps from the stage's current position.
struct StageJog
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
    Q_PROPERTY(bool stop MEMBER stop)
public:
    int x = 0;         //!< steps of the axis x
    int y = 0;         //!< steps of the axis y
    int z = 0;         //!< steps of the axis z
    bool stop = false; //!< ends the jog

    //! Returns whether the command ends the jog.
    bool isEnd() const { return stop || (x == 0 && y == 0 && z == 0); }
};

} // namespace Holdfast
