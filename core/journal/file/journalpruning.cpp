// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the writer that deletes old entries.

#include "core/journal/file/journalwriter.h"

#include <utility>

namespace Holdfast {

namespace {

// Rows per transaction, so that none takes long.
constexpr int part = 10'000;
constexpr qint64 twoDays = 2 * 86'400'000;

} // namespace

int JournalWriter::deleteOldest(const QString &condition, int most)
{
    m_database.run(QStringLiteral("DELETE FROM events WHERE id IN"
                                  " (SELECT id FROM events%1 ORDER BY segment, at LIMIT %2)")
                       .arg(condition)
                       .arg(most));
    return int(m_database.number(QStringLiteral("SELECT changes()")));
}

bool JournalWriter::prune(std::chrono::milliseconds age)
{
    const qint64 limit = m_time.now() - age.count();
    QList<std::pair<qint64, qint64>> segments;
    QSqlQuery all = m_database.prepared(QStringLiteral("SELECT id, shift FROM segments"));
    JournalDatabase::run(all);
    while (all.next())
        segments << std::pair(all.value(0).toLongLong(),
                              JournalTime::within(all.value(1).toLongLong()));
    all.finish();
    begin();
    int left = part;
    for (const auto &[segment, shift] : std::as_const(segments)) {
        if (left > 0)
            left -= deleteOldest(
                QStringLiteral(" WHERE segment = %1 AND at < %2").arg(segment).arg(limit + shift),
                left);
    }
    if (left > 0) {
        m_database.run(QStringLiteral("DELETE FROM segments WHERE id <> %1 AND NOT EXISTS"
                                      " (SELECT 1 FROM events WHERE segment = segments.id)")
                           .arg(m_segment));
        m_database.run(QStringLiteral("DELETE FROM runs WHERE ended IS NOT NULL AND id NOT IN"
                                      " (SELECT run FROM segments)"));
        // The cache of texts is cleared below, once a day, so "seen" of a text in use is at most that old.
        m_database.run(QStringLiteral("DELETE FROM texts WHERE seen < %1").arg(limit - twoDays));
    }
    commit();
    m_texts.clear();
    return left > 0;
}

bool JournalWriter::shrink(qint64 mostBytes)
{
    const qint64 used = m_database.number(QStringLiteral("PRAGMA page_count"))
                        - m_database.number(QStringLiteral("PRAGMA freelist_count"));
    if (used * m_database.number(QStringLiteral("PRAGMA page_size")) <= mostBytes)
        return true;
    begin();
    deleteOldest({}, part);
    commit();
    return false;
}

} // namespace Holdfast
