// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

#include <optional>

namespace Holdfast {

//! \brief What the configuration can say about an Autofocus.
struct AutofocusOptions
{
    Q_GADGET
    Q_PROPERTY(Holdfast::AutofocusOptions::Direction towardsObjective MEMBER towardsObjective)
    Q_PROPERTY(std::optional<int> zLimit MEMBER zLimit)
    Q_PROPERTY(int backlash MEMBER backlash)
public:
    //! Which way of z brings objective and sample together.
    enum class Direction { Up, Down };
    Q_ENUM(Direction)

    static constexpr int mostBacklash = 10'000;
    static constexpr int farthest = 1'000'000'000;

    Direction towardsObjective = Direction::Up; //!< Up: where z grows
    //! No position nearer to the objective than this is used; until a user sets another limit. Empty: only
    //! the stage's own limits count.
    std::optional<int> zLimit;
    //! How far the stage goes back before it approaches a position, in steps, from 0 to \ref mostBacklash;
    //! until a user sets another one.
    int backlash = 200;

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
