// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationschema.h"

#include "core/journal/journaloptions.h"
#include "core/lock/globallock.h"

namespace Holdfast {

namespace {

using Type = DataSchema::Type;

DataSchema anyObject()
{
    DataSchema schema;
    schema.type = Type::Object;
    schema.additionalProperties = true;
    return schema;
}

DataSchema string(const QString &defaultValue = {})
{
    DataSchema schema;
    schema.type = Type::String;
    if (!defaultValue.isNull())
        schema.defaultValue = Json(defaultValue);
    return schema;
}

DataSchema word(const QStringList &words, const QString &defaultValue)
{
    DataSchema schema = string(defaultValue);
    schema.enumeration = words;
    return schema;
}

DataSchema integer(qint64 minimum, qint64 maximum, qint64 defaultValue)
{
    DataSchema schema;
    schema.type = Type::Integer;
    schema.minimum = static_cast<double>(minimum);
    schema.maximum = static_cast<double>(maximum);
    schema.defaultValue = Json(defaultValue);
    return schema;
}

DataSchema boolean(bool defaultValue)
{
    DataSchema schema;
    schema.type = Type::Boolean;
    schema.defaultValue = Json(defaultValue);
    return schema;
}

DataSchema nullable(DataSchema schema)
{
    schema.nullable = true;
    return schema;
}

DataSchema notEmpty(DataSchema schema)
{
    schema.minLength = 1;
    return schema;
}

DataSchema list()
{
    DataSchema schema;
    schema.type = Type::Array;
    return schema;
}

DataSchema words()
{
    DataSchema schema = list();
    schema.items = std::make_shared<const DataSchema>(notEmpty(string()));
    return schema;
}

} // namespace

DataSchema configurationSchema()
{
    constexpr qint64 oneHour = 3'600'000;
    constexpr qint64 mostTickets = 10'000;
    const LockPolicy policy;
    const QStringList levels {QStringLiteral("DEBUG"), QStringLiteral("INFO"),
                              QStringLiteral("WARNING"), QStringLiteral("ERROR")};
    DataSchema schema = anyObject();
    schema.members = {
        {QStringLiteral("things"), anyObject(), true},
        {QStringLiteral("settings_folder"), notEmpty(string(QStringLiteral("./settings"))), false},
        {QStringLiteral("api_prefix"), string(QStringLiteral("")), false},
        {QStringLiteral("enable_global_lock"), boolean(true), false},
        {QStringLiteral("global_lock_log_level"), word(levels, QStringLiteral("INFO")), false},
        {QStringLiteral("global_lock_timeout_ms"),
         integer(0, oneHour, GlobalLock::defaultWait.count()), false},
        {QStringLiteral("global_lock_ageing_ms"), integer(0, oneHour, policy.ageing.count()),
         false},
        {QStringLiteral("global_lock_operators_in_a_row"), integer(1, 1000, policy.operatorsInARow),
         false},
        {QStringLiteral("global_lock_tickets_per_client"),
         integer(1, mostTickets, policy.limits.perClient), false},
        {QStringLiteral("global_lock_tickets"), integer(1, mostTickets, policy.limits.inAll),
         false},
        {QStringLiteral("global_lock_break_patience_ms"),
         integer(0, oneHour, policy.breakPatience.count()), false},
        {QStringLiteral("journal"), {}, false},
        {QStringLiteral("host"), notEmpty(string(QStringLiteral("127.0.0.1"))), false},
        {QStringLiteral("port"), integer(0, 65535, 5000), false},
        {QStringLiteral("public_url"), notEmpty(string()), false},
        {QStringLiteral("allowed_hosts"), words(), false},
        {QStringLiteral("trusted_proxies"), words(), false},
        {QStringLiteral("metrics"), boolean(true), false},
        {QStringLiteral("announce"), DataSchema {}, false},
        {QStringLiteral("application_config"), nullable(anyObject()), false},
    };
    return schema;
}

DataSchema journalEntrySchema()
{
    const JournalOptions journal;
    constexpr qint64 tenYears = 3650;
    constexpr qint64 oneMebibyte = 1024 * 1024;
    DataSchema schema = anyObject();
    schema.members = {
        {QStringLiteral("folder"), notEmpty(string()), false},
        {QStringLiteral("file"), notEmpty(string()), false},
        {QStringLiteral("days"), integer(1, tenYears, journal.days), false},
        {QStringLiteral("megabytes"), integer(1, oneMebibyte, journal.mostBytes / oneMebibyte),
         false},
    };
    return schema;
}

DataSchema thingEntrySchema()
{
    DataSchema schema = anyObject();
    schema.members = {
        {QStringLiteral("class"), string(), false},
        {QStringLiteral("cls"), string(), false},
        {QStringLiteral("kwargs"), anyObject(), false},
        {QStringLiteral("args"), list(), false},
        {QStringLiteral("thing_slots"), anyObject(), false},
    };
    return schema;
}

DataSchema announceSchema()
{
    DataSchema schema = anyObject();
    schema.members = {{QStringLiteral("name"), notEmpty(string()), true}};
    return schema;
}

} // namespace Holdfast
