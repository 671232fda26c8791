// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/config/entries/labentry.h"
#include "core/config/entries/tlsentry.h"
#include "core/config/thingregistry.h"
#include "core/journal/journaloptions.h"
#include "core/lock/globallock.h"
#include "core/thing/json/json.h"
#include "core/thing/pluginreport.h"
#include "core/thing/thingslot.h"
#include "core/thing/workcontext.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
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
    SlotChoices slotChoices {}; //!< names of Things that exist, or "THING.PART"
};

//! \brief A Thing that the configuration asks for, and that is not made.
struct LeftOutThing
{
    //! Why it is not made.
    enum class Because {
        PluginUnusable, //!< the plug-in with its class cannot be used: an error of the installation
        Dispensable,    //!< Holdfast has no such Thing, and the rest works without it
        Unknown, //!< there is no such class, and the user wants to do without: UnknownClasses::LeftOut
    };

    QString name;
    QString reason; //!< one sentence or more
    Because because = Because::PluginUnusable;
};

//! Whether a configuration may name classes that there are not.
enum class UnknownClasses {
    Refused,
    LeftOut, //!< its Things are left out, and slots do without them
};

//! \brief What a configuration file says, checked and complete.
struct Configuration
{
    QString file;                         //!< where it was read; empty for the built-in one
    std::vector<ConfiguredThing> things;  //!< in the order of the file
    std::vector<LeftOutThing> leftOut {}; //!< the others that it asks for
    PluginsReport plugins {};
    QString settingsFolder; //!< empty: settings are not kept
    QString lockMemoryFile; //!< where a stop is kept across restarts
    QString tokenFile;      //!< where the tokens of clients are kept
    QString apiPrefix;      //!< empty, or "/api/v3"
    bool globalLockEnabled = true;
    LogLevel globalLockLogLevel = LogLevel::Info;
    LogLevel refusedActionLogLevel = LogLevel::Error; //!< the same, where the file names a level
    std::chrono::milliseconds globalLockTimeout = GlobalLock::defaultWait;
    LockPolicy globalLockPolicy {};
    JournalOptions journal {};
    QString host;               //!< an address or a name of this computer
    quint16 port = 0;           //!< 0: any free one
    bool metricsEnabled = true; //!< whether /metrics is served
    //! The folder of a web app that is served at the root, as an absolute path; empty: none.
    QString webAppFolder {};
    //! The name under which the station is announced on the local network. Without a value it is not
    //! announced; empty stands for a name that contains this computer's.
    std::optional<QString> announceAs {};
    //! Where users reach the station through a proxy: "https://scope3.lab.example". Empty without one.
    QUrl publicUrl {};
    QStringList allowedHosts {}; //!< further names under which the server may be reached
    QList<QUrl>
        allowedOrigins {}; //!< further web pages that may use the server, by where they come from
    //! Proxies that are believed about where a request came from: addresses and prefix lengths.
    QList<std::pair<QHostAddress, int>> trustedProxies {};
    //! Whether the server speaks TLS, and with what certificate.
    TlsEntry tls {};
    QString ownCertificateFile;    //!< where its own certificate is kept, if it makes one
    bool alwaysNeedsToken = false; //!< whether programs on this machine need a token as well
    Limits limits {};              //!< of what clients can make grow
    //! Makes the JSON schema of files like it; empty: there is none. It takes a while, and few ask for it.
    std::function<Json()> schema {};
    std::optional<LabEntry> lab {}; //!< empty: the station is in no lab
    Json application;      //!< for Things that read it, and for other programs; null when absent
    QString dataFolder {}; //!< in which the Things keep the data that they record
};

} // namespace Holdfast
