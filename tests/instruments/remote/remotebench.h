// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/remoteserver.h"
#include "core/instruments/remote/remotething.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"
#include "core/session/thinghost.h"

#include <QTemporaryDir>

//! \brief A station with a Thing of another server, and a client of it.
class RemoteBench
{
public:
    //! Begins a station with one Thing, "remote".
    explicit RemoteBench(std::function<std::unique_ptr<Holdfast::Thing>()> make)
        : station({}, {{QStringLiteral("remote"), std::move(make)}})
        , client(station,
                 Holdfast::Principal::client(QStringLiteral("a test"), QStringLiteral("here")))
    {
        const auto started = station.start();
        if (!started)
            qFatal("The station has not started: %s", qPrintable(started.error().message()));
    }

    explicit RemoteBench(const Holdfast::RemoteServerOptions &options)
        : RemoteBench([options] { return std::make_unique<Holdfast::RemoteServer>(options); })
    {
    }

    static Holdfast::RemoteServerOptions at(const QString &url)
    {
        Holdfast::RemoteServerOptions options;
        options.url = url;
        return options;
    }

    Holdfast::Result<Holdfast::Payload> read(const char *thing, const char *property) const
    {
        return client.read(QString::fromLatin1(thing), QString::fromLatin1(property)).wait();
    }
    Holdfast::Result<Holdfast::WriteReceipt> write(const char *thing, const char *property,
                                                   const Holdfast::Json &value) const
    {
        return client.write(QString::fromLatin1(thing), QString::fromLatin1(property), value)
            .wait();
    }
    QUuid begin(const char *action, const Holdfast::Json &input = Holdfast::Json::object()) const
    {
        const auto begun =
            client.invoke(QStringLiteral("stage"), QString::fromLatin1(action), input);
        return begun ? begun->id : QUuid();
    }
    Holdfast::InvocationRecord ended(const QUuid &id) const
    {
        return client.ended(id).wait().value();
    }
    Holdfast::InvocationRecord run(const char *action,
                                   const Holdfast::Json &input = Holdfast::Json::object()) const
    {
        return ended(begin(action, input));
    }
    //! Returns what is the matter with a Thing; empty if nothing.
    QString fault(const char *thing) const
    {
        const Holdfast::Thing *found = station.things().find(QString::fromLatin1(thing));
        const auto fault = found ? found->fault() : std::nullopt;
        return fault ? fault->what + u' ' + fault->remedy : QString();
    }

    Holdfast::Station station;
    Holdfast::Session client;
};
