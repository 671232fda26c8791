// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationevents.h"

namespace Holdfast {

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

bool StationEvents::hasListeners() const
{
    return !listeners().empty();
}

std::vector<std::shared_ptr<StationListener>> StationEvents::listeners() const
{
    std::vector<std::shared_ptr<StationListener>> alive;
    const std::lock_guard lock(m_mutex);
    alive.reserve(m_listeners.size());
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
