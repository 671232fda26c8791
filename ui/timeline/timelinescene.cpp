// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelinescene.h"

#include "ui/base/text/plaintooltip.h"
#include "ui/timeline/timelinetext.h"

#include <QGraphicsItem>
#include <QGuiApplication>
#include <QPalette>
#include <QPen>

#include <algorithm>

namespace Holdfast {

namespace {

constexpr int indexKey = 0;
constexpr double nameHeight = 16;
constexpr double inset = 6; // below it
constexpr double markSize = 9;

QPen thin(const QColor &colour)
{
    QPen pen(colour);
    pen.setCosmetic(true);
    return pen;
}

// Returns the shape of a mark, as many pixels wide as high at every zoom.
QPolygonF shapeOf(HistoryKind kind)
{
    constexpr double m = markSize / 2;
    switch (kind) {
    case HistoryKind::Refusal: // a cross
        return {{-m, -m}, {0, -1}, {m, -m}, {1, 0}, {m, m}, {0, 1}, {-m, m}, {-1, 0}};
    case HistoryKind::Break: // a bolt
        return {{1, -m}, {-m, 1}, {0, 1}, {-1, m}, {m, -1}, {0, -1}};
    case HistoryKind::Mode: // a square
        return {{-m, -m}, {m, -m}, {m, m}, {-m, m}};
    case HistoryKind::Missing: // a triangle
        return {{0, -m}, {m, m}, {-m, m}};
    default: // a diamond
        return {{0, -m}, {m, 0}, {0, m}, {-m, 0}};
    }
}

} // namespace

TimelineScene::TimelineScene(QObject *parent)
    : QGraphicsScene(parent)
{
    setItemIndexMethod(NoIndex); // everything is made anew, often
}

void TimelineScene::show(const QList<HistoryEntry> &entries, const QDateTime &from,
                         const QDateTime &to)
{
    clear();
    m_from = from;
    m_to = to;
    m_entries = entries;
    setSceneRect(0, 0, xAt(to), height);
    const QPalette palette = QGuiApplication::palette();
    for (const double lane : {remoteLane, markLane})
        addLine(0, lane, xAt(to), lane, thin(palette.color(QPalette::Mid)));
    for (int i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].kind == HistoryKind::Hold)
            addHold(i);
        else if (m_entries[i].kind != HistoryKind::Left)
            addMark(i);
    }
}

void TimelineScene::drawAgain()
{
    if (m_from.isValid())
        show(QList<HistoryEntry>(m_entries), QDateTime(m_from), QDateTime(m_to));
}

QRectF TimelineScene::barOf(const HistoryEntry &entry) const
{
    const double lane = entry.lockClass == LockClass::Operator ? operatorLane : remoteLane;
    const std::chrono::duration<double> length = entry.held.value_or(std::chrono::microseconds {});
    return {xAt(entry.at), lane + nameHeight, length.count(), laneHeight - nameHeight - inset};
}

void TimelineScene::addHold(int index)
{
    const HistoryEntry &entry = m_entries[index];
    const QPalette palette = QGuiApplication::palette();
    const bool isBad = entry.how == HistoryHow::Broken || entry.how == HistoryHow::Unfinished;
    // Light, so that its neighbour's begin and its name are to be seen.
    const QBrush brush(palette.color(isBad ? QPalette::WindowText : QPalette::Mid),
                       isBad ? Qt::BDiagPattern : Qt::SolidPattern);
    const QRectF where = barOf(entry);
    auto *bar = addRect(where, thin(palette.color(QPalette::WindowText)), brush);
    addDetails(bar, index);
    if (entry.waited && entry.waited->count() > 0) {
        // Below the bars: while it waited, others had the lock.
        const double y = where.bottom() + inset / 2;
        const double waited = std::chrono::duration<double>(*entry.waited).count();
        addDetails(addLine(where.left() - waited, y, where.left(), y,
                           thin(palette.color(QPalette::WindowText))),
                   index);
    }
}

void TimelineScene::addMark(int index)
{
    const HistoryEntry &entry = m_entries[index];
    const QPalette palette = QGuiApplication::palette();
    auto *mark = addPolygon(shapeOf(entry.kind), thin(palette.color(QPalette::WindowText)),
                            palette.color(QPalette::WindowText));
    mark->setFlag(QGraphicsItem::ItemIgnoresTransformations);
    mark->setPos(xAt(entry.at), markLane + (nameHeight + laneHeight - inset) / 2);
    addDetails(mark, index);
}

void TimelineScene::addDetails(QGraphicsItem *item, int index)
{
    item->setData(indexKey, index);
    item->setToolTip(plainToolTip(TimelineText::details(m_entries[index])));
}

const HistoryEntry *TimelineScene::entryOf(const QGraphicsItem *item) const
{
    bool isEntry = false;
    const int index = item ? item->data(indexKey).toInt(&isEntry) : 0;
    return isEntry && index < m_entries.size() ? &m_entries[index] : nullptr;
}

QDateTime TimelineScene::timeAt(double x) const
{
    return m_from.addMSecs(qint64(x * 1000));
}

double TimelineScene::xAt(const QDateTime &time) const
{
    return double(m_from.msecsTo(time)) / 1000;
}

} // namespace Holdfast
