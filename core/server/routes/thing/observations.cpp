// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/eventstream.h"
#include "core/server/stream/longpoll.h"

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_longestPropertyPoll {std::chrono::hours {1}};

// Returns the time after which the sender of \a request resumes; 0 for the present.
qint64 lastEventTime(const Request &request)
{
    return timeFrom(QString::fromLatin1(EventSource::lastEventId(request)));
}

void poll(const RouteContext &context, const Request &request, const Responder &responder,
          const Topic &topic)
{
    if (request.method == Method::Head) { // asks whether polling is possible here
        responder.reply(Response::json({}));
        return;
    }
    const PreferredWait prefer(request, s_longestPropertyPoll);
    LongPoll::begin(*context.hub, topic, lastEventTime(request), prefer.wait(), responder);
}

void streamEvents(const RouteContext &context, const Request &request, const Responder &responder,
                  const QString &thing, const QStringList &events, EventStream::Naming naming)
{
    auto stream = std::make_unique<EventStream>(naming);
    const qint64 time = lastEventTime(request);
    for (const QString &event : events)
        stream->observe(*context.hub, {Topic::Kind::Event, thing, event}, time);
    responder.stream(std::move(stream));
}

void addPropertyObservations(Router &router, const RouteContext &context, const QString &thing)
{
    for (const PropertyAffordance &property : context.session().affordances(thing)->properties) {
        if (!property.observable)
            continue;
        const Topic topic {Topic::Kind::Property, thing, property.name};
        router.add(
            Method::Get,
            context.prefix + u'/' + thing + u'/' + property.name + QStringLiteral("/observe"),
            [context, topic](const Request &request, const auto &, const Responder &responder) {
                if (EventSource::isWanted(request))
                    streamProperties(*context.hub, context.session(request), topic.thing,
                                     {topic.name}, EventStream::Naming::None, responder);
                else
                    poll(context, request, responder, topic);
            });
    }
}

void addEventObservations(Router &router, const RouteContext &context, const QString &thing)
{
    const QString path = context.prefix + u'/' + thing + QStringLiteral("/events");
    QStringList names;
    for (const EventAffordance &event : context.session().affordances(thing)->events) {
        names << event.name;
        const Topic topic {Topic::Kind::Event, thing, event.name};
        router.add(
            Method::Get, path + u'/' + event.name,
            [context, topic](const Request &request, const auto &, const Responder &responder) {
                if (EventSource::isWanted(request))
                    streamEvents(context, request, responder, topic.thing, {topic.name},
                                 EventStream::Naming::None);
                else
                    poll(context, request, responder, topic);
            });
    }
    if (names.isEmpty() || isOffered(*context.session().affordances(thing), u"events"))
        return;
    router.add(
        Method::Get, path,
        [context, thing, names](const Request &request, const auto &, const Responder &responder) {
            streamEvents(context, request, responder, thing, names,
                         EventStream::Naming::ByAffordance);
        });
}

} // namespace

void addObservationRoutes(Router &router, const RouteContext &context)
{
    for (const QString &thing : context.session().thingNames()) {
        addPropertyObservations(router, context, thing);
        addEventObservations(router, context, thing);
    }
}

} // namespace Holdfast
