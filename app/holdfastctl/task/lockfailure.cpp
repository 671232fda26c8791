// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/lockfailure.h"

#include "core/lock/locktext.h"
#include "core/wire/jsonread.h"
#include "core/wire/problem.h"

namespace Holdfast::Ctl {

namespace {

//! Returns "body.label: is too long", from the list of errors in a request.
QString firstIssue(const Json &detail)
{
    if (!detail.is_array() || detail.empty())
        return {};
    QString where;
    for (const Json &step : JsonRead::member(detail.front(), "loc")) {
        const QString word = JsonRead::text(Json {{"step", step}}, "step");
        if (!word.isEmpty() && word != QStringLiteral("body"))
            where += word + QStringLiteral(": ");
    }
    return where + JsonRead::text(detail.front(), "msg");
}

QString detailOf(const StationAnswer &answer)
{
    const QString text = JsonRead::text(answer.body, "detail");
    return text.isEmpty() ? firstIssue(JsonRead::member(answer.body, "detail")) : text;
}

QString orElse(const QString &text, const char *other)
{
    return text.isEmpty() ? QString::fromUtf8(other) : text;
}

LockFailure conflict(const StationAnswer &answer)
{
    const LockMode mode = readRefusal(answer.body).mode;
    QString message = orElse(detailOf(answer), "The lock cannot be acquired.");
    if (mode == LockMode::Stopped)
        message += QStringLiteral(" (On the server's own machine, holdfastctl clear-stop lets the "
                                  "work go on.)");
    return {mode == LockMode::Shared ? CtlExitCode::NotDone : CtlExitCode::Refused, message};
}

QString otherGeneration(const StationAnswer &answer)
{
    const quint64 present = readRefusal(answer.body).generation;
    return QStringLiteral("That hold of the lock has ended%1.")
        .arg(present > 0 ? QStringLiteral(": the generation is %1 now").arg(present) : QString());
}

} // namespace

LockFailure failureOf(const StationAnswer &answer, const QUrl &server)
{
    if (answer.isGood())
        return {CtlExitCode::ServerProblem,
                QStringLiteral("The answer of %1 is not that of a Holdfast server.")
                    .arg(server.toString())};
    switch (answer.status) {
    case 0:
        return {CtlExitCode::NotReachable,
                QStringLiteral("%1 cannot be reached: %2.").arg(server.toString(), answer.failure)};
    case 401:
        return {CtlExitCode::Refused,
                QStringLiteral("Refused: %1 wants a valid token, by --token or HOLDFAST_TOKEN. %2")
                    .arg(server.toString(), detailOf(answer))
                    .trimmed()};
    case 403:
        return {CtlExitCode::Refused,
                QStringLiteral("Refused: %1")
                    .arg(orElse(detailOf(answer), "the server does not say why."))};
    case 404:
        return {CtlExitCode::ServerProblem,
                QStringLiteral("%1 does not know that path. Is it a Holdfast server, and does its "
                               "address need a path prefix, as in http://lab:5000/api/v3?")
                    .arg(server.toString())};
    case 409:
        return conflict(answer);
    case 412:
        return {CtlExitCode::NotDone, otherGeneration(answer)};
    case 422:
        return {CtlExitCode::WrongUsage, QStringLiteral("The server does not accept this: %1")
                                             .arg(orElse(detailOf(answer), "it gives no reason."))};
    case 429:
    case 503:
        return {CtlExitCode::NotDone,
                orElse(detailOf(answer), "Too many requests wait for the lock.")};
    default:
        return {CtlExitCode::ServerProblem, QStringLiteral("%1 answered with the status %2. %3")
                                                .arg(server.toString())
                                                .arg(answer.status)
                                                .arg(detailOf(answer))
                                                .trimmed()};
    }
}

QString reasonOf(const LeaseLoss &loss, std::chrono::milliseconds ttl)
{
    if (loss.ended)
        return loss.ended->toClause();
    if (loss.answer.isMissing())
        return QStringLiteral("it could not be renewed for %1").arg(toText(ttl));
    if (loss.answer.status == 403)
        return QStringLiteral("the server does not know it");
    return orElse(detailOf(loss.answer), "it has ended");
}

} // namespace Holdfast::Ctl
