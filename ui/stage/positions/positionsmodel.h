// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/positions/positionlist.h"

#include <QAbstractTableModel>

namespace Holdfast {

class LengthScale;

//! \brief The named positions of a stage, as a table: name, x, y, z. Names can be edited. The numbers follow when the zero of
//! the stage is moved, or an axis is inverted.
class PositionsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, XColumn, YColumn, ZColumn, ColumnCount };

    //! \a lengths outlive it.
    explicit PositionsModel(const LengthScale *lengths, QObject *parent = nullptr);

    //! Sets how the stage counts now.
    void setFrame(const StageFrame &frame);
    const StageFrame &frame() const { return m_frame; }

    //! Adds \a position, as it is counted now, under the next free name. Returns its row; -1 when there are too many.
    int mark(const StageSteps &position);
    //! Adds \a positions behind the others, as many as fit. Returns how many that were.
    int append(const QList<NamedPosition> &positions);
    void remove(int row);
    void rename(int row, const QString &name);

    const QList<NamedPosition> &positions() const { return m_positions; }
    QString name(int row) const { return m_positions.at(row).name; }
    //! Returns the position as it is counted now.
    StageSteps position(int row) const { return m_positions.at(row).place.in(m_frame); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    //! Emitted when a position, or a name, is another one.
    void positionsChanged();

private:
    QString freeName() const;
    void numbersChanged();

    const LengthScale *m_lengths;
    StageFrame m_frame;
    QList<NamedPosition> m_positions;
};

} // namespace Holdfast
