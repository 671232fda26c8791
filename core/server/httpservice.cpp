// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/httpservice.h"

#include "core/metrics/metrics.h"
#include "core/server/http/lateanswer.h"
#include "core/server/listening.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/session/session.h"
#include "core/session/station.h"

namespace Holdfast {

HttpService::HttpService(Station &station, const ServerOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_access(options.access, options.metrics.get(), this)
    , m_hub(Session(station, {}))
    , m_lock(Session(station, {}))
    , m_gate(
          options.limits,
          [this](const Request &request, const Responder &responder) {
              m_router.route(request, responder);
          },
          OriginPolicy(options.host, options.siteOptions()))
{
    connect(&m_gate, &GateServer::finished, this, &HttpService::finished);
    if (station.lab())
        m_lab.emplace(*station.lab());
    const RouteContext context {&station,
                                options.apiPrefix,
                                &m_hub,
                                this,
                                &m_lock,
                                options.metrics.get(),
                                options.configurationSchema,
                                options.plugins,
                                options.log,
                                options.webAppFolder,
                                options.access,
                                &m_access,
                                &m_gate.quotas(),
                                m_lab ? &*m_lab : nullptr};
    addAllRoutes(m_router, context);
    m_gate.setUrgent([](const Request &request) {
        return isStopRequest(request) && request.access.isAdmitted();
    });
    m_gate.setIdentify([this](const Request &request) { return m_access.identify(request); });
    m_router.setGuard([this](const Request &request, Need need, const Responder &responder) {
        return m_access.admit(request, need, responder);
    });
    connect(&m_access, &AccessControl::tokensChanged, this, [this] {
        m_gate.closeUnless([this](const Access &access) { return m_access.isStillGood(access); });
    });
    if (options.metrics)
        measure(*options.metrics);
}

void HttpService::measure(Metrics &metrics)
{
    m_counters.emplace(metrics.registry(), m_router.endpoints());
    m_gate.setObserver(&*m_counters);
    m_heartbeat.emplace(metrics.loopLag(QStringLiteral("http")));
}

Result<QUrl> HttpService::listen()
{
    return Holdfast::listen(m_gate, m_options);
}

void HttpService::shutDown()
{
    LateAnswer::closeAll(this);
    m_gate.shutDown();
}

} // namespace Holdfast
