// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/stationrequest.h"
#include "core/thing/json/json.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace Holdfast {

//! \brief Where an operation of another server's Thing is: always at the server that was configured,
//! whatever host its description names.
struct UpstreamForm
{
    QByteArray verb;
    QString path;
    QString query {};

    //! Returns a request for it, with \a body.
    StationRequest request(const Json &body = nullptr) const;

    friend bool operator==(const UpstreamForm &, const UpstreamForm &) = default;
};

//! \brief A property of another server's Thing.
struct UpstreamProperty
{
    QString name;
    Json schema;          //!< the affordance as it is described, without its forms
    UpstreamForm read {}; //!< with an empty verb: it cannot be read
    UpstreamForm write {};

    bool isReadable() const { return !read.verb.isEmpty(); }
    bool isWritable() const { return !write.verb.isEmpty(); }

    friend bool operator==(const UpstreamProperty &, const UpstreamProperty &) = default;
};

//! \brief An action of another server's Thing.
struct UpstreamAction
{
    QString name;
    QString title {};
    QString description {};
    Json input {};  //!< null: it takes none
    Json output {}; //!< null: it is not described
    UpstreamForm invoke {};

    friend bool operator==(const UpstreamAction &, const UpstreamAction &) = default;
};

//! \brief An event of another server's Thing.
struct UpstreamEvent
{
    QString name;
    QString title {};
    QString description {};
    Json data {}; //!< null: it carries nothing

    friend bool operator==(const UpstreamEvent &, const UpstreamEvent &) = default;
};

//! \brief A Thing of another server, as its Thing Description says.
struct UpstreamDescription
{
    QString title {};
    QString description {};
    QString path {}; //!< of the Thing, with the slash at its end
    QList<UpstreamProperty> properties {};
    QList<UpstreamAction> actions {};
    QList<UpstreamEvent> events {};
    //! What was left out, and why: one sentence each.
    QStringList leftOut {};
    //! The security scheme that it demands, such as "basic"; empty when it demands none.
    QString security {};

    //! Returns whether both offer the same.
    bool offersTheSame(const UpstreamDescription &other) const
    {
        return properties == other.properties && actions == other.actions && events == other.events;
    }
};

//! Reads a Thing Description of W3C's Web of Things (1.0 or 1.1), or one of LabThings, which was at \a
//! url. A form is chosen by its operation: the first with HTTP, JSON and no subprotocol. Without one, an
//! affordance is where LabThings has it, at its name below \a url.
UpstreamDescription readUpstreamDescription(const Json &description, const QUrl &url);

} // namespace Holdfast
