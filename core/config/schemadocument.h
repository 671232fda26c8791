// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QStringList>

namespace Holdfast {

class ThingRegistry;

//! Returns the JSON schema of configuration files, with which editors complete and check them: draft 07,
//! which most of them know. It is made of the schemas that ConfigurationReader checks, with the classes
//! of \a registry and their options. A file may also name classes that only a plug-in knows, so the
//! schema allows any class. No Thing may have one of \a reservedNames.
Json configurationJsonSchema(const ThingRegistry &registry, const QStringList &reservedNames);

} // namespace Holdfast
