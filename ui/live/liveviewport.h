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
    //! Sets how many pixels of the screen are one of the view.
    void setPixelRatio(double ratio);

    //! Makes the picture as large as fits, also when the sizes change.
    void fit();
    bool isFitted() const { return m_isFitted; }
    //! Makes a pixel of the picture one of the screen.
    void showActualSize();
    bool isActualSize() const;
    //! Zooms by \a factor; the point under \a around stays there.
    void zoomBy(double factor, const QPointF &around);
    //! Moves the picture with the hand. A picture that fits does not move.
    void panBy(const QPointF &distance);

    //! Returns how many pixels of the view are one of the picture.
    double scale() const { return m_scale; }
    //! Returns the rectangle of the picture, which may reach outside the view.
    QRectF target() const;
    //! Returns the pixel of the picture under a point of the view, from the picture's centre: x to
    //! the right, y down.
    QPointF fromCentre(const QPointF &point) const;
    //! Returns the point of the view at which such a pixel is.
    QPointF toView(const QPointF &fromCentre) const;
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
