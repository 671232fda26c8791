// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/response.h"

namespace Holdfast {

//! Returns a tag for \a content: the same for the same bytes.
QByteArray entityTag(const QByteArray &content);

//! \brief The answer to a request for a large resource: all but its bytes.
struct WantedPart
{
    Response head;    //!< without the requested bytes
    qint64 first = 0; //!< of the requested bytes
    qint64 count = 0; //!< 0: the head is all
};

//! Returns the part that \a request asks for, of a resource with \a size bytes, which is answered
//! as \a head: see conditional().
WantedPart wantedPart(const Request &request, Response head, qint64 size, const QByteArray &tag);

//! Returns \a whole, or what \a request asks for instead (RFC 9110): no content, when it knows the
//! content by its \a tag (304), or asks for it only with another one (412); one range of its bytes
//! (206), or an error when that range does not exist (416). A range that cannot be understood, and
//! several ranges at once, are answered with the whole.
Response conditional(const Request &request, Response whole, const QByteArray &tag);

} // namespace Holdfast
