// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headparser.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Holdfast {

//! \brief Puts a request's body together, of a known length or in chunks (RFC 9112, 7.1).
//!
//! As strict as parseHead(). Extensions of chunks and fields behind the last one say nothing to us.
class BodyReader
{
public:
    BodyReader() = default;
    //! \a limit is what a body in chunks may have; the head's parser has seen to the other kind.
    BodyReader(const RequestHead &head, qint64 limit);

    //! Takes what belongs to the body from the beginning of \a bytes. True when no more is to come:
    //! the body is whole, or it is refused.
    bool read(QByteArray &bytes);

    //! Why it is refused, if it is.
    const std::optional<HeadRefused> &refusal() const { return m_refusal; }
    //! The body, once it is whole.
    QByteArray take();

private:
    enum class Part { Size, Data, DataEnd, Trailer, Done };

    bool readChunks(QByteArray &bytes);
    bool readPart(QByteArrayView &rest);
    void readData(QByteArrayView &rest);
    void readLine(QByteArrayView line);
    void readSize(QByteArrayView line);
    void refuse(int status, const char *detail);

    bool m_isChunked = false;
    qint64 m_limit = 0;
    qint64 m_left = 0; //!< bytes that are still to come: of the body, or of the chunk
    int m_trailerFields = 0;
    Part m_part = Part::Size;
    QByteArray m_body;
    std::optional<HeadRefused> m_refusal;
};

} // namespace Holdfast
