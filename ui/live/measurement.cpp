// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/measurement.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/translated.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Holdfast {

namespace {

constexpr int digits = 4;

double lengthOf(const QPointF &way)
{
    return std::hypot(way.x(), way.y());
}

double crossOf(const QPointF &a, const QPointF &b)
{
    return a.x() * b.y() - a.y() * b.x();
}

//! Returns a number with as many digits as a measurement has: 12.3, and 1234 instead of 1.234e3.
QString numberText(double value)
{
    const double size = std::abs(value);
    const int whole = size < 1 ? 1 : int(std::floor(std::log10(size))) + 1;
    return NumberText::fixed(value, std::max(0, digits - 1 - whole));
}

QString areaText(const QList<QPointF> &ways, const QString &unit)
{
    double twice = 0;
    for (qsizetype i = 0; i < ways.size(); ++i)
        twice += crossOf(ways[i], ways[(i + 1) % ways.size()]);
    return QStringLiteral("%1 %2\u00b2").arg(numberText(std::abs(twice) / 2), unit);
}

QString angleText(const QList<QPointF> &ways)
{
    const QPointF one = ways[0] - ways[1];
    const QPointF other = ways[2] - ways[1];
    if (lengthOf(one) == 0 || lengthOf(other) == 0)
        return {};
    const double angle = std::atan2(std::abs(crossOf(one, other)), QPointF::dotProduct(one, other));
    return QStringLiteral("%1\u00b0").arg(NumberText::fixed(angle * 180 / std::numbers::pi, 1));
}

QString pixels()
{
    return tr("pixels");
}

} // namespace

qsizetype Measurement::wanted() const
{
    switch (m_kind) {
    case Kind::Distance:
        return 2;
    case Kind::Angle:
    case Kind::Area:
        break;
    }
    return 3;
}

void Measurement::add(const QPointF &point)
{
    if (m_isComplete)
        m_points.clear();
    m_points << point;
    m_isComplete = m_kind != Kind::Area && m_points.size() == wanted();
}

void Measurement::close()
{
    m_isComplete = m_isComplete || (m_kind == Kind::Area && m_points.size() >= wanted());
}

QString Measurement::text(const Scale &scale, const std::optional<QPointF> &next) const
{
    QList<QPointF> ways = m_points;
    if (next && !m_isComplete && !ways.isEmpty())
        ways << *next;
    if (ways.size() < wanted())
        return {};
    if (scale.onStage)
        std::transform(ways.begin(), ways.end(), ways.begin(), scale.onStage);
    const QString unit = scale.onStage ? scale.unit : pixels();
    switch (m_kind) {
    case Kind::Distance:
        return QStringLiteral("%1 %2").arg(numberText(lengthOf(ways[1] - ways[0])), unit);
    case Kind::Angle:
        return angleText(ways);
    case Kind::Area:
        break;
    }
    return areaText(ways, unit);
}

} // namespace Holdfast
