// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/historytable.h"

#include "app/holdfastctl/task/lockviewtext.h"
#include "core/base/printable.h"
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

QString duration(const std::optional<std::chrono::microseconds> &time)
{
    constexpr std::chrono::milliseconds shortest {1};
    if (!time)
        return {};
    if (time->count() > 0 && *time < shortest)
        return QStringLiteral("<1 ms");
    return toText(std::chrono::floor<std::chrono::milliseconds>(*time));
}

QString words(QString text)
{
    return text.replace(u'_', u' ');
}

//! Returns how the entry ended, and all further details.
QString howOf(const HistoryEntry &entry)
{
    QStringList parts;
    if (entry.how != HistoryHow::None)
        parts << words(toWord(entry.how));
    if (entry.missing > 0)
        parts << QStringLiteral("%1 events").arg(entry.missing);
    if (!entry.other.name.isEmpty())
        parts << (entry.otherOperation.isEmpty()
                      ? entry.other.name
                      : QStringLiteral("%1 for %2").arg(entry.other.name, entry.otherOperation));
    if (!entry.reason.isEmpty())
        parts << QStringLiteral("\"%1\"").arg(entry.reason);
    return parts.join(QStringLiteral(", "));
}

QStringList cellsOf(const HistoryEntry &entry)
{
    QStringList cells {timeText(entry.at), words(toWord(entry.kind)), entry.who.name,
                       entry.operation,    duration(entry.waited),    duration(entry.held),
                       howOf(entry)};
    for (QString &cell : cells)
        cell = printable(cell);
    return cells;
}

} // namespace

QStringList HistoryTable::linesFor(const QList<HistoryEntry> &entries)
{
    constexpr qsizetype widest = 40;
    QList<QStringList> rows;
    for (const HistoryEntry &entry : entries)
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
