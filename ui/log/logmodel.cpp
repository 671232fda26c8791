// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/logmodel.h"

#include "ui/base/table/rowfilter.h"
#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"

namespace Holdfast {

namespace {

//! Returns "lock" for "holdfast.lock": all lines that are logged here are Holdfast's.
QString shortSource(const QString &source)
{
    const QString own = QStringLiteral("holdfast.");
    return source.startsWith(own) ? source.mid(own.size()) : source;
}

QVariant toolTip(const LogLine &line, int column)
{
    switch (column) {
    case LogModel::SourceColumn:
        return plainToolTip(line.client.isEmpty()
                                ? line.source
                                : LogModel::tr("%1, for %2").arg(line.source, line.client));
    case LogModel::MessageColumn:
        return plainToolTip(line.message);
    default:
        return {};
    }
}

} // namespace

LogModel::LogModel(QObject *parent, int limit)
    : QAbstractTableModel(parent)
    , m_limit(limit)
{
}

void LogModel::append(const LogLine &line)
{
    if (rowCount() >= m_limit) {
        beginRemoveRows({}, 0, 0);
        m_lines.pop_front();
        endRemoveRows();
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_lines.push_back(line);
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine &line = this->line(index.row());
    if (role == LevelRole)
        return static_cast<int>(line.level);
    if (role == RowFilter::ClientRole)
        return line.client;
    if (role == RowFilter::TextRole)
        return QString(line.source + u'\n' + line.message + u'\n' + line.client);
    if (role == Qt::ToolTipRole)
        return toolTip(line, index.column());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return Format::time(line.time);
    case LevelColumn:
        return Format::level(line.level);
    case SourceColumn:
        return literal(shortSource(line.source));
    default:
        return literal(line.message);
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case LevelColumn:
        return tr("Level");
    case SourceColumn:
        return tr("Source");
    case MessageColumn:
        return tr("Message");
    default:
        return {};
    }
}

} // namespace Holdfast
