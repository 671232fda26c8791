// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/lockfollower.h"

#include "core/thing/json/foreignjson.h"
#include "core/wire/historyjson.h"

namespace Holdfast {

LockFollower::LockFollower(RemoteStation &station, QObject *parent)
    : QObject(parent)
    , m_events(station, QStringLiteral("/lock/events"))
{
    connect(&m_events, &EventFollower::eventCame, this, &LockFollower::take);
    connect(&m_events, &EventFollower::lost, this, &LockFollower::lost);
    connect(&m_events, &EventFollower::failed, this, &LockFollower::failed);
}

void LockFollower::start()
{
    m_events.start();
}

void LockFollower::take(const ServerEvent &event)
{
    const Json told = foreignJsonOrNull(event.data);
    if (event.name == "refused") {
        if (const auto refusal = readRefusedEvent(told))
            Q_EMIT refusalCame(*refusal, told);
    } else if (event.name.isEmpty()) {
        if (const auto state = readLockOverview(told))
            Q_EMIT stateCame(*state, told);
        else
            Q_EMIT nonsenseCame();
    }
}

} // namespace Holdfast
