// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/notificationqueue.h"
#include "core/thing/json.h"
#include "core/thing/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! \brief A wish that came over a Thing's WebSocket.
struct SocketRequest
{
    //! What LabThings' clients send is answered as LabThings does; a "request" with acknowledgement.
    enum class Dialect { LabThings, Request };

    Dialect dialect = Dialect::Request;
    QString operation {}; //!< "observeproperty"
    Topic::Kind kind = Topic::Kind::Property;
    bool begins = true; //!< it wants to hear, instead of not to hear any more
    bool isForAll = false;
    QStringList names {}; //!< empty if it is for all
    Json correlation {};  //!< the client's own name for it; null without
};

//! \brief Why a request is refused.
struct SocketRefusal
{
    enum class Reason { BadRequest, NotFound, NotObservable, Failed };

    Reason reason = Reason::BadRequest;
    QString detail {};
    QString operation {};
    QString name {};
    Json correlation {};
};

//! \brief Either, or neither: LabThings ignores kinds of messages that it does not know, and so do
//! we.
struct ParsedMessage
{
    std::optional<SocketRequest> request {};
    std::optional<SocketRefusal> refusal {};
};

ParsedMessage parseSocketMessage(const QString &text);

//! \name What is sent, as text messages.
//! @{
QString refusalMessage(const SocketRefusal &refusal);
QString acknowledgement(const SocketRequest &request, const QStringList &names);
//! As LabThings says it.
QString statusMessage(const Notification &notification);
//! As an answer to a "request". \a prefix stands before every path.
QString notificationMessage(const NotificationQueue::Entry &entry, const QString &prefix);
//! @}

} // namespace Holdfast
