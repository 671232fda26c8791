// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/liveviewport.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

void LiveViewport::setPictureSize(const QSizeF &size)
{
    m_picture = size;
    keepInView();
}

void LiveViewport::setViewSize(const QSizeF &size)
{
    m_view = size;
    keepInView();
}

void LiveViewport::setPixelRatio(double ratio)
{
    if (isActualSize() && !m_isFitted)
        m_scale = 1 / ratio;
    m_ratio = ratio;
    keepInView();
}

void LiveViewport::fit()
{
    m_isFitted = true;
    keepInView();
}

void LiveViewport::showActualSize()
{
    m_isFitted = false;
    m_scale = 1 / m_ratio;
    keepInView();
}

bool LiveViewport::isActualSize() const
{
    return std::abs(m_scale * m_ratio - 1) < 1e-9;
}

void LiveViewport::zoomBy(double factor, const QPointF &around)
{
    const double scale = std::clamp(m_scale * factor, smallestScale, largestScale);
    const QPointF fromViewCentre = around - QPointF(m_view.width(), m_view.height()) / 2;
    m_centre = fromViewCentre + (m_centre - fromViewCentre) * (scale / m_scale);
    m_scale = scale;
    m_isFitted = false;
    keepInView();
}

void LiveViewport::panBy(const QPointF &distance)
{
    m_centre += distance;
    keepInView();
}

void LiveViewport::keepInView()
{
    if (m_picture.isEmpty() || m_view.isEmpty())
        return;
    if (m_isFitted)
        m_scale =
            std::min(m_view.width() / m_picture.width(), m_view.height() / m_picture.height());
    // No edge of a larger picture comes into the view; a smaller one is in the middle.
    const auto most = [this](double picture, double view) {
        return std::max(0.0, (picture * m_scale - view) / 2);
    };
    const double mostX = most(m_picture.width(), m_view.width());
    const double mostY = most(m_picture.height(), m_view.height());
    m_centre = {std::clamp(m_centre.x(), -mostX, mostX), std::clamp(m_centre.y(), -mostY, mostY)};
}

QRectF LiveViewport::target() const
{
    QRectF shown(QPointF(), m_picture * m_scale);
    shown.moveCenter(QPointF(m_view.width(), m_view.height()) / 2 + m_centre);
    return shown;
}

QPointF LiveViewport::fromCentre(const QPointF &point) const
{
    return (point - target().center()) / m_scale;
}

QPointF LiveViewport::toView(const QPointF &fromCentre) const
{
    return target().center() + fromCentre * m_scale;
}

} // namespace Holdfast
