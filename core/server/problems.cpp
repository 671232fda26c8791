// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/problems.h"

namespace Holdfast {

namespace {

using Kind = Error::Kind;
using Cause = Error::Cause;
using Reason = GlobalLockBusyError::Reason;

QString labThingsException(const char *name)
{
    return QStringLiteral("https://labthings-fastapi.readthedocs.io/en/latest/autoapi/"
                          "labthings_fastapi/exceptions/index.html#labthings_fastapi.exceptions.")
           + QLatin1String(name);
}

//! LabThings' clients know 409; the other statuses say that waiting itself was refused.
int statusOf(Reason reason)
{
    switch (reason) {
    case Reason::TooManyOfClient:
        return 429;
    case Reason::QueueFull:
    case Reason::Closed:
        return 503;
    case Reason::LeaseEnded:
        return 410;
    case Reason::OtherGeneration:
        return 412;
    default: // a reason with a status of its own has a case here; the others need no change
        return 409;
    }
}

int statusOf(const Error &error)
{
    switch (error.kind()) {
    case Kind::NotFound:
        return 404;
    case Kind::NotAllowed:
        return 405;
    case Kind::Invalid:
        return 422;
    case Kind::Busy:
        return error.busy() ? statusOf(error.busy()->reason()) : 409;
    case Kind::Cancelled:
        return error.cause() == Cause::Withdrawn ? 503 : 500;
    case Kind::Unavailable:
        return 503;
    case Kind::Forbidden:
        return 403;
    case Kind::Gone:
        return 410;
    case Kind::Conflict:
        return 409;
    case Kind::BadName:
        return 400;
    case Kind::Outdated:
        return 412;
    case Kind::Failed:
        break;
    }
    return 500;
}

QString typeOf(const Error &error)
{
    if (error.kind() == Kind::Busy)
        return globalLockBusyType;
    if (error.kind() == Kind::Cancelled && error.cause() != Cause::Withdrawn)
        return invocationCancelledType;
    if (error.cause() == Cause::LockDisabled)
        return labThingsException("FeatureNotEnabledError");
    if (error.cause() == Cause::InvalidReturnValue)
        return labThingsException("InvalidReturnValueError");
    return {};
}

} // namespace

const QString globalLockBusyType = labThingsException("GlobalLockBusyError");
const QString invocationCancelledType = labThingsException("InvocationCancelledError");

Problem problemOf(const Error &error)
{
    return toProblem(error, statusOf(error), typeOf(error));
}

std::optional<Problem> problemOf(const std::optional<Error> &error)
{
    return error ? std::optional(problemOf(*error)) : std::nullopt;
}

std::optional<std::chrono::seconds> retryAfter(const Error &error)
{
    const GlobalLockBusyError *refusal = error.busy();
    if (!refusal || refusal->reason() == Reason::LeaseEnded
        || refusal->reason() == Reason::OtherGeneration)
        return {};
    return std::chrono::ceil<std::chrono::seconds>(refusal->retryAfter());
}

} // namespace Holdfast
