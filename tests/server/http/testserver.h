// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/gate/gateserver.h"
#include "core/server/http/router.h"

#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace Holdfast {

//! \brief A GateServer in a thread of its own, with a few routes to try it on; its host is "lab".
//!
//! GET /hello and /things/ answer their path, /echo (PUT, POST) the body, /big a megabyte, /throw
//! throws, /drop forgets to answer, /later/{name} answers its name when answerAll() is called; POST
//! /stop is urgent. Requests for /hello are counted.
class TestServer
{
public:
    explicit TestServer(const Limits &limits = {}, const SiteOptions &site = {});
    ~TestServer();
    Q_DISABLE_COPY_MOVE(TestServer)

    quint16 port() const { return m_port; }
    //! Lives in the server's thread.
    QObject *context() const { return m_context.get(); }
    int connectionCount();
    //! Requests to /later that have not been answered.
    int owedCount();
    //! Clients of /later that left before their answer.
    int goneCount();
    void answerAll();
    //! Requests for /hello so far, and how many had come when /stop was asked for last (-1: never).
    int helloCount() const { return m_hellos; }
    int helloCountAtStop() const { return m_hellosAtStop; }
    //! Starts the shutdown; isFinished() says when it is over.
    void shutDown();
    bool isFinished() const { return m_finished; }

    //! Adds a route, from the server's thread.
    void add(Method method, const QString &pathTemplate, Router::Handler handler);

    //! Calls \a function in the server's thread, later.
    void post(std::function<void()> function);
    //! Returns whether replies that no client has read fill the memory that is meant for them; in
    //! the server's thread.
    bool outgoingIsFull() const { return m_server->outgoing().isFull(); }

    template<typename F>
    auto run(F function)
    {
        using Result = decltype(function());
        if constexpr (std::is_void_v<Result>) {
            QMetaObject::invokeMethod(m_context.get(), function, Qt::BlockingQueuedConnection);
        } else {
            Result result {};
            QMetaObject::invokeMethod(
                m_context.get(), [&] { result = function(); }, Qt::BlockingQueuedConnection);
            return result;
        }
    }

private:
    void addRoutes();

    QThread m_thread;
    std::unique_ptr<QObject> m_context;
    std::unique_ptr<Router> m_router;
    std::unique_ptr<GateServer> m_server;
    std::vector<std::pair<QString, Responder>> m_owed;
    int m_gone = 0;
    std::atomic_int m_hellos = 0;
    std::atomic_int m_hellosAtStop = -1;
    quint16 m_port = 0;
    std::atomic_bool m_finished = false;
};

//! Returns the resident memory of this process in bytes.
qint64 residentMemory();

//! The memory by which a test that keeps nothing may grow: far less than the data that it sends.
//! The address sanitizer keeps freed memory for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 memoryAllowance = 400 * 1024 * 1024;
#else
constexpr qint64 memoryAllowance = 40 * 1024 * 1024;
#endif

} // namespace Holdfast
