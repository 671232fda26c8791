// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

class Thing;

//! \brief One picture of a live stream: a JPEG, shared by everybody who looks at it.
struct Frame
{
    QByteArray jpeg;
    quint64 number = 0; //!< counts the frames of the stream; gaps are frames that were skipped
};

//! \brief Somebody watches a stream for as long as this lives.
//! Made by FrameStream::watch(), destroyed in the same thread.
class FrameWatch
{
public:
    virtual ~FrameWatch() = default;
};

//! \brief A Thing's live pictures, as a member of the Thing. Frames reach whoever watches; the
//! latest wins, so that a slow viewer skips frames and harms nobody.
//!
//!     FrameStream m_stream {this, "mjpeg_stream"};
//!
//! A camera produces frames only while watchedChanged() has last said true.
class FrameStream : public QObject
{
    Q_OBJECT
public:
    //! \a name is the one on the wire.
    FrameStream(Thing *thing, const QString &name);
    ~FrameStream() override;

    QString name() const { return objectName(); }
    bool isWatched() const;

    //! From any thread. An empty one is none: nobody is shown that.
    void publish(const QByteArray &jpeg);
    //! The last frame that was published; empty before the first.
    Frame latest() const;

    //! Calls \a show in the calling thread's event loop with each new frame, until the watch is
    //! destroyed. Frames that come while it is busy are skipped, all but the latest.
    [[nodiscard]] std::unique_ptr<FrameWatch> watch(std::function<void(const Frame &)> show);

Q_SIGNALS:
    //! The first viewer came, or the last one went. Emitted in their thread, one at a time: whoever
    //! is connected directly must not wait for anything.
    void watchedChanged(bool watched);

private:
    class Viewer;
    struct Hub;
    std::shared_ptr<Hub> m_hub;
};

} // namespace Holdfast
