// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/cancels.h"

namespace Mirror {

using Holdfast::InvocationCancelled;

void Cancels::countTo(int times, double pause)
{
    for (int i = 0; i < times; ++i) {
        Holdfast::cancellableSleep(std::chrono::duration<double>(pause));
        m_count.update([](int &count) { ++count; });
    }
}

void Cancels::obedient(int times, double pause)
{
    try {
        countTo(times, pause);
    } catch (const InvocationCancelled &) {
        m_handled = true;
        throw;
    }
}

void Cancels::deaf(int times, double pause)
{
    for (int i = 0; i < times; ++i) {
        try {
            Holdfast::cancellableSleep(std::chrono::duration<double>(pause));
        } catch (const InvocationCancelled &) {
            m_handled = true;
        }
        m_count.update([](int &count) { ++count; });
    }
}

void Cancels::reluctant(int times, double pause)
{
    try {
        countTo(times, pause);
    } catch (const InvocationCancelled &) {
        m_handled = true;
        countTo(times, pause);
    }
}

} // namespace Mirror
