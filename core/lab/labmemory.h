// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labsnapshot.h"

#include <QMap>

namespace Holdfast {

//! \brief What a station has seen of its lab that the latest snapshot does not tell. A value.
//!
//! Stations that were there once, so that they are shown as silent, and that "stop the lab" reaches one that only etcd has lost; and since
//! when a resource has its owner, which is not kept in etcd.
class LabMemory
{
public:
    //! \brief A station as it was last seen.
    struct Station
    {
        QString url {};
        QString fingerprint {}; //!< of its certificate
        QString version {};
        QDateTime seen {}; //!< UTC

        friend bool operator==(const Station &, const Station &) = default;
    };

    //! More stations are not remembered: those that were not seen for longest are forgotten.
    static constexpr int mostStations = 256;

    //! Takes note of \a snapshot, which is seen at \a now (UTC). An empty one, of which nothing is known yet, changes nothing.
    void note(const LabSnapshot &snapshot, const QDateTime &now);

    //! Stations by name, those that are there now as well.
    const QMap<QString, Station> &stations() const { return m_stations; }
    //! Adds stations that were seen by an earlier run of the program, where this one has not seen them.
    void restore(const QMap<QString, Station> &stations);
    //! Returns since when \a resource has the owner with \a token; invalid when it had it before it was first seen here.
    QDateTime ownedSince(const QString &resource, qint64 token) const;

private:
    struct Owned
    {
        qint64 token = 0;
        QDateTime since {};
    };

    void forgetTheOldest();

    bool m_hasSeen = false; //!< a snapshot
    QMap<QString, Station> m_stations;
    QMap<QString, Owned> m_owned; //!< by resource
};

} // namespace Holdfast
