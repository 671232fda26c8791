// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/response.h"

namespace Holdfast {

//! A tag for \a content: the same for the same bytes.
QByteArray entityTag(const QByteArray &content);

//! \a whole, or what \a request wants instead of it (RFC 9110): nothing, when it knows the content by
//! its \a tag (304); one range of its bytes (206), or the news that it has none such (416). What cannot
//! be made sense of, and several ranges at once, are answered with the whole.
Response conditional(const Request &request, Response whole, const QByteArray &tag);

} // namespace Holdfast
