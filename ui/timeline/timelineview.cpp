// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelineview.h"

#include "ui/timeline/timelinescene.h"

#include <QDateTime>
#include <QMouseEvent>
#include <QWheelEvent>

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
    painter->setPen(palette().color(QPalette::Text));
    const QString lanes[] = {tr("Operator"), tr("Remote"), tr("Events")};
    for (int lane = 0; lane < 3; ++lane)
        painter->drawText(QPointF(4, (lane + 0.4) * TimelineScene::laneHeight), lanes[lane]);
    constexpr int marks = 5;
    const QDateTime from = m_scene->timeAt(0);
    const bool isLong = m_scene->sceneRect().width() > 24 * 3600;
    const QString format = isLong ? QStringLiteral("dd. HH:mm") : QStringLiteral("HH:mm:ss");
    const int y = int(TimelineScene::height) + fontMetrics().ascent() + 2;
    for (int i = 0; i < marks; ++i) {
        const double part = double(i) / marks;
        const QDateTime time = m_scene->timeAt(part * m_scene->sceneRect().width());
        painter->drawText(QPointF(part * viewport()->width() + 2, y),
                          time.toLocalTime().toString(format));
    }
    painter->restore();
}

} // namespace Holdfast
