// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyentry.h"
#include "core/journal/journalstate.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief A place between two entries of the history; it stays good while entries come and go.
struct HistoryCursor
{
    qint64 segment = 0; //!< in which the clock ran without a jump; of the entry before it
    qint64 at = 0;      //!< of the same
    qint64 id = 0;

    //! For the wire; nobody is to take it apart.
    QString toText() const;
    //! Empty when it is no cursor.
    static std::optional<HistoryCursor> fromText(const QString &text);

    friend bool operator==(const HistoryCursor &, const HistoryCursor &) = default;
};

//! \brief Which entries of the history somebody would like to see. What is left empty fits all.
struct HistoryQuery
{
    static constexpr int mostEntries = 1000;

    QList<HistoryKind> kinds {};
    //! What happened from then on, and the hold that went on just then.
    std::optional<QDateTime> from {};
    std::optional<QDateTime> to {}; //!< what began before that
    QString who {};       //!< in the name of who did it, or to whom; in any case of letters
    QString operation {}; //!< how the operation begins: "stage", "stage.move_relative"
    std::optional<LockClass> lockClass {};
    std::optional<std::chrono::milliseconds> atLeast {}; //!< held, or waited, for so long
    int limit = 100;                                     //!< from 1 to mostEntries
    std::optional<HistoryCursor> after {};               //!< where the page before it ended
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
