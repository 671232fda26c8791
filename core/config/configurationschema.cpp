// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationschema.h"

#include "core/config/entries/limitsentry.h"
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

DataSchema emptyObject()
{
    DataSchema schema = anyObject();
    schema.defaultValue = Json::object();
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

SchemaMember member(const char *name, DataSchema schema, const QString &text, bool required = false)
{
    schema.description = text;
    return {QLatin1String(name), std::move(schema), required};
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
        member(
            "things", anyObject(),
            QStringLiteral("The Things of the instrument. Each has a name, of letters, digits, _ "
                           "and -, and a class."),
            true),
        member(
            "settings_folder", notEmpty(string(QStringLiteral("./settings"))),
            QStringLiteral("Where the settings of the Things are kept. A relative folder is below "
                           "the one in which Holdfast is started.")),
        member("api_prefix", string(QStringLiteral("")),
               QStringLiteral("Stands before every path, as in /api/v3.")),
        member("enable_global_lock", boolean(true),
               QStringLiteral("Whether only one user at a time may change something.")),
        member(
            "global_lock_log_level", word(levels, QStringLiteral("INFO")),
            QStringLiteral("How a refusal is logged. Without it: as INFO in the log, and as ERROR "
                           "in that of the action that was refused.")),
        member("global_lock_timeout_ms", integer(0, oneHour, GlobalLock::defaultWait.count()),
               QStringLiteral("How long a request without a preference waits for the lock, in "
                              "milliseconds.")),
        member("global_lock_ageing_ms", integer(0, oneHour, policy.ageing.count()),
               QStringLiteral("After this time in line, in milliseconds, a client counts as an "
                              "operator.")),
        member("global_lock_operators_in_a_row", integer(1, 1000, policy.operatorsInARow),
               QStringLiteral("After this many operators in a row, a waiting client is served.")),
        member("global_lock_tickets_per_client", integer(1, mostTickets, policy.limits.perClient),
               QStringLiteral("How many requests of one client may stand in line.")),
        member("global_lock_tickets", integer(1, mostTickets, policy.limits.inAll),
               QStringLiteral("How many requests may stand in line in all.")),
        member("global_lock_break_patience_ms", integer(0, oneHour, policy.breakPatience.count()),
               QStringLiteral("An operation that was broken and goes on for longer than this, in "
                              "milliseconds, is shown as stuck.")),
        member("journal", {},
               QStringLiteral("Where the events of the lock are recorded; false: nowhere.")),
        member(
            "host", notEmpty(string(QStringLiteral("127.0.0.1"))),
            QStringLiteral("The address to serve at. With 127.0.0.1 only programs on this computer "
                           "reach the server; 0.0.0.0 is every IPv4 address, :: every address.")),
        member("port", integer(0, 65535, 5000),
               QStringLiteral("The port to serve at; 0 is any free one.")),
        member("public_url", notEmpty(string()),
               QStringLiteral("Where users reach the server through a proxy, like "
                              "https://scope3.lab.example.")),
        member("allowed_hosts", words(),
               QStringLiteral(
                   "Further names of this computer under which the server may be reached.")),
        member("allowed_origins", words(),
               QStringLiteral("Where web pages come from that may use the server, besides its own, "
                              "like https://dashboard.lab.example.")),
        member(
            "trusted_proxies", words(),
            QStringLiteral("Addresses, or networks like 10.0.0.0/8, of proxies that are believed "
                           "about where a request comes from.")),
        member(
            "require_token",
            word({QStringLiteral("remote"), QStringLiteral("always")}, QStringLiteral("remote")),
            QStringLiteral("Whose requests need a token: those of other computers, or also those "
                           "of programs on this one, as a proxy is.")),
        member(
            "tls", DataSchema {},
            QStringLiteral("Whether the server speaks TLS (https): true, with a certificate that "
                           "it makes itself, or an object with the files of a certificate.")),
        member("limits", limitsSchema(),
               QStringLiteral("How much clients may use: of one connection, of one client (an "
                              "address or a token), of the programs on this computer, and of all "
                              "together.")),
        member("metrics", boolean(true), QStringLiteral("Whether /metrics is served.")),
        member("serve", emptyObject(),
               QStringLiteral("A web app that is served at the root, with the Things: {\"/\": the "
                              "folder with its index.html}.")),
        member("announce", DataSchema {},
               QStringLiteral("Whether programs in the local network find the server; an object "
                              "gives it a name there.")),
        member(
            "lab", DataSchema {},
            QStringLiteral("The lab in which the station takes part: where etcd is, and what the "
                           "station shares with others.")),
        member("application_config", nullable(anyObject()),
               QStringLiteral("Any object, for Things that ask for it and for other programs.")),
        member(
            "plugin_folders", words(),
            QStringLiteral("Folders in which plug-ins are searched, before those of the user and "
                           "of the installation.")),
        member(
            "$schema", string(),
            QStringLiteral("Where the schema of this file is, for editors. Holdfast does not read "
                           "it.")),
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
        member("folder", notEmpty(string()),
               QStringLiteral("The folder of the journal; else that of the settings, if the "
                              "configuration names one.")),
        member("file", notEmpty(string()), QStringLiteral("The file, instead of a folder.")),
        member("days", integer(1, tenYears, journal.days),
               QStringLiteral("How long an entry is kept.")),
        member("megabytes", integer(1, oneMebibyte, journal.mostBytes / oneMebibyte),
               QStringLiteral("How large the file may become.")),
    };
    return schema;
}

DataSchema thingEntrySchema()
{
    DataSchema schema = anyObject();
    schema.members = {
        member("class", string(), QStringLiteral("The class of the Thing.")),
        member("cls", string(), QStringLiteral("Another word for class, which LabThings has.")),
        member("kwargs", anyObject(), QStringLiteral("The options of the class.")),
        member("args", list(), QStringLiteral("Always empty; files of LabThings may have it.")),
        member(
            "thing_slots", anyObject(),
            QStringLiteral("Which other Things this one works with, where their classes alone do "
                           "not say it: by slot a name, a list of names, or null for none.")),
    };
    return schema;
}

DataSchema tlsSchema()
{
    DataSchema schema = anyObject();
    schema.members = {
        member("certificate", notEmpty(string()),
               QStringLiteral("The file with the certificate, in PEM, and perhaps the certificates "
                              "that vouch for it."),
               true),
        member("key", notEmpty(string()),
               QStringLiteral("The file with its key, in PEM, without a password."), true),
    };
    return schema;
}

DataSchema announceSchema()
{
    DataSchema schema = anyObject();
    schema.members = {member("name", notEmpty(string()),
                             QStringLiteral("The name of the station in the local network."),
                             true)};
    return schema;
}

DataSchema labEntrySchema()
{
    constexpr qint64 leastTtl = 3;
    constexpr qint64 mostTtl = 600;
    constexpr qint64 usualTtl = 10;
    DataSchema schema = anyObject();
    schema.members = {
        member("name", notEmpty(string(QStringLiteral("lab"))),
               QStringLiteral("The name of the lab: several labs may share one etcd.")),
        member("station", notEmpty(string()),
               QStringLiteral("The name of this station, unique in the lab."), true),
        member("url", notEmpty(string()),
               QStringLiteral("Where other stations reach this one; else public_url.")),
        member("endpoints", words(),
               QStringLiteral("The addresses of the nodes of etcd, like "
                              "https://etcd1.lab.example:2379."),
               true),
        member("user", notEmpty(string()), QStringLiteral("The user at etcd.")),
        member("password_file", notEmpty(string()),
               QStringLiteral("The file with the password of the user, alone in its line.")),
        member("ca_file", notEmpty(string()),
               QStringLiteral("The file with the certificates of those who sign for etcd, in PEM; "
                              "else those of the system count.")),
        member("certificate_file", notEmpty(string()),
               QStringLiteral("The file with the certificate that this station shows to etcd, in "
                              "PEM.")),
        member("key_file", notEmpty(string()), QStringLiteral("The file with its key, in PEM.")),
        member(
            "token_file", notEmpty(string()),
            QStringLiteral("The file with the token that this station shows to the others, alone "
                           "in its line; of the role station.")),
        member("ttl_s", integer(leastTtl, mostTtl, usualTtl),
               QStringLiteral("After this time, in seconds, the lab takes a silent station for "
                              "gone, and others get what it had.")),
        member("resources", emptyObject(),
               QStringLiteral("What the station shares, by the name that it has in the lab.")),
    };
    return schema;
}

DataSchema labResourceSchema()
{
    DataSchema members = words();
    members.defaultValue = Json::array();
    DataSchema schema = anyObject();
    schema.members = {
        member("title", string(), QStringLiteral("What it is, for people.")),
        member("home", notEmpty(string()),
               QStringLiteral("The station that has the wire; else this one.")),
        member("members", members,
               QStringLiteral("The Things of this station whose writes and actions need it.")),
        member("unreachable",
               word({QStringLiteral("closed"), QStringLiteral("open")}, QStringLiteral("closed")),
               QStringLiteral("Whether the members can be used while etcd cannot be reached.")),
    };
    return schema;
}

} // namespace Holdfast
