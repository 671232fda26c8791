// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/stationdescription.h"
#include "core/server/describe/thingdescription.h"
#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace Holdfast {

namespace {

//! \brief A description for every reader. That for readers with a token is made when the first one asks for it.
template<typename Description>
class DescriptionForAll
{
public:
    explicit DescriptionForAll(std::function<Description(Security)> make)
        : m_make(std::move(make))
        , m_plain(m_make(Security::None))
    {
    }

    QByteArray toBytes(const Request &request) const
    {
        if (request.access.reason != Access::Reason::Token)
            return m_plain.toBytes(request.baseUrl());
        if (!*m_secured)
            m_secured->emplace(m_make(Security::Bearer));
        return (*m_secured)->toBytes(request.baseUrl());
    }

private:
    std::function<Description(Security)> m_make;
    Description m_plain;
    std::shared_ptr<std::optional<Description>> m_secured =
        std::make_shared<std::optional<Description>>();
};

using Descriptions = std::vector<std::pair<QString, DescriptionForAll<ThingDescription>>>;

// Consumers of the Web of Things ask for their own type; other clients get plain JSON.
Response descriptionResponse(QByteArray text, const Request &request)
{
    constexpr auto type = "application/td+json";
    Response response = Response::json(std::move(text));
    if (request.headers.lists("accept", type))
        response.contentType = type;
    return response;
}

Response addressesOf(const QStringList &things, const RouteContext &context, const Request &request)
{
    Json addresses = Json::object();
    for (const QString &thing : things) {
        addresses[toUtf8String(thing)] = context.address(request, u'/' + thing + u'/');
    }
    return Response::json(toBytes(addresses));
}

Response allOf(const Descriptions &descriptions, const Request &request)
{
    QByteArrayList members;
    for (const auto &[thing, description] : descriptions)
        members << toBytes(Json(thing)) + ':' + description.toBytes(request);
    return Response::json('{' + members.join(',') + '}');
}

} // namespace

void addThingRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    const QStringList things = session.thingNames();
    const auto descriptions = std::make_shared<Descriptions>();
    for (const QString &thing : things) {
        const DescriptionForAll<ThingDescription> description(
            [thing, affordances = session.affordances(thing),
             prefix = context.prefix](Security security) {
                return ThingDescription(thing, *affordances, prefix, servedTransports(), security);
            });
        descriptions->emplace_back(thing, description);
        router.add(Method::Get, context.prefix + u'/' + thing + u'/',
                   [description](const Request &request, const auto &, const Responder &responder) {
                       responder.reply(descriptionResponse(description.toBytes(request), request));
                   });
    }
    const DescriptionForAll<StationDescription> station(
        [things, prefix = context.prefix](Security security) {
            return StationDescription(things, prefix, security);
        });
    router.add(Method::Get, QStringLiteral("/.well-known/wot"),
               [station](const Request &request, const auto &, const Responder &responder) {
                   Response response = Response::json(station.toBytes(request));
                   response.contentType = "application/td+json";
                   responder.reply(response);
               });
    router.add(Method::Get, context.prefix + QStringLiteral("/things/"),
               [context, things](const Request &request, const auto &, const Responder &responder) {
                   responder.reply(addressesOf(things, context, request));
               });
    router.add(Method::Get, context.prefix + QStringLiteral("/thing_descriptions/"),
               [descriptions](const Request &request, const auto &, const Responder &responder) {
                   responder.reply(allOf(*descriptions, request));
               });
}

} // namespace Holdfast
