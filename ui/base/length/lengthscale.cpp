// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/length/lengthscale.h"

#include "core/session/session.h"
#include "ui/base/number/numbertext.h"
#include "ui/base/propertyfollower.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

namespace {

constexpr int mostDecimals = 3;

double rounded(double value, int decimals)
{
    const double power = std::pow(10, decimals);
    return std::round(value * power) / power;
}

//! Returns how many decimals show every multiple of \a step as it is.
int decimalsFor(double step)
{
    for (int decimals = 0; decimals < mostDecimals; ++decimals) {
        if (std::abs(rounded(step, decimals) - step) < 1e-6 * step)
            return decimals;
    }
    return mostDecimals;
}

} // namespace

QString stageUnit(const Session &session, const QString &stage)
{
    const Affordances *offered = session.affordances(stage);
    const ActionAffordance *move =
        offered ? offered->action(QStringLiteral("move_relative")) : nullptr;
    if (!move)
        return {};
    for (const SchemaMember &input : move->input.members) {
        const bool isAxis = std::any_of(allAxes.begin(), allAxes.end(),
                                        [&](Axis axis) { return input.name == toString(axis); });
        const QString symbol = isAxis ? input.schema.unitSymbol() : QString();
        if (!symbol.isEmpty() && input.schema.unit != Unit::Step)
            return symbol;
    }
    return {};
}

LengthScale::LengthScale(const OperatorAccess &access, const QString &stage, QObject *parent)
    : QObject(parent)
    , m_ownUnit(stageUnit(access.session, stage))
{
    if (!m_ownUnit.isEmpty())
        return;
    auto *follower = new PropertyFollower(access, this);
    follower->follow(stage, QStringLiteral("micrometres_per_step"), [this](const Json &value) {
        setMicrometres(std::size_t(Axis::X), value);
        setMicrometres(std::size_t(Axis::Y), value);
        Q_EMIT changed();
    });
    follower->follow(stage, QStringLiteral("micrometres_per_step_z"), [this](const Json &value) {
        setMicrometres(std::size_t(Axis::Z), value);
        Q_EMIT changed();
    });
}

void LengthScale::setMicrometres(std::size_t axis, const Json &value)
{
    const double length = value.is_number() ? value.get<double>() : 0;
    m_micrometres[axis] = std::isfinite(length) ? std::max(0.0, length) : 0;
}

void LengthScale::setWish(LengthUnit wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    Q_EMIT changed();
}

bool LengthScale::isInSteps(Axis axis) const
{
    return m_ownUnit.isEmpty() && (m_wish == LengthUnit::Steps || micrometresPerStep(axis) <= 0);
}

double LengthScale::perStep(Axis axis) const
{
    return isInSteps(axis) || !m_ownUnit.isEmpty() ? 1 : micrometresPerStep(axis);
}

QString LengthScale::unit(Axis axis) const
{
    if (!m_ownUnit.isEmpty())
        return m_ownUnit;
    return isInSteps(axis) ? tr("steps") : QStringLiteral("\u00b5m");
}

QString LengthScale::show(Axis axis, qint64 steps) const
{
    const double perStep = this->perStep(axis);
    if (perStep == 1)
        return NumberText::show(steps);
    return NumberText::show(rounded(double(steps) * perStep, mostDecimals));
}

QString LengthScale::showWithUnit(Axis axis, qint64 steps) const
{
    return show(axis, steps) + suffix(axis);
}

QString LengthScale::showSteadily(Axis axis, qint64 steps) const
{
    const double perStep = this->perStep(axis);
    if (perStep == 1)
        return NumberText::show(steps);
    const double value = double(steps) * perStep;
    constexpr double longNumber = 1000;
    const int decimals = decimalsFor(perStep);
    return NumberText::fixed(value,
                             std::abs(value) < longNumber ? decimals : std::min(1, decimals));
}

} // namespace Holdfast
