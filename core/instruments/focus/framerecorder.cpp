// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/focus/framerecorder.h"

#include "core/thing/framestream.h"
#include "core/thing/workcontext.h"

#include <optional>
#include <utility>

namespace Holdfast {

std::unique_ptr<FrameWatch> FrameRecorder::watch(const std::shared_ptr<FrameRecorder> &recorder,
                                                 FrameStream &stream)
{
    return stream.watch([recorder](const Frame &frame) { recorder->add(frame); });
}

void FrameRecorder::add(const Frame &frame)
{
    {
        const std::lock_guard lock(m_mutex);
        m_latest = {frame.seen, frame.jpeg};
        if (m_pictures.size() < most)
            m_pictures.push_back(m_latest);
    }
    m_came.notify_all();
}

bool FrameRecorder::waitFor(Clock::time_point time, Clock::time_point deadline)
{
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current()) {
        hook.emplace(*work, [this] {
            const std::lock_guard lock(m_mutex);
            m_came.notify_all();
        });
    }
    std::unique_lock lock(m_mutex);
    while (m_latest.jpeg.isEmpty() || m_latest.seen < time) {
        throwIfCancelled();
        if (Clock::now() >= deadline)
            return false;
        m_came.wait_until(lock, deadline);
    }
    return true;
}

FrameRecorder::Picture FrameRecorder::latest() const
{
    const std::lock_guard lock(m_mutex);
    return m_latest;
}

std::vector<FrameRecorder::Picture> FrameRecorder::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_pictures, {});
}

} // namespace Holdfast
