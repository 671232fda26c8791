// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/liveoverlay.h"

#include "ui/base/number/numbertext.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace Holdfast::LiveOverlay {

namespace {

constexpr double margin = 12;
const QColor overlayLight(255, 255, 255);
const QColor behind(0, 0, 0, 150);

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::LiveOverlay", text);
}

// First broad and dark, then narrow and light: one of the two is seen on every picture.
void drawLines(QPainter &painter, const QList<QLineF> &lines, double width)
{
    painter.setPen(QPen(behind, width + 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(lines);
    painter.setPen(QPen(overlayLight, width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(lines);
}

void drawPlate(QPainter &painter, const QRectF &rect)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(behind);
    painter.drawRoundedRect(rect, 4, 4);
}

} // namespace

void drawCrosshair(QPainter &painter, const QRectF &picture)
{
    const QPointF centre = picture.center();
    constexpr double gap = 8;
    drawLines(painter,
              {{{picture.left(), centre.y()}, {centre.x() - gap, centre.y()}},
               {{centre.x() + gap, centre.y()}, {picture.right(), centre.y()}},
               {{centre.x(), picture.top()}, {centre.x(), centre.y() - gap}},
               {{centre.x(), centre.y() + gap}, {centre.x(), picture.bottom()}}},
              1);
}

void drawScaleBar(QPainter &painter, const QRectF &view, const ScaleBar &bar)
{
    const double height = painter.fontMetrics().height();
    const double width =
        std::max<double>(bar.pixels, painter.fontMetrics().horizontalAdvance(bar.text));
    const QRectF plate(view.left() + margin, view.bottom() - margin - height - 14, width + 16,
                       height + 14);
    drawPlate(painter, plate);
    painter.setPen(overlayLight);
    painter.drawText(plate.adjusted(0, 2, 0, -10), Qt::AlignCenter, bar.text);
    const double y = plate.bottom() - 6;
    const double left = plate.center().x() - bar.pixels / 2;
    painter.setPen(QPen(overlayLight, 3, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(left, y), QPointF(left + bar.pixels, y));
}

void drawHistogram(QPainter &painter, const QRectF &view, const Histogram &histogram)
{
    constexpr QSizeF size(256, 80);
    if (histogram.pixels == 0 || view.width() < size.width() + 2 * margin)
        return;
    const QRectF plate(view.right() - margin - size.width(), view.bottom() - margin - size.height(),
                       size.width(), size.height());
    drawPlate(painter, plate.adjusted(-4, -4, 4, 4));
    // The square root shows the small counts beside the large ones.
    const double highest = std::sqrt(double(histogram.highest()));
    QPainterPath outline(plate.bottomLeft());
    for (std::size_t i = 0; i < histogram.counts.size(); ++i)
        outline.lineTo(plate.left() + double(i),
                       plate.bottom()
                           - std::sqrt(double(histogram.counts[i])) / highest * size.height());
    outline.lineTo(plate.bottomRight());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 190));
    painter.drawPath(outline);
}

void drawNote(QPainter &painter, const QRectF &view, const QString &text)
{
    QRectF plate(QPointF(), QSizeF(painter.fontMetrics().horizontalAdvance(text) + 16,
                                   painter.fontMetrics().height() + 8));
    plate.moveCenter({view.center().x(), view.top() + margin + plate.height() / 2});
    drawPlate(painter, plate);
    painter.setPen(overlayLight);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void drawMeasurement(QPainter &painter, const QPolygonF &points, bool isClosed, const QString &text)
{
    if (points.isEmpty())
        return;
    QList<QLineF> lines;
    for (qsizetype i = 1; i < points.size(); ++i)
        lines << QLineF(points[i - 1], points[i]);
    if (isClosed)
        lines << QLineF(points.last(), points.first());
    drawLines(painter, lines, 1.5);
    constexpr double radius = 3;
    for (const QPointF &point : points) {
        painter.setPen(QPen(behind, 1.5));
        painter.setBrush(overlayLight);
        painter.drawEllipse(point, radius, radius);
    }
    if (text.isEmpty())
        return;
    QRectF plate(points.last() + QPointF(10, 10),
                 QSizeF(painter.fontMetrics().horizontalAdvance(text) + 16,
                        painter.fontMetrics().height() + 8));
    const QRectF room = painter.window();
    if (plate.right() > room.right())
        plate.moveRight(points.last().x() - 10);
    if (plate.bottom() > room.bottom())
        plate.moveBottom(points.last().y() - 10);
    drawPlate(painter, plate);
    painter.setPen(overlayLight);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void drawTag(QPainter &painter, const QRectF &view, const QString &text)
{
    const double height = painter.fontMetrics().height() + 8;
    const QRectF plate(view.left() + margin, view.top() + 2 * margin + height,
                       painter.fontMetrics().horizontalAdvance(text) + 16, height);
    drawPlate(painter, plate);
    painter.setPen(overlayLight);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void drawSaturation(QPainter &painter, const QRectF &view, const Histogram &histogram)
{
    if (histogram.saturation() < mostSaturation)
        return;
    drawNote(painter, view,
             tr("Too bright: %1 % of the picture is saturated")
                 .arg(NumberText::fixed(histogram.saturation() * 100, 1)));
}

} // namespace Holdfast::LiveOverlay
