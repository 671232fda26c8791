// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labfollower.h"

#include "core/lab/view/labstatusjson.h"
#include "core/thing/json/foreignjson.h"

namespace Holdfast {

LabFollower::LabFollower(RemoteStation &station, QObject *parent)
    : QObject(parent)
    , m_events(station, QStringLiteral("/lab/events"))
{
    connect(&m_events, &EventFollower::eventCame, this, &LabFollower::take);
    connect(&m_events, &EventFollower::lost, this, &LabFollower::lost);
    connect(&m_events, &EventFollower::failed, this, &LabFollower::failed);
}

void LabFollower::start()
{
    m_events.start();
}

void LabFollower::take(const ServerEvent &event)
{
    if (!event.name.isEmpty())
        return;
    const Json told = foreignJsonOrNull(event.data, fileJsonLimits);
    if (const auto state = readLabStatus(told))
        Q_EMIT stateCame(*state, told);
    else
        Q_EMIT nonsenseCame();
}

} // namespace Holdfast
