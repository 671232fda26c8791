// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/remotestation.h"
#include "core/instruments/remote/upstream/upstreamexchange.h"
#include "core/instruments/remote/upstream/upstreamserver.h"

#include <QHash>
#include <QObject>
#include <QThread>
#include <QUrl>

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>

namespace Holdfast {

//! \brief The connection to another server, in a thread of its own. Thread-safe.
//!
//! Only the server that was configured is ever contacted. A server that does not answer is not waited
//! for again and again: once the watch has called setDown(), requests fail at once.
class UpstreamConnection
{
public:
    //! \brief Requests of one lane do not wait behind those of another: a client opens only a few
    //! connections to a server.
    enum class Lane {
        Usual,
        Urgent, //!< stops, cancellations, and the question whether the server is there
        Stream, //!< answers without an end
    };

    //! So long a request may take.
    static constexpr std::chrono::milliseconds limit {5000};
    //! The limit of a request that may take as long as the server is there.
    static constexpr std::chrono::milliseconds noLimit {0};

    explicit UpstreamConnection(const UpstreamServer &server);
    //! Gives up all requests. Must not be called in the connection's own thread.
    ~UpstreamConnection();
    Q_DISABLE_COPY_MOVE(UpstreamConnection)

    const QUrl &origin() const { return m_server.origin; }
    //! Returns the token for the server; empty when it wants none.
    const QByteArray &token() const { return m_server.token; }
    //! Returns the certificate that the server has to have.
    const PinnedCertificate &certificate() const { return m_server.certificate; }
    //! Returns the server's address, as messages name it.
    QString name() const { return m_server.origin.toString(); }

    //! Sends a request. StationRequest::limit counts from here to the last byte of the answer.
    std::shared_ptr<UpstreamExchange> send(const StationRequest &request, Lane lane = Lane::Usual,
                                           UpstreamExchange::Then then = {});
    //! Does the same, and waits for the answer. Must not be called in the connection's thread.
    StationAnswer ask(const StationRequest &request, Lane lane = Lane::Usual);

    //! Lets requests of Lane::Usual fail from now on, because of \a why; gives up those under way.
    void setDown(const QString &why);
    void setUp();
    bool isDown() const { return m_isDown; }

    //! \name The connection's thread.
    //! @{
    //! Calls \a function there, later.
    void post(std::function<void()> function);
    //! Calls \a function there, and waits for its end.
    template<typename Function>
    auto call(Function function) -> std::invoke_result_t<Function>
    {
        using Returned = std::invoke_result_t<Function>;
        if constexpr (std::is_void_v<Returned>) {
            QMetaObject::invokeMethod(m_home.get(), std::move(function),
                                      Qt::BlockingQueuedConnection);
        } else {
            std::optional<Returned> returned;
            QMetaObject::invokeMethod(
                m_home.get(), [&] { returned.emplace(function()); }, Qt::BlockingQueuedConnection);
            return std::move(*returned);
        }
    }
    //! Begins an answer that is read as it comes. To be called there; the caller deletes it there.
    QNetworkReply *open(const StationRequest &request, Lane lane);
    //! @}

private:
    struct Running
    {
        Lane lane;
        std::weak_ptr<UpstreamExchange> exchange;
    };

    void start(const StationRequest &request, Lane lane,
               const std::shared_ptr<UpstreamExchange> &exchange);
    void giveUp(bool all, const QString &why);

    const UpstreamServer m_server;
    QThread m_thread;
    std::unique_ptr<QObject> m_home; //!< lives in the thread
    // In the thread:
    std::array<std::unique_ptr<RemoteStation>, 3> m_stations;
    QHash<QNetworkReply *, Running> m_running;

    std::atomic<bool> m_isDown {false};
    std::mutex m_mutex;
    QString m_whyDown;
};

} // namespace Holdfast
