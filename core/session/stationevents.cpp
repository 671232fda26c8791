// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationevents.h"

#include <algorithm>

namespace Holdfast {

void StationListener::lockEvents(const LockFeed::Batch &, const ClockPair &)
{
}
void StationListener::propertyChanged(const QString &, const QString &, const Json &)
{
}
void StationListener::eventEmitted(const QString &, const QString &, const Json &)
{
}
void StationListener::invocationChanged(const QUuid &)
{
}
void StationListener::invocationStepped(const InvocationStep &)
{
}
void StationListener::invocationRemoved(const QUuid &)
{
}
void StationListener::stopped(const StopReport &)
{
}
void StationListener::faultChanged(const QString &)
{
}

void StationEvents::add(const std::shared_ptr<StationListener> &listener)
{
    const std::lock_guard lock(m_mutex);
    m_listeners.push_back(listener);
}

bool StationEvents::areThingsHeard() const
{
    const Listeners all = listeners();
    return std::any_of(all.begin(), all.end(),
                       [](const auto &listener) { return listener->hearsThings(); });
}

StationEvents::Listeners StationEvents::listeners() const
{
    Listeners alive;
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_listeners, [&alive](const std::weak_ptr<StationListener> &listener) {
        if (auto strong = listener.lock()) {
            alive.push_back(std::move(strong));
            return false;
        }
        return true;
    });
    return alive;
}

} // namespace Holdfast
