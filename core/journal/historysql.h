// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyquery.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <optional>

namespace Holdfast {

//! \brief A statement that gives the entries of one segment that a query asks for.
struct HistorySql
{
    QString text;
    QVariantList values;
};

//! At most \a limit of them. \a now: ms since 1970, up to which a hold lasts that goes on. \a spanning:
//! the hold of this segment that began before HistoryQuery::from, and went on then.
HistorySql toSql(const HistoryQuery &query, qint64 segment, int limit, qint64 now,
                 const std::optional<HistoryCursor> &spanning);

//! The entry in a row of such a statement.
HistoryEntry toEntry(const QSqlQuery &row, qint64 now);

} // namespace Holdfast
