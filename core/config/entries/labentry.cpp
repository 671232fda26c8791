// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/labentry.h"

#include "core/base/labname.h"
#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/findings.h"
#include "core/config/strictcheck.h"

#include <QDir>
#include <QFileInfo>

namespace Holdfast {

namespace {

QString keyOf(const char *member)
{
    return childKey(QStringLiteral("lab"), QString::fromLatin1(member));
}

QString textOf(const Json &json, const char *member)
{
    return json.is_object() ? json.value(member, Json(std::string())).get<QString>() : QString();
}

[[noreturn]] void refuseLabValue(const QString &key, const QString &given, const QString &allowed)
{
    throw ConfigurationError(
        key, quoted(Json(toUtf8String(given))) + QStringLiteral(" is not allowed here."), allowed);
}

QString checkedName(const QString &key, const QString &name)
{
    if (!isLabName(name))
        refuseLabValue(key, name,
                       QStringLiteral("1 to 64 letters of ASCII, digits, \".\", \"_\" and \"-\""));
    return name;
}

QUrl checkedAddress(const QString &key, const QString &text, const QString &allowed)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb =
        url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    const bool isBare =
        url.path().size() <= 1 && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || !isWeb || !isBare || url.host().isEmpty())
        refuseLabValue(key, text, allowed);
    return url.adjusted(QUrl::RemovePath);
}

QList<QUrl> checkedEndpoints(const Json &list, Findings &findings)
{
    QList<QUrl> endpoints;
    int index = 0;
    for (const Json &item : list) {
        const QString key = keyOf("endpoints") + QStringLiteral("[%1]").arg(index++);
        const QUrl url = findings.attempt([&] {
            const QString allowed = QStringLiteral("the address of a node of etcd with its port, "
                                                   "like https://etcd1.lab.example:2379");
            const QUrl checked = checkedAddress(key, item.get<QString>(), allowed);
            if (checked.port() < 0)
                refuseLabValue(key, item.get<QString>(), allowed);
            return checked;
        });
        if (!url.isEmpty())
            endpoints << url;
    }
    if (list.empty())
        findings.add({keyOf("endpoints"), QStringLiteral("This list is empty."),
                      QStringLiteral("the addresses of one node of etcd or more, like "
                                     "https://etcd1.lab.example:2379")});
    return endpoints;
}

// Returns the path of a file that can be read; empty when \a json does not name it.
QString checkedFile(const Json &json, const char *member, const QString &what)
{
    QString path = textOf(json, member);
    if (path.isEmpty())
        return {};
    if (path.startsWith(QStringLiteral("~/")))
        path = QDir::home().filePath(path.mid(2));
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        throw ConfigurationError(keyOf(member),
                                 file.isFile()
                                     ? QStringLiteral("%1 may not be read.").arg(shown(path))
                                     : QStringLiteral("There is no file %1.").arg(shown(path)),
                                 what);
    return file.absoluteFilePath();
}

// Requires that both members are there, or none.
void requireBoth(const Json &json, const char *one, const char *other, Findings &findings)
{
    for (const auto &[given, missing] : {std::pair(one, other), std::pair(other, one)}) {
        if (!textOf(json, given).isEmpty() && textOf(json, missing).isEmpty())
            findings.add({keyOf(missing),
                          QStringLiteral("This is missing: %1 needs it.").arg(keyOf(given)),
                          QStringLiteral("the path of a file")});
    }
}

LabResourceEntry readResource(const QString &name, const Json &given, const QString &station,
                              const QStringList &things, Findings &findings)
{
    const QString key = childKey(keyOf("resources"), name);
    const Json json = strictlyChecked(labResourceSchema(), given, key, findings);
    LabResourceEntry resource;
    resource.name = findings.attempt([&] { return checkedName(key, name); });
    resource.title = textOf(json, "title");
    resource.home = textOf(json, "home");
    if (resource.home.isEmpty())
        resource.home = station;
    else
        findings.attempt(
            [&] { return checkedName(childKey(key, QStringLiteral("home")), resource.home); });
    resource.staysOpen = textOf(json, "unreachable") == QStringLiteral("open");
    int index = 0;
    for (const Json &item : json.value("members", Json::array())) {
        const auto member = item.get<QString>();
        if (!things.contains(member))
            findings.add({childKey(key, QStringLiteral("members[%1]").arg(index)),
                          QStringLiteral("There is no Thing \"%1\".").arg(shown(member)),
                          QStringLiteral("the names of Things of this configuration")});
        resource.members << member;
        ++index;
    }
    if (resource.staysOpen && resource.home != station)
        findings.add({childKey(key, QStringLiteral("unreachable")),
                      QStringLiteral("\"open\" is only possible at the home of the resource."),
                      QStringLiteral("\"closed\"")});
    return resource;
}

} // namespace

std::optional<LabEntry> readLabEntry(const Json &entry, const QUrl &publicUrl,
                                     const QStringList &things, Findings &findings)
{
    if (entry.is_null())
        return {};
    const Json json = strictlyChecked(labEntrySchema(), entry, QStringLiteral("lab"), findings);
    if (!json.is_object())
        return {};
    LabEntry lab;
    const auto name = [&](const char *member) {
        return json.contains(member) ? findings.attempt(
                   [&] { return checkedName(keyOf(member), textOf(json, member)); })
                                     : QString();
    };
    const auto file = [&](const char *member, const QString &what) {
        return findings.attempt([&] { return checkedFile(json, member, what); });
    };
    lab.lab = name("name");
    lab.station = name("station");
    lab.url = textOf(json, "url").isEmpty() ? publicUrl : findings.attempt([&] {
        return checkedAddress(keyOf("url"), textOf(json, "url"),
                              QStringLiteral("the address of this station, like "
                                             "https://scope3.lab.example:5000"));
    });
    if (json.contains("endpoints"))
        lab.endpoints = checkedEndpoints(json.at("endpoints"), findings);
    lab.user = textOf(json, "user");
    requireBoth(json, "user", "password_file", findings);
    requireBoth(json, "certificate_file", "key_file", findings);
    const QString pem = QStringLiteral("the path of a file in PEM");
    lab.passwordFile =
        file("password_file", QStringLiteral("the path of a file with the password alone"));
    lab.caFile = file("ca_file", pem);
    lab.certificateFile = file("certificate_file", pem);
    lab.keyFile = file("key_file", pem);
    lab.tokenFile = file("token_file", QStringLiteral("the path of a file with the token alone"));
    lab.ttl = std::chrono::seconds(json.value("ttl_s", 0));
    const Json resources = json.value("resources", Json::object());
    for (const auto &[resource, value] : resources.items())
        lab.resources << readResource(toQString(resource), value, lab.station, things, findings);
    return lab;
}

} // namespace Holdfast
