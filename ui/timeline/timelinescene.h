// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"

#include <QGraphicsScene>

namespace Holdfast {

//! \brief The lock's history as shapes: x in seconds from an origin, y in lanes. Holds are bars in the
//! lane of their class, waits a thin line before them; refusals, breaks and stops are marks in a lane
//! of their own, each of another shape.
class TimelineScene : public QGraphicsScene
{
    Q_OBJECT
public:
    //! \name The lanes, from the top.
    //! @{
    static constexpr double laneHeight = 40; //!< the upper part is for its name
    static constexpr double operatorLane = 0;
    static constexpr double remoteLane = laneHeight;
    static constexpr double markLane = 2 * laneHeight;
    static constexpr double height = 3 * laneHeight;
    //! @}

    explicit TimelineScene(QObject *parent = nullptr);

    //! Shows all entries from \a from to \a to.
    void show(const QList<HistoryEntry> &entries, const QDateTime &from, const QDateTime &to);
    const QList<HistoryEntry> &entries() const { return m_entries; }
    //! Draws the same in the colours that the application has by now.
    void drawAgain();

    //! Returns the entry that is drawn at \a item; null for an item that is no entry.
    const HistoryEntry *entryOf(const QGraphicsItem *item) const;
    //! Returns the rectangle from the beginning to the end of the hold \a entry, in its lane.
    QRectF barOf(const HistoryEntry &entry) const;
    QDateTime timeAt(double x) const;
    double xAt(const QDateTime &time) const;

private:
    void addHold(int index);
    void addMark(int index);
    void addDetails(QGraphicsItem *item, int index);

    QDateTime m_from;
    QDateTime m_to;
    QList<HistoryEntry> m_entries;
};

} // namespace Holdfast
