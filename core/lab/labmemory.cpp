// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labmemory.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

void LabMemory::note(const LabSnapshot &snapshot, const QDateTime &now)
{
    if (snapshot.revision == 0)
        return;
    const bool isFirst = !std::exchange(m_hasSeen, true);
    for (const LabStation &station : snapshot.stations)
        m_stations.insert(station.name, {station.url, station.fingerprint, station.version, now});
    forgetTheOldest();

    m_owned.removeIf([&snapshot](std::pair<const QString &, Owned &> each) {
        return snapshot.owners.value(each.first).token != each.second.token;
    });
    for (auto owner = snapshot.owners.begin(); owner != snapshot.owners.end(); ++owner) {
        // An owner in the first snapshot may have been one for long.
        if (!m_owned.contains(owner.key()))
            m_owned.insert(owner.key(), {owner->token, isFirst ? QDateTime() : now});
    }
}

void LabMemory::restore(const QMap<QString, Station> &stations)
{
    for (auto station = stations.begin(); station != stations.end(); ++station) {
        if (!m_stations.contains(station.key()))
            m_stations.insert(station.key(), *station);
    }
    forgetTheOldest();
}

QDateTime LabMemory::ownedSince(const QString &resource, qint64 token) const
{
    const auto owned = m_owned.constFind(resource);
    return owned != m_owned.constEnd() && owned->token == token ? owned->since : QDateTime();
}

void LabMemory::forgetTheOldest()
{
    while (m_stations.size() > mostStations) {
        m_stations.erase(std::min_element(
            m_stations.cbegin(), m_stations.cend(),
            [](const Station &one, const Station &other) { return one.seen < other.seen; }));
    }
}

} // namespace Holdfast
