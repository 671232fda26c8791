// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"

#include <QAbstractTableModel>

namespace Holdfast {

//! \brief What the stations of a lab share: each resource with its owner, and below it a row for each waiter, the next one first.
class LabResourcesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        WhoColumn,
        StationColumn,
        OperationColumn,
        SinceColumn,
        RemarkColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    //! While no row comes or goes the rows are the same, so that a selection survives.
    void setResources(const QList<LabResourceStatus> &resources);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    //! \brief A resource, or one of its waiters.
    struct Row
    {
        LabResourceStatus resource;
        std::optional<LabTicketStatus> waiter {};

        QString key() const { return resource.name + u'/' + (waiter ? waiter->id : QString()); }
        bool isOwn() const { return waiter ? waiter->isOwn : resource.isOwn(); }
    };

    QString text(const Row &row, int column) const;
    QString remark(const Row &row) const;

    QList<Row> m_rows;
};

} // namespace Holdfast
