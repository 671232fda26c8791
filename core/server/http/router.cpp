// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"

#include "core/server/http/parse/entitytags.h"
#include "core/server/http/parse/requesttarget.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace Holdfast {

namespace {

struct Endpoint
{
    QStringList names;
    Router::Handler handler;
    int index;
    Router::Calls calls;
    Need need;
};

bool changesSomething(Method method)
{
    return method == Method::Put || method == Method::Post || method == Method::Delete
           || method == Method::Patch;
}

// Returns the segments of a path; one that ends in '/' has an empty last segment.
std::optional<QStringList> segmentsOf(QByteArrayView rawPath)
{
    QStringList segments;
    for (qsizetype slash = 0; slash >= 0;) {
        const qsizetype from = slash + 1;
        slash = rawPath.indexOf('/', from);
        const auto segment =
            percentDecoded(slash < 0 ? rawPath.sliced(from) : rawPath.sliced(from, slash - from));
        if (!segment)
            return {};
        segments.append(*segment);
    }
    return segments;
}

bool isRest(const QString &segment)
{
    return segment.size() > 3 && segment.startsWith(u'{') && segment.endsWith(u"*}");
}

bool isParameter(const QString &segment)
{
    return segment.size() > 2 && segment.startsWith(u'{') && segment.endsWith(u'}');
}

QByteArray withOtherEnd(const QByteArray &rawPath)
{
    return rawPath.endsWith('/') ? rawPath.chopped(1) : rawPath + '/';
}

} // namespace

struct Router::Node
{
    std::unordered_map<QString, std::unique_ptr<Node>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Node> rest; //!< takes all segments from here on
    std::map<Method, Endpoint> endpoints;

    struct Match
    {
        const Node *node;
        QStringList captured;
    };

    // Finds all nodes with endpoints to which the segments lead, the most literal first.
    void find(const QStringList &segments, qsizetype at, QStringList captured,
              std::vector<Match> &matches) const
    {
        if (at == segments.size()) {
            if (!endpoints.empty())
                matches.push_back({this, std::move(captured)});
            return;
        }
        if (const auto literal = literals.find(segments[at]); literal != literals.end())
            literal->second->find(segments, at + 1, captured, matches);
        if (parameter && !segments[at].isEmpty())
            parameter->find(segments, at + 1, captured << segments[at], matches);
    }

    // Finds all nodes that take the rest of the segments, the longest way to one first.
    void findRest(const QStringList &segments, qsizetype at, const QStringList &captured,
                  std::vector<Match> &matches) const
    {
        if (at == segments.size())
            return;
        if (const auto literal = literals.find(segments[at]); literal != literals.end())
            literal->second->findRest(segments, at + 1, captured, matches);
        if (parameter && !segments[at].isEmpty())
            parameter->findRest(segments, at + 1, captured + QStringList(segments[at]), matches);
        if (!rest)
            return;
        const QStringList others = segments.sliced(at);
        const bool isClear = std::none_of(others.cbegin(), others.cend(), [](const QString &other) {
            return other.contains(u'/');
        });
        if (isClear)
            matches.push_back({rest.get(), captured + QStringList(others.join(u'/'))});
    }

    std::vector<Match> matchesOf(const QByteArray &rawPath) const
    {
        std::vector<Match> matches;
        if (const auto segments = segmentsOf(rawPath))
            find(*segments, 0, {}, matches);
        return matches;
    }

    std::vector<Match> restMatchesOf(const QByteArray &rawPath) const
    {
        std::vector<Match> matches;
        if (const auto segments = segmentsOf(rawPath))
            findRest(*segments, 0, {}, matches);
        return matches;
    }
};

namespace {

template<typename Matches>
QByteArray allowedBy(const Matches &matches)
{
    QByteArrayList methods;
    const auto allow = [&methods](const QByteArray &method) {
        if (!methods.contains(method))
            methods.append(method);
    };
    for (const auto &match : matches) {
        for (const auto &[method, endpoint] : match.node->endpoints) {
            allow(toByteArray(method));
            if (method == Method::Get)
                allow("HEAD");
        }
    }
    allow("OPTIONS");
    return methods.join(", ");
}

} // namespace

Router::Router()
    : m_root(std::make_unique<Node>())
{
}

Router::~Router() = default;

void Router::add(Method method, const QString &pathTemplate, Handler handler, Calls calls,
                 std::optional<Need> need)
{
    if (!pathTemplate.startsWith(u'/'))
        qFatal("Route %ls: must begin with '/'.", qUtf16Printable(pathTemplate));
    Node *node = m_root.get();
    Endpoint endpoint {{},
                       std::move(handler),
                       int(m_endpoints.size()),
                       calls,
                       need.value_or(changesSomething(method) ? Need::Act : Need::Read)};
    for (const QString &segment : pathTemplate.sliced(1).split(u'/')) {
        if (isRest(segment))
            endpoint.names.append(segment.sliced(1, segment.size() - 3));
        else if (isParameter(segment))
            endpoint.names.append(segment.sliced(1, segment.size() - 2));
        auto &next = isRest(segment)        ? node->rest
                     : isParameter(segment) ? node->parameter
                                            : node->literals[segment];
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    if (!node->endpoints.try_emplace(method, std::move(endpoint)).second)
        qFatal("Route %ls: has a handler of that method already.", qUtf16Printable(pathTemplate));
    m_endpoints.append(QString::fromLatin1(toByteArray(method)) + u' '
                       + QString(pathTemplate).replace(QStringLiteral("*}"), QStringLiteral("}")));
}

QByteArray Router::allMethods() const
{
    QByteArrayList methods {"HEAD", "OPTIONS"};
    for (const QString &endpoint : m_endpoints) {
        const QByteArray method = endpoint.section(u' ', 0, 0).toLatin1();
        if (!methods.contains(method))
            methods << method;
    }
    std::sort(methods.begin(), methods.end());
    return methods.join(", ");
}

bool Router::isServedAt(const QByteArray &rawPath) const
{
    return !rawPath.isEmpty() && !m_root->matchesOf(rawPath).empty();
}

void Router::route(const Request &request, const Responder &responder) const
{
    const auto isAdmitted = [&](Need need) {
        return !m_guard || m_guard(request, need, responder);
    };
    if (request.rawPath == "*") {
        if (!isAdmitted(Need::Read))
            return;
        Response response = Response::noContent();
        response.headers.add("allow", allMethods());
        responder.reply(response);
        return;
    }
    auto matches = m_root->matchesOf(request.rawPath);
    if (matches.empty() && isServedAt(withOtherEnd(request.rawPath))) {
        if (!isAdmitted(Need::Read))
            return;
        QString location = request.baseUrl() + QString::fromLatin1(withOtherEnd(request.rawPath));
        if (!request.query.isEmpty())
            location += u'?' + request.query.toString(QUrl::FullyEncoded);
        responder.reply(Response::redirect(location));
        return;
    }
    const Method method = request.method == Method::Head ? Method::Get : request.method;
    if (matches.empty()) {
        matches = m_root->restMatchesOf(request.rawPath);
        // What takes all paths does not tell that one of them exists: so a misspelt action is not found, instead of not allowed.
        if (method != Method::Options)
            std::erase_if(matches, [this, method](const Node::Match &match) {
                return match.node == m_root->rest.get() && !match.node->endpoints.contains(method);
            });
    }
    for (const Node::Match &match : matches) {
        auto found = match.node->endpoints.find(request.method);
        if (found == match.node->endpoints.end())
            found = match.node->endpoints.find(method);
        if (found == match.node->endpoints.end())
            continue;
        if (!isAdmitted(found->second.need)) {
            responder.setRoute(found->second.index);
            return;
        }
        if (found->second.calls == Calls::IfWanted) {
            if (responder.isGone())
                return;
            const bool isThere = match.node->endpoints.contains(Method::Get);
            const auto failed = changesSomething(request.method)
                                    ? failedPrecondition(request, isThere)
                                    : std::nullopt;
            if (failed) {
                responder.setRoute(found->second.index);
                responder.reply(*failed);
                return;
            }
        }
        Captures captures;
        for (qsizetype i = 0; i < match.captured.size(); ++i)
            captures.insert(found->second.names[i], match.captured[i]);
        responder.setRoute(found->second.index);
        found->second.handler(request, captures, responder);
        return;
    }
    if (!isAdmitted(Need::Read))
        return;
    if (!matches.empty()) {
        Response response = request.method == Method::Options
                                ? Response::noContent()
                                : Response::error(405, QStringLiteral("Method Not Allowed"));
        response.headers.add("allow", allowedBy(matches));
        responder.reply(response);
        return;
    }
    responder.reply(Response::error(404, QStringLiteral("Not Found")));
}

} // namespace Holdfast
