// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/pinnedcertificate.h"

#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace Holdfast {

//! \brief What the configuration can say about a RemoteServer.
struct RemoteServerOptions
{
    Q_GADGET
    Q_PROPERTY(QString url MEMBER url)
    Q_PROPERTY(QString tokenFile MEMBER tokenFile)
    Q_PROPERTY(QString fingerprint MEMBER fingerprint)
    Q_PROPERTY(QString prefix MEMBER prefix)
    Q_PROPERTY(QString namePrefix MEMBER namePrefix)
    Q_PROPERTY(QStringList leaveOut MEMBER leaveOut)
    Q_PROPERTY(QStringList streams MEMBER streams)
    Q_PROPERTY(QStringList stops MEMBER stops)
    Q_PROPERTY(QStringList withoutLock MEMBER withoutLock)
public:
    RemoteServerOptions();

    QString url;       //!< "http://ofm.local:5000"
    QString tokenFile; //!< a file with the token for that server; empty: it wants none
    //! The SHA-256 fingerprint of its certificate; empty: an authority has to vouch for it.
    QString fingerprint;
    QString prefix;     //!< of that server's paths: "/api/v3"
    QString namePrefix; //!< is put before the names of its Things
    //! Its Things that are not wanted here: at first the one that shows the lock of another Holdfast, whose
    //! name is taken.
    QStringList leaveOut {QStringLiteral("global_lock")};
    QStringList streams;     //!< "camera/mjpeg_stream"; empty: as that server describes them
    QStringList stops;       //!< "stage.jog {\"stop\": true}"
    QStringList withoutLock; //!< actions that do not take the global lock: "camera.grab_jpeg"

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
    //! Returns the address with the prefix. Requires check().
    QUrl address() const;
    //! Returns the token in tokenFile; empty without a file. Throws a ThingError when there is none in it. Blocks.
    QByteArray token() const;
    //! Returns the certificate with that fingerprint. Requires check().
    PinnedCertificate certificate() const;
};

//! \brief What the configuration can say about a RemoteThing.
struct RemoteThingOptions
{
    Q_GADGET
    Q_PROPERTY(QString url MEMBER url)
    Q_PROPERTY(QString tokenFile MEMBER tokenFile)
    Q_PROPERTY(QString fingerprint MEMBER fingerprint)
    Q_PROPERTY(QStringList streams MEMBER streams)
    Q_PROPERTY(QString stop MEMBER stop)
    Q_PROPERTY(QStringList withoutLock MEMBER withoutLock)
public:
    RemoteThingOptions();

    QString url;             //!< of the Thing Description
    QString tokenFile;       //!< as that of a RemoteServer
    QString fingerprint;     //!< likewise
    QStringList streams;     //!< paths below it: "mjpeg_stream"
    QString stop;            //!< "jog {\"stop\": true}"; empty: "stop", or "jog" as here
    QStringList withoutLock; //!< actions that do not take the global lock

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
    //! Returns the token, as RemoteServerOptions::token().
    QByteArray token() const;
    //! Returns the certificate with that fingerprint. Requires check().
    PinnedCertificate certificate() const;
};

} // namespace Holdfast
