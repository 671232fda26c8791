// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/lock/lockbodies.h"

#include "core/server/routes/requestbody.h"
#include "core/server/routes/sender.h"
#include "core/thing/validation/validation.h"

namespace Holdfast {

namespace {

using Type = DataSchema::Type;

enum class Presence { Optional, Required };

constexpr int s_longestText = 200;

SchemaMember text(const char *name, int shortest, int longest,
                  Presence presence = Presence::Optional)
{
    DataSchema schema;
    schema.type = Type::String;
    schema.minLength = shortest;
    schema.maxLength = longest;
    return {QString::fromLatin1(name), schema, presence == Presence::Required};
}

SchemaMember number(const char *name, std::optional<qint64> least, std::optional<qint64> most,
                    Presence presence = Presence::Optional)
{
    DataSchema schema;
    schema.type = Type::Integer;
    schema.representable = {0, std::numeric_limits<qint64>::max()};
    if (least)
        schema.minimum = double(*least);
    if (most)
        schema.maximum = double(*most);
    return {QString::fromLatin1(name), schema, presence == Presence::Required};
}

DataSchema object(const QList<SchemaMember> &members)
{
    DataSchema schema;
    schema.type = Type::Object;
    schema.members = members;
    schema.additionalProperties = false;
    return schema;
}

Result<Json> checked(const Request &request, const DataSchema &schema, Presence body)
{
    if (body == Presence::Optional && request.body.trimmed().isEmpty())
        return Json::object();
    const Result<Json> given = parseBody(request.body);
    if (!given)
        return given.error();
    if (given->is_null())
        return missingBody();
    Validated validated = validate(schema, *given);
    if (!validated.isValid())
        return Error::invalid(validated.issues);
    return std::move(validated.value);
}

QString textOf(const Json &body, const char *name)
{
    return body.contains(name) ? body[name].get<QString>() : QString();
}

std::optional<qint64> numberOf(const Json &body, const char *name)
{
    return body.contains(name) ? std::optional(body[name].get<qint64>()) : std::nullopt;
}

Result<GivenReason> reasonOf(const Result<Json> &body)
{
    if (!body)
        return body.error();
    GivenReason reason {textOf(*body, "reason"), {}};
    if (const auto generation = numberOf(*body, "generation"))
        reason.generation = quint64(*generation);
    return reason;
}

} // namespace

const DataSchema &leaseBody()
{
    static const DataSchema schema = object({
        text("label", 1, 64),
        text("note", 0, s_longestText),
        number("ttl_ms", LeaseWish::shortestTtl.count(), LeaseWish::longestTtl.count()),
        number("wait_ms", 0, LeaseWish::longestWait.count()),
        text("request_id", 8, 128),
    });
    return schema;
}

const DataSchema &askBody()
{
    static const DataSchema schema =
        object({text("reason", 1, s_longestText, Presence::Required), number("generation", 0, {})});
    return schema;
}

const DataSchema &breakBody()
{
    static const DataSchema schema = object({text("reason", 1, s_longestText, Presence::Required),
                                             number("generation", 0, {}, Presence::Required)});
    return schema;
}

const DataSchema &stopBody()
{
    static const DataSchema schema = object({text("reason", 0, s_longestText)});
    return schema;
}

const DataSchema &modeBody()
{
    static const DataSchema schema = [] {
        SchemaMember mode = text("mode", 0, s_longestText, Presence::Required);
        mode.schema.enumeration = {toWord(LockMode::Shared), toWord(LockMode::LocalOnly)};
        return object({mode, text("reason", 0, s_longestText)});
    }();
    return schema;
}

Result<LeaseWish> leaseWish(const Request &request)
{
    const Result<Json> body = checked(request, leaseBody(), Presence::Optional);
    if (!body)
        return body.error();
    LeaseWish wish;
    wish.principal = senderOf(request);
    const QString label = printableLabel(textOf(*body, "label"));
    wish.note = textOf(*body, "note");
    // The name of a token is known for certain, so no other takes its place.
    const bool isOther = !label.isEmpty() && label != wish.principal.name;
    if (isOther && request.access.name.isEmpty())
        wish.principal.name = label;
    else if (isOther)
        wish.note = wish.note.isEmpty() ? label : label + QStringLiteral(": ") + wish.note;
    wish.requestId = textOf(*body, "request_id");
    if (const auto ttl = numberOf(*body, "ttl_ms"))
        wish.ttl = std::chrono::milliseconds(*ttl);
    if (const auto wait = numberOf(*body, "wait_ms"))
        wish.wait = std::chrono::milliseconds(*wait);
    return wish;
}

Result<GivenReason> askReason(const Request &request)
{
    return reasonOf(checked(request, askBody(), Presence::Required));
}

Result<GivenReason> breakReason(const Request &request)
{
    return reasonOf(checked(request, breakBody(), Presence::Required));
}

Result<GivenReason> stopReason(const Request &request)
{
    return reasonOf(checked(request, stopBody(), Presence::Optional));
}

Result<ModeWish> modeWish(const Request &request)
{
    const Result<Json> body = checked(request, modeBody(), Presence::Required);
    if (!body)
        return body.error();
    return ModeWish {textOf(*body, "mode") == toWord(LockMode::LocalOnly), textOf(*body, "reason")};
}

} // namespace Holdfast
