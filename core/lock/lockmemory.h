// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockmode.h"

#include <QtGlobal>

#include <atomic>
#include <limits>
#include <optional>

namespace Holdfast {

//! \brief The part of a lock's state that outlives its process.
struct LockMemory
{
    //! The latest generation that may have been handed out: a caller that expects an older owner
    //! must never meet a new owner with the same number.
    quint64 generation = 0;
    LockModeRecord mode {};                //!< Shared or LocalOnly
    std::optional<LockModeRecord> stop {}; //!< while everything is stopped
};

//! \brief Keeps a lock's memory: see GlobalLock::remember().
class LockMemoryKeeper
{
public:
    virtual ~LockMemoryKeeper() = default;

    //! Notes that the mode or the stop has changed, or that the generation has reached askAt(). Is
    //! called in any thread, and with the lock's own mutex held, so that the last call has the
    //! latest state. It must be quick, must not wait for a disk, and must not use the lock.
    virtual void changed(const LockMemory &memory) = 0;

    //! Sets the generation at which the lock asks for more. Generations up to some limit are
    //! reserved on the disk; the lock asks, once per call of this function, before they run out.
    void setAskAt(quint64 generation) { m_askAt.store(generation, std::memory_order_relaxed); }
    //! Returns whether it is time to ask.
    bool takeAsk(quint64 generation)
    {
        if (generation < m_askAt.load(std::memory_order_relaxed))
            return false;
        m_askAt.store(std::numeric_limits<quint64>::max(), std::memory_order_relaxed);
        return true;
    }

private:
    std::atomic<quint64> m_askAt {std::numeric_limits<quint64>::max()};
};

} // namespace Holdfast
