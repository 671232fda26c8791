// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyquery.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <optional>

namespace Holdfast {

//! \brief A statement that gives the entries that a query asks for, and one more.
struct HistorySql
{
    QString text;
    QVariantList values;
};

//! \a now: ms since 1970, up to which a hold lasts that goes on. \a spanning: the hold that began
//! before HistoryQuery::from, and went on then.
HistorySql toSql(const HistoryQuery &query, qint64 now,
                 const std::optional<HistoryCursor> &spanning);

//! The entry in a row of such a statement.
HistoryEntry toEntry(const QSqlQuery &row, qint64 now);

} // namespace Holdfast
