// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/seriallogs.h"

#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/entries/thingentries.h"
#include "core/config/thingregistry.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace Holdfast {

namespace {

constexpr auto s_option = "serial_log";
constexpr auto s_source = "--serial-log";

bool hasOption(const Json &entry, const ThingRegistry &registry)
{
    const QString name = classNameIn(entry);
    if (!registry.knows(name))
        return false;
    const QList<SchemaMember> &options = registry.find(name, {}).kwargs().members;
    return std::any_of(options.begin(), options.end(), [](const SchemaMember &option) {
        return option.name == QLatin1String(s_option);
    });
}

bool namesItItself(const Json &entry)
{
    return entry.is_object() && entry.contains("kwargs")
           && (!entry["kwargs"].is_object() || entry["kwargs"].contains(s_option));
}

void setOption(Json &entry, const QString &file)
{
    if (entry.is_string())
        entry = Json {{"class", entry}};
    entry["kwargs"][s_option] = file;
}

QString fileOf(const QString &thing, const QString &file)
{
    const QFileInfo info(file);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    return file.chopped(suffix.size()) + u'.' + thing + suffix;
}

void checkFile(const QString &file)
{
    const QFileInfo info(file);
    const auto refuse = [&file](const QString &why) {
        throw ConfigurationError(
            QLatin1String(s_source),
            QStringLiteral("The serial log %1 cannot be written: %2.").arg(quoted(file), why),
            QStringLiteral("a new file in a folder that exists, or a file to add to"));
    };
    // Opening a pipe would block until it has a reader.
    if (info.exists() && !info.isFile())
        refuse(QStringLiteral("It is a folder, a device or a pipe"));
    const QString place = info.exists() ? file : info.absolutePath();
    if (::access(QFile::encodeName(place).constData(), info.exists() ? W_OK : W_OK | X_OK) != 0)
        refuse(QString::fromStdString(std::generic_category().message(errno)));
}

} // namespace

Json withSerialLogs(Json given, const QString &file, const ThingRegistry &registry)
{
    QStringList things;
    if (given.is_object() && given.contains("things") && given["things"].is_object()) {
        for (const auto &[name, entry] : given["things"].items()) {
            if (hasOption(entry, registry) && !namesItItself(entry))
                things << toQString(name);
        }
    }
    if (things.isEmpty())
        throw ConfigurationError(
            QLatin1String(s_source),
            QStringLiteral("There is no Thing whose serial line could be recorded: each such Thing "
                           "names a serial_log itself, or there is none."),
            QStringLiteral("a configuration with a SangaboardStage, or no --serial-log"));
    for (const QString &thing : std::as_const(things)) {
        const QString each = things.size() == 1 ? file : fileOf(thing, file);
        checkFile(each);
        setOption(given["things"][toUtf8String(thing)], each);
    }
    return given;
}

} // namespace Holdfast
