// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/requestcounters.h"

#include "core/metrics/limitcounters.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace Holdfast {

namespace {

const prometheus::Histogram::BucketBoundaries s_seconds {0.001, 0.005, 0.02, 0.1, 0.5,
                                                         2.5,   10,    60,   600};

} // namespace

RequestCounters::RequestCounters(prometheus::Registry &registry, const QStringList &endpoints)
    : m_endpoints(endpoints)
    , m_requests(prometheus::BuildCounter()
                     .Name("holdfast_http_requests_total")
                     .Help("Requests that were answered. Those without a route asked for what is "
                           "not there, or were refused before they were understood.")
                     .Register(registry))
    , m_durations(
          prometheus::BuildHistogram()
              .Name("holdfast_http_request_duration_seconds")
              .Help("From the last byte of a request to the first of its answer; waits that "
                    "the client asked for included.")
              .Register(registry))
    , m_connections(prometheus::BuildGauge()
                        .Name("holdfast_http_connections")
                        .Help("Connections of clients that are open.")
                        .Register(registry)
                        .Add({}))
    , m_routes(std::size_t(endpoints.size() + 1))
{
    // All are there from the beginning, so that the first time shows as a change.
    auto &limits = limitsMet(registry);
    const auto add = [&](const LimitRow *limit) {
        if (limit)
            m_limits[limit->key()] =
                &limits.Add(limitLabels(limit->section.toStdString(), limit->name.toStdString()));
    };
    for (int what = 0; what <= int(ConnectionLimit::MessageTime); ++what)
        add(limitRow(ConnectionLimit(what)));
    for (int what = 0; what <= int(Counted::HistoryQueries); ++what) {
        for (const auto scope : {LimitScope::Client, LimitScope::Local, LimitScope::Total})
            add(limitRow(Counted(what), scope));
    }
}

void RequestCounters::limitMet(const LimitRow &limit)
{
    if (auto *counter = m_limits.value(limit.key()))
        counter->Increment();
}

void RequestCounters::connectionsChanged(int open)
{
    m_connections.Set(open);
}

void RequestCounters::answered(const AnsweredRequest &request)
{
    OfRoute &mine = of(request.route);
    mine.durations->Observe(std::chrono::duration<double>(request.duration).count());
    for (const OfRoute::Answers &answers : mine.answers) {
        if (answers.method == request.method && answers.status == request.status) {
            answers.counter->Increment();
            return;
        }
    }
    counter(mine, request).Increment();
}

RequestCounters::OfRoute &RequestCounters::of(int route)
{
    OfRoute &mine = m_routes.at(std::size_t(route) + 1);
    if (!mine.durations)
        mine.durations = &m_durations.Add({{"route", pattern(route)}}, s_seconds);
    return mine;
}

prometheus::Counter &RequestCounters::counter(OfRoute &mine, const AnsweredRequest &request)
{
    const QByteArray method =
        request.method == Method::Other ? "other" : toByteArray(request.method);
    auto &counter = m_requests.Add({{"route", pattern(request.route)},
                                    {"method", method.toStdString()},
                                    {"code", std::to_string(request.status)}});
    mine.answers.push_back({request.method, request.status, &counter});
    return counter;
}

std::string RequestCounters::pattern(int route) const
{
    if (route == AnsweredRequest::noRoute)
        return "none";
    const QString endpoint = m_endpoints.at(route); // "GET /lock"
    return endpoint.sliced(endpoint.indexOf(u' ') + 1).toStdString();
}

} // namespace Holdfast
