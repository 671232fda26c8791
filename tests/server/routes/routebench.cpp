// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/routes/routebench.h"

#include <QTest>

namespace Holdfast {

RouteBench::RouteBench(const StationOptions &options, const QString &prefix, const Limits &limits,
                       std::shared_ptr<Metrics> metrics, const SiteOptions &site,
                       const std::vector<ThingSpec> &neighbours,
                       const std::function<void(ServerOptions &)> &adjust)
    : m_prefix(prefix)
    , m_metrics(std::move(metrics))
{
    std::vector<ThingSpec> things;
    things.push_back({QStringLiteral("bench"), [this] {
                          auto thing = std::make_unique<TestThing>();
                          m_thing = thing.get();
                          return thing;
                      }});
    things.insert(things.end(), neighbours.begin(), neighbours.end());
    m_station = std::make_unique<Station>(options, std::move(things));
    const auto started = m_station->start();
    if (!started)
        qFatal("%s", qUtf8Printable(started.error().message()));
    if (m_metrics)
        m_metrics->watch(*m_station);
    m_server = std::make_unique<Server>(*m_station);
    ServerOptions serving;
    serving.port = 0;
    serving.apiPrefix = prefix;
    serving.limits = limits;
    serving.site = site;
    serving.metrics = m_metrics;
    if (adjust)
        adjust(serving);
    const auto url = m_server->start(serving);
    if (!url)
        qFatal("%s", qUtf8Printable(url.error().message()));
}

RouteBench::~RouteBench()
{
    m_thing->letGo();
    m_server.reset();
    m_station.reset();
}

QByteArray RouteBench::base() const
{
    return "http://127.0.0.1:" + QByteArray::number(port());
}

HttpClient::HttpClient(const RouteBench &bench, const QByteArray &name)
    : m_raw(bench.port())
    , m_prefix(bench.prefix().toLatin1())
    , m_name(name)
    , m_port(bench.port())
{
}

QByteArray HttpClient::written(const QByteArray &method, const QByteArray &path,
                               const QByteArray &body) const
{
    QByteArray head = method + ' ' + m_prefix + path
                      + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    if (!m_name.isEmpty())
        head += "Holdfast-Client: " + m_name + "\r\n";
    if (!m_prefer.isEmpty())
        head += "Prefer: " + m_prefer + "\r\n";
    head += m_headers;
    if (method == "PUT" || method == "POST")
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return head + "\r\n" + body;
}

void HttpClient::begin(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    m_raw.send(written(method, path, body));
}

RawReply HttpClient::request(const QByteArray &method, const QByteArray &path,
                             const QByteArray &body)
{
    begin(method, path, body);
    return m_raw.reply();
}

QByteArray HttpClient::start(const QByteArray &action, const QByteArray &body)
{
    const RawReply reply = post("/bench/" + action, body);
    if (reply.status != 201)
        qWarning("%s: %d %s", action.constData(), reply.status, reply.body.constData());
    return "/action_invocations/" + text(json(reply), "id").toLatin1();
}

Json HttpClient::invocation(const QByteArray &path)
{
    return json(get(path));
}

Json HttpClient::ended(const QByteArray &path)
{
    Json found;
    const bool hasEnded = QTest::qWaitFor(
        [&] {
            found = invocation(path);
            return !found.is_object() || !found["timeCompleted"].is_null();
        },
        30'000);
    return hasEnded ? found : Json();
}

Json HttpClient::run(const QByteArray &action, const QByteArray &body)
{
    return ended(start(action, body));
}

Json json(const RawReply &reply)
{
    const Json parsed = Json::parse(reply.body.cbegin(), reply.body.cend(), nullptr, false);
    return parsed.is_discarded() ? Json() : parsed;
}

QString text(const Json &object, const char *key)
{
    return object.is_object() && object.contains(key) && object[key].is_string()
               ? toQString(object[key].get<std::string>())
               : QString();
}

} // namespace Holdfast
