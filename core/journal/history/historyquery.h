// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"
#include "core/journal/journalstate.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief A place between two entries of the history. It stays valid while entries are added and removed.
struct HistoryCursor
{
    qint64 segment = 0; //!< of the entry before it: a stretch in which the clock ran without a jump
    qint64 at = 0;      //!< of the entry before it
    qint64 id = 0;

    //! Returns the cursor as clients get it; to them it is opaque.
    QString toText() const;
    //! Reads the text of a cursor. Returns an empty value when \a text is not one.
    static std::optional<HistoryCursor> fromText(const QString &text);

    friend bool operator==(const HistoryCursor &, const HistoryCursor &) = default;
};

//! \brief Selects entries of the history. An empty member matches every entry.
struct HistoryQuery
{
    static constexpr int mostEntries = 1000;

    QList<HistoryKind> kinds {};
    //! Entries from this time on, and the hold that went on at that time.
    std::optional<QDateTime> from {};
    std::optional<QDateTime> to {}; //!< entries that began before this time
    QString who {}; //!< a part of HistoryEntry::who or HistoryEntry::other, in any case of letters
    QString operation {}; //!< the beginning of the operation: "stage", "stage.move_relative"
    std::optional<LockClass> lockClass {};
    std::optional<std::chrono::milliseconds> atLeast {}; //!< held, or waited, at least this long
    int limit = 100;                                     //!< from 1 to mostEntries
    std::optional<HistoryCursor> after {};               //!< where the previous page ended
};

//! \brief Entries of the history, the newest first.
struct HistoryPage
{
    QList<HistoryEntry> entries {};
    std::optional<HistoryCursor> next {}; //!< for HistoryQuery::after; empty when there are no more
    JournalState journal {};
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::HistoryPage)
