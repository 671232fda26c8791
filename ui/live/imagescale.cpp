// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/imagescale.h"

#include "ui/base/propertyfollower.h"

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
{
    auto *follower = new PropertyFollower(access, this);
    follower->follow(mapping, matrixName, [this](const Json &value) {
        m_calibrated = toMatrix(value);
        Q_EMIT changed();
    });
    follower->follow(camera, matrixName, [this](const Json &value) {
        m_own = toMatrix(value);
        Q_EMIT changed();
    });
    follower->follow(scaleThing, stepName, [this](const Json &value) {
        m_micrometres = value.is_number() ? std::max(0.0, value.get<double>()) : 0;
        Q_EMIT changed();
    });
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

std::optional<QPointF> ImageScale::onStage(const QPointF &pixels) const
{
    const auto &known = matrix();
    if (!known)
        return {};
    const auto along = [&](int axis) {
        return pixels.y() * known->down[axis] + pixels.x() * known->right[axis];
    };
    return QPointF(along(0), along(1)) * (m_micrometres > 0 ? m_micrometres : 1);
}

QString ImageScale::unit() const
{
    return m_micrometres > 0 ? QStringLiteral("\u00b5m") : tr("steps");
}

} // namespace Holdfast
