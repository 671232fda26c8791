// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/mediatype.h"

#include <QRegularExpression>

namespace Holdfast {

namespace {

QString bare(const QString &mediaType)
{
    return mediaType.section(u';', 0, 0).trimmed().toLower();
}

} // namespace

bool isMediaTypePattern(const QString &pattern)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\*/\\*|[a-z0-9][a-z0-9!#$&^_.+-]*/(\\*|[a-z0-9][a-z0-9!#$&^_.+-]*))$"));
    return form.match(bare(pattern)).hasMatch();
}

bool isMediaTypeWildcard(const QString &pattern)
{
    return bare(pattern).endsWith(u'*');
}

bool matchesMediaType(const QString &mediaType, const QString &pattern)
{
    const QString wanted = bare(pattern);
    if (wanted.isEmpty() || wanted == QLatin1String("*/*"))
        return true;
    const QString given = bare(mediaType);
    if (wanted.endsWith(QLatin1String("/*")))
        return given.startsWith(wanted.chopped(1));
    return given == wanted;
}

} // namespace Holdfast
