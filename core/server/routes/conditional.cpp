// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/conditional.h"

#include "core/server/http/parse/entitytags.h"

#include <QCryptographicHash>

#include <algorithm>
#include <optional>
#include <utility>

namespace Holdfast {

namespace {

struct ByteRange
{
    qint64 first;
    qint64 last;
};

std::optional<qint64> numberOf(const QByteArray &text)
{
    const bool isNumber = !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](char c) {
        return c >= '0' && c <= '9';
    });
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    return isNumber && fits ? std::optional(number) : std::nullopt;
}

// Returns the requested range, perhaps beyond the end or before the beginning.
std::optional<ByteRange> wantedRange(const QByteArray &field, qint64 size)
{
    constexpr QByteArrayView unit("bytes=");
    if (!field.startsWith(unit))
        return {};
    const QByteArray text = field.sliced(unit.size()).trimmed();
    const qsizetype dash = text.indexOf('-');
    if (dash < 0)
        return {};
    const auto first = numberOf(text.first(dash));
    const auto last = numberOf(text.sliced(dash + 1));
    if (dash == 0 && last)
        return *last == 0 ? ByteRange {size, size}
                          : ByteRange {std::max<qint64>(0, size - *last), size - 1};
    if (!first || (!last && dash + 1 < text.size()) || (last && *last < *first))
        return {};
    return ByteRange {*first, std::min(last.value_or(size - 1), size - 1)};
}

bool takesRange(const Request &request, const QByteArray &tag)
{
    if (request.method != Method::Get || request.headers.count("range") != 1)
        return false;
    const QByteArray condition = request.headers.value("if-range").trimmed();
    return condition.isEmpty() || condition == tag;
}

} // namespace

QByteArray entityTag(const QByteArray &content)
{
    return '"' + QCryptographicHash::hash(content, QCryptographicHash::Sha256).first(12).toHex()
           + '"';
}

WantedPart wantedPart(const Request &request, Response head, qint64 size, const QByteArray &tag)
{
    head.headers.set("etag", tag);
    head.headers.set("accept-ranges", "bytes");
    // Unless the resource says otherwise, the client may keep it, but must revalidate it before each use.
    if (head.headers.value("cache-control").isEmpty())
        head.headers.set("cache-control", "private, no-cache");
    const EntityTags wanted(request.headers, "if-match");
    if (wanted.isGiven() && !wanted.matchStrongly(tag))
        return {Response::error(
            412,
            QStringLiteral("If-Match names another entity tag than %1, which is the current one.")
                .arg(QString::fromLatin1(tag)))};
    if (EntityTags(request.headers, "if-none-match").matchWeakly(tag))
        return {{304, {}, head.headers, {}}};
    const auto range =
        takesRange(request, tag) ? wantedRange(request.headers.value("range"), size) : std::nullopt;
    if (!range)
        return {std::move(head), 0, size};
    const QByteArray total = QByteArray::number(size);
    if (range->first >= size) {
        Response none = Response::error(416, QStringLiteral("The data has %1 bytes.").arg(size));
        none.headers.add("content-range", "bytes */" + total);
        return {std::move(none)};
    }
    head.status = 206;
    head.headers.add("content-range", "bytes " + QByteArray::number(range->first) + '-'
                                          + QByteArray::number(range->last) + '/' + total);
    return {std::move(head), range->first, range->last - range->first + 1};
}

Response conditional(const Request &request, Response whole, const QByteArray &tag)
{
    const QByteArray body = std::exchange(whole.body, {});
    WantedPart part = wantedPart(request, std::move(whole), body.size(), tag);
    if (part.count > 0)
        part.head.body = part.count == body.size() ? body : body.sliced(part.first, part.count);
    return std::move(part.head);
}

} // namespace Holdfast
