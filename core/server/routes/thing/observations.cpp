// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/lateanswer.h"
#include "core/server/http/router.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/eventstream.h"

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_longestPropertyPoll {std::chrono::hours {1}};

// Returns the time after which the sender of \a request resumes; 0 for the present.
qint64 lastEventTime(const Request &request)
{
    return timeFrom(QString::fromLatin1(EventSource::lastEventId(request)));
}

// Answers with the first notification after the one that the client has got last. The answer's
// Last-Event-ID names it: a client that sends that with its next request misses none in between.
// Answers with 204 if none comes within the time that the client prefers, or before it says that it
// sends no more.
void poll(const RouteContext &context, const Request &request, const Responder &responder,
          const Topic &topic)
{
    if (request.method == Method::Head) { // asks whether polling is possible here
        responder.reply(Response::json({}));
        return;
    }
    const auto share = context.take(Counted::Subscriptions, request, responder);
    if (!share)
        return;
    const PreferredWait prefer(request, s_longestPropertyPoll);
    auto *answer = new LateAnswer(responder, context.owner);
    answer->keep(share);
    if (prefer.isGiven())
        answer->answerAfter(*prefer.wait(), &Response::noContent);
    answer->answerOnceFinished(&Response::noContent);
    const auto tell = [answer](const NotificationPtr &notification) {
        Response response = Response::json(notification->json);
        response.headers.add("last-event-id", timeText(notification->time).toLatin1());
        answer->give(response);
    };
    answer->keep(context.hub->observe(topic, tell));
    const qint64 time = lastEventTime(request);
    if (time == 0)
        return;
    if (const auto missed = context.hub->since(topic, time); !missed.empty())
        tell(missed.front());
}

void streamEvents(const RouteContext &context, const Request &request, const Responder &responder,
                  const QString &thing, const QStringList &events, EventStream::Naming naming)
{
    const auto share = context.take(Counted::Subscriptions, request, responder, events.size());
    if (!share)
        return;
    auto stream = std::make_unique<EventStream>(naming);
    stream->keep(share);
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
                if (!EventSource::isWanted(request))
                    poll(context, request, responder, topic);
                else if (const auto share =
                             context.take(Counted::Subscriptions, request, responder))
                    streamProperties(*context.hub, context.session(request), topic.thing,
                                     {topic.name}, EventStream::Naming::None, responder, share);
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
