// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/positions/positionsmodel.h"

#include "ui/base/length/lengthscale.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"

#include <algorithm>

namespace Holdfast {

namespace {

Axis axisOf(int column)
{
    return allAxes[static_cast<std::size_t>(column - PositionsModel::XColumn)];
}

} // namespace

PositionsModel::PositionsModel(const LengthScale *lengths, QObject *parent)
    : QAbstractTableModel(parent)
    , m_lengths(lengths)
{
    connect(lengths, &LengthScale::changed, this, [this] {
        Q_EMIT headerDataChanged(Qt::Horizontal, XColumn, ZColumn);
        numbersChanged();
    });
}

void PositionsModel::numbersChanged()
{
    if (!m_positions.isEmpty())
        Q_EMIT dataChanged(index(0, XColumn), index(rowCount() - 1, ZColumn));
}

void PositionsModel::setFrame(const StageFrame &frame)
{
    if (frame == m_frame)
        return;
    m_frame = frame;
    numbersChanged();
    Q_EMIT positionsChanged();
}

QString PositionsModel::freeName() const
{
    for (qsizetype number = 1;; ++number) {
        const QString name = tr("Position %1").arg(number);
        const bool isTaken =
            std::any_of(m_positions.begin(), m_positions.end(),
                        [&name](const NamedPosition &each) { return each.name == name; });
        if (!isTaken)
            return name;
    }
}

int PositionsModel::mark(const StageSteps &position)
{
    return append({{freeName(), {position, m_frame}}}) == 1 ? rowCount() - 1 : -1;
}

int PositionsModel::append(const QList<NamedPosition> &positions)
{
    const qsizetype room = PositionList::most - m_positions.size();
    const QList<NamedPosition> fitting = positions.mid(0, room);
    if (fitting.isEmpty())
        return 0;
    beginInsertRows({}, rowCount(), rowCount() + int(fitting.size()) - 1);
    m_positions << fitting;
    endInsertRows();
    Q_EMIT positionsChanged();
    return int(fitting.size());
}

void PositionsModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_positions.removeAt(row);
    endRemoveRows();
    Q_EMIT positionsChanged();
}

void PositionsModel::rename(int row, const QString &name)
{
    const QString simple = name.simplified().left(PositionList::longestName);
    if (simple.isEmpty() || simple == m_positions.at(row).name)
        return;
    m_positions[row].name = simple;
    Q_EMIT dataChanged(index(row, NameColumn), index(row, NameColumn));
    Q_EMIT positionsChanged();
}

int PositionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_positions.size());
}

int PositionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PositionsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.column() == NameColumn) {
        const QString &name = m_positions.at(index.row()).name;
        if (role == Qt::DisplayRole)
            return literal(name);
        if (role == Qt::EditRole)
            return name;
        return role == Qt::ToolTipRole ? plainToolTip(literal(name)) : QVariant();
    }
    if (role == Qt::DisplayRole) {
        const Axis axis = axisOf(index.column());
        return m_lengths->show(axis, position(index.row())[axis]);
    }
    return {};
}

bool PositionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != NameColumn)
        return false;
    rename(index.row(), value.toString());
    return true;
}

QVariant PositionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == NameColumn)
        return tr("Name");
    const Axis axis = axisOf(section);
    return QStringLiteral("%1 (%2)").arg(toString(axis), m_lengths->unit(axis));
}

Qt::ItemFlags PositionsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == NameColumn ? usual | Qt::ItemIsEditable : usual;
}

} // namespace Holdfast
