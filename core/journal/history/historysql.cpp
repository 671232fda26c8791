// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/history/historysql.h"

#include <QStringList>

#include <algorithm>

namespace Holdfast {

namespace {

//! \brief The columns of the statement below, in its order.
struct Column
{
    enum {
        Id,
        At,
        Kind,
        How,
        Run,
        Who,
        WhoKind,
        WhoAddress,
        Operation,
        Class,
        Generation,
        Lease,
        Waited,
        Held,
        Position,
        Other,
        OtherKind,
        OtherAddress,
        OtherOperation,
        Reason,
        Missing
    };
};

constexpr auto selection =
    "SELECT e.id, e.at, e.kind, e.how, e.run, w.text, e.who_kind, e.who_address, o.text, e.class,"
    " e.generation, e.lease, e.waited, e.held, e.position, x.text, e.other_kind, e.other_address,"
    " y.text, e.reason, e.missing"
    " FROM events e LEFT JOIN texts w ON w.id = e.who LEFT JOIN texts o ON o.id = e.operation"
    " LEFT JOIN texts x ON x.id = e.other LEFT JOIN texts y ON y.id = e.other_operation";

//! Escapes \a text for LIKE, so that it is searched for literally.
QString likePattern(QString text)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        text.replace(special, QString(u'\\') + special);
    return u'%' + text + u'%';
}

QString numbers(const QList<HistoryKind> &kinds)
{
    QStringList texts;
    for (const HistoryKind kind : kinds)
        texts << QString::number(int(kind));
    return texts.join(u',');
}

std::optional<std::chrono::microseconds> duration(const QVariant &value)
{
    if (value.isNull())
        return {};
    return std::chrono::microseconds(value.toLongLong());
}

//! \brief Conditions, and the values to bind in them, in the same order.
class Conditions
{
public:
    void add(const QString &condition, const QVariantList &values = {})
    {
        m_texts << condition;
        m_values << values;
    }
    HistorySql statement(int limit) const
    {
        QString text = QString::fromLatin1(selection);
        if (!m_texts.isEmpty())
            text += QStringLiteral(" WHERE ") + m_texts.join(QStringLiteral(" AND "));
        text += QStringLiteral(" ORDER BY e.at DESC, e.id DESC LIMIT %1").arg(limit);
        return {text, m_values};
    }

private:
    QStringList m_texts;
    QVariantList m_values;
};

void addTimes(Conditions &conditions, const HistoryQuery &query,
              const std::optional<HistoryCursor> &spanning)
{
    if (query.from) {
        const qint64 from = query.from->toMSecsSinceEpoch();
        // The unary signs keep SQLite from using two indexes and sorting.
        if (spanning)
            conditions.add(QStringLiteral("e.at >= ? AND (+e.at >= ? OR +e.id = ?)"),
                           {spanning->at, from, spanning->id});
        else
            conditions.add(QStringLiteral("e.at >= ?"), {from});
    }
    if (query.to)
        conditions.add(QStringLiteral("e.at < ?"), {query.to->toMSecsSinceEpoch()});
}

void addKinds(Conditions &conditions, const QList<HistoryKind> &kinds)
{
    if (kinds.isEmpty())
        return;
    conditions.add(QStringLiteral("e.kind IN (%1)").arg(numbers(kinds)));
    // The same condition as in the index events_rare, so that SQLite uses it.
    if (!kinds.contains(HistoryKind::Hold) && !kinds.contains(HistoryKind::Refusal))
        conditions.add(QStringLiteral("e.kind NOT IN (1, 2)"));
}

} // namespace

HistorySql toSql(const HistoryQuery &query, qint64 segment, int limit, qint64 now,
                 const std::optional<HistoryCursor> &spanning)
{
    Conditions conditions;
    conditions.add(QStringLiteral("e.segment = ?"), {segment});
    addTimes(conditions, query, spanning);
    if (query.after && query.after->segment == segment)
        conditions.add(QStringLiteral("(e.at, e.id) < (?, ?)"), {query.after->at, query.after->id});
    addKinds(conditions, query.kinds);
    if (!query.who.isEmpty()) {
        const auto texts = QStringLiteral("(SELECT id FROM texts WHERE text LIKE ? ESCAPE '\\')");
        const QString pattern = likePattern(query.who);
        conditions.add(QStringLiteral("(e.who IN %1 OR e.other IN %1)").arg(texts),
                       {pattern, pattern});
    }
    if (!query.operation.isEmpty())
        conditions.add(
            QStringLiteral("e.operation IN (SELECT id FROM texts WHERE substr(text, 1, ?) = ?)"),
            {query.operation.size(), query.operation});
    if (query.lockClass)
        conditions.add(QStringLiteral("e.class = ?"), {int(*query.lockClass)});
    if (query.atLeast)
        conditions.add(QStringLiteral("CASE e.how WHEN 5 THEN (? - e.at) * 1000"
                                      " ELSE coalesce(e.held, e.waited, 0) END >= ?"),
                       {now, qint64(std::chrono::microseconds(*query.atLeast).count())});
    return conditions.statement(limit);
}

HistoryEntry toEntry(const QSqlQuery &row, qint64 now)
{
    HistoryEntry entry;
    entry.id = row.value(Column::Id).toLongLong();
    const qint64 at = row.value(Column::At).toLongLong();
    entry.at = QDateTime::fromMSecsSinceEpoch(at).toUTC();
    entry.kind = HistoryKind(row.value(Column::Kind).toInt());
    entry.how = HistoryHow(row.value(Column::How).toInt());
    entry.run = row.value(Column::Run).toLongLong();
    entry.who = {Principal::Kind(row.value(Column::WhoKind).toInt()),
                 row.value(Column::Who).toString(), row.value(Column::WhoAddress).toString()};
    entry.operation = row.value(Column::Operation).toString();
    if (const QVariant lockClass = row.value(Column::Class); !lockClass.isNull())
        entry.lockClass = LockClass(lockClass.toInt());
    entry.generation = row.value(Column::Generation).toULongLong();
    entry.lease = row.value(Column::Lease).toULongLong();
    entry.waited = duration(row.value(Column::Waited));
    entry.held = duration(row.value(Column::Held));
    if (entry.how == HistoryHow::GoesOn)
        entry.held = std::chrono::milliseconds(std::max<qint64>(0, now - at));
    entry.position = row.value(Column::Position).toInt();
    if (const QVariant kind = row.value(Column::OtherKind); !kind.isNull())
        entry.other = {Principal::Kind(kind.toInt()), row.value(Column::Other).toString(),
                       row.value(Column::OtherAddress).toString()};
    entry.otherOperation = row.value(Column::OtherOperation).toString();
    entry.reason = row.value(Column::Reason).toString();
    entry.missing = row.value(Column::Missing).toULongLong();
    return entry;
}

} // namespace Holdfast
