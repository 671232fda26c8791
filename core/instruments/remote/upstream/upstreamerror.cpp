// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamerror.h"

#include "core/lock/globallockbusyerror.h"
#include "core/thing/thingerror.h"
#include "core/thing/validation/invalidinputerror.h"
#include "core/wire/jsonread.h"

namespace Holdfast {

namespace {

const QString s_busyTitle = QStringLiteral("GlobalLockBusyError");
const QString s_title = QStringLiteral("UpstreamError");

[[noreturn]] void throwBusy(const Refusal &refusal, const QString &server)
{
    // A Holdfast says who has its lock, LabThings does not.
    LockOwner owner;
    if (refusal.owner)
        owner = *refusal.owner;
    else
        owner.since = QDateTime::currentDateTimeUtc();
    const QString name = refusal.owner ? owner.principal.toString() : QStringLiteral("a client");
    owner.principal = {};
    owner.principal.kind = Principal::Kind::Client;
    owner.principal.name = QStringLiteral("%1 that uses %2 directly").arg(name, server);
    LockStatus status;
    status.name = QStringLiteral("global lock");
    status.owner = owner;
    status.generation = refusal.generation;
    status.taken = QDateTime::currentDateTimeUtc();
    throw GlobalLockBusyError(status, refusal.waited, 0);
}

//! Throws the first of LabThings' findings about an input.
void throwFinding(const Json &findings)
{
    if (!findings.is_array() || findings.empty())
        return;
    const Json &first = findings.front();
    ValidationIssue issue;
    issue.type = JsonRead::text(first, "type");
    issue.message = JsonRead::text(first, "msg");
    issue.location = Json::array();
    const Json &location = JsonRead::member(first, "loc");
    if (location.is_array()) {
        for (const Json &step : location) {
            if (&step != &location.front() && (step.is_string() || step.is_number()))
                issue.location.push_back(step);
        }
    }
    issue.input = JsonRead::member(first, "input");
    if (issue.type.isEmpty())
        issue.type = QStringLiteral("value_error");
    if (issue.message.isEmpty())
        issue.message = QStringLiteral("The other server does not accept this value");
    throw InvalidInputError(issue);
}

} // namespace

bool isBusy(const Problem &problem)
{
    return problem.title == s_busyTitle
           || problem.type.endsWith(QLatin1String(".GlobalLockBusyError"));
}

bool isBusy(const StationAnswer &answer)
{
    if (answer.status != 409)
        return false;
    const auto problem = readProblem(answer.body);
    return problem && (isBusy(*problem) || problem->detail.startsWith(s_busyTitle));
}

void throwRefusal(const StationAnswer &answer, const QString &server)
{
    if (answer.isMissing())
        throw ThingError(
            s_title,
            QStringLiteral("The server %1 cannot be reached: %2.").arg(server, answer.failure));
    auto problem = readProblem(answer.body);
    if (isBusy(answer))
        throwBusy(readRefusal(problem->extra), server);
    if (answer.status == 422)
        throwFinding(JsonRead::member(answer.body, "detail"));
    if (problem)
        throwProblem(*problem, server);
    throw ThingError(s_title,
                     QStringLiteral("The server %1 answered %2.").arg(server).arg(answer.status));
}

void throwProblem(const Problem &problem, const QString &server)
{
    if (isBusy(problem))
        throwBusy(readRefusal(problem.extra), server);
    const QString sentence = problem.detail.isEmpty()
                                 ? QStringLiteral("The server %1 does not say why.").arg(server)
                                 : problem.detail;
    throw ThingError(problem.title.isEmpty() ? s_title : problem.title, sentence);
}

} // namespace Holdfast
