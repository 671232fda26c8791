// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/propertyfollower.h"

#include "core/session/stationmonitor.h"

namespace Holdfast {

PropertyFollower::PropertyFollower(const OperatorAccess &access, QObject *parent)
    : QObject(parent)
    , m_session(access.session)
{
    connect(access.monitor, &StationMonitor::propertyChanged, this,
            [this](const QString &thing, const QString &property, const Json &value) {
                for (Followed &each : m_followed) {
                    if (each.thing != thing || each.property != property)
                        continue;
                    each.hasChanged = true;
                    each.take(value);
                }
            });
}

void PropertyFollower::follow(const QString &thing, const QString &property, const Take &take)
{
    m_followed.append({thing, property, take});
    const Affordances *offered = m_session.affordances(thing);
    if (!offered || !offered->property(property))
        return;
    m_session.read(thing, property)
        .then(this, [this, index = m_followed.size() - 1](const Result<Payload> &read) {
            const Followed &followed = m_followed.at(index);
            if (read && !followed.hasChanged)
                followed.take(read->json);
        });
}

} // namespace Holdfast
