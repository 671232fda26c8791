// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "core/thing/validation/dataschema.h"

#include <QString>

namespace Holdfast {

class Findings;

//! Checks a part of a configuration against \a schema. Unlike validate(), it coerces nothing ("5" is
//! not a number) and refuses unknown members, at any depth where the schema names members. Returns the
//! value, with defaults for the members that were left out. Throws ConfigurationError, whose key begins
//! with \a key.
Json strictlyChecked(DataSchema schema, const Json &json, const QString &key);

//! Does the same, but adds every error to \a findings instead of throwing the first one. A member of
//! \a json that is wrong then has its default in the returned value, or is missing there.
Json strictlyChecked(DataSchema schema, const Json &json, const QString &key, Findings &findings);

//! Makes \a schema refuse unknown members, at any depth where it names members.
void forbidUnknownMembers(DataSchema &schema);

//! Joins "things" and "stage" to "things.stage"; without the dot where \a parent is empty. The member
//! is shown(), so that messages can repeat it.
QString childKey(const QString &parent, const QString &member);

} // namespace Holdfast
