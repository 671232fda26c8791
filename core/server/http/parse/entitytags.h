// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/response.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace Holdfast {

//! \brief The entity tags in an If-Match or If-None-Match, over all of its fields (RFC 9110, 13.1).
//! Other text there is ignored.
class EntityTags
{
public:
    //! Names no tags.
    EntityTags() = default;
    EntityTags(const Headers &headers, QByteArrayView field);

    //! Returns whether the field is present at all, with any value.
    bool isGiven() const { return m_isGiven; }
    //! Returns whether the field is "*": any tag.
    bool isAny() const { return m_isAny; }

    //! Returns whether \a tag is listed, by weak comparison: W/"a" and "a" are the same.
    bool matchWeakly(QByteArrayView tag) const;
    //! Returns whether \a tag is listed, by strong comparison: a weak tag never matches.
    bool matchStrongly(QByteArrayView tag) const;

private:
    QByteArrayList m_tags; //!< each with its quotation marks, and W/ if it is weak
    bool m_isGiven = false;
    bool m_isAny = false;
};

//! Returns 412 when the If-Match and If-None-Match of \a request, which would change something, do
//! not hold. \a isThere says whether its target can be read. A target that can be changed has no
//! entity tag, so no tag that a client names can match it.
std::optional<Response> failedPrecondition(const Request &request, bool isThere);

} // namespace Holdfast
