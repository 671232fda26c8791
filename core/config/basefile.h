// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

class Findings;

//! Returns the text of a configuration file. Throws ConfigurationError when it cannot be read, is no regular file, or is larger
//! than 4 MiB.
QByteArray readConfigurationFile(const QString &name);

//! \brief A configuration that may stand on another one.
struct BasedConfiguration
{
    Json json;      //!< with the patch in it
    QString origin; //!< what errors in it name as their file
};

//! Returns \a given, the contents of \a file; or, where it has the key `base_config_file`, the contents of that file with `patch`
//! merged into it (RFC 7396), as OpenFlexure's server does: a null in the patch removes a key. The base is searched from the folder
//! of \a file; `~/` and environment variables ($NAME) are replaced. The base cannot have a base. Throws ConfigurationError, whose
//! file is set where it is about the base.
BasedConfiguration onItsBase(const Json &given, const QString &file, Findings &findings);

} // namespace Holdfast
