// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/server.h"

#include "core/server/http/qthttpadapter.h"
#include "core/server/httpservice.h"
#include "core/session/lock/globallockthing.h"
#include "core/session/session.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QSemaphore>

#include <memory>
#include <optional>

namespace Holdfast {

namespace {

std::optional<Error> whatIsWrongWith(const ServerOptions &options, const QStringList &things)
{
    static const QRegularExpression prefix(QStringLiteral("^(/[A-Za-z0-9_-]+)*$"));
    if (!prefix.match(options.apiPrefix).hasMatch()) {
        return Error::unavailable(
            QStringLiteral(
                "The API prefix \"%1\" must be empty, or begin with '/' and not end with "
                "one, like \"/api/v1\".")
                .arg(options.apiPrefix));
    }
    for (const QString &thing : things) {
        if (thing != GlobalLockThing::hostedName() && reservedThingNames().contains(thing)) {
            return Error::unavailable(
                QStringLiteral(
                    "No Thing may be called \"%1\": the server itself uses the names %2.")
                    .arg(thing, reservedThingNames().join(QStringLiteral(", "))));
        }
    }
    return {};
}

} // namespace

QStringList reservedThingNames()
{
    return {QStringLiteral("action_invocations"),
            QStringLiteral("blob"),
            QStringLiteral("cls"),
            QStringLiteral("data"),
            QStringLiteral("docs"),
            QStringLiteral("global_lab"),
            GlobalLockThing::hostedName(),
            QStringLiteral("lab"),
            QStringLiteral("lock"),
            QStringLiteral("log"),
            QStringLiteral("logfile"),
            QStringLiteral("login"),
            QStringLiteral("logout"),
            QStringLiteral("metrics"),
            QStringLiteral("plugins"),
            QStringLiteral("redoc"),
            QStringLiteral("routes"),
            QStringLiteral("status"),
            QStringLiteral("stop"),
            QStringLiteral("thing_descriptions"),
            QStringLiteral("things"),
            QStringLiteral("tokens")};
}

Server::Server(Station &station, QObject *parent)
    : QObject(parent)
    , m_station(station)
{
    m_thread.setObjectName(QStringLiteral("http"));
    beginThread();
    // It loads while the Things start.
    QMetaObject::invokeMethod(m_home, [] { QtHttpAdapter::loadLibraries(); });
}

Server::~Server()
{
    shutdown();
    m_thread.wait();
}

void Server::beginThread()
{
    if (m_thread.isRunning())
        return;
    m_home = new QObject;
    m_home->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
    m_thread.start();
}

Result<QUrl> Server::start(const ServerOptions &options)
{
    const Result<QUrl> url = listen(options);
    if (url) {
        m_url = *url;
        Q_EMIT started(m_url);
    } else {
        Q_EMIT failed(url.error().message());
    }
    return url;
}

Result<QUrl> Server::listen(const ServerOptions &options)
{
    if (isRunning())
        return Error::unavailable(QStringLiteral("The server runs already."));
    if (const auto wrong = whatIsWrongWith(options, Session(m_station, {}).thingNames()))
        return *wrong;
    beginThread();
    std::optional<Result<QUrl>> url;
    QMetaObject::invokeMethod(
        m_home,
        [&, this] {
            auto service = std::make_unique<HttpService>(m_station, options);
            url = service->listen();
            m_isLocalOnly = service->isLocalOnly();
            if (*url)
                service.release()->setParent(m_home);
        },
        Qt::BlockingQueuedConnection);
    return *url;
}

bool Server::callInThread(const std::function<void()> &call)
{
    return isRunning() && QMetaObject::invokeMethod(m_home, call, Qt::QueuedConnection);
}

bool Server::shutdown(std::chrono::milliseconds limit)
{
    if (!m_thread.isRunning())
        return true;
    // Qt wakes a thread up after it has posted an event, and the thread may have ended by then, with all that
    // it is woken up by: so it takes the event only when posting is over.
    const auto posted = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(m_home, [home = m_home, thread = &m_thread, posted] {
        posted->acquire();
        auto *service = home->findChild<HttpService *>();
        if (!service) {
            thread->quit();
            return;
        }
        connect(service, &HttpService::finished, thread, &QThread::quit, Qt::DirectConnection);
        service->shutDown();
    });
    posted->release();
    const bool done = m_thread.wait(QDeadlineTimer(limit));
    if (!done) {
        m_thread.quit();
        m_thread.wait(QDeadlineTimer(std::chrono::seconds {1}));
    }
    if (std::exchange(m_url, {}).isValid())
        Q_EMIT stopped();
    return done;
}

} // namespace Holdfast
