// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labagent.h"

#include <QList>
#include <QStringList>

namespace Holdfast {

//! \brief A resource of the lab, as this station uses it.
struct LabShare
{
    QString resource;       //!< its name in the lab
    QString home {};        //!< the station that has the wire
    QStringList things {};  //!< the Things of this station whose operations need it
    bool staysOpen = false; //!< whether these can be used while etcd cannot be reached
};

//! \brief How a station takes part in a lab.
struct LabSetup
{
    LabOptions options {};
    QList<LabShare> shares {};
    QString stationsFile {}; //!< for the next start: see LabStationsFile; empty: none
    QByteArray token {};     //!< that this station shows to the others; empty: none
};

} // namespace Holdfast
