// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/thing/observing.h"

#include "core/server/stream/eventstream.h"

namespace Holdfast {

bool wantsEventStream(const Request &request)
{
    return request.headers.lists("accept", "text/event-stream");
}

qint64 lastEventTime(const Request &request)
{
    return timeFrom(QString::fromLatin1(request.headers.value("last-event-id").trimmed()));
}

void streamProperties(const RouteContext &context, const Request &request,
                      const Responder &responder, const QString &thing,
                      const QStringList &properties, bool named)
{
    auto stream = std::make_unique<EventStream>(named ? EventStream::Naming::ByAffordance
                                                      : EventStream::Naming::None);
    const Session session = context.session(request);
    for (const QString &property : properties) {
        const Topic topic {Topic::Kind::Property, thing, property};
        stream->observe(*context.hub, topic);
        session.read(thing, property)
            .then(stream.get(), [to = stream.get(), topic](const Result<Payload> &value) {
                if (value)
                    to->tellNow(topic, toBytes(value->json));
            });
    }
    responder.stream(std::move(stream));
}

} // namespace Holdfast
