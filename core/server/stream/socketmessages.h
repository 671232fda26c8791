// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/notification.h"
#include "core/thing/json/json.h"
#include "core/thing/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! \brief A request that came over a Thing's WebSocket.
struct SocketRequest
{
    //! LabThings' messages are answered as LabThings does; a "request" with an acknowledgement.
    enum class Dialect { LabThings, Request };

    Dialect dialect = Dialect::Request;
    QString operation {}; //!< "observeproperty"
    Topic::Kind kind = Topic::Kind::Property;
    bool begins = true; //!< it begins an observation, instead of ending one
    bool isForAll = false;
    QStringList names {}; //!< empty if it is for all
    Json correlation {};  //!< the client's own name for it; null without
};

//! \brief The refusal of a request.
struct SocketRefusal
{
    enum class Reason { BadRequest, NotFound, NotObservable, TooMany, Failed };

    Reason reason = Reason::BadRequest;
    QString detail {};
    QString operation {};
    QString name {};
    Json correlation {};
};

//! \brief Either, or neither: kinds of messages that are not known are ignored, as LabThings does.
struct ParsedMessage
{
    std::optional<SocketRequest> request {};
    std::optional<SocketRefusal> refusal {};
};

ParsedMessage parseSocketMessage(const QString &text);

//! \name The server's text messages.
//! @{
QString refusalMessage(const SocketRefusal &refusal);
QString acknowledgement(const SocketRequest &request, const QStringList &names);
//! Returns the message in LabThings' form.
QString statusMessage(const Notification &notification);
//! Returns the message as an answer to a "request". \a prefix stands before every path.
QString notificationMessage(const NotificationQueue::Entry &entry, const QString &prefix);
//! @}

} // namespace Holdfast
