// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

#include <optional>

namespace Holdfast {

//! \brief A distance to move, in motor steps; an axis that is not named does not move.
struct StageMove
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
public:
    int x = 0; //!< steps of the axis x
    int y = 0; //!< steps of the axis y
    int z = 0; //!< steps of the axis z
};

//! \brief A position to move to, in motor steps; an axis that is not named does not move.
struct StageTarget
{
    Q_GADGET
    Q_PROPERTY(std::optional<int> x MEMBER x)
    Q_PROPERTY(std::optional<int> y MEMBER y)
    Q_PROPERTY(std::optional<int> z MEMBER z)
public:
    std::optional<int> x; //!< of the axis x; empty: it stays
    std::optional<int> y; //!< of the axis y; empty: it stays
    std::optional<int> z; //!< of the axis z; empty: it stays
};

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
