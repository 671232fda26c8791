// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"

#include <QAbstractTableModel>

namespace Holdfast {

//! \brief The stations of a lab, with the owner of each one's lock.
class LabStationsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        StateColumn,
        LockColumn,
        OperationColumn,
        SinceColumn,
        WaitingColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    //! Stations that stay are the same rows, so that a selection survives.
    void setStations(const QList<LabStationStatus> &stations);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString text(const LabStationStatus &station, int column) const;

    QList<LabStationStatus> m_stations;
};

} // namespace Holdfast
