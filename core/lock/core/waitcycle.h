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
struct WatchedOperation;

//! \brief Threads that wait for each other in a circle.
struct WaitCycle
{
    //! The id and the number of each thread's wait.
    using Waits = std::set<std::pair<quint64, quint64>>;

    Waits waits {};  //!< the waits of the cycle: the same ones seen twice have lasted in between
    QString text {}; //!< a sentence that names the operations on the way

    //! Returns the cycle in which the holder of \a gate, seen as \a running, is caught; empty for
    //! none. The waits are read one after the other and need not have existed at once: a cycle is
    //! only certain when it is seen twice.
    static std::optional<WaitCycle> of(const std::shared_ptr<LockGate> &gate,
                                       const WatchedOperation &running);
};

} // namespace Holdfast
