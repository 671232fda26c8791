// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/problem.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"
#include "core/wire/lockjson.h"

#include <array>
#include <utility>

namespace Holdfast {

namespace {

struct Title
{
    const char *text;
    Error::Kind kind;
    Error::Cause cause = Error::Cause::Other;
};

constexpr std::array s_titles {
    Title {"NotFound", Error::Kind::NotFound},
    Title {"NotAllowed", Error::Kind::NotAllowed},
    Title {"ValidationError", Error::Kind::Invalid},
    Title {"GlobalLockBusyError", Error::Kind::Busy},
    Title {"InvocationCancelledError", Error::Kind::Cancelled},
    Title {"Withdrawn", Error::Kind::Cancelled, Error::Cause::Withdrawn},
    Title {"Unavailable", Error::Kind::Unavailable},
    Title {"Forbidden", Error::Kind::Forbidden},
    Title {"LeaseEnded", Error::Kind::Gone},
    Title {"Conflict", Error::Kind::Conflict},
    Title {"BadName", Error::Kind::BadName},
    Title {"Outdated", Error::Kind::Outdated},
    Title {"FeatureNotEnabledError", Error::Kind::Failed, Error::Cause::LockDisabled},
    Title {"InvalidReturnValueError", Error::Kind::Failed, Error::Cause::InvalidReturnValue},
};

} // namespace

Problem toProblem(const Error &error, int status, const QString &type)
{
    Problem problem {.detail = error.message(),
                     .type = type,
                     .status = status,
                     .title = error.title(),
                     .extra = Json::object()};
    if (error.busy())
        problem.extra = toJson(Refusal::of(*error.busy()));
    if (error.endedLease())
        problem.extra.update(toJson(*error.endedLease()));
    if (error.generation())
        problem.extra["generation"] = *error.generation();
    if (error.broken())
        problem.extra["broken"] = toJson(*error.broken());
    return problem;
}

Error toError(const Problem &problem)
{
    Error error(Error::Kind::Failed, problem.title, problem.detail);
    for (const Title &title : s_titles) {
        if (problem.title == QLatin1String(title.text))
            error = Error(title.kind, problem.title, problem.detail, title.cause);
    }
    if (const auto broken = readLockBreak(JsonRead::member(problem.extra, "broken")))
        error = error.brokenBy(*broken);
    return error;
}

Json toJson(const Problem &problem)
{
    Json json {
        {"detail", problem.detail}, {"type", JsonWrite::textOrNull(problem.type)},
        {"status", problem.status}, {"title", problem.title},
        {"instance", nullptr},
    };
    json.update(problem.extra);
    return json;
}

std::optional<Problem> readProblem(const Json &json)
{
    if (!JsonRead::member(json, "detail").is_string())
        return {};
    Problem problem;
    problem.detail = JsonRead::text(json, "detail");
    problem.type = JsonRead::text(json, "type");
    problem.status = int(JsonRead::number(json, "status").value_or(500));
    problem.title = JsonRead::text(json, "title");
    problem.extra = json;
    for (const char *member : {"detail", "type", "status", "title", "instance"})
        problem.extra.erase(member);
    return problem;
}

Refusal Refusal::of(const GlobalLockBusyError &refusal)
{
    const LockStatus &status = refusal.status();
    return {.owner = status.owner,
            .generation = status.generation,
            .waited = refusal.waited(),
            .position = refusal.position(),
            .othersWaiting = int(status.queue.size()),
            .retryAfter = refusal.retryAfter(),
            .mode = status.mode.mode};
}

Json toJson(const Refusal &refusal)
{
    return Json {
        {"owner", toJson(refusal.owner)},
        {"generation", refusal.generation},
        {"waited_ms", refusal.waited.count()},
        {"position", refusal.position},
        {"others_waiting", refusal.othersWaiting},
        {"retry_after_ms", refusal.retryAfter ? Json(refusal.retryAfter->count()) : Json(nullptr)},
        {"mode", toWord(refusal.mode)},
    };
}

Refusal readRefusal(const Json &json)
{
    using enum LockMode;
    return {.owner = readLockOwner(JsonRead::member(json, "owner")),
            .generation = JsonRead::number(json, "generation").value_or(0),
            .waited = JsonRead::duration(json, "waited_ms").value_or(std::chrono::milliseconds {0}),
            .position = int(JsonRead::number(json, "position").value_or(0)),
            .othersWaiting = int(JsonRead::number(json, "others_waiting").value_or(0)),
            .retryAfter = JsonRead::duration(json, "retry_after_ms"),
            .mode = JsonRead::word(json, "mode", {Shared, LocalOnly, Stopped}).value_or(Shared)};
}

} // namespace Holdfast
