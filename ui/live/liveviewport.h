// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace Holdfast {

//! \brief How a picture lies in a view: fitted into it, or enlarged and moved. Geometry only; all lengths
//! in the view are its own (device-independent) pixels.
class LiveViewport
{
public:
    static constexpr double smallestScale = 0.05;
    static constexpr double largestScale = 16;

    void setPictureSize(const QSizeF &size);
    void setViewSize(const QSizeF &size);
    //! How many pixels of the screen are one of the view.
    void setPixelRatio(double ratio);

    //! As large as fits, whatever the sizes become.
    void fit();
    bool isFitted() const { return m_isFitted; }
    //! A pixel of the picture is one of the screen.
    void showActualSize();
    bool isActualSize() const;
    //! What lies under \a around stays there.
    void zoomBy(double factor, const QPointF &around);
    //! Moves the picture with the hand. A picture that fits does not move.
    void panBy(const QPointF &distance);

    //! So many pixels of the view are one of the picture.
    double scale() const { return m_scale; }
    //! Where the picture lies, also outside the view.
    QRectF target() const;
    //! The pixel of the picture under a point of the view, from the picture's centre: x to the right, y
    //! down.
    QPointF fromCentre(const QPointF &point) const;
    bool isOnPicture(const QPointF &point) const { return target().contains(point); }

private:
    void keepInView();

    QSizeF m_picture;
    QSizeF m_view;
    double m_ratio = 1;
    bool m_isFitted = true;
    double m_scale = 1;
    QPointF m_centre; //!< of the picture, from the view's centre
};

} // namespace Holdfast
