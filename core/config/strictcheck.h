// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"
#include "core/thing/json.h"

#include <QString>

namespace Holdfast {

//! Checks a part of a configuration against \a schema. Unlike validate() it coerces nothing ("5"
//! is no number) and lets no unknown member pass, at any depth where the schema names members.
//! Returns the value with the defaults of what was left out; throws ConfigurationError, whose key
//! begins with \a key.
Json strictlyChecked(DataSchema schema, const Json &json, const QString &key);

//! "things" and "stage" as "things.stage"; without the dot where \a parent is empty. The
//! member is shown() as messages repeat it.
QString childKey(const QString &parent, const QString &member);

} // namespace Holdfast
