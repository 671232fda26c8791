// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <limits>

namespace Holdfast {

//! \brief Follows the frames that a client sends over its WebSocket. Each must be masked (RFC 6455,
//! 5.1), which QWebSocket does not check.
class MaskedFrames
{
public:
    MaskedFrames() = default;
    //! Follows frames of messages that may have \a longestMessage bytes.
    explicit MaskedFrames(qint64 longestMessage)
        : m_longest(longestMessage)
    {
    }

    //! Returns how many of \a bytes, from their beginning, may be passed on: all, unless a frame
    //! without a mask begins among them.
    qsizetype accept(QByteArrayView bytes);

    //! Returns whether a frame without a mask has come. The bytes after it are not accepted.
    bool hasUnmasked() const { return m_hasUnmasked; }

    //! Returns whether a message is longer than it may be, by what its frames say of their lengths.
    bool hasTooLong() const { return m_hasTooLong; }

    //! Returns whether a message has begun, and not arrived completely.
    bool isWithinMessage() const { return m_isWithinMessage; }
    //! Returns how many bytes of it have arrived.
    qint64 unfinishedBytes() const { return m_unfinished; }

private:
    void readHeader();
    void endFrame();

    QByteArray m_header;   //!< of the frame that begins, as far as it has arrived
    quint64 m_payload = 0; //!< bytes of the current frame that are still missing
    qint64 m_longest = std::numeric_limits<qint64>::max();
    bool m_hasTooLong = false;
    bool m_isControl = false; //!< whether the current frame is not a part of a message
    bool m_isLast = false;    //!< whether the current frame is the last one of its message
    bool m_isWithinMessage = false;
    qint64 m_unfinished = 0;
    bool m_hasUnmasked = false;
};

} // namespace Holdfast
