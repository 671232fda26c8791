// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/gate/requestobserver.h"

#include <QHash>
#include <QStringList>

#include <string>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
template<typename T>
class Family;
} // namespace prometheus

namespace Holdfast {

//! \brief Counts requests by route, never by their raw path: a path without a route has no label of
//! its own.
class RequestCounters : public RequestObserver
{
public:
    //! Makes the counters. \a endpoints are those of the router. \a registry must outlive it.
    RequestCounters(prometheus::Registry &registry, const QStringList &endpoints);

    void answered(const AnsweredRequest &request) override;
    void connectionsChanged(int open) override;
    void limitMet(const LimitRow &limit) override;

private:
    //! The counters of one route. Made with its first request: most are never used.
    struct OfRoute
    {
        struct Answers
        {
            Method method;
            int status;
            prometheus::Counter *counter;
        };
        std::vector<Answers> answers {};
        prometheus::Histogram *durations = nullptr;
    };

    OfRoute &of(int route);
    prometheus::Counter &counter(OfRoute &mine, const AnsweredRequest &request);
    std::string pattern(int route) const;

    const QStringList m_endpoints;
    prometheus::Family<prometheus::Counter> &m_requests;
    prometheus::Family<prometheus::Histogram> &m_durations;
    prometheus::Gauge &m_connections;
    QHash<QString, prometheus::Counter *> m_limits; //!< by key
    std::vector<OfRoute> m_routes; //!< by route + 1: the first is for requests without a route
};

} // namespace Holdfast
