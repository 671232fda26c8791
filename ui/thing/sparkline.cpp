// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/sparkline.h"

#include "ui/text/plaintooltip.h"

#include <QLocale>
#include <QPainter>
#include <QTimerEvent>

namespace Holdfast {

namespace {

using Seconds = std::chrono::duration<double>;

QString text(double value)
{
    return QLocale().toString(value, 'g', 5);
}

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

QPointF Sparkline::toPoint(ValueHistory::Clock::time_point time, double value) const
{
    const auto [low, high] = m_history.range().value_or(std::pair(value, value));
    const QRectF area = plotArea();
    const double age = Seconds(m_now - time) / Seconds(ValueHistory::span);
    const double height = high > low ? (value - low) / (high - low) : 0.5;
    return {area.right() - std::clamp(age, 0.0, 1.0) * area.width(),
            area.bottom() - height * area.height()};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plotArea();
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());

    QPen line(palette().color(QPalette::WindowText), 1.2);
    painter.setPen(line);
    const auto &samples = m_history.samples();
    QPolygonF steps;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].value) {
            // A value holds until the next one, or until now.
            const auto end = i + 1 < samples.size() ? samples[i + 1].time : m_now;
            steps << toPoint(samples[i].time, *samples[i].value) << toPoint(end, *samples[i].value);
        } else {
            painter.drawPolyline(steps);
            steps.clear();
        }
    }
    painter.drawPolyline(steps);

    if (const auto ends = m_history.range()) {
        const QRectF labels(area.right() + 4, 0, width() - area.right() - 4, height());
        painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, text(ends->second));
        if (ends->first != ends->second)
            painter.drawText(labels, Qt::AlignLeft | Qt::AlignBottom, text(ends->first));
    }
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
