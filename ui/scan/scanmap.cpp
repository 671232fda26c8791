// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/scan/scanmap.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

constexpr double mapMargin = 6;
const QColor darkLine(0, 0, 0, 150);
const QColor lightLine(255, 255, 255);

//! Draws an outline that is seen on every picture: first broad and dark, then narrow and light.
void drawOutline(QPainter &painter, const QRectF &rect, double width, Qt::PenStyle style)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(darkLine, width + 2, style, Qt::FlatCap));
    painter.drawRect(rect);
    painter.setPen(QPen(lightLine, width, style, Qt::FlatCap));
    painter.drawRect(rect);
}

} // namespace

ScanMap::ScanMap(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("scanMap"));
    setAccessibleName(tr("Map of the scan"));
    setToolTip(tr("Dashed: tiles still to take; thin: taken; thick: the current one. The cross is "
                  "the stage, the flags are marked positions. A double-click moves there; the "
                  "right button offers to mark a place."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize ScanMap::sizeHint() const
{
    return {320, 240};
}

QSize ScanMap::minimumSizeHint() const
{
    return {120, 120};
}

void ScanMap::setPicture(const std::optional<ScanSpacing> &picture)
{
    m_picture = picture && picture->right.length() > 0 && picture->down.length() > 0 ? picture
                                                                                     : std::nullopt;
    update();
}

void ScanMap::setTiles(const Tiles &tiles)
{
    m_tiles = tiles;
    update();
}

void ScanMap::setMosaic(const QImage &image, const MosaicPlacement &placement)
{
    m_mosaic = image;
    m_placement = placement;
    update();
}

void ScanMap::setStage(const std::optional<StagePosition> &position)
{
    m_stage = position;
    update();
}

void ScanMap::setMarks(const QList<Mark> &marks)
{
    m_marks = marks;
    update();
}

void ScanMap::setNote(const QString &note)
{
    m_note = note;
    setAccessibleDescription(note);
    update();
}

//! Converts a place of the stage into one of the map, whose unit is a motor step along the edges of the picture.
QPointF ScanMap::placeOf(double x, double y) const
{
    const auto &[right, down] = *m_picture;
    const double determinant = right.x * down.y - right.y * down.x;
    if (determinant == 0)
        return {};
    return {(x * down.y - y * down.x) / determinant * right.length(),
            (y * right.x - x * right.y) / determinant * down.length()};
}

QRectF ScanMap::tileAt(const StagePosition &centre) const
{
    QRectF tile({}, QSizeF(m_picture->right.length(), m_picture->down.length()));
    tile.moveCenter(placeOf(centre.x, centre.y));
    return tile;
}

QRectF ScanMap::extent() const
{
    QRectF extent;
    for (const StagePosition &centre : m_tiles.centres)
        extent |= tileAt(centre);
    if (m_tiles.current)
        extent |= tileAt(*m_tiles.current);
    if (!m_mosaic.isNull() && m_placement.width > 0) {
        const auto corner = [&](double row, double column) {
            return placeOf(
                m_placement.corner[0] + row * m_placement.down[0] + column * m_placement.right[0],
                m_placement.corner[1] + row * m_placement.down[1] + column * m_placement.right[1]);
        };
        extent |= QRectF(corner(0, 0), corner(m_placement.height, m_placement.width)).normalized();
    }
    if (m_stage && extent.isNull())
        extent = tileAt(*m_stage);
    return extent;
}

void ScanMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    const auto view = this->view();
    if (!view) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, m_note);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setTransform(*view, true);
    const double scale = view->m11();
    drawMosaic(painter);
    drawTiles(painter, scale);
    drawStage(painter, scale);
    painter.resetTransform();
    drawMarks(painter);
}

std::optional<QTransform> ScanMap::view() const
{
    const QRectF all = m_picture ? extent() : QRectF();
    if (all.isEmpty())
        return {};
    const QRectF room = QRectF(rect()).adjusted(mapMargin, mapMargin, -mapMargin, -mapMargin);
    const double scale = std::min(room.width() / all.width(), room.height() / all.height());
    if (scale <= 0)
        return {};
    QTransform view;
    view.translate(room.center().x(), room.center().y());
    view.scale(scale, scale);
    view.translate(-all.center().x(), -all.center().y());
    return view;
}

std::optional<QPointF> ScanMap::pointAt(double x, double y) const
{
    const auto view = this->view();
    return view ? std::optional(view->map(placeOf(x, y))) : std::nullopt;
}

std::optional<QPointF> ScanMap::stageAt(const QPointF &point) const
{
    const auto view = this->view();
    if (!view)
        return {};
    const QPointF place = view->inverted().map(point);
    const auto &[right, down] = *m_picture;
    const double rightwards = place.x() / right.length();
    const double downwards = place.y() / down.length();
    return QPointF(rightwards * right.x + downwards * down.x,
                   rightwards * right.y + downwards * down.y);
}

void ScanMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto place = stageAt(event->position()))
        Q_EMIT goWanted(std::llround(place->x()), std::llround(place->y()));
}

void ScanMap::contextMenuEvent(QContextMenuEvent *event)
{
    const auto place = stageAt(event->pos());
    if (!place)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("scanMapMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, void (ScanMap::*wanted)(qint64, qint64)) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, place, wanted] {
            Q_EMIT(this->*wanted)(std::llround(place->x()), std::llround(place->y()));
        });
    };
    add(tr("Move there"), &ScanMap::goWanted);
    add(tr("Mark this place"), &ScanMap::markWanted);
    menu->popup(event->globalPos());
}

void ScanMap::drawMarks(QPainter &painter) const
{
    constexpr double staff = 14;
    const QFontMetricsF metrics(painter.font());
    for (const Mark &mark : m_marks) {
        const auto foot = pointAt(mark.x, mark.y);
        if (!foot || !QRectF(rect()).contains(*foot))
            continue;
        const QPointF head = *foot - QPointF(0, staff);
        const QPolygonF flag {head, head + QPointF(9, 3.5), head + QPointF(0, 7)};
        for (const auto &[colour, width] :
             {std::pair {darkLine, 4.0}, std::pair {lightLine, 1.6}}) {
            painter.setPen(QPen(colour, width));
            painter.setBrush(lightLine);
            painter.drawLine(*foot, head);
            painter.drawPolygon(flag);
        }
        const QString name = metrics.elidedText(mark.name, Qt::ElideRight, 120);
        QRectF label(head + QPointF(12, -metrics.height() / 2),
                     QSizeF(metrics.horizontalAdvance(name) + 6, metrics.height()));
        if (label.right() > width())
            label.moveRight(head.x() - 2);
        painter.fillRect(label, darkLine);
        painter.setPen(lightLine);
        painter.drawText(label, Qt::AlignCenter, name);
    }
}

void ScanMap::drawMosaic(QPainter &painter) const
{
    if (m_mosaic.isNull() || m_placement.width < 1)
        return;
    const QPointF corner = placeOf(m_placement.corner[0], m_placement.corner[1]);
    const QPointF right = placeOf(m_placement.right[0], m_placement.right[1]);
    const QPointF down = placeOf(m_placement.down[0], m_placement.down[1]);
    painter.save();
    painter.setTransform(
        QTransform(right.x(), right.y(), down.x(), down.y(), corner.x(), corner.y()), true);
    // The picture and its placement come one after the other, and may differ for a moment.
    painter.drawImage(QRectF(0, 0, m_placement.width, m_placement.height), m_mosaic);
    painter.restore();
}

void ScanMap::drawTiles(QPainter &painter, double scale) const
{
    const double line = 1 / scale;
    for (qsizetype i = m_tiles.centres.size() - 1; i >= 0; --i) {
        drawOutline(painter, tileAt(m_tiles.centres[i]), line,
                    i < m_tiles.done ? Qt::SolidLine : Qt::DashLine);
    }
    if (m_tiles.current)
        drawOutline(painter, tileAt(*m_tiles.current), 3 * line, Qt::SolidLine);
}

void ScanMap::drawStage(QPainter &painter, double scale) const
{
    if (!m_stage)
        return;
    const QPointF at = placeOf(m_stage->x, m_stage->y);
    const double arm = 7 / scale;
    const QList<QLineF> cross {{at - QPointF(arm, 0), at + QPointF(arm, 0)},
                               {at - QPointF(0, arm), at + QPointF(0, arm)}};
    painter.setPen(QPen(darkLine, 4 / scale));
    painter.drawLines(cross);
    painter.setPen(QPen(lightLine, 2 / scale));
    painter.drawLines(cross);
}

} // namespace Holdfast
