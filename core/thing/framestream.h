// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

class Thing;

//! \brief One picture of a live stream: a JPEG, shared by all its viewers.
struct Frame
{
    //! The picture; empty when there is none.
    QByteArray jpeg;
    quint64 number = 0; //!< counts the frames of the stream; gaps are frames that were skipped
    //! When its scene was seen, as far as the Thing knows: at the latest when it was published.
    std::chrono::steady_clock::time_point seen {};
};

//! \brief A viewer of a stream, for as long as this object lives. Made by FrameStream::watch(),
//! destroyed in the same thread.
class FrameWatch
{
public:
    virtual ~FrameWatch() = default;
};

//! \brief A Thing's live pictures, as a member of the Thing. Each viewer gets the latest frame, so
//! that a slow viewer skips frames and does not delay others.
//!
//!     FrameStream m_stream {this, "mjpeg_stream"};
//!
//! A camera produces frames only after watchedChanged(true), until watchedChanged(false).
class FrameStream : public QObject
{
    Q_OBJECT
public:
    //! Makes a stream with the name \a name on the wire.
    FrameStream(Thing *thing, const QString &name);
    //! Ends the stream. Its watches stay safe to destroy.
    ~FrameStream() override;

    //! Returns its name on the wire.
    QString name() const { return objectName(); }
    //! Adds a name under which it is served as well, for programs that look for it there. To be called before the Thing
    //! is hosted.
    void addOtherName(const QString &name) { m_otherNames << name; }
    //! Returns those names.
    const QStringList &otherNames() const { return m_otherNames; }
    //! Returns whether there is a viewer. May be called in any thread.
    bool isWatched() const;

    //! Publishes a frame, whose scene was \a seen then. May be called in any thread. An empty one is
    //! ignored.
    void publish(const QByteArray &jpeg,
                 std::chrono::steady_clock::time_point seen = std::chrono::steady_clock::now());
    //! Returns the last frame that was published; empty before the first.
    Frame latest() const;

    //! Calls \a show in the calling thread's event loop with each new frame, until the watch is
    //! destroyed. Frames that arrive while the thread is busy are skipped, except the latest.
    [[nodiscard]] std::unique_ptr<FrameWatch> watch(std::function<void(const Frame &)> show);

Q_SIGNALS:
    //! Is emitted when the first viewer comes, or the last one goes, in that viewer's thread and
    //! one at a time: a slot that is connected directly must not wait.
    void watchedChanged(bool watched);

private:
    class Viewer;
    struct Hub;
    std::shared_ptr<Hub> m_hub;
    QStringList m_otherNames;
};

} // namespace Holdfast
