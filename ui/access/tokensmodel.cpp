// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/access/tokensmodel.h"

#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"

namespace Holdfast {

void TokensModel::setRecords(const QList<TokenRecord> &records)
{
    if (m_records == records)
        return;
    beginResetModel();
    m_records = records;
    endResetModel();
}

QString TokensModel::nameAt(int row) const
{
    return m_records.value(row).name;
}

QString TokensModel::roleName(Role role)
{
    switch (role) {
    case Role::Viewer:
        return tr("Viewer: reads, and may stop everything");
    case Role::Operator:
        return tr("Operator: also changes and moves");
    case Role::Station:
        return tr("Station: the same, for another Holdfast");
    case Role::Admin:
        break;
    }
    return tr("Admin: may do everything");
}

int TokensModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_records.size());
}

int TokensModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TokensModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || index.row() >= m_records.size())
        return {};
    const TokenRecord &record = m_records[index.row()];
    switch (index.column()) {
    case NameColumn:
        return literal(record.name);
    case RoleColumn:
        return roleName(record.role);
    default:
        return Format::time(record.created);
    }
}

QVariant TokensModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case RoleColumn:
        return tr("Role");
    default:
        return tr("Made");
    }
}

} // namespace Holdfast
