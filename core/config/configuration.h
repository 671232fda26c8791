// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/thingregistry.h"
#include "core/journal/journaloptions.h"
#include "core/lock/globallock.h"
#include "core/thing/json.h"
#include "core/thing/thingslot.h"
#include "core/thing/workcontext.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief A Thing that the configuration asks for.
struct ConfiguredThing
{
    QString name;
    QString className; //!< never an alias
    ThingFactory make;
    QString calledClass {}; //!< as the file calls it, without the module: names its settings file
    SlotChoices slotChoices {}; //!< the Things exist
};

//! \brief What a configuration file says, checked and complete.
struct Configuration
{
    QString file;                        //!< where it is from; empty for the one that is built in
    std::vector<ConfiguredThing> things; //!< in the order of the file
    QString settingsFolder;              //!< empty: settings are not kept
    QString lockStateFile;               //!< where a stop outlives the program
    QString apiPrefix;                   //!< empty, or "/api/v3"
    bool globalLockEnabled = true;
    LogLevel globalLockLogLevel = LogLevel::Info;
    std::chrono::milliseconds globalLockTimeout = GlobalLock::defaultWait;
    LockPolicy globalLockPolicy {};
    JournalOptions journal {};
    QString host;               //!< an address of this computer, or a name of it
    quint16 port = 0;           //!< 0: any free one
    bool metricsEnabled = true; //!< whether /metrics is served
    //! As what it is announced on the local network; without a value: not at all, empty: under a
    //! name with this computer's in it.
    std::optional<QString> announceAs {};
    //! Where people reach it who come through a proxy: "https://scope3.lab.example". Empty: nowhere.
    QUrl publicUrl {};
    QStringList allowedHosts {}; //!< further names under which it is reached
    //! Whose word counts as to where a request came from: addresses, and how many of their bits count.
    QList<std::pair<QHostAddress, int>> trustedProxies {};
    Json application; //!< for Things that ask, and for other programs; null when nothing
};

} // namespace Holdfast
