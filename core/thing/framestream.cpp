// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/framestream.h"

#include "core/thing/thing.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

//! The state that a stream and its viewers share, so that either may be destroyed first.
struct FrameStream::Hub
{
    mutable std::mutex mutex;
    Frame latest;
    std::vector<Viewer *> viewers;

    //! Is held while viewers come and go and the listeners of watchedChanged() are told, so that
    //! they are told in order and the stream lives until then. Recursive, because a listener may
    //! begin or end a watch.
    std::recursive_mutex announcing;
    FrameStream *stream = nullptr; //!< null once it is destroyed
};

class FrameStream::Viewer : public QObject, public FrameWatch
{
public:
    Viewer(std::shared_ptr<Hub> hub, std::function<void(const Frame &)> show)
        : m_hub(std::move(hub))
        , m_show(std::move(show))
    {
        changeViewers([this](auto &viewers) { viewers.push_back(this); });
    }

    ~Viewer() override
    {
        changeViewers([this](auto &viewers) { std::erase(viewers, this); });
    }

    //! Wakes the viewer. Requires the hub's mutex, so that this viewer is alive.
    void wake()
    {
        if (!std::exchange(m_isWoken, true))
            QMetaObject::invokeMethod(
                this, [this] { showLatest(); }, Qt::QueuedConnection);
    }

private:
    template<typename Change>
    void changeViewers(Change change)
    {
        const std::lock_guard announcement(m_hub->announcing);
        bool before = false;
        bool watched = false;
        {
            const std::lock_guard lock(m_hub->mutex);
            before = !m_hub->viewers.empty();
            change(m_hub->viewers);
            watched = !m_hub->viewers.empty();
        }
        if (m_hub->stream && before != watched)
            Q_EMIT m_hub->stream->watchedChanged(watched);
    }

    void showLatest()
    {
        Frame frame;
        {
            // Together, or a frame that comes in between would be shown twice.
            const std::lock_guard lock(m_hub->mutex);
            m_isWoken = false;
            frame = m_hub->latest;
        }
        m_show(frame);
    }

    std::shared_ptr<Hub> m_hub;
    std::function<void(const Frame &)> m_show;
    bool m_isWoken = false; //!< guarded by the hub's mutex
};

FrameStream::FrameStream(Thing *thing, const QString &name)
    : m_hub(std::make_shared<Hub>())
{
    m_hub->stream = this;
    setObjectName(name);
    thing->addStream(this);
}

FrameStream::~FrameStream()
{
    const std::lock_guard announcement(m_hub->announcing);
    m_hub->stream = nullptr;
}

bool FrameStream::isWatched() const
{
    const std::lock_guard lock(m_hub->mutex);
    return !m_hub->viewers.empty();
}

void FrameStream::publish(const QByteArray &jpeg, std::chrono::steady_clock::time_point seen)
{
    if (jpeg.isEmpty())
        return;
    const std::lock_guard lock(m_hub->mutex);
    m_hub->latest = {jpeg, m_hub->latest.number + 1, seen};
    for (Viewer *viewer : m_hub->viewers)
        viewer->wake();
}

Frame FrameStream::latest() const
{
    const std::lock_guard lock(m_hub->mutex);
    return m_hub->latest;
}

std::unique_ptr<FrameWatch> FrameStream::watch(std::function<void(const Frame &)> show)
{
    return std::make_unique<Viewer>(m_hub, std::move(show));
}

} // namespace Holdfast
