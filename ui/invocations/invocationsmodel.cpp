// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/invocations/invocationsmodel.h"

#include "ui/base/table/rowfilter.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/invocations/invocationtext.h"

#include <algorithm>

namespace Holdfast {

InvocationsModel::InvocationsModel(QObject *parent, int limit)
    : QAbstractTableModel(parent)
    , m_limit(limit)
{
}

void InvocationsModel::update(const InvocationRecord &invocation)
{
    const int row = rowOf(invocation.id);
    if (row < 0) {
        insert(invocation);
        keepWithinLimit();
        return;
    }
    m_invocations[row] = invocation;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void InvocationsModel::insert(const InvocationRecord &invocation)
{
    // The updates of one round may come in any order.
    const auto older = std::find_if(
        m_invocations.cbegin(), m_invocations.cend(),
        [&](const InvocationRecord &other) { return other.requested <= invocation.requested; });
    const int row = static_cast<int>(older - m_invocations.cbegin());
    beginInsertRows({}, row, row);
    m_invocations.insert(row, invocation);
    endInsertRows();
}

void InvocationsModel::remove(const QUuid &id)
{
    const int row = rowOf(id);
    if (row >= 0)
        dropRow(row);
}

void InvocationsModel::dropRow(int row)
{
    beginRemoveRows({}, row, row);
    m_invocations.removeAt(row);
    endRemoveRows();
}

void InvocationsModel::keepWithinLimit()
{
    for (int row = rowCount() - 1; row >= 0 && rowCount() > m_limit; --row) {
        if (m_invocations[row].isFinished())
            dropRow(row);
    }
}

const InvocationRecord *InvocationsModel::invocation(int row) const
{
    return row >= 0 && row < rowCount() ? &m_invocations[row] : nullptr;
}

const InvocationRecord *InvocationsModel::find(const QUuid &id) const
{
    return invocation(rowOf(id));
}

bool InvocationsModel::hasUnfinished() const
{
    return std::any_of(m_invocations.begin(), m_invocations.end(),
                       [](const InvocationRecord &i) { return !i.isFinished(); });
}

QList<QUuid> InvocationsModel::pending() const
{
    QList<QUuid> ids;
    for (const InvocationRecord &invocation : m_invocations) {
        if (invocation.state == InvocationState::Pending)
            ids << invocation.id;
    }
    return ids;
}

void InvocationsModel::tick()
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!m_invocations[row].isFinished())
            Q_EMIT dataChanged(index(row, TimeColumn), index(row, TimeColumn));
    }
}

int InvocationsModel::rowOf(const QUuid &id) const
{
    const auto found = std::find_if(m_invocations.begin(), m_invocations.end(),
                                    [&](const InvocationRecord &i) { return i.id == id; });
    return found == m_invocations.end() ? -1 : static_cast<int>(found - m_invocations.begin());
}

int InvocationsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_invocations.size());
}

int InvocationsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant InvocationsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InvocationRecord &invocation = m_invocations[index.row()];
    if (role == PercentRole && index.column() == ProgressColumn)
        return invocation.progress && !invocation.isFinished()
                   ? QVariant(invocation.progress->percent)
                   : QVariant();
    if (role == RowFilter::ClientRole)
        return invocation.by.name;
    if (role == RowFilter::TextRole)
        return searchText(invocation);
    if (role == Qt::DisplayRole)
        return literal(text(invocation, index.column()));
    if (role == Qt::ToolTipRole)
        return plainToolTip(text(invocation, index.column()));
    return {};
}

QString InvocationsModel::searchText(const InvocationRecord &invocation)
{
    QStringList parts;
    for (const Column column :
         {OperationColumn, WhoColumn, StateColumn, ProgressColumn, MessageColumn})
        parts << text(invocation, column);
    parts << invocation.id.toString(QUuid::WithoutBraces);
    return parts.join(u'\n');
}

QString InvocationsModel::text(const InvocationRecord &invocation, int column)
{
    switch (column) {
    case OperationColumn:
        return invocation.operation();
    case WhoColumn:
        return invocation.by.toString();
    case StateColumn:
        return InvocationText::state(invocation);
    case ProgressColumn:
        return InvocationText::progress(invocation);
    case TimeColumn:
        return InvocationText::time(invocation, QDateTime::currentDateTimeUtc());
    default:
        return InvocationText::message(invocation);
    }
}

QVariant InvocationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OperationColumn:
        return tr("Operation");
    case WhoColumn:
        return tr("Who");
    case StateColumn:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case TimeColumn:
        return tr("Time");
    case MessageColumn:
        return tr("Message");
    default:
        return {};
    }
}

} // namespace Holdfast
