// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configuration.h"
#include "core/config/configurationerror.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Holdfast {

class ThingRegistry;

//! \brief Reads configuration files: LabThings' JSON and our own keys. Refuses unknown keys and
//! values, so that no user relies on a setting that has no effect.
class ConfigurationReader
{
public:
    //! \a registry knows the classes of Things and must outlive the reader. No Thing may be called
    //! by one of \a reservedNames.
    ConfigurationReader(const ThingRegistry &registry, QStringList reservedNames)
        : m_registry(registry)
        , m_reservedNames(std::move(reservedNames))
    {
    }

    //! Reads \a file. Throws ConfigurationError.
    Configuration read(const QString &file) const;
    //! Reads \a json; errors name \a file as its origin. Throws ConfigurationError.
    Configuration parse(const QByteArray &json, const QString &file) const;
    //! Returns the built-in configuration: a simulated microscope.
    Configuration builtIn() const;

private:
    const ThingRegistry &m_registry;
    const QStringList m_reservedNames;
};

} // namespace Holdfast
