// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/dataschema.h"

namespace Holdfast {

//! Returns what a configuration file may contain. It only says that `things` is an object, and allows
//! anything for `announce`.
DataSchema configurationSchema();

//! Returns what the long form of an entry in `things` may contain.
DataSchema thingEntrySchema();

//! Returns what the object `journal` may contain.
DataSchema journalEntrySchema();
//! Returns what the long form of `announce` may contain.
DataSchema announceSchema();
//! Returns what the long form of `tls` may contain.
DataSchema tlsSchema();
//! Returns what `lab` may contain. It allows any object for `resources`: see labResourceSchema().
DataSchema labEntrySchema();
//! Returns what an entry in `lab.resources` may contain.
DataSchema labResourceSchema();

} // namespace Holdfast
