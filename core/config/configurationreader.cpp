// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"

#include "core/config/basefile.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/entries/announceentry.h"
#include "core/config/entries/datafolder.h"
#include "core/config/entries/journalentry.h"
#include "core/config/entries/labentry.h"
#include "core/config/entries/limitsentry.h"
#include "core/config/entries/lockmemoryplace.h"
#include "core/config/entries/seriallogs.h"
#include "core/config/entries/siteentries.h"
#include "core/config/entries/thingentries.h"
#include "core/config/entries/tlsentry.h"
#include "core/config/findings.h"
#include "core/config/jsontext.h"
#include "core/config/plugins/pluginshelf.h"
#include "core/config/schemadocument.h"
#include "core/config/strictcheck.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <memory>

// The linker drops resources of a static library that are not referenced; Q_INIT_RESOURCE cannot be
// used inside a namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(configuration);
}

namespace Holdfast {

namespace {

LogLevel toLogLevel(const QString &word)
{
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning}) {
        if (toWord(level) == word)
            return level;
    }
    return LogLevel::Error;
}

QString checkedPrefix(const QString &prefix)
{
    static const QRegularExpression pattern(QStringLiteral("\\A(/[A-Za-z0-9_-]+)*\\z"));
    if (!pattern.match(prefix).hasMatch())
        throw ConfigurationError(
            QStringLiteral("api_prefix"), quoted(prefix) + QStringLiteral(" is not allowed here."),
            QStringLiteral("an empty string, or a path like /api/v3, of "
                           "letters, digits, _ and -, without a / at the end"));
    return prefix;
}

LockPolicy toLockPolicy(const Json &json)
{
    using std::chrono::milliseconds;
    LockPolicy policy;
    policy.ageing = milliseconds(json.at("global_lock_ageing_ms").get<qint64>());
    policy.operatorsInARow = json.at("global_lock_operators_in_a_row").get<int>();
    policy.limits.perClient = json.at("global_lock_tickets_per_client").get<int>();
    policy.limits.inAll = json.at("global_lock_tickets").get<int>();
    policy.breakPatience = milliseconds(json.at("global_lock_break_patience_ms").get<qint64>());
    return policy;
}

QStringList namesIn(const Json &things)
{
    QStringList names;
    for (const auto &thing : things.items())
        names << toQString(thing.key());
    return names;
}

Configuration toConfiguration(const Json &given, const ThingRegistry &registry,
                              const QStringList &reservedNames, UnknownClasses unknown,
                              Findings &findings)
{
    const Json json = strictlyChecked(configurationSchema(), given, {}, findings);
    Configuration configuration;
    ThingEntries entries = readThingEntries(json.value("things", Json::object()), registry,
                                            reservedNames, unknown, findings);
    configuration.things = std::move(entries.things);
    configuration.leftOut = std::move(entries.leftOut);
    configuration.settingsFolder = json.at("settings_folder").get<QString>();
    configuration.apiPrefix =
        findings.attempt([&json] { return checkedPrefix(json.at("api_prefix").get<QString>()); });
    configuration.globalLockEnabled = json.at("enable_global_lock").get<bool>();
    configuration.globalLockLogLevel = toLogLevel(json.at("global_lock_log_level").get<QString>());
    if (given.contains("global_lock_log_level"))
        configuration.refusedActionLogLevel = configuration.globalLockLogLevel;
    configuration.globalLockTimeout =
        std::chrono::milliseconds(json.at("global_lock_timeout_ms").get<qint64>());
    configuration.globalLockPolicy = toLockPolicy(json);
    // A settings folder that is only the default does not decide where the journal, the lock's state
    // and the tokens are kept.
    if (given.contains("settings_folder")) {
        const QDir folder(configuration.settingsFolder);
        configuration.lockMemoryFile = folder.filePath(QStringLiteral("lock_state.json"));
        configuration.tokenFile = folder.filePath(QStringLiteral("tokens.json"));
        configuration.ownCertificateFile = folder.filePath(QStringLiteral("certificate.pem"));
    }
    configuration.journal = findings.attempt([&] {
        return readJournalEntry(json.value("journal", Json()), given.contains("settings_folder")
                                                                   ? configuration.settingsFolder
                                                                   : QString());
    });
    configuration.host = json.at("host").get<QString>();
    configuration.port = json.at("port").get<quint16>();
    configuration.publicUrl =
        findings.attempt([&json] { return readPublicUrl(json.value("public_url", Json())); });
    configuration.allowedHosts =
        findings.attempt([&json] { return readAllowedHosts(json.value("allowed_hosts", Json())); });
    configuration.allowedOrigins = findings.attempt(
        [&json] { return readAllowedOrigins(json.value("allowed_origins", Json())); });
    configuration.trustedProxies = findings.attempt(
        [&json] { return readTrustedProxies(json.value("trusted_proxies", Json())); });
    configuration.alwaysNeedsToken =
        json.at("require_token").get<QString>() == QStringLiteral("always");
    configuration.tls =
        findings.attempt([&json] { return readTlsEntry(json.value("tls", Json(false))); });
    configuration.limits =
        findings.attempt([&json] { return readLimits(json.value("limits", Json())); });
    configuration.metricsEnabled = json.at("metrics").get<bool>();
    configuration.webAppFolder =
        findings.attempt([&json] { return readServeEntry(json.value("serve", Json())); });
    configuration.announceAs = findings.attempt(
        [&json] { return readAnnounceEntry(json.value("announce", Json(false))); });
    configuration.lab = readLabEntry(json.value("lab", Json()), configuration.publicUrl,
                                     namesIn(json.value("things", Json::object())), findings);
    configuration.application = json.value("application_config", Json());
    configuration.dataFolder =
        findings.attempt([&] { return readDataFolder(configuration.application); });
    return configuration;
}

//! Returns the Things whose classes are not known, as "gallery (class X)", in the order of the file.
QStringList unknownClasses(const Json &given, const ThingRegistry &registry)
{
    QStringList unknown;
    const Json things = given.is_object() ? given.value("things", Json()) : Json();
    if (!things.is_object())
        return unknown;
    for (const auto &[name, entry] : things.items()) {
        const QString className = classNameIn(entry);
        if (!className.isEmpty() && registry.isUnknown(className))
            unknown << QStringLiteral("%1 (%2)").arg(shown(toQString(name)), shown(className, 200));
    }
    return unknown;
}

//! Loads the plug-ins that a configuration needs, from the folders that it names and the others, and adds
//! their classes to \a registry. What is wrong with it is for others to tell.
PluginsReport loadPlugins(const Json &given, ThingRegistry &registry)
{
    const auto memberOf = [&given](const char *key) {
        return given.is_object() ? given.value(key, Json()) : Json();
    };
    QStringList folders;
    for (const Json &folder : memberOf("plugin_folders")) {
        if (folder.is_string())
            folders << folder.get<QString>();
    }
    QStringList classNames;
    for (const Json &entry : memberOf("things"))
        classNames << classNameIn(entry);
    PluginShelf shelf(pluginFolders(folders));
    shelf.load(classNames, registry);
    return shelf.report();
}

Configuration soundOrThrow(CheckedConfiguration checked)
{
    if (!checked.configuration)
        throw ConfigurationError(checked.errors.front());
    return *std::move(checked.configuration);
}

CheckedConfiguration refused(Findings &findings, const QString &file)
{
    CheckedConfiguration checked {{}, findings.take(), {}};
    for (ConfigurationError &error : checked.errors) {
        if (error.file.isEmpty()) // one of the base has it already
            error.file = file;
    }
    return checked;
}

} // namespace

Configuration ConfigurationReader::read(const QString &file) const
{
    return soundOrThrow(check(file));
}

Configuration ConfigurationReader::parse(const QByteArray &json, const QString &file) const
{
    return soundOrThrow(check(json, file));
}

CheckedConfiguration ConfigurationReader::check(const QString &file) const
{
    Findings findings;
    const QByteArray text = findings.attempt([&file] { return readConfigurationFile(file); });
    return findings.count() > 0 ? refused(findings, file) : check(text, file);
}

CheckedConfiguration ConfigurationReader::check(const QByteArray &json, const QString &file) const
{
    Findings findings;
    ThingRegistry registry = m_registry;
    QString origin = file;
    QStringList unknown;
    Configuration configuration = findings.attempt([&] {
        BasedConfiguration based = onItsBase(parseJsonText(json, findings), file, findings);
        origin = based.origin;
        Json &parsed = based.json;
        const PluginsReport plugins =
            m_plugins == PluginUse::AsNamed ? loadPlugins(parsed, registry) : PluginsReport();
        if (!m_serialLog.isEmpty())
            parsed = findings.attempt([&] { return withSerialLogs(parsed, m_serialLog, registry); },
                                      parsed);
        if (m_unknown == UnknownClasses::Refused)
            unknown = unknownClasses(parsed, registry);
        Configuration read =
            toConfiguration(parsed, registry, m_reservedNames, m_unknown, findings);
        read.plugins = plugins;
        return read;
    });
    if (findings.count() > 0) {
        CheckedConfiguration checked = refused(findings, origin);
        checked.unknownClasses = unknown;
        return checked;
    }
    configuration.file = file;
    configuration.schema = [classes = std::make_shared<const ThingRegistry>(std::move(registry)),
                            reserved = m_reservedNames] {
        return configurationJsonSchema(*classes, reserved);
    };
    if (configuration.lockMemoryFile.isEmpty())
        configuration.lockMemoryFile = lockMemoryPlace(file, json);
    if (configuration.tokenFile.isEmpty())
        configuration.tokenFile = tokenPlace(file, json);
    if (configuration.ownCertificateFile.isEmpty())
        configuration.ownCertificateFile = certificatePlace(file, json);
    return {std::move(configuration), {}, {}};
}

Configuration ConfigurationReader::builtIn() const
{
    registerResources();
    Configuration configuration = read(QStringLiteral(":/holdfast/default.json"));
    configuration.file.clear();
    // A trial run leaves nothing on the disk, except for the fact that everything was stopped.
    configuration.settingsFolder.clear();
    configuration.lockMemoryFile =
        lockMemoryPlace(configuration.file, QByteArrayLiteral("built in"));
    configuration.tokenFile = tokenPlace(configuration.file, QByteArrayLiteral("built in"));
    configuration.journal = JournalOptions::inMemory();
    return configuration;
}

} // namespace Holdfast
