// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanwriter.h"

#include "core/thing/workcontext.h"

#include <QDeadlineTimer>

#include <chrono>
#include <optional>

namespace Holdfast {

using namespace std::chrono_literals;

ScanWriter::ScanWriter()
    : m_state(std::make_shared<State>())
    , m_thread(QStringLiteral("scan writer"))
{
}

ScanWriter::~ScanWriter()
{
    m_thread.end(QDeadlineTimer(10s));
}

void ScanWriter::write(std::function<void()> task)
{
    waitUntilFewer(mostWaiting);
    {
        const std::lock_guard lock(m_state->mutex);
        ++m_state->waiting;
    }
    m_thread.start([state = m_state, task = std::move(task)] {
        std::exception_ptr thrown;
        {
            const std::lock_guard lock(state->mutex);
            thrown = state->thrown;
        }
        if (!thrown) {
            try {
                task();
            } catch (...) {
                thrown = std::current_exception();
            }
        }
        {
            const std::lock_guard lock(state->mutex);
            state->thrown = thrown;
            --state->waiting;
        }
        state->changed.notify_all();
    });
}

void ScanWriter::finish()
{
    waitUntilFewer(1);
}

void ScanWriter::waitUntilFewer(int limit)
{
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current()) {
        hook.emplace(*work, [state = m_state] {
            const std::lock_guard lock(state->mutex);
            state->changed.notify_all();
        });
    }
    std::unique_lock lock(m_state->mutex);
    while (m_state->waiting >= limit && !m_state->thrown) {
        lock.unlock();
        throwIfCancelled();
        lock.lock();
        // The limit is for a notification that came between the two lines above.
        m_state->changed.wait_for(lock, 100ms);
    }
    if (m_state->thrown)
        std::rethrow_exception(m_state->thrown);
}

} // namespace Holdfast
