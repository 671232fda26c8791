// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/historytable.h"

#include "app/holdfastctl/jsonread.h"
#include "core/lock/locktext.h"

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

const QStringList &headline()
{
    static const QStringList names {QStringLiteral("TIME"),   QStringLiteral("KIND"),
                                    QStringLiteral("WHO"),    QStringLiteral("OPERATION"),
                                    QStringLiteral("WAITED"), QStringLiteral("HELD"),
                                    QStringLiteral("HOW")};
    return names;
}

// A server may say anything; no machine runs for as long as a double goes.
QString duration(const Json &entry, const char *key)
{
    constexpr double most = 1e15;
    const Json &value = JsonRead::member(entry, key);
    if (!value.is_number())
        return {};
    const auto time = value.get<double>();
    if (!(time >= 0) || time > most)
        return {};
    if (time > 0 && time < 1)
        return QStringLiteral("<1 ms");
    return toText(std::chrono::milliseconds(qint64(time)));
}

QString words(QString text)
{
    return text.replace(u'_', u' ');
}

//! How it ended, and whatever else there is to say.
QString howOf(const Json &entry)
{
    QStringList parts;
    if (const QString how = JsonRead::text(entry, "how"); !how.isEmpty())
        parts << words(how);
    if (const auto missing = JsonRead::number(entry, "missing"))
        parts << QStringLiteral("%1 events").arg(*missing);
    const QString other = JsonRead::text(entry, "other");
    const QString otherOperation = JsonRead::text(entry, "other_operation");
    if (!other.isEmpty())
        parts << (otherOperation.isEmpty()
                      ? other
                      : QStringLiteral("%1 for %2").arg(other, otherOperation));
    if (const QString reason = JsonRead::text(entry, "reason"); !reason.isEmpty())
        parts << QStringLiteral("\"%1\"").arg(reason);
    return parts.join(QStringLiteral(", "));
}

QStringList cellsOf(const Json &entry)
{
    return {JsonRead::time(entry, "at"),
            words(JsonRead::text(entry, "kind")),
            JsonRead::text(entry, "who"),
            JsonRead::text(entry, "operation"),
            duration(entry, "waited_ms"),
            duration(entry, "held_ms"),
            howOf(entry)};
}

} // namespace

QStringList HistoryTable::linesFor(const Json &entries)
{
    constexpr qsizetype widest = 40;
    QList<QStringList> rows;
    for (const Json &entry : entries)
        rows << cellsOf(entry);
    QStringList lines;
    if (m_widths.isEmpty() && !rows.isEmpty()) {
        for (qsizetype column = 0; column < headline().size(); ++column) {
            qsizetype width = headline()[column].size();
            for (const QStringList &row : rows)
                width = std::max(width, row[column].size());
            m_widths << std::min(width, widest);
        }
        lines << lineFor(headline());
    }
    for (const QStringList &row : rows)
        lines << lineFor(row);
    return lines;
}

QString HistoryTable::lineFor(const QStringList &cells) const
{
    QString line;
    for (qsizetype column = 0; column + 1 < cells.size(); ++column)
        line += cells[column].leftJustified(m_widths[column]) + QStringLiteral("  ");
    line += cells.last();
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

} // namespace Holdfast::Ctl
