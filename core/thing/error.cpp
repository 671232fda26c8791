// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/error.h"

#include "core/thing/lockjson.h"
#include "core/thing/thingerror.h"

#include <cstdlib>
#include <cxxabi.h>
#include <utility>

namespace Holdfast {

namespace {

QString labThingsException(const QString &name)
{
    return QStringLiteral("https://labthings-fastapi.readthedocs.io/en/latest/autoapi/"
                          "labthings_fastapi/exceptions/index.html#labthings_fastapi.exceptions.")
           + name;
}

QString classNameOf(const std::exception &exception)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> demangled(
        abi::__cxa_demangle(typeid(exception).name(), nullptr, nullptr, &status), &std::free);
    const QString full =
        QString::fromUtf8(status == 0 ? demangled.get() : typeid(exception).name());
    return full.section(QStringLiteral("::"), -1);
}

ProblemDetails details(const QString &title, const QString &detail, const QString &type = {},
                       int status = 500)
{
    return {
        .detail = detail, .type = type, .status = status, .title = title, .extra = Json::object()};
}

//! 409 is what LabThings' clients know; these say that waiting itself was refused, or is of no use.
int statusOf(GlobalLockBusyError::Reason reason)
{
    switch (reason) {
    case GlobalLockBusyError::Reason::TooManyOfClient:
        return 429;
    case GlobalLockBusyError::Reason::QueueFull:
    case GlobalLockBusyError::Reason::Closed:
        return 503;
    case GlobalLockBusyError::Reason::LeaseEnded:
        return 410;
    case GlobalLockBusyError::Reason::OtherGeneration:
        return 412;
    default:
        return 409;
    }
}

} // namespace

const QString globalLockBusyType = labThingsException(QStringLiteral("GlobalLockBusyError"));
const QString invocationCancelledType =
    labThingsException(QStringLiteral("InvocationCancelledError"));

Json ProblemDetails::toJson() const
{
    Json json {
        {"detail", detail},    {"type", type.isEmpty() ? Json(nullptr) : Json(type)},
        {"status", status},    {"title", title},
        {"instance", nullptr},
    };
    json.update(extra);
    return json;
}

Error::Error(Kind kind, ProblemDetails problem)
    : m_kind(kind)
    , m_problem(std::move(problem))
{
}

Error Error::notFound(const QString &detail)
{
    return {Kind::NotFound, details(QStringLiteral("NotFound"), detail, {}, 404)};
}

Error Error::notAllowed(const QString &detail)
{
    return {Kind::NotAllowed, details(QStringLiteral("NotAllowed"), detail, {}, 405)};
}

Error Error::unavailable(const QString &detail)
{
    return {Kind::Unavailable, details(QStringLiteral("Unavailable"), detail, {}, 503)};
}

Error Error::invalid(QList<ValidationIssue> issues)
{
    QStringList messages;
    for (const ValidationIssue &issue : std::as_const(issues)) {
        QStringList where;
        for (const Json &step : issue.location)
            where << (step.is_string() ? toQString(step.get<std::string>())
                                       : toQString(step.dump()));
        messages << (where.isEmpty()
                         ? issue.message
                         : QStringLiteral("'%1': %2").arg(where.join(u'.'), issue.message));
    }
    Error error(Kind::Invalid, details(QStringLiteral("ValidationError"),
                                       messages.join(QStringLiteral("; ")), {}, 422));
    error.m_issues = std::move(issues);
    return error;
}

Error Error::busy(const GlobalLockBusyError &refusal)
{
    ProblemDetails problem = details(QStringLiteral("GlobalLockBusyError"), refusal.message(),
                                     globalLockBusyType, statusOf(refusal.reason()));
    const LockStatus &status = refusal.status();
    problem.extra = Json {
        {"owner", toJson(status.owner)},         {"generation", status.generation},
        {"waited_ms", refusal.waited().count()}, {"position", refusal.position()},
        {"others_waiting", status.queue.size()}, {"retry_after_ms", refusal.retryAfter().count()},
        {"mode", toWord(status.mode.mode)},
    };
    if (refusal.endedLease())
        problem.extra.update(toJson(*refusal.endedLease()));
    Error error(Kind::Busy, std::move(problem));
    error.m_busy = std::make_shared<const GlobalLockBusyError>(refusal);
    return error;
}

Error Error::forbidden(const QString &detail, const QString &title)
{
    return {Kind::Forbidden,
            details(title.isEmpty() ? QStringLiteral("Forbidden") : title, detail, {}, 403)};
}

Error Error::leaseEnded(const EndedLease &lease)
{
    QString sentence = lease.toClause() + QLatin1Char('.');
    sentence[0] = sentence[0].toUpper();
    ProblemDetails problem = details(QStringLiteral("LeaseEnded"), sentence, {}, 410);
    problem.extra = Holdfast::toJson(lease);
    return {Kind::Gone, std::move(problem)};
}

Error Error::conflict(const QString &detail)
{
    return {Kind::Conflict, details(QStringLiteral("Conflict"), detail, {}, 409)};
}

Error Error::lockSwitchedOff()
{
    return conflict(QStringLiteral("The configuration has switched the global lock off."));
}

Error Error::shuttingDown()
{
    return unavailable(QStringLiteral("Holdfast is shutting down."));
}

Error Error::withdrawn()
{
    return withdrawn(QStringLiteral("Withdrawn before it had the lock."));
}

Error Error::withdrawn(const QString &detail)
{
    return {Kind::Cancelled, details(QStringLiteral("Withdrawn"), detail, {}, 503)};
}

Error Error::outdated(const QString &detail, quint64 generation)
{
    ProblemDetails problem = details(QStringLiteral("Outdated"), detail, {}, 412);
    problem.extra = Json {{"generation", generation}};
    return {Kind::Outdated, std::move(problem)};
}

Error Error::fromException(const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const GlobalLockBusyError &refusal) {
        return busy(refusal);
    } catch (const InvocationCancelled &cancelled) {
        return {Kind::Cancelled,
                details(QStringLiteral("InvocationCancelledError"),
                        QString::fromUtf8(cancelled.what()), invocationCancelledType)};
    } catch (const GlobalLockDisabledError &disabled) {
        return {Kind::Failed,
                details(QStringLiteral("FeatureNotEnabledError"),
                        QString::fromUtf8(disabled.what()),
                        labThingsException(QStringLiteral("FeatureNotEnabledError")))};
    } catch (const InvalidReturnValueError &invalid) {
        return {Kind::Failed,
                details(QStringLiteral("InvalidReturnValueError"),
                        QString::fromUtf8(invalid.what()),
                        labThingsException(QStringLiteral("InvalidReturnValueError")))};
    } catch (const ThingError &failed) {
        return {Kind::Failed,
                details(failed.title().isEmpty() ? classNameOf(failed) : failed.title(),
                        failed.message())};
    } catch (const std::exception &failed) {
        return {Kind::Failed, details(classNameOf(failed), QString::fromUtf8(failed.what()))};
    } catch (...) {
        return {Kind::Failed,
                details(QStringLiteral("UnknownError"),
                        QStringLiteral("Something that is no std::exception was thrown."))};
    }
}

} // namespace Holdfast
