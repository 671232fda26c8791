// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QGraphicsView>

namespace Holdfast {

class TimelineScene;

//! \brief Shows a stretch of a TimelineScene over its whole width, with the time of day below.
class TimelineView : public QGraphicsView
{
    Q_OBJECT
public:
    explicit TimelineView(TimelineScene *scene, QWidget *parent = nullptr);

    //! Shows the whole scene again, in the present size.
    void fit();

Q_SIGNALS:
    //! Emitted when the wheel was turned up (true) or down.
    void zoomWanted(bool closer);
    //! Emitted when the operator has clicked at \a where, a point of the viewport.
    void clicked(const QPointF &where);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void drawNames(QPainter &painter) const;
    void drawLanes(QPainter &painter) const;
    void drawTimes(QPainter &painter) const;

    TimelineScene *m_scene;
};

} // namespace Holdfast
