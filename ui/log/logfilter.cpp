// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/logfilter.h"

#include "ui/log/logmodel.h"

namespace Holdfast {

void LogFilter::setMinimum(LogLevel level)
{
    m_minimum = level;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(LogModel::LevelRole).toInt() >= static_cast<int>(m_minimum)
           && RowFilter::filterAcceptsRow(row, parent);
}

} // namespace Holdfast
