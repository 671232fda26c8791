// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstream.h"

#include "core/instruments/remote/upstream/upstreamerror.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "core/wire/jsonread.h"

namespace Holdfast {

Upstream::Upstream(const UpstreamServer &server)
    : m_connection(server)
    , m_blobs(m_connection)
{
}

Upstream::~Upstream()
{
    m_connection.call([this] { m_watch.reset(); });
}

void Upstream::makeWatch(const UpstreamWatch::Places &places,
                         const QMap<QString, UpstreamDescription> &expected)
{
    m_connection.call([&] {
        m_watch = std::make_unique<UpstreamWatch>(m_connection, m_invocations, places, expected);
    });
}

void Upstream::beginWatch(const QString &down)
{
    m_connection.post([this, down] { m_watch->start(down); });
}

void Upstream::tellWatch(void (UpstreamWatch::*function)())
{
    m_connection.post([this, function] {
        if (m_watch)
            (m_watch.get()->*function)();
    });
}

Json Upstream::ask(StationRequest request)
{
    request.limit = UpstreamConnection::limit;
    const StationAnswer answer = m_connection.ask(request);
    if (!answer.isGood())
        refuse(answer);
    return answer.body;
}

void Upstream::refuse(const StationAnswer &answer)
{
    if (answer.isMissing())
        tellWatch(&UpstreamWatch::askNow);
    else if (isBusy(answer))
        tellWatch(&UpstreamWatch::noteBusy);
    throwRefusal(answer, m_connection.name());
}

void Upstream::fail(const Json &invocation, const InvocationRecord &record)
{
    if (record.state == InvocationState::Cancelled)
        throw InvocationCancelled();
    const QString server = m_connection.name();
    if (const auto problem = readProblem(JsonRead::member(invocation, "error"))) {
        if (isBusy(*problem))
            tellWatch(&UpstreamWatch::noteBusy);
        throwProblem(*problem, server);
    }
    // Older servers have the reason in the log only.
    if (!record.log.isEmpty())
        throw ThingError(record.log.last().exceptionType, record.log.last().message);
    throw ThingError(QStringLiteral("UpstreamError"),
                     QStringLiteral("The server %1 does not say why it failed.").arg(server));
}

} // namespace Holdfast
