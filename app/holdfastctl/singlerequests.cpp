// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/singlerequests.h"

#include "app/holdfastctl/jsonread.h"
#include "app/holdfastctl/lockview.h"
#include "app/holdfastctl/lockviewtext.h"
#include "app/holdfastctl/safestates.h"
#include "app/holdfastctl/singlerequest.h"

namespace Holdfast::Ctl {

namespace {

using Result = SingleRequest::Result;

CtlExitCode codeFor(const LockView &view)
{
    if (view.owner)
        return CtlExitCode::NotDone;
    return view.isRefusing() ? CtlExitCode::Refused : CtlExitCode::Done;
}

std::optional<Result> readStatus(const Json &body)
{
    const std::optional<LockView> view = readLockView(body);
    if (!view)
        return {};
    return Result {codeFor(*view), linesFor(*view)};
}

std::optional<Result> readAsked(const Json &body)
{
    const QString asked = JsonRead::text(body, "asked");
    if (asked.isEmpty())
        return {};
    return Result {CtlExitCode::Done, {QStringLiteral("Asked %1 to let go.").arg(asked)}};
}

std::optional<Result> readStopped(const Json &body)
{
    if (!JsonRead::member(body, "complete").is_boolean())
        return {};
    const qint64 cancelled = JsonRead::number(body, "cancelled").value_or(0);
    const QString count = cancelled == 1
                              ? QStringLiteral("1 action was cancelled")
                              : QStringLiteral("%1 actions were cancelled").arg(cancelled);
    const bool isComplete = JsonRead::flag(body, "complete");
    Result result;
    result.code = isComplete ? CtlExitCode::Done : CtlExitCode::NotDone;
    result.lines =
        QStringList {isComplete ? QStringLiteral("Everything stands still; %1.").arg(count)
                                : QStringLiteral("NOT everything stands still; %1.").arg(count)};
    result.lines += unsafeThings(JsonRead::member(body, "things"));
    if (JsonRead::flag(body, "latched"))
        result.lines.append(QStringLiteral("The lock refuses everybody until holdfastctl "
                                           "clear-stop on the server's own machine."));
    return result;
}

std::optional<Result> readCleared(const Json &body)
{
    if (!JsonRead::member(body, "cleared").is_boolean())
        return {};
    return JsonRead::flag(body, "cleared")
               ? Result {CtlExitCode::Done,
                         {QStringLiteral("The stop is cleared; the work may go on.")}}
               : Result {CtlExitCode::NotDone, {QStringLiteral("Nothing was stopped.")}};
}

Json reasonBody(const CtlCommandLine &line)
{
    return line.reason.isEmpty() ? Json() : Json {{"reason", line.reason}};
}

} // namespace

std::unique_ptr<CtlTask> lockStatusTask(Console &console, const CtlCommandLine &line)
{
    LockRequest request;
    request.path = QStringLiteral("/lock");
    return std::make_unique<SingleRequest>(console, line, request, readStatus);
}

std::unique_ptr<CtlTask> lockAskTask(Console &console, const CtlCommandLine &line)
{
    LockRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/lock/ask");
    request.body = reasonBody(line);
    if (line.generation)
        request.body["generation"] = *line.generation;
    return std::make_unique<SingleRequest>(console, line, request, readAsked);
}

std::unique_ptr<CtlTask> stopTask(Console &console, const CtlCommandLine &line)
{
    LockRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/stop");
    request.body = reasonBody(line);
    return std::make_unique<SingleRequest>(console, line, request, readStopped);
}

std::unique_ptr<CtlTask> clearStopTask(Console &console, const CtlCommandLine &line)
{
    LockRequest request;
    request.verb = "DELETE";
    request.path = QStringLiteral("/stop");
    request.body = reasonBody(line);
    return std::make_unique<SingleRequest>(console, line, request, readCleared);
}

} // namespace Holdfast::Ctl
