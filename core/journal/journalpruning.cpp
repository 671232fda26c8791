// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the writer that forgets.

#include "core/journal/journalwriter.h"

namespace Holdfast {

namespace {

// So that no transaction takes long.
constexpr int part = 10'000;
constexpr qint64 oneDay = 86'400'000;

} // namespace

void JournalWriter::deleteOldest(const QString &condition, int most)
{
    m_database.run(QStringLiteral("DELETE FROM events WHERE id IN"
                                  " (SELECT id FROM events%1 ORDER BY at LIMIT %2)")
                       .arg(condition)
                       .arg(most));
}

bool JournalWriter::prune(qint64 limit)
{
    begin();
    deleteOldest(QStringLiteral(" WHERE at < %1").arg(limit), part);
    const bool isDone = m_database.number(QStringLiteral("SELECT changes()")) < part;
    if (isDone) {
        m_database.run(QStringLiteral("DELETE FROM runs WHERE ended < %1").arg(limit));
        // It is noted anew when a text is used once it has been forgotten here, which happens daily.
        m_database.run(QStringLiteral("DELETE FROM texts WHERE seen < %1").arg(limit - 2 * oneDay));
    }
    commit();
    m_texts.clear();
    return isDone;
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
