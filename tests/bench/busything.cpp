// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/busything.h"

namespace Holdfast {

namespace {

// More than the number of threads of any executor.
constexpr int s_many = 1000;

} // namespace

BusyThing::BusyThing(QSemaphore &begun)
    : m_begun(begun)
{
    describe("idle", {}).withoutGlobalLock();
}

int BusyThing::slow() const
{
    m_begun.release();
    m_unblock.acquire();
    return 0;
}

void BusyThing::compute()
{
    const auto hold = holdGlobalLock();
    m_begun.release();
    for (;;)
        throwIfCancelled();
}

void BusyThing::idle()
{
    m_begun.release();
    cancellableSleep(std::chrono::hours {1});
}

void BusyThing::emergencyStop()
{
    m_stoppedAt = Clock::now().time_since_epoch().count();
    m_unblock.release(s_many);
}

} // namespace Holdfast
