// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/entitytags.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr QByteArrayView s_weak("W/");

QByteArrayView opaque(QByteArrayView tag)
{
    return tag.startsWith(s_weak) ? tag.sliced(s_weak.size()) : tag;
}

} // namespace

// It is not parsed like other lists: a backslash in a tag is only a backslash.
EntityTags::EntityTags(const Headers &headers, QByteArrayView field)
    : m_isGiven(headers.contains(field))
{
    if (!m_isGiven)
        return;
    const QByteArray text = headers.joined(field);
    m_isAny = headers.list(field).contains("*");
    QByteArrayView rest(text);
    while (!rest.isEmpty()) {
        const QByteArrayView tag = opaque(rest);
        const qsizetype end = tag.startsWith('"') ? tag.indexOf('"', 1) : -1;
        if (end < 0) { // not the beginning of a tag
            rest = rest.sliced(1);
            continue;
        }
        const qsizetype size = rest.size() - tag.size() + end + 1;
        m_tags << rest.first(size).toByteArray();
        rest = rest.sliced(size);
    }
}

bool EntityTags::matchWeakly(QByteArrayView tag) const
{
    return m_isAny || std::any_of(m_tags.cbegin(), m_tags.cend(), [tag](const QByteArray &each) {
               return opaque(each) == opaque(tag);
           });
}

bool EntityTags::matchStrongly(QByteArrayView tag) const
{
    return m_isAny
           || (!tag.startsWith(s_weak)
               && std::any_of(m_tags.cbegin(), m_tags.cend(),
                              [tag](const QByteArray &each) { return each == tag; }));
}

std::optional<Response> failedPrecondition(const Request &request, bool isThere)
{
    const EntityTags wanted(request.headers, "if-match");
    if (wanted.isGiven() && !(wanted.isAny() && isThere))
        return Response::error(
            412, isThere ? QStringLiteral("If-Match names an entity tag, but what can be changed "
                                          "here has none. Nothing was done.")
                         : QStringLiteral("If-Match requires that this exists already, but it does "
                                          "not. Nothing was done."));
    const EntityTags unwanted(request.headers, "if-none-match");
    if (unwanted.isAny() && isThere)
        return Response::error(412, QStringLiteral("If-None-Match requires that this does not "
                                                   "exist yet, but it does. Nothing was done."));
    return {};
}

} // namespace Holdfast
