// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/http/testserver.h"

#include <QFile>
#include <QHostAddress>

#include <stdexcept>
#include <unistd.h>

namespace Holdfast {

TestServer::TestServer(const Limits &limits, const SiteOptions &site)
    : m_context(std::make_unique<QObject>())
{
    m_thread.start();
    m_context->moveToThread(&m_thread);
    run([&] {
        m_router = std::make_unique<Router>();
        m_server = std::make_unique<GateServer>(
            limits,
            [this](const Request &request, const Responder &responder) {
                m_router->route(request, responder);
            },
            OriginPolicy(QStringLiteral("lab"), site));
        QObject::connect(m_server.get(), &GateServer::finished, m_server.get(),
                         [this] { m_finished = true; });
        m_server->setUrgent([](const Request &request) { return request.rawPath == "/stop"; });
        addRoutes();
        if (m_server->start(QHostAddress::LocalHost, 0))
            m_port = m_server->serverPort();
    });
}

TestServer::~TestServer()
{
    run([&] {
        m_server.reset();
        m_owed.clear();
        m_router.reset();
    });
    m_thread.quit();
    m_thread.wait();
}

int TestServer::connectionCount()
{
    return run([&] { return m_server->connectionCount(); });
}

int TestServer::owedCount()
{
    return run([&] { return static_cast<int>(m_owed.size()); });
}

int TestServer::goneCount()
{
    return run([&] { return m_gone; });
}

void TestServer::answerAll()
{
    run([&] {
        for (const auto &[name, responder] : std::exchange(m_owed, {}))
            responder.reply({200, "text/plain", {}, name.toUtf8()});
    });
}

void TestServer::shutDown()
{
    run([&] { m_server->shutDown(); });
}

void TestServer::add(Method method, const QString &pathTemplate, Router::Handler handler)
{
    run([&] { m_router->add(method, pathTemplate, std::move(handler)); });
}

void TestServer::post(std::function<void()> function)
{
    QMetaObject::invokeMethod(m_context.get(), std::move(function), Qt::QueuedConnection);
}

void TestServer::addRoutes()
{
    using Captures = Router::Captures;
    const auto text = [](const QByteArray &body) { return Response {200, "text/plain", {}, body}; };
    const auto path = [text](const Request &request, const Captures &, const Responder &responder) {
        responder.reply(text(request.path.toUtf8()));
    };
    const auto echo = [text](const Request &request, const Captures &, const Responder &responder) {
        responder.reply(text(request.body));
    };
    m_router->add(
        Method::Get, QStringLiteral("/hello"),
        [this, path](const Request &request, const Captures &captures, const Responder &responder) {
            ++m_hellos;
            path(request, captures, responder);
        });
    m_router->add(Method::Post, QStringLiteral("/stop"),
                  [this, text](const Request &, const Captures &, const Responder &responder) {
                      m_hellosAtStop = int(m_hellos);
                      responder.reply(text("stopped"));
                  });
    m_router->add(Method::Get, QStringLiteral("/things/"), path);
    m_router->add(Method::Put, QStringLiteral("/echo"), echo);
    m_router->add(Method::Post, QStringLiteral("/echo"), echo);
    m_router->add(Method::Get, QStringLiteral("/big"),
                  [text](const Request &, const Captures &, const Responder &responder) {
                      responder.reply(text(QByteArray(1 << 20, 'x')));
                  });
    m_router->add(Method::Delete, QStringLiteral("/nothing"),
                  [](const Request &, const Captures &, const Responder &responder) {
                      responder.reply(Response::noContent());
                  });
    m_router->add(Method::Get, QStringLiteral("/throw"),
                  [](const Request &, const Captures &, const Responder &) {
                      throw std::runtime_error("a handler went wrong");
                  });
    m_router->add(Method::Get, QStringLiteral("/drop"),
                  [](const Request &, const Captures &, const Responder &) {});
    m_router->add(Method::Get, QStringLiteral("/later/{name}"),
                  [this](const Request &, const Captures &captures, const Responder &responder) {
                      m_owed.emplace_back(captures.value(QStringLiteral("name")), responder);
                      responder.onGone(m_server.get(), [this] { ++m_gone; });
                  });
}

qint64 residentMemory()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace Holdfast
