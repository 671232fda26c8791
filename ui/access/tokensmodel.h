// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/tokenbook.h"

#include <QAbstractTableModel>
#include <QList>

namespace Holdfast {

//! \brief The tokens of a station as a table: name, role, and when each was made.
class TokensModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, RoleColumn, CreatedColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    //! Replaces all rows.
    void setRecords(const QList<TokenRecord> &records);
    //! Returns the name in \a row; empty where there is no such row.
    QString nameAt(int row) const;
    //! Returns what the operator calls \a role.
    static QString roleName(Role role);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QList<TokenRecord> m_records;
};

} // namespace Holdfast
