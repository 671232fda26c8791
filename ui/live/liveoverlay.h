// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/histogram.h"
#include "ui/live/scalebar.h"

#include <QPolygonF>
#include <QRectF>

class QPainter;

//! \brief Draws marks over a live picture. Readable on any picture: light lines on dark ones.
namespace Holdfast::LiveOverlay {

//! Draws a crosshair through the middle of the \a picture.
void drawCrosshair(QPainter &painter, const QRectF &picture);
//! Draws \a bar in the lower left corner of \a view.
void drawScaleBar(QPainter &painter, const QRectF &view, const ScaleBar &bar);
//! Draws \a histogram in the lower right corner of \a view.
void drawHistogram(QPainter &painter, const QRectF &view, const Histogram &histogram);
//! Draws \a text at the top of \a view.
void drawNote(QPainter &painter, const QRectF &view, const QString &text);
//! Draws the \a points of a measurement, joined by lines, and \a text beside the last one.
void drawMeasurement(QPainter &painter, const QPolygonF &points, bool isClosed,
                     const QString &text);
//! Draws \a text in the upper left corner of \a view, below the place of a note.
void drawTag(QPainter &painter, const QRectF &view, const QString &text);
//! Draws a note if more of the picture is saturated than is acceptable.
void drawSaturation(QPainter &painter, const QRectF &view, const Histogram &histogram);

//! Above this fraction of saturated pixels there is a warning.
inline constexpr double mostSaturation = 0.005;

} // namespace Holdfast::LiveOverlay
