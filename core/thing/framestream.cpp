// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/framestream.h"

#include "core/thing/thing.h"

#include <algorithm>
#include <atomic>

namespace Holdfast {

//! What a stream and its viewers share, so that either may go first.
struct FrameStream::Hub
{
    mutable std::mutex mutex;
    Frame latest;
    std::vector<Viewer *> viewers;
    FrameStream *stream = nullptr; //!< null once it is gone
};

class FrameStream::Viewer : public QObject, public FrameWatch
{
public:
    Viewer(std::shared_ptr<Hub> hub, std::function<void(const Frame &)> show)
        : m_hub(std::move(hub)), m_show(std::move(show))
    {
        changeViewers([this](auto &viewers) { viewers.push_back(this); });
    }

    ~Viewer() override
    {
        changeViewers([this](auto &viewers) { std::erase(viewers, this); });
    }

    //! With the hub's mutex held, so that this viewer is alive.
    void wake()
    {
        if (!m_woken.exchange(true))
            QMetaObject::invokeMethod(
                this, [this] { showLatest(); }, Qt::QueuedConnection);
    }

private:
    template <typename Change> void changeViewers(Change change)
    {
        FrameStream *stream = nullptr;
        bool watched = false;
        bool changed = false;
        {
            const std::lock_guard lock(m_hub->mutex);
            const bool before = !m_hub->viewers.empty();
            change(m_hub->viewers);
            watched = !m_hub->viewers.empty();
            changed = before != watched;
            stream = m_hub->stream;
        }
        if (stream && changed)
            Q_EMIT stream->watchedChanged(watched);
    }

    void showLatest()
    {
        m_woken = false;
        Frame frame;
        {
            const std::lock_guard lock(m_hub->mutex);
            frame = m_hub->latest;
        }
        m_show(frame);
    }

    std::shared_ptr<Hub> m_hub;
    std::function<void(const Frame &)> m_show;
    std::atomic<bool> m_woken{false};
};

FrameStream::FrameStream(Thing *thing, const QString &name) : m_hub(std::make_shared<Hub>())
{
    m_hub->stream = this;
    setObjectName(name);
    thing->addStream(this);
}

FrameStream::~FrameStream()
{
    const std::lock_guard lock(m_hub->mutex);
    m_hub->stream = nullptr;
}

bool FrameStream::isWatched() const
{
    const std::lock_guard lock(m_hub->mutex);
    return !m_hub->viewers.empty();
}

void FrameStream::publish(const QByteArray &jpeg)
{
    const std::lock_guard lock(m_hub->mutex);
    m_hub->latest = {jpeg, m_hub->latest.number + 1};
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
