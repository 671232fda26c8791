// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/parse/headparser.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Holdfast {

//! \brief Reads a request's body, of a known length or in chunks (RFC 9112, 7.1).
//!
//! It is as strict as parseHead(). Extensions of chunks and fields after the last one are ignored.
class BodyReader
{
public:
    BodyReader() = default;
    //! Makes a reader. \a limit is the largest body in chunks; the head's parser has checked the
    //! other kind.
    BodyReader(const RequestHead &head, qint64 limit);

    //! Takes the body's bytes from the beginning of \a bytes. Returns true when no more are
    //! expected: the body is complete, or it is refused.
    bool read(QByteArray &bytes);

    //! Returns the reason for the refusal, if it is refused.
    const std::optional<HeadRefused> &refusal() const { return m_refusal; }
    //! Returns the body, once it is complete.
    QByteArray take();

private:
    enum class Part { Size, Data, DataEnd, Trailer, Done };

    bool readChunks(QByteArray &bytes);
    bool readPart(QByteArrayView &rest);
    void readData(QByteArrayView &rest);
    void readLine(QByteArrayView line);
    void readSize(QByteArrayView line);
    void refuse(int status, const char *detail, std::optional<ConnectionLimit> limit = {});

    bool m_isChunked = false;
    qint64 m_limit = 0;
    qint64 m_left = 0; //!< bytes that are still expected: of the body, or of the chunk
    int m_trailerFields = 0;
    Part m_part = Part::Size;
    QByteArray m_body;
    std::optional<HeadRefused> m_refusal;
};

} // namespace Holdfast
