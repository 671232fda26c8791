// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/focus/focusplot.h"

#include "ui/base/number/numbertext.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Holdfast {

FocusPlot::FocusPlot(QWidget *parent)
    : QWidget(parent)
    , m_unit(tr("steps"))
{
    setObjectName(QStringLiteral("focusPlot"));
    setAccessibleName(tr("Sharpness over z"));
    describe();
}

void FocusPlot::setCurve(const std::optional<FocusCurve> &curve)
{
    m_curve = curve;
    describe();
    update();
}

void FocusPlot::setScale(double perStep, const QString &unit)
{
    m_perStep = perStep;
    m_unit = unit;
    describe();
    update();
}

QString FocusPlot::zText(double z) const
{
    constexpr double finest = 100; // of a unit
    const double value = z * m_perStep;
    return m_perStep == 1 ? NumberText::show(qint64(std::llround(value)))
                          : NumberText::show(std::round(value * finest) / finest);
}

void FocusPlot::setPosition(std::optional<double> z)
{
    if (m_position == z)
        return;
    m_position = z;
    update();
}

QSize FocusPlot::sizeHint() const
{
    return {300, 130};
}

QSize FocusPlot::minimumSizeHint() const
{
    return {140, 80};
}

//! For those who cannot see it.
void FocusPlot::describe()
{
    if (!m_curve) {
        setAccessibleDescription(tr("There is no curve yet."));
        return;
    }
    const QString range =
        tr("%1 pictures from z = %2 to %3.")
            .arg(m_curve->points.size())
            .arg(zText(m_curve->points.front().x()), zText(m_curve->points.back().x()));
    setAccessibleDescription(
        m_curve->focusZ ? tr("%1 The focus is at z = %2.").arg(range, zText(*m_curve->focusZ))
                        : tr("%1 No focus was found.").arg(range));
}

void FocusPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_curve) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(4, 4, -4, -4), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("The sharpness over z appears here."));
        return;
    }
    const auto &points = m_curve->points;
    const auto byZ = std::minmax_element(points.begin(), points.end(),
                                         [](auto &a, auto &b) { return a.x() < b.x(); });
    const auto bySharpness = std::minmax_element(points.begin(), points.end(),
                                                 [](auto &a, auto &b) { return a.y() < b.y(); });
    const double left = byZ.first->x();
    const double width = std::max(1.0, byZ.second->x() - left);
    const double low = bySharpness.first->y();
    const double height = std::max(1e-9, bySharpness.second->y() - low);
    const int line = fontMetrics().height();
    const QRectF area = QRectF(rect()).adjusted(5, line + 4, -5, -line - 6);
    const auto toX = [&](double z) { return area.left() + (z - left) / width * area.width(); };

    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const QColor ink = palette().color(QPalette::WindowText);
    painter.setPen(ink);
    const QRectF below(area.left(), area.bottom() + 3, area.width(), line);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop, zText(left));
    painter.drawText(below, Qt::AlignRight | Qt::AlignTop, zText(left + width));
    painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop, tr("z in %1").arg(m_unit));

    QPolygonF curve;
    for (const QPointF &point : points)
        curve << QPointF(toX(point.x()),
                         area.bottom() - (point.y() - low) / height * area.height());
    painter.setPen(QPen(ink, 1.2));
    painter.drawPolyline(curve);
    painter.setBrush(ink);
    painter.setPen(Qt::NoPen);
    for (const QPointF &point : curve)
        painter.drawEllipse(point, 1.8, 1.8);

    if (m_position && *m_position >= left && *m_position <= left + width) {
        painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DotLine));
        const double x = toX(*m_position);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    if (m_curve->focusZ) {
        painter.setPen(QPen(ink, 1, Qt::DashLine));
        const double x = toX(std::clamp(*m_curve->focusZ, left, left + width));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const QString text = tr("focus at %1").arg(zText(*m_curve->focusZ));
        const double wide = fontMetrics().horizontalAdvance(text) + 2;
        const double from = std::clamp(x - wide / 2, 2.0, std::max(2.0, this->width() - wide - 2));
        painter.setPen(ink);
        painter.drawText(QRectF(from, 2, wide, line), Qt::AlignCenter, text);
    }
}

} // namespace Holdfast
