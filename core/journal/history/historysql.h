// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyquery.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <optional>

namespace Holdfast {

//! \brief A statement that selects the entries of one segment that a query asks for.
struct HistorySql
{
    QString text;
    QVariantList values;
};

//! Returns the statement for at most \a limit entries. \a now, in ms since 1970, is the end of holds that
//! go on. \a spanning is the hold of this segment that began before HistoryQuery::from and went on then.
HistorySql toSql(const HistoryQuery &query, qint64 segment, int limit, qint64 now,
                 const std::optional<HistoryCursor> &spanning);

//! Reads an entry from a row of such a statement.
HistoryEntry toEntry(const QSqlQuery &row, qint64 now);

} // namespace Holdfast
