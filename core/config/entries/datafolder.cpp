// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/datafolder.h"

#include "core/base/statefolder.h"
#include "core/config/configurationerror.h"
#include "core/config/echo.h"

#include <QDir>

namespace Holdfast {

namespace {

QString ownDataFolder()
{
    // systemd separates several folders by colons.
    const QString given =
        qEnvironmentVariable("STATE_DIRECTORY").section(u':', 0, 0, QString::SectionSkipEmpty);
    return QDir::isAbsolutePath(given) ? given + QStringLiteral("/data")
                                       : dataHome() + QStringLiteral("/holdfast/data");
}

} // namespace

QString readDataFolder(const Json &applicationConfig)
{
    const Json named =
        applicationConfig.is_object() ? applicationConfig.value("data_folder", Json()) : Json();
    if (named.is_null())
        return ownDataFolder();
    const QString path = named.is_string() ? named.get<QString>() : QString();
    if (path.isEmpty())
        throw ConfigurationError(QStringLiteral("application_config.data_folder"),
                                 quoted(named) + QStringLiteral(" is not allowed here."),
                                 QStringLiteral("the path of a folder, as text"));
    return QDir(path).absolutePath();
}

} // namespace Holdfast
