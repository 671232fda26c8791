// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/labstationsmodel.h"

#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/lab/labtext.h"

#include <QFont>

#include <algorithm>

namespace Holdfast {

void LabStationsModel::setStations(const QList<LabStationStatus> &stations)
{
    const bool areSame =
        std::equal(m_stations.begin(), m_stations.end(), stations.begin(), stations.end(),
                   [](const auto &one, const auto &other) { return one.name == other.name; });
    if (!areSame)
        beginResetModel();
    m_stations = stations;
    if (!areSame)
        endResetModel();
    else if (!m_stations.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int LabStationsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_stations.size());
}

int LabStationsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LabStationsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LabStationStatus &station = m_stations[index.row()];
    if (role == Qt::DisplayRole)
        return literal(text(station, index.column()));
    if (role == Qt::ToolTipRole) {
        QStringList lines {text(station, index.column())};
        if (!station.url.isEmpty())
            lines << station.url;
        if (!station.version.isEmpty())
            lines << tr("Holdfast %1").arg(station.version);
        return plainToolTip(lines.join(u'\n'));
    }
    if (role == Qt::FontRole && station.isOwn) {
        QFont own;
        own.setBold(true);
        return own;
    }
    return {};
}

QString LabStationsModel::text(const LabStationStatus &station, int column) const
{
    const bool isHeld = station.lock && station.lock->isHeld();
    const bool isStopped = station.lock && station.lock->mode.mode == LockMode::Stopped;
    switch (column) {
    case NameColumn:
        return station.name;
    case StateColumn:
        return LabText::presence(station);
    case LockColumn:
        return LabText::lock(station);
    case OperationColumn:
        return isHeld ? station.lock->operation : QString();
    case SinceColumn:
        if (isStopped)
            return Format::time(station.lock->mode.since);
        return isHeld ? Format::time(station.lock->since) : QString();
    default:
        return station.lock ? QString::number(station.lock->waiting) : QString();
    }
}

QVariant LabStationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Station");
    case StateColumn:
        return tr("State");
    case LockColumn:
        return tr("Lock");
    case OperationColumn:
        return tr("Operation");
    case SinceColumn:
        return tr("Since");
    case WaitingColumn:
        return tr("Waiting");
    default:
        return {};
    }
}

} // namespace Holdfast
