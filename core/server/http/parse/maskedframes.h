// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Holdfast {

//! \brief Follows the frames that a client sends over its WebSocket. Each must be masked (RFC 6455,
//! 5.1), which QWebSocket does not check.
class MaskedFrames
{
public:
    //! Returns how many of \a bytes, from their beginning, may be passed on: all, unless a frame
    //! without a mask begins among them.
    qsizetype accept(QByteArrayView bytes);

    //! Returns whether a frame without a mask has come. The bytes after it are not accepted.
    bool hasUnmasked() const { return m_hasUnmasked; }

private:
    void readHeader();

    QByteArray m_header;   //!< of the frame that begins, as far as it has arrived
    quint64 m_payload = 0; //!< bytes of the current frame that are still missing
    bool m_hasUnmasked = false;
};

} // namespace Holdfast
