// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/configured.h"

#include "app/things/builtinthings.h"
#include "core/server/http/site/machinenames.h"
#include "core/thing/json/foreignjson.h"

#include <QFile>
#include <QFileInfo>
#include <QHostAddress>

#include <limits>

namespace Holdfast {

namespace {

constexpr qint64 s_mostShown = 256 * 1024;

QByteArray textOf(const CommandLine &line)
{
    if (line.configurationText)
        return line.configurationText->toUtf8();
    QFile file(line.configurationFile);
    // Opening a pipe would block until a writer opens it as well.
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return file.read(s_mostShown);
}

//! Reads as much of a configuration as possible without understanding it.
class Guess
{
public:
    explicit Guess(const QByteArray &text)
        : m_json(foreignJsonOrNull(text, {}, JsonComments::Allowed))
    {
    }

    QStringList things() const
    {
        QStringList names;
        if (m_json.is_object() && m_json.contains("things") && m_json["things"].is_object()) {
            for (const auto &thing : m_json["things"].items())
                names << toQString(thing.key());
        }
        return names;
    }

    ServerOptions address() const
    {
        ServerOptions options;
        if (!m_json.is_object())
            return options;
        if (const auto host = m_json.find("host"); host != m_json.end() && host->is_string())
            options.host = host->get<QString>();
        if (const auto port = m_json.find("port"); port != m_json.end()
                                                   && port->is_number_unsigned()
                                                   && *port <= std::numeric_limits<quint16>::max())
            options.port = port->get<quint16>();
        return options;
    }

private:
    const Json m_json;
};

} // namespace

SiteOptions siteOptions(const Configuration &configuration)
{
    return {.publicUrl = configuration.publicUrl,
            .allowedHosts = configuration.allowedHosts,
            .allowedOrigins = configuration.allowedOrigins,
            .trustedProxies = configuration.trustedProxies,
            .announcedName = configuration.announceAs};
}

std::optional<TlsFiles> tlsFiles(const Configuration &configuration)
{
    if (!configuration.tls.isOn)
        return {};
    return TlsFiles {configuration.tls.certificate, configuration.tls.key,
                     configuration.ownCertificateFile};
}

QStringList certificateHosts(const Configuration &configuration)
{
    QStringList hosts = namesOfThisMachine();
    hosts << QStringLiteral("localhost") << QStringLiteral("127.0.0.1") << QStringLiteral("::1")
          << configuration.allowedHosts;
    const QHostAddress host(configuration.host);
    if (host.isNull()
        || (host != QHostAddress::Any && host != QHostAddress::AnyIPv4
            && host != QHostAddress::AnyIPv6))
        hosts << configuration.host;
    hosts.removeDuplicates();
    return hosts;
}

CheckedConfiguration checkedConfiguration(const CommandLine &line)
{
    const ThingRegistry registry = builtInThings();
    ConfigurationReader reader(registry, reservedThingNames(), PluginUse::AsNamed,
                               line.skipUnknown ? UnknownClasses::LeftOut
                                                : UnknownClasses::Refused);
    reader.setSerialLog(line.serialLog);
    CheckedConfiguration checked;
    if (line.configurationText)
        checked = reader.check(line.configurationText->toUtf8(), QStringLiteral("--json"));
    else if (!line.configurationFile.isEmpty())
        checked = reader.check(line.configurationFile);
    else
        checked.configuration = reader.builtIn();
    if (Configuration *configuration = checked.configuration ? &*checked.configuration : nullptr) {
        configuration->host = line.host.value_or(configuration->host);
        configuration->port = line.port.value_or(configuration->port);
    }
    return checked;
}

QString unknownClassesHint(const CheckedConfiguration &checked)
{
    if (checked.unknownClasses.isEmpty())
        return {};
    return QStringLiteral("Holdfast has no class for %1. With --skip-unknown it starts without %2.")
        .arg(checked.unknownClasses.join(QStringLiteral(", ")),
             checked.unknownClasses.size() == 1 ? QStringLiteral("it") : QStringLiteral("them"));
}

QString toSentence(const LeftOutThing &thing)
{
    const QString name = QStringLiteral("things.") + thing.name;
    switch (thing.because) {
    case LeftOutThing::Because::PluginUnusable:
        return QStringLiteral("%1 is left out, because its class cannot be used. %2")
            .arg(name, thing.reason);
    case LeftOutThing::Because::Dispensable:
        return QStringLiteral("%1 is left out, and the rest works without it. %2")
            .arg(name, thing.reason);
    case LeftOutThing::Because::Unknown:
        return QStringLiteral("%1 is left out, as --skip-unknown asks. %2").arg(name, thing.reason);
    }
    return name;
}

std::vector<ThingSpec> thingSpecs(std::vector<ConfiguredThing> things)
{
    std::vector<ThingSpec> specs;
    for (ConfiguredThing &thing : things)
        specs.push_back({std::move(thing.name), std::move(thing.make), std::move(thing.calledClass),
                         std::move(thing.slotChoices)});
    return specs;
}

Configured configured(const CommandLine &line)
{
    Configured result;
    result.isInsecure = line.insecure;
    result.address.access.isInsecure = line.insecure;
    const QByteArray text = textOf(line);
    result.failure.source =
        line.configurationText ? QStringLiteral("--json") : line.configurationFile;
    result.failure.configuration = QString::fromUtf8(text);
    CheckedConfiguration checked = checkedConfiguration(line);
    result.configuration = std::move(checked.configuration);
    if (result.configuration) {
        result.address.host = result.configuration->host;
        result.address.port = result.configuration->port;
        result.address.site = siteOptions(*result.configuration);
        result.address.limits = result.configuration->limits;
        result.address.access.alwaysNeedsToken = result.configuration->alwaysNeedsToken;
        for (const ConfiguredThing &thing : result.configuration->things)
            result.failure.things << thing.name;
    } else {
        const Guess guess(text);
        result.failure.error = QStringLiteral("The configuration cannot be used.");
        for (const ConfigurationError &error : checked.errors)
            result.failure.error += u'\n' + error.toString();
        if (const QString hint = unknownClassesHint(checked); !hint.isEmpty())
            result.failure.error += u'\n' + hint;
        result.failure.things = guess.things();
        result.address = guess.address();
        result.address.host = line.host.value_or(result.address.host);
        result.address.port = line.port.value_or(result.address.port);
    }
    return result;
}

} // namespace Holdfast
