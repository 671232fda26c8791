// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/imagescale.h"

#include "core/session/stationmonitor.h"

#include <cmath>

namespace Holdfast {

namespace {

const QString mapping = QStringLiteral("camera_stage_mapping");
const QString camera = QStringLiteral("camera");
const QString scaleThing = QStringLiteral("stage");
const QString matrixName = QStringLiteral("image_to_stage_displacement_matrix");
const QString stepName = QStringLiteral("micrometres_per_step");

} // namespace

ImageScale::ImageScale(const OperatorAccess &access, QObject *parent)
    : QObject(parent)
    , m_session(access.session)
{
    connect(access.monitor, &StationMonitor::propertyChanged, this, &ImageScale::take);
    read(mapping, matrixName);
    read(camera, matrixName);
    read(scaleThing, stepName);
}

void ImageScale::read(const QString &thing, const QString &property)
{
    const Affordances *offered = m_session.affordances(thing);
    if (!offered || !offered->property(property))
        return;
    m_session.read(thing, property)
        .then(this, [this, thing, property](const Result<Payload> &read) {
            if (read)
                take(thing, property, read->json);
        });
}

void ImageScale::take(const QString &thing, const QString &property, const Json &value)
{
    if (thing == mapping && property == matrixName)
        m_calibrated = toMatrix(value);
    else if (thing == camera && property == matrixName)
        m_own = toMatrix(value);
    else if (thing == scaleThing && property == stepName)
        m_micrometres = value.is_number() ? std::max(0.0, value.get<double>()) : 0;
    else
        return;
    Q_EMIT changed();
}

std::optional<ImageScale::Matrix> ImageScale::toMatrix(const Json &value)
{
    const auto isRow = [](const Json &row) {
        return row.is_array() && row.size() == 2 && row[0].is_number() && row[1].is_number();
    };
    if (!value.is_array() || value.size() != 2 || !isRow(value[0]) || !isRow(value[1]))
        return {}; // null: not calibrated
    return Matrix {{value[0][0].get<double>(), value[0][1].get<double>()},
                   {value[1][0].get<double>(), value[1][1].get<double>()}};
}

std::optional<StageSteps> ImageScale::stepsTo(const QPointF &fromCentre) const
{
    const auto &known = matrix();
    if (!known)
        return {};
    const auto along = [&](int axis) {
        return std::llround(fromCentre.y() * known->down[axis]
                            + fromCentre.x() * known->right[axis]);
    };
    StageSteps steps;
    steps[Axis::X] = along(0);
    steps[Axis::Y] = along(1);
    return steps;
}

std::optional<double> ImageScale::perPixel() const
{
    const auto &known = matrix();
    if (!known)
        return {};
    const double steps = std::hypot(known->right[0], known->right[1]);
    return m_micrometres > 0 ? steps * m_micrometres : steps;
}

QString ImageScale::unit() const
{
    return m_micrometres > 0 ? QStringLiteral("\u00b5m") : tr("steps");
}

} // namespace Holdfast
