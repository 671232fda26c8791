// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/log/logline.h"

#include <QAbstractTableModel>

#include <deque>

namespace Holdfast {

//! \brief The log's lines, oldest first. Keeps the last ones only. Has the roles of a RowFilter.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, LevelColumn, SourceColumn, MessageColumn, ColumnCount };
    enum Role { LevelRole = Qt::UserRole }; //!< the level as a number, to filter by

    static constexpr int defaultLimit = 5000;

    explicit LogModel(QObject *parent = nullptr, int limit = defaultLimit);

    //! Appends \a line. To be called in the model's thread; from others through a queued
    //! connection.
    void append(const Holdfast::LogLine &line);
    void clear();
    //! Returns the line in \a row.
    const LogLine &line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::deque<LogLine> m_lines;
    int m_limit;
};

} // namespace Holdfast
