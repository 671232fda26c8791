// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/notification.h"

#include <QDateTime>
#include <QTimeZone>

namespace Holdfast {

namespace {

constexpr qsizetype s_upToMilliseconds = 23; // of "2026-11-24T09:30:00.123456Z"
constexpr qsizetype s_length = 27;

} // namespace

QString timeText(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1000, QTimeZone::utc())
               .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz"))
           + QStringLiteral("%1Z").arg(microseconds % 1000, 3, 10, QLatin1Char('0'));
}

qint64 timeFrom(const QString &text)
{
    const QDateTime time = QDateTime::fromString(
        text.first(std::min(text.size(), s_upToMilliseconds)) + u'Z', Qt::ISODateWithMs);
    bool isNumber = false;
    const int rest = text.mid(s_upToMilliseconds, 3).toInt(&isNumber);
    if (!time.isValid() || !isNumber || text.size() != s_length)
        return 0;
    return time.toMSecsSinceEpoch() * 1000 + rest;
}

} // namespace Holdfast
