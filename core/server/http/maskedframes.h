// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Holdfast {

//! \brief Follows the frames in what a client sends over its WebSocket. Each must be masked (RFC
//! 6455, 5.1), which QWebSocket does not look at.
class MaskedFrames
{
public:
    //! How many of \a bytes, from their beginning, may be passed on: all, unless a frame without a
    //! mask begins among them.
    qsizetype accept(QByteArrayView bytes);

    //! A frame without a mask has come. Nothing behind it is accepted.
    bool hasUnmasked() const { return m_hasUnmasked; }

private:
    void readHeader();

    QByteArray m_header;   //!< of the frame that begins, as far as it has come
    quint64 m_payload = 0; //!< bytes of the current frame that are still to come
    bool m_hasUnmasked = false;
};

} // namespace Holdfast
