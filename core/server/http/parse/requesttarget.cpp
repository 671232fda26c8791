// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/requesttarget.h"

#include <QStringDecoder>

#include <algorithm>

namespace Holdfast {

namespace {

bool isEncodedProperly(QByteArrayView text)
{
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] <= ' ' || text[i] == '\x7f' || text[i] == '#')
            return false;
        if (text[i] != '%')
            continue;
        if (i + 2 >= text.size() || !isHex(text[i + 1]) || !isHex(text[i + 2]))
            return false;
        i += 2;
    }
    return true;
}

// Returns whether a text is the same when it is decoded; most are.
bool isPlain(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c > ' ' && c < '\x7f' && c != '%' && c != '#'; });
}

} // namespace

std::optional<QString> percentDecoded(QByteArrayView encoded)
{
    if (isPlain(encoded))
        return QString::fromLatin1(encoded);
    if (!isEncodedProperly(encoded))
        return {};
    QStringDecoder fromUtf8(QStringDecoder::Utf8);
    const QString text = fromUtf8(QByteArray::fromPercentEncoding(encoded.toByteArray()));
    const bool hidesControl = std::any_of(
        text.cbegin(), text.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (fromUtf8.hasError() || hidesControl)
        return {};
    return text;
}

std::optional<RequestTarget> parseTarget(QByteArrayView target)
{
    if (target == "*")
        return RequestTarget {"*", QStringLiteral("*"), {}};
    if (!target.startsWith('/'))
        return {};
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView rawPath = mark < 0 ? target : target.first(mark);
    const auto path = percentDecoded(rawPath);
    if (!path)
        return {};
    RequestTarget parts {rawPath.toByteArray(), *path, {}};
    if (mark >= 0) {
        const QByteArrayView rawQuery = target.sliced(mark + 1);
        if (!percentDecoded(rawQuery))
            return {};
        // QUrlQuery does not decode '+' as a space.
        parts.query = QUrlQuery(QString::fromLatin1(rawQuery.toByteArray().replace('+', "%20")));
    }
    return parts;
}

} // namespace Holdfast
