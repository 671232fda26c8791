// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/response.h"

namespace Holdfast {

//! A tag for \a content: the same for the same bytes.
QByteArray entityTag(const QByteArray &content);

//! \brief The answer to a request for something that is large: all but its bytes.
struct WantedPart
{
    Response head;    //!< without the bytes that are wanted
    qint64 first = 0; //!< of them
    qint64 count = 0; //!< 0: the head is all
};

//! What \a request wants of something with \a size bytes, which is answered as \a head: see conditional().
WantedPart wantedPart(const Request &request, Response head, qint64 size, const QByteArray &tag);

//! \a whole, or what \a request wants instead of it (RFC 9110): nothing, when it knows the content by
//! its \a tag (304), or wants it only with another one (412); one range of its bytes (206), or the news that it has none such (416). What cannot
//! be made sense of, and several ranges at once, are answered with the whole.
Response conditional(const Request &request, Response whole, const QByteArray &tag);

} // namespace Holdfast
