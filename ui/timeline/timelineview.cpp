// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelineview.h"

#include "ui/base/text/literal.h"
#include "ui/timeline/timelinescene.h"

#include <QDateTime>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>

namespace Holdfast {

TimelineView::TimelineView(TimelineScene *scene, QWidget *parent)
    : QGraphicsView(scene, parent)
    , m_scene(scene)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setViewportUpdateMode(FullViewportUpdate);
}

void TimelineView::fit()
{
    const QRectF all = m_scene->sceneRect();
    if (all.width() <= 0)
        return;
    resetTransform();
    scale(viewport()->width() / all.width(), 1);
    viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    fit();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() != 0)
        Q_EMIT zoomWanted(event->angleDelta().y() > 0);
    event->accept();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    QGraphicsView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        Q_EMIT clicked(event->position());
}

void TimelineView::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_scene->sceneRect().width() <= 0)
        return;
    painter->save();
    painter->resetTransform();
    drawNames(*painter);
    drawLanes(*painter);
    drawTimes(*painter);
    painter->restore();
}

// Draws the names of the parties, where there is room for more than a letter or two.
void TimelineView::drawNames(QPainter &painter) const
{
    constexpr int margin = 2;
    for (const HistoryEntry &entry : m_scene->entries()) {
        if (entry.kind != HistoryKind::Hold)
            continue;
        const QRectF bar = viewportTransform().mapRect(m_scene->barOf(entry));
        const QRectF room = bar.intersected(viewport()->rect()).adjusted(margin, 0, -margin, 0);
        if (room.width() < 3 * fontMetrics().averageCharWidth())
            continue; // of thousands of bars most are like that
        const QString name =
            fontMetrics().elidedText(literal(entry.who.name), Qt::ElideRight, int(room.width()));
        if (name.size() < std::min<qsizetype>(4, entry.who.name.size()))
            continue;
        const QRectF place(room.left(), room.center().y() - fontMetrics().height() / 2.0,
                           fontMetrics().horizontalAdvance(name), fontMetrics().height());
        // On a hatched bar as on a full one.
        painter.fillRect(place, palette().color(QPalette::Base));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(place, Qt::AlignCenter, name);
    }
}

void TimelineView::drawLanes(QPainter &painter) const
{
    const QString lanes[] = {tr("Operator"), tr("Remote"), tr("Events")};
    painter.setPen(palette().color(QPalette::Text));
    for (int lane = 0; lane < 3; ++lane) {
        const QRectF place(0, lane * TimelineScene::laneHeight + 1,
                           fontMetrics().horizontalAdvance(lanes[lane]) + 8,
                           fontMetrics().height());
        painter.drawText(place, Qt::AlignCenter, lanes[lane]);
    }
}

void TimelineView::drawTimes(QPainter &painter) const
{
    constexpr int marks = 5;
    const bool isLong = m_scene->sceneRect().width() > 24 * 3600;
    const QString format = isLong ? QStringLiteral("dd. HH:mm") : QStringLiteral("HH:mm:ss");
    const int y = int(TimelineScene::height) + fontMetrics().ascent() + 2;
    painter.setPen(palette().color(QPalette::Text));
    for (int i = 0; i < marks; ++i) {
        const double part = double(i) / marks;
        const QDateTime time = m_scene->timeAt(part * m_scene->sceneRect().width());
        painter.drawText(QPointF(part * viewport()->width() + 2, y),
                         time.toLocalTime().toString(format));
    }
}

} // namespace Holdfast
