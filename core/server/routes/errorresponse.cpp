// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/errorresponse.h"

#include "core/server/problems.h"

#include <QLoggingCategory>

#include <exception>

namespace Holdfast {

namespace {

constexpr auto s_readOnly = "GET, HEAD, OPTIONS";

Json issuesJson(const QList<ValidationIssue> &issues, const Json &location)
{
    Json details = Json::array();
    for (const ValidationIssue &issue : issues)
        details.push_back(issue.toJson(location));
    return Json {{"detail", std::move(details)}};
}

} // namespace

Response toResponse(const Error &error)
{
    const Problem problem = problemOf(error);
    switch (error.kind()) {
    case Error::Kind::BadName:
    case Error::Kind::NotFound:
    case Error::Kind::Unavailable:
        return Response::error(problem.status, problem.detail);
    case Error::Kind::NotAllowed: {
        Response response = Response::error(problem.status, problem.detail);
        response.headers.add("allow", s_readOnly);
        return response;
    }
    case Error::Kind::Invalid:
        return Response::json(toBytes(issuesJson(error.issues(), Json::array({"body"}))),
                              problem.status);
    case Error::Kind::Busy:
    case Error::Kind::Forbidden:
    case Error::Kind::Gone:
    case Error::Kind::Conflict:
    case Error::Kind::Outdated:
    case Error::Kind::Cancelled:
    case Error::Kind::Failed:
        break;
    }
    Response response = Response::json(toBytes(toJson(problem)), problem.status);
    if (const auto seconds = retryAfter(error))
        response.headers.add("retry-after", QByteArray::number(qint64 {seconds->count()}));
    return response;
}

Response invalidRequest(const ValidationIssue &issue, const Json &location)
{
    return Response::json(toBytes(issuesJson({issue}, location)), 422);
}

Response guarded(const std::function<Response()> &make)
{
    try {
        return make();
    } catch (const std::exception &error) {
        qCritical("An answer could not be made: %s", error.what());
    } catch (...) {
        qCritical("An answer could not be made: an unknown exception");
    }
    return Response::error(500, QStringLiteral("Internal Server Error"));
}

} // namespace Holdfast
