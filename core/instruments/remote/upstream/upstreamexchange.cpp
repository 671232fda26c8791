// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamexchange.h"

#include <utility>

namespace Holdfast {

UpstreamExchange::UpstreamExchange(Then then)
    : m_then(std::move(then))
{
}

StationAnswer UpstreamExchange::wait()
{
    std::unique_lock lock(m_mutex);
    m_finished.wait(lock, [this] { return m_answer.has_value(); });
    return *m_answer;
}

void UpstreamExchange::abort(const QString &why)
{
    StationAnswer none;
    none.failure = why;
    finish(none);
    std::function<void()> abort;
    {
        const std::lock_guard lock(m_mutex);
        abort = std::exchange(m_abort, nullptr);
    }
    if (abort)
        abort();
}

void UpstreamExchange::setAbort(std::function<void()> abort)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_answer) {
            m_abort = std::move(abort);
            return;
        }
    }
    abort();
}

void UpstreamExchange::finish(const StationAnswer &answer)
{
    Then then;
    {
        const std::lock_guard lock(m_mutex);
        if (m_answer)
            return;
        m_answer = answer;
        then = std::exchange(m_then, nullptr);
    }
    m_finished.notify_all();
    if (then)
        then(answer);
}

} // namespace Holdfast
