// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/logstream.h"

#include "core/wire/invocationjson.h"

namespace Holdfast {

namespace {

constexpr qint64 s_mostLogOnItsWay = 64 * 1024;

} // namespace

LogStream::LogStream(ObservationHub &hub, const Session &session, const QUuid &invocation,
                     qint64 from)
    : EventSource(s_mostLogOnItsWay)
    , m_session(session)
    , m_id(invocation)
    , m_next(from)
    , m_observation(hub.observe(Topic::ofInvocation(invocation),
                                [this](const NotificationPtr &) { trySend(); }))
{
}

void LogStream::send()
{
    const Result<InvocationRecord> record = m_session.invocation(m_id);
    if (!record) {
        end();
        return;
    }
    m_next = std::max(m_next, record->logBegin);
    const qint64 last = record->logBegin + record->log.size();
    while (m_next < last && hasRoom()) {
        const Json entry = logEntryJson(record->log.at(m_next - record->logBegin));
        ++m_next;
        write(serverSentEvent(QByteArray::number(m_next), {}, toBytes(entry)));
    }
    if (m_next < last || !record->isFinished())
        return;
    write(serverSentEvent({}, "end", toBytes(Json(toWord(record->state)))));
    end();
}

} // namespace Holdfast
