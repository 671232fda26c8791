// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace Holdfast {

class LockGate;
struct LockSight;

//! \brief Threads that wait for each other in a circle.
struct WaitCycle
{
    //! Each thread's, by its id and number.
    using Waits = std::set<std::pair<quint64, quint64>>;

    Waits waits {};  //!< that make it up: the same ones seen twice have lasted in between
    QString text {}; //!< a sentence that names the operations on the way

    //! The one that the holder of \a gate, seen as \a sight, is caught in; empty for none. What is
    //! read one after the other need not have been true at once: only seen twice it is certain.
    static std::optional<WaitCycle> of(const std::shared_ptr<LockGate> &gate,
                                       const LockSight &sight);
};

} // namespace Holdfast
