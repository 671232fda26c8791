// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/spans.h"

namespace Holdfast::Ctl {

using std::chrono::milliseconds;

std::optional<milliseconds> readSpan(const QString &text)
{
    constexpr double longest = 3650. * 24 * 3600 * 1000;
    if (text.size() < 2)
        return {};
    double unit = 0;
    switch (text.back().unicode()) {
    case u's':
        unit = 1000;
        break;
    case u'm':
        unit = 60'000;
        break;
    case u'h':
        unit = 3'600'000;
        break;
    case u'd':
        unit = 86'400'000;
        break;
    default:
        return {};
    }
    bool isNumber = false;
    const double length = text.chopped(1).toDouble(&isNumber) * unit;
    if (!isNumber || !(length >= 0) || !(length <= longest))
        return {};
    return milliseconds(qint64(length));
}

QDateTime readTime(const QString &text)
{
    QString iso = text;
    const QDateTime full = QDateTime::fromString(iso.replace(u' ', u'T'), Qt::ISODateWithMs);
    if (full.isValid() && text.contains(u':'))
        return full;
    const QTime time = QTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return {};
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime today(now.date(), time);
    return today <= now ? today : QDateTime(now.date().addDays(-1), time);
}

} // namespace Holdfast::Ctl
