// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockmode.h"

#include <QtGlobal>

#include <atomic>
#include <limits>
#include <optional>

namespace Holdfast {

//! \brief What of a lock has to outlive its process.
struct LockMemory
{
    //! The latest one that may have been handed out: what expects an older owner must never meet a
    //! new one.
    quint64 generation = 0;
    LockModeRecord mode {};                //!< Shared or LocalOnly
    std::optional<LockModeRecord> stop {}; //!< while everything is stopped
};

//! \brief Keeps what a lock has to remember: see GlobalLock::remember().
class LockMemoryKeeper
{
public:
    virtual ~LockMemoryKeeper() = default;

    //! The mode or the stop is another one, or the generation has come to askAt(). Called in any
    //! thread, and with the lock's own mutex held, so that what comes last is what holds: it has to
    //! be quick, to wait for no disk, and to leave the lock alone.
    virtual void changed(const LockMemory &memory) = 0;

    //! Generations up to some limit are reserved on the disk; before they run out, at \a generation,
    //! the lock asks for more. Once each time it is set.
    void setAskAt(quint64 generation) { m_askAt.store(generation, std::memory_order_relaxed); }
    //! True when it is time to ask.
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
