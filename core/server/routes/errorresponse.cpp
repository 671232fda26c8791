// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/errorresponse.h"

#include <QLoggingCategory>

#include <exception>

namespace Holdfast {

namespace {

constexpr auto s_readOnly = "GET, HEAD, OPTIONS";

Response problem(const Error &error, int status)
{
    return Response::json(toBytes(error.problem().toJson()), status);
}

Response busy(const Error &error)
{
    Response response = problem(error, error.problem().status);
    const bool mayWork = response.status != 410 && response.status != 412;
    if (const GlobalLockBusyError *refusal = error.busy(); refusal && mayWork) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(refusal->retryAfter());
        response.headers.add("retry-after", QByteArray::number(qint64 {seconds.count()}));
    }
    return response;
}

Response invalid(const Error &error)
{
    Json details = Json::array();
    for (const ValidationIssue &issue : error.issues())
        details.push_back(issue.toJson(Json::array({"body"})));
    return Response::json(toBytes(Json {{"detail", std::move(details)}}), 422);
}

} // namespace

Response toResponse(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::NotFound:
        return Response::error(404, error.message());
    case Error::Kind::NotAllowed: {
        Response response = Response::error(405, error.message());
        response.headers.add("allow", s_readOnly);
        return response;
    }
    case Error::Kind::Invalid:
        return invalid(error);
    case Error::Kind::Busy:
        return busy(error);
    case Error::Kind::Forbidden:
    case Error::Kind::Gone:
    case Error::Kind::Conflict:
    case Error::Kind::Outdated:
        return problem(error, error.problem().status);
    case Error::Kind::Unavailable:
        return Response::error(503, error.message());
    case Error::Kind::Cancelled:
        return problem(error, error.problem().status);
    case Error::Kind::Failed:
        break;
    }
    return problem(error, 500);
}

Response invalidRequest(const ValidationIssue &issue, const Json &location)
{
    return Response::json(toBytes(Json {{"detail", Json::array({issue.toJson(location)})}}), 422);
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
