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
//! What is no tag is left out.
class EntityTags
{
public:
    //! None are named.
    EntityTags() = default;
    EntityTags(const Headers &headers, QByteArrayView field);

    //! Whether the field is there at all, whatever it says.
    bool isGiven() const { return m_isGiven; }
    //! "*": whatever there is.
    bool isAny() const { return m_isAny; }

    //! Whether \a tag is meant, by weak comparison: W/"a" and "a" are the same.
    bool matchWeakly(QByteArrayView tag) const;
    //! Whether \a tag is meant, by strong comparison: a weak tag is nobody's.
    bool matchStrongly(QByteArrayView tag) const;

private:
    QByteArrayList m_tags; //!< each with its quotation marks, and W/ if it is weak
    bool m_isGiven = false;
    bool m_isAny = false;
};

//! 412 when \a request, which would change something, is only to be done if its If-Match and
//! If-None-Match hold, and they do not. \a isThere: what it names can be read; nothing that can be
//! changed has an entity tag, so none that a client names is that of what there is.
std::optional<Response> failedPrecondition(const Request &request, bool isThere);

} // namespace Holdfast
