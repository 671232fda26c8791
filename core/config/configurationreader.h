// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configuration.h"
#include "core/config/configurationerror.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace Holdfast {

class ThingRegistry;

//! \brief A configuration, or all the errors in it.
struct CheckedConfiguration
{
    std::optional<Configuration> configuration; //!< empty when there are errors
    std::vector<ConfigurationError> errors;     //!< in about the order of the file
    //! The Things that have an error because there is no such class: "gallery (package.module:Class)".
    QStringList unknownClasses {};
};

//! Whether the plug-ins are loaded that bring the classes of a configuration.
enum class PluginUse {
    None,
    AsNamed, //!< only while the process has no other threads: see PluginShelf
};

//! \brief Reads configuration files: LabThings' JSON with our own keys, and with comments if there
//! are any. Refuses unknown keys and values, so that no user relies on a setting that has no effect.
class ConfigurationReader
{
public:
    //! \a registry knows the classes of Things and must outlive the reader. No Thing may be called
    //! by one of \a reservedNames.
    ConfigurationReader(const ThingRegistry &registry, QStringList reservedNames,
                        PluginUse plugins = PluginUse::None,
                        UnknownClasses unknown = UnknownClasses::Refused)
        : m_registry(registry)
        , m_reservedNames(std::move(reservedNames))
        , m_plugins(plugins)
        , m_unknown(unknown)
    {
    }

    //! Lets the Things of all configurations that are read from now on record their serial lines in
    //! \a file, as withSerialLogs() says; empty: only those that the configuration itself tells to.
    void setSerialLog(const QString &file) { m_serialLog = file; }

    //! Reads \a file. Throws the first ConfigurationError.
    Configuration read(const QString &file) const;
    //! Reads \a json; errors name \a file as its origin. Throws the first ConfigurationError.
    Configuration parse(const QByteArray &json, const QString &file) const;

    //! Reads \a file, and looks for all errors in it.
    CheckedConfiguration check(const QString &file) const;
    //! Reads \a json, and looks for all errors in it; they name \a file as their origin.
    CheckedConfiguration check(const QByteArray &json, const QString &file) const;

    //! Returns the built-in configuration: a simulated microscope.
    Configuration builtIn() const;

private:
    const ThingRegistry &m_registry;
    const QStringList m_reservedNames;
    const PluginUse m_plugins;
    const UnknownClasses m_unknown;
    QString m_serialLog;
};

} // namespace Holdfast
