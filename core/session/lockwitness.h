// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockrecorder.h"

#include <functional>
#include <mutex>

namespace Holdfast {

//! \brief Hears what happens to a lock from the beginning, and passes it on for as long as somebody
//! wants to know: a Thing, which comes later and goes earlier than the lock. Thread-safe.
class LockWitness : public LockEventSink
{
public:
    using Tell = std::function<void(const LockEvent &)>;

    //! From now on \a tell is called, in the recorder's thread; it must not throw. Without one nobody
    //! is told any more: when this returns, nobody is just being told either.
    void tellTo(Tell tell);

    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override;

private:
    std::mutex m_mutex;
    Tell m_tell;
};

} // namespace Holdfast
