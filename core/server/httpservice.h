// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/metrics/heartbeat.h"
#include "core/server/admission/accesscontrol.h"
#include "core/server/http/gate/gateserver.h"
#include "core/server/http/router.h"
#include "core/server/requestcounters.h"
#include "core/server/serveroptions.h"
#include "core/server/stream/labhub.h"
#include "core/server/stream/lockhub.h"
#include "core/server/stream/observationhub.h"
#include "core/thing/result.h"

#include <QObject>
#include <QUrl>

#include <optional>

namespace Holdfast {

class Station;

//! \brief The part of the server that lives in the http thread: made, used and destroyed there.
class HttpService : public QObject
{
    Q_OBJECT
public:
    HttpService(Station &station, const ServerOptions &options, QObject *parent = nullptr);

    //! Serves from now on. Returns the server's address, or an error that names the obstacle.
    Result<QUrl> listen();

    //! Returns whether only programs on this computer can reach it.
    bool isLocalOnly() const { return m_gate.serverAddress().isLoopback(); }

    //! Closes all connections in order: see GateServer::shutDown(). Then finished() is emitted.
    void shutDown();

Q_SIGNALS:
    void finished();

private:
    void measure(Metrics &metrics);

    const WaitingForbidden m_neverWait;
    const ServerOptions m_options;
    AccessControl m_access;
    Router m_router;
    ObservationHub m_hub;
    std::optional<RequestCounters> m_counters; //!< set if there are metrics
    std::optional<Heartbeat> m_heartbeat;
    LockHub m_lock;
    std::optional<LabHub> m_lab; //!< set if the station takes part in a lab
    GateServer m_gate;
};

} // namespace Holdfast
