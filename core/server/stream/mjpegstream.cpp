// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/mjpegstream.h"

#include <utility>

namespace Holdfast {

Response MjpegStream::head() const
{
    return {200, "multipart/x-mixed-replace; boundary=frame", {}, {}};
}

void MjpegStream::push(const QByteArray &jpeg)
{
    if (jpeg.isEmpty())
        return; // must not replace one that waits
    if (!m_waiting.isEmpty())
        ++m_skipped;
    m_waiting = jpeg;
    if (isActive())
        drained();
}

void MjpegStream::drained()
{
    if (m_waiting.isEmpty() || !hasRoom())
        return;
    const QByteArray frame = std::exchange(m_waiting, {});
    m_lastSize = frame.size();
    ++m_sent;
    write("--frame\r\nContent-Type: image/jpeg\r\n\r\n");
    write(frame);
    write("\r\n");
}

// Returns whether there is room: with one frame in transit there is room for a second one.
bool MjpegStream::hasRoom() const
{
    return backlog() <= m_lastSize;
}

} // namespace Holdfast
