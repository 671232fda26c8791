// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/sparkline.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/plaintooltip.h"

#include <QPainter>
#include <QTimerEvent>

namespace Holdfast {

namespace {

using Seconds = std::chrono::duration<double>;

QString text(double value)
{
    constexpr int digits = 5;
    return NumberText::rounded(value, digits);
}

//! Where a value of a time is drawn.
struct Scale
{
    QRectF area;
    double low;
    double high;
    ValueHistory::Clock::time_point now;

    double x(ValueHistory::Clock::time_point time) const
    {
        const double age = Seconds(now - time) / Seconds(ValueHistory::span);
        return area.right() - std::clamp(age, 0.0, 1.0) * area.width();
    }
    double y(double value) const
    {
        const double height = high > low ? (value - low) / (high - low) : 0.5;
        return area.bottom() - height * area.height();
    }
};

//! A line of which no more is kept than can be seen: in a column of pixels the first point, the
//! highest, the lowest and the last.
class StepLine
{
public:
    void add(const QPointF &point)
    {
        const int column = int(std::floor(point.x()));
        if (m_isEmpty || column != m_column)
            begin(column, point);
        m_top = std::min(m_top, point.y());
        m_bottom = std::max(m_bottom, point.y());
        m_last = point;
    }
    //! Returns the line so far, and begins a new one.
    QPolygonF take()
    {
        endColumn();
        m_isEmpty = true;
        return std::exchange(m_points, {});
    }

private:
    void begin(int column, const QPointF &point)
    {
        endColumn();
        m_isEmpty = false;
        m_column = column;
        m_top = m_bottom = point.y();
        m_points << point;
    }
    void endColumn()
    {
        if (m_isEmpty)
            return;
        if (m_top != m_bottom)
            m_points << QPointF(m_last.x(), m_top) << QPointF(m_last.x(), m_bottom);
        m_points << m_last;
    }

    QPolygonF m_points;
    bool m_isEmpty = true;
    int m_column = 0;
    double m_top = 0;
    double m_bottom = 0;
    QPointF m_last;
};

} // namespace

Sparkline::Sparkline(const QString &objectName, const QString &name, const QString &unit,
                     QWidget *parent)
    : QWidget(parent)
    , m_now(ValueHistory::Clock::now())
    , m_name(name)
    , m_unit(unit)
{
    setObjectName(objectName);
    setAccessibleName(tr("%1 over time").arg(name));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    setFont(small);
    setFixedHeight(3 * fontMetrics().lineSpacing());
    describe();
}

void Sparkline::add(double value)
{
    m_now = ValueHistory::Clock::now();
    m_history.add(m_now, value);
    describe();
    update();
}

void Sparkline::interrupt()
{
    m_history.interrupt(ValueHistory::Clock::now());
}

void Sparkline::describe()
{
    const auto ends = m_history.range();
    const QString told = ends ? tr("%1 in the last %n minute(s): from %2 to %3 %4", nullptr,
                                   int(ValueHistory::span.count()))
                                    .arg(m_name, text(ends->first), text(ends->second), m_unit)
                              : tr("%1: nothing to draw yet").arg(m_name);
    setAccessibleDescription(told);
    setToolTip(plainToolTip(told.trimmed()));
}

QRectF Sparkline::plotArea() const
{
    const auto ends = m_history.range().value_or(std::pair(0.0, 0.0));
    const int labels = std::max(fontMetrics().horizontalAdvance(text(ends.first)),
                                fontMetrics().horizontalAdvance(text(ends.second)));
    return QRectF(rect()).adjusted(1, 2, -labels - 6, -3);
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plotArea();
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());

    const auto ends = m_history.range();
    if (!ends)
        return;
    const Scale scale {area, ends->first, ends->second, m_now};
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1.2));
    StepLine line;
    const auto &samples = m_history.samples();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].value) {
            // A value holds until the next one, or until now.
            const auto end = i + 1 < samples.size() ? samples[i + 1].time : m_now;
            const double y = scale.y(*samples[i].value);
            line.add({scale.x(samples[i].time), y});
            line.add({scale.x(end), y});
        } else {
            painter.drawPolyline(line.take());
        }
    }
    painter.drawPolyline(line.take());

    const QRectF labels(area.right() + 4, 0, width() - area.right() - 4, height());
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, text(ends->second));
    if (ends->first != ends->second)
        painter.drawText(labels, Qt::AlignLeft | Qt::AlignBottom, text(ends->first));
}

void Sparkline::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticking.start(1000, this);
}

void Sparkline::hideEvent(QHideEvent *event)
{
    m_ticking.stop();
    QWidget::hideEvent(event);
}

void Sparkline::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_ticking.timerId())
        return;
    m_now = ValueHistory::Clock::now();
    update();
}

} // namespace Holdfast
