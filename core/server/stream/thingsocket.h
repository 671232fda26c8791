// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/limits/clientquotas.h"
#include "core/server/http/websockettalk.h"
#include "core/server/stream/observationhub.h"
#include "core/server/stream/socketmessages.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace Holdfast {

//! \brief One client's WebSocket to a Thing: it sends the client's observations.
//!
//! It speaks LabThings' protocol, and a richer one to a client that sends a "request"
//! (docs/script.md). A slow client loses the oldest notifications of topics that change too often.
class ThingSocket : public WebSocketTalk
{
    Q_OBJECT

public:
    ThingSocket(const Request &request, const Session &session, const QString &thing,
                const QString &prefix, ObservationHub &hub, ClientQuotas &quotas);

protected:
    void received(const QString &text) override;
    void receivedBinary(const QByteArray &bytes) override;
    void drained() override;

private:
    struct Subscription
    {
        std::shared_ptr<QuotaShare> share;
        std::shared_ptr<Observation> observation;
        bool asLabThings = false;
        bool asRequested = false;
        bool isTold = false; //!< a newer value than the first one was sent
    };

    void serve(const SocketRequest &request);
    //! Returns the refusal; nothing when it observes.
    std::optional<SocketRefusal> begin(const SocketRequest &request, const QString &name);
    void end(const SocketRequest &request, const QString &name);
    void tellValue(const QString &property);
    void tell(const NotificationQueue::Entry &entry);
    void answer(const QString &text);
    QStringList allNames(Topic::Kind kind) const;
    //! Returns the reason why \a name cannot be observed; nothing when it can.
    std::optional<SocketRefusal> objection(const SocketRequest &request, const QString &name) const;

    const Session m_session;
    const QString m_thing;
    const QString m_prefix;
    ObservationHub &m_hub;
    ClientQuotas &m_quotas;
    const ClientId m_client;
    NotificationQueue m_queue {notificationLimits};
    QHash<Topic, Subscription> m_subscriptions;
    QSet<Topic> m_beingRead; //!< to be the first values
};

} // namespace Holdfast
