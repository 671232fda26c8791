// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockfailure.h"

#include "app/holdfastctl/jsonread.h"

namespace Holdfast::Ctl {

namespace {

//! "body.label: is too long", from the list that says what is wrong with a request.
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

QString detailOf(const LockAnswer &answer)
{
    const QString text = JsonRead::text(answer.body, "detail");
    return text.isEmpty() ? firstIssue(JsonRead::member(answer.body, "detail")) : text;
}

QString orElse(const QString &text, const char *other)
{
    return text.isEmpty() ? QString::fromUtf8(other) : text;
}

LockFailure conflict(const LockAnswer &answer)
{
    const QString mode = JsonRead::text(answer.body, "mode");
    const bool isShared = mode.isEmpty() || mode == QStringLiteral("shared");
    QString message = orElse(detailOf(answer), "The lock is not to be had.");
    if (mode == QStringLiteral("stopped"))
        message += QStringLiteral(" (On the server's own machine, holdfastctl clear-stop lets the "
                                  "work go on.)");
    return {isShared ? CtlExitCode::NotDone : CtlExitCode::Refused, message};
}

QString otherGeneration(const LockAnswer &answer)
{
    const auto present = JsonRead::number(answer.body, "generation");
    return QStringLiteral("That hold of the lock is over%1.")
        .arg(present ? QStringLiteral(": the generation is %1 by now").arg(*present) : QString());
}

// " at 14:02:11: "the reason"", as far as it is known.
QString circumstances(const Json &body)
{
    const QString at = JsonRead::time(body, "at");
    const QString why = JsonRead::text(body, "why");
    return (at.isEmpty() ? QString() : QStringLiteral(" at %1").arg(at))
           + (why.isEmpty() ? QString() : QStringLiteral(": \"%1\"").arg(why));
}

} // namespace

LockFailure failureOf(const LockAnswer &answer, const QUrl &server)
{
    switch (answer.status) {
    case 0:
        return {CtlExitCode::NotReachable,
                QStringLiteral("%1 cannot be reached: %2.").arg(server.toString(), answer.failure)};
    case 403:
        return {CtlExitCode::Refused,
                QStringLiteral("Refused: this can be done only on the machine that the server "
                               "itself runs on. %1")
                    .arg(detailOf(answer))
                    .trimmed()};
    case 404:
        return {CtlExitCode::ServerProblem,
                QStringLiteral("%1 does not know that path. Is it a Holdfast, and does its address "
                               "need a path prefix, as in http://lab:5000/api/v3?")
                    .arg(server.toString())};
    case 409:
        return conflict(answer);
    case 412:
        return {CtlExitCode::NotDone, otherGeneration(answer)};
    case 422:
        return {CtlExitCode::WrongUsage,
                QStringLiteral("The server does not accept this: %1")
                    .arg(orElse(detailOf(answer), "it does not say why."))};
    case 429:
    case 503:
        return {CtlExitCode::NotDone, orElse(detailOf(answer), "Too many wait for the lock.")};
    default:
        return {CtlExitCode::ServerProblem, QStringLiteral("%1 answered with the status %2. %3")
                                                .arg(server.toString())
                                                .arg(answer.status)
                                                .arg(detailOf(answer))
                                                .trimmed()};
    }
}

LockFailure notUnderstood(const QUrl &server)
{
    return {CtlExitCode::ServerProblem,
            QStringLiteral("The answer of %1 is not what a Holdfast would say.")
                .arg(server.toString())};
}

QString endOfLease(const LockAnswer &answer)
{
    const Json &body = answer.body;
    const QString reason = JsonRead::text(body, "reason");
    const QString by = orElse(JsonRead::text(body, "by"), "somebody");
    if (reason == QStringLiteral("released"))
        return QStringLiteral("it was released");
    if (reason == QStringLiteral("expired"))
        return QStringLiteral("it ran out, as it was not renewed in time");
    if (reason == QStringLiteral("broken"))
        return QStringLiteral("%1 broke it").arg(by) + circumstances(body);
    if (reason == QStringLiteral("stopped"))
        return QStringLiteral("%1 stopped everything").arg(by) + circumstances(body);
    if (reason == QStringLiteral("restarted"))
        return QStringLiteral("the server was restarted");
    if (reason == QStringLiteral("closed"))
        return QStringLiteral("the server closed");
    return answer.status == 403 ? QStringLiteral("the server does not know it")
                                : orElse(detailOf(answer), "it has ended");
}

} // namespace Holdfast::Ctl
