// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockrecorder.h"

#include <functional>
#include <mutex>

namespace Holdfast {

//! \brief Listens to a lock from the beginning, and passes its events on to a Thing for as long as
//! that exists: it is made later and destroyed earlier than the lock. Thread-safe.
class LockWitness : public LockEventSink
{
public:
    using Tell = std::function<void(const LockEvent &)>;

    //! Calls \a tell with each event from now on, in the recorder's thread; it must not throw. An
    //! empty one ends that: when this returns, no call of the previous one is running.
    void tellTo(Tell tell);

    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override;

private:
    std::mutex m_mutex;
    Tell m_tell;
};

} // namespace Holdfast
