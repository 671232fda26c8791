// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/troublethings.h"

#include <thread>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_slow {2};
constexpr std::chrono::milliseconds s_look {5};

} // namespace

TroubleThing::TroubleThing()
{
    describe("hang", {}).withoutGlobalLock();
    describe("fidget", {}).withoutGlobalLock();
}

int TroubleThing::slow() const
{
    const auto until = std::chrono::steady_clock::now() + s_slow;
    while (!m_isOver && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(s_look);
    return 0;
}

void TroubleThing::hang()
{
    while (!m_isOver)
        std::this_thread::sleep_for(s_look);
}

void TroubleThing::fidget()
{
    for (int i = 0; !m_isOver; ++i) {
        m_restless = i;
        cancellableSleep(std::chrono::milliseconds {1});
    }
}

void TroubleThing::close()
{
    m_isOver = true;
}

} // namespace Holdfast
