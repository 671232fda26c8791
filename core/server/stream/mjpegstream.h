// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/stream.h"

#include <QByteArray>

namespace Holdfast {

//! \brief Live pictures for one viewer, who gets the latest frame.
//!
//! A viewer that is too slow misses frames, and then gets the newest one as soon as there is room;
//! at most about two frames wait at a time. The reply ends with the connection, without chunks:
//! browsers and HTTP libraries read both, while many simple viewers and HTTP/1.0 know only this.
class MjpegStream : public Stream
{
    Q_OBJECT

public:
    using Stream::Stream;

    Response head() const override;

    //! Sends a frame, a whole JPEG, or keeps it until there is room, or drops it for a newer one.
    void push(const QByteArray &jpeg);

    //! The number of frames that were written, and that this viewer missed.
    quint64 sentFrames() const { return m_sent; }
    quint64 skippedFrames() const { return m_skipped; }

protected:
    void drained() override;

private:
    bool hasRoom() const;

    QByteArray m_waiting;
    qsizetype m_lastSize = 0;
    quint64 m_sent = 0;
    quint64 m_skipped = 0;
};

} // namespace Holdfast
