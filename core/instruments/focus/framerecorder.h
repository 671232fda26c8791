// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

class FrameStream;
class FrameWatch;
struct Frame;

//! \brief Keeps the live pictures that come while the stage moves, with the times at which their scenes were
//! seen. Used by a worker; the pictures arrive in the thread that has begun the watch.
class FrameRecorder
{
public:
    using Clock = std::chrono::steady_clock;

    //! A live picture.
    struct Picture
    {
        Clock::time_point seen {}; //!< its scene
        QByteArray jpeg;           //!< the whole file
    };

    //! How many pictures are kept; those that come later are dropped.
    static constexpr size_t most = 5000;

    FrameRecorder() = default;
    FrameRecorder(const FrameRecorder &) = delete;
    FrameRecorder &operator=(const FrameRecorder &) = delete;

    //! Begins to watch \a stream in the calling thread, which needs an event loop. \a recorder is kept until
    //! the watch is destroyed, in the same thread.
    static std::unique_ptr<FrameWatch> watch(const std::shared_ptr<FrameRecorder> &recorder,
                                             FrameStream &stream);

    //! Waits for a picture whose scene was seen at \a time or later. Returns false when none has come by \a
    //! deadline. Throws InvocationCancelled when the caller's action is cancelled.
    bool waitFor(Clock::time_point time, Clock::time_point deadline);

    //! Returns the latest picture; that of a recorder without any is empty.
    Picture latest() const;
    //! Returns the pictures so far, and forgets them.
    std::vector<Picture> take();

private:
    void add(const Frame &frame);

    mutable std::mutex m_mutex;
    std::condition_variable m_came;
    std::vector<Picture> m_pictures;
    Picture m_latest;
};

} // namespace Holdfast
