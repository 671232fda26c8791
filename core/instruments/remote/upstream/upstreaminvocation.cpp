// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreaminvocation.h"

#include "core/instruments/remote/upstream/upstreamerror.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "core/wire/invocationjson.h"
#include "core/wire/jsonread.h"

#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using Lane = UpstreamConnection::Lane;

// An answer that is missing may be a connection that was closed at the wrong moment.
constexpr int s_mostMissing = 2;

bool isSame(const LogEntry &a, const LogEntry &b)
{
    return a.created == b.created && a.message == b.message && a.level == b.level;
}

} // namespace

//! What the worker and the thread that cancels share.
struct UpstreamInvocation::Cancelling
{
    explicit Cancelling(UpstreamConnection &connection)
        : m_connection(connection)
    {
    }

    //! Is called by the hook: cancels there, or remembers to.
    void request()
    {
        const std::lock_guard lock(m_mutex);
        m_isRequested = true;
        if (m_path.isEmpty() && m_exchange)
            m_exchange->abort(QStringLiteral("the action was cancelled"));
        send();
        m_woken.notify_all();
    }

    void setPath(const QString &path)
    {
        const std::lock_guard lock(m_mutex);
        m_path = path;
        m_exchange.reset();
        if (m_isRequested)
            send();
    }

    //! Lets a cancellation give up the request that lasts as long as the action.
    void setExchange(const std::shared_ptr<UpstreamExchange> &exchange)
    {
        const std::lock_guard lock(m_mutex);
        m_exchange = exchange;
        if (m_isRequested)
            exchange->abort(QStringLiteral("the action was cancelled"));
    }

    bool isRequested() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isRequested;
    }

    //! Waits, or returns at once when a cancellation has come that was not seen yet.
    void wait(std::chrono::milliseconds time)
    {
        std::unique_lock lock(m_mutex);
        m_woken.wait_for(lock, time, [this] { return m_isRequested && !m_wasSeen; });
        m_wasSeen = m_isRequested;
    }

private:
    void send()
    {
        if (m_path.isEmpty())
            return;
        StationRequest request {.verb = "DELETE", .path = m_path, .mayRepeat = true};
        request.limit = UpstreamConnection::limit;
        m_connection.send(request, Lane::Urgent);
    }

    UpstreamConnection &m_connection;
    mutable std::mutex m_mutex;
    std::condition_variable m_woken;
    QString m_path;
    std::shared_ptr<UpstreamExchange> m_exchange;
    bool m_isRequested = false;
    bool m_wasSeen = false;
};

UpstreamInvocation::UpstreamInvocation(std::shared_ptr<Upstream> upstream, QString thing,
                                       UpstreamAction action, bool isAsynchronous)
    : m_upstream(std::move(upstream))
    , m_thing(std::move(thing))
    , m_action(std::move(action))
    , m_isAsynchronous(isAsynchronous)
{
}

Payload UpstreamInvocation::run(const Json &input, const QList<Blob> &blobs)
{
    const Json body = m_action.input.is_null() && !m_isAsynchronous
                          ? Json()
                          : m_upstream->blobs().sendable(input, blobs);
    Cancelling cancelling(m_upstream->connection());
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current())
        hook.emplace(*work, [&cancelling] { cancelling.request(); });
    std::optional<UpstreamInvocations::Beginning> beginning(m_upstream->invocations());
    StationAnswer answer = begin(body, cancelling);
    if (!answer.isGood()) {
        throwIfCancelled();
        m_upstream->refuse(answer);
    }
    if (!readInvocation(answer.body))
        return m_upstream->blobs().fetched(std::move(answer.body));

    const QString id = JsonRead::text(answer.body, "id");
    const QString path = upstreamPathOf(answer.body, m_upstream->connection().origin());
    m_upstream->invocations().add(m_thing, id, path);
    beginning.reset();
    const auto over = qScopeGuard([this, id] { m_upstream->invocations().remove(id); });
    cancelling.setPath(path);
    return m_upstream->blobs().fetched(follow(std::move(answer.body), cancelling));
}

StationAnswer UpstreamInvocation::begin(const Json &input, Cancelling &cancelling)
{
    StationRequest request = m_action.invoke.request(input);
    request.limit = m_isAsynchronous ? UpstreamConnection::limit : UpstreamConnection::noLimit;
    const Lane lane = m_action.name == QLatin1String("stop") ? Lane::Urgent : Lane::Usual;
    const auto exchange = m_upstream->connection().send(request, lane);
    if (!m_isAsynchronous)
        cancelling.setExchange(exchange);
    return exchange->wait();
}

Json UpstreamInvocation::follow(Json invocation, Cancelling &cancelling)
{
    const QString path = upstreamPathOf(invocation, m_upstream->connection().origin());
    std::chrono::milliseconds next = firstPause;
    for (;;) {
        const auto record = readInvocation(invocation);
        if (!record)
            throw ThingError(QStringLiteral("UpstreamError"),
                             QStringLiteral("The server %1 does not say how the action goes.")
                                 .arg(m_upstream->connection().name()));
        forward(*record);
        if (record->isFinished()) {
            if (record->state != InvocationState::Completed)
                m_upstream->fail(invocation, *record);
            return JsonRead::member(invocation, "output");
        }
        cancelling.wait(std::exchange(next, std::min(2 * next, pause)));
        StationAnswer answer = ask(path, cancelling);
        if (!answer.isGood()) {
            if (answer.status == 404)
                throw ThingError(
                    QStringLiteral("UpstreamError"),
                    QStringLiteral("The server %1 does not know the action any more: it "
                                   "was started anew.")
                        .arg(m_upstream->connection().name()));
            if (answer.isMissing())
                m_upstream->invocations().abandon(JsonRead::text(invocation, "id"));
            m_upstream->refuse(answer);
        }
        invocation = std::move(answer.body);
    }
}

StationAnswer UpstreamInvocation::ask(const QString &path, Cancelling &cancelling)
{
    StationRequest request {.path = path};
    request.limit = UpstreamConnection::limit;
    for (int missing = 1;; ++missing) {
        StationAnswer answer = m_upstream->connection().ask(request);
        if (!answer.isMissing() || missing == s_mostMissing || m_upstream->connection().isDown())
            return answer;
        m_upstream->tellWatch(&UpstreamWatch::askNow);
        cancelling.wait(pause);
    }
}

void UpstreamInvocation::forward(const InvocationRecord &record)
{
    WorkContext *work = WorkContext::current();
    if (!work)
        return;
    // The server keeps the last of a long log; the lines that are known are then not at its begin.
    qsizetype first = std::min(m_logged, record.log.size());
    if (first > 0 && !isSame(record.log.at(first - 1), m_lastLogged)) {
        first = record.log.size();
        while (first > 0 && !isSame(record.log.at(first - 1), m_lastLogged))
            --first;
    }
    for (qsizetype i = first; i < record.log.size(); ++i) {
        m_lastLogged = record.log.at(i);
        work->log(m_lastLogged);
    }
    m_logged = record.log.size();
    if (record.progress && !record.isFinished())
        reportProgress(record.progress->percent, record.progress->message);
}

} // namespace Holdfast
