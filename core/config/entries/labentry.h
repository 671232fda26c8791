// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace Holdfast {

class Findings;

//! \brief Something that the station shares with others, as the configuration says it.
struct LabResourceEntry
{
    QString name;        //!< in the lab: letters, digits, ".", "_" and "-"
    QString title {};    //!< for people; may be empty
    QString home {};     //!< the station that has the wire; this one unless the file names another
    QStringList members; //!< the Things of this station whose operations need the resource
    bool staysOpen = false; //!< whether the members can be used while etcd cannot be reached
};

//! \brief What a configuration says about the lab in which the station takes part.
struct LabEntry
{
    QString lab;                //!< the name of the lab; several may share one etcd
    QString station;            //!< the name of this station, unique in the lab
    QUrl url {};                //!< under which others reach this station; may be empty
    QList<QUrl> endpoints {};   //!< of etcd; at least one
    QString user {};            //!< at etcd; empty: it asks for no password
    QString passwordFile {};    //!< the path of the file with the password; empty without a user
    QString caFile {};          //!< PEM, of the certificates of etcd; empty: the system's
    QString certificateFile {}; //!< PEM, of this station; empty: none
    QString keyFile {};         //!< PEM, its key
    QString tokenFile {};       //!< of the token that this station shows to the others; empty: none
    std::chrono::seconds ttl {}; //!< the time after which a silent station is taken for gone
    QList<LabResourceEntry> resources {};
};

//! Reads `lab`; null stands for no lab. \a publicUrl is the address of the station where the entry names none. The members of
//! resources must be among \a things. Adds what is wrong to \a findings.
std::optional<LabEntry> readLabEntry(const Json &entry, const QUrl &publicUrl,
                                     const QStringList &things, Findings &findings);

} // namespace Holdfast
