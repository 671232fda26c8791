// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metrics.h"
#include "core/server/server.h"
#include "core/session/station.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/routes/testthing.h"

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief A station with the Thing "bench", and perhaps others, and a server in front of it.
class RouteBench
{
public:
    explicit RouteBench(const StationOptions &options = {}, const QString &prefix = {},
                        const Limits &limits = {}, std::shared_ptr<Metrics> metrics = {},
                        const SiteOptions &site = {}, const std::vector<ThingSpec> &neighbours = {},
                        const std::function<void(ServerOptions &)> &adjust = {});
    ~RouteBench();
    Q_DISABLE_COPY_MOVE(RouteBench)

    Station &station() { return *m_station; }
    TestThing &thing() { return *m_thing; }
    Server &server() { return *m_server; }
    QString prefix() const { return m_prefix; }
    quint16 port() const { return quint16(m_server->url().port()); }
    //! Returns "http://127.0.0.1:PORT".
    QByteArray base() const;

private:
    QString m_prefix;
    std::shared_ptr<Metrics> m_metrics;
    TestThing *m_thing = nullptr;
    std::unique_ptr<Station> m_station;
    std::unique_ptr<Server> m_server;
};

//! \brief A client of a RouteBench, with a connection of its own.
class HttpClient
{
public:
    explicit HttpClient(const RouteBench &bench, const QByteArray &name = {});

    RawReply get(const QByteArray &path) { return request("GET", path); }
    RawReply put(const QByteArray &path, const QByteArray &body)
    {
        return request("PUT", path, body);
    }
    RawReply post(const QByteArray &path, const QByteArray &body = {})
    {
        return request("POST", path, body);
    }
    //! Sets the preferences of the following requests ("wait=5"), by a header of that name.
    void setPrefer(const QByteArray &preferences) { m_prefer = preferences; }
    //! Sets header lines that the following requests also have ("Lock-Token: x\r\n").
    void setHeaders(const QByteArray &lines) { m_headers = lines; }
    RawReply remove(const QByteArray &path) { return request("DELETE", path); }
    RawReply request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    //! Returns the bytes of a request.
    QByteArray written(const QByteArray &method, const QByteArray &path,
                       const QByteArray &body = {}) const;
    //! Sends, and does not wait for the reply.
    void begin(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});

    //! Starts bench.ACTION, and returns where its invocation is.
    QByteArray start(const QByteArray &action, const QByteArray &body = "{}");
    Json invocation(const QByteArray &path);
    //! Returns the invocation at \a path, once it has ended.
    Json ended(const QByteArray &path);
    //! Starts and waits for the end.
    Json run(const QByteArray &action, const QByteArray &body = "{}");

    RawClient &raw() { return m_raw; }

private:
    RawClient m_raw;
    QByteArray m_prefix;
    QByteArray m_name;
    QByteArray m_prefer;
    QByteArray m_headers;
    quint16 m_port;
};

//! Returns the body as JSON; null when it is none.
Json json(const RawReply &reply);
//! Returns a string member of an object.
QString text(const Json &object, const char *key);

} // namespace Holdfast
