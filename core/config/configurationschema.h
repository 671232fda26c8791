// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"

namespace Holdfast {

//! What a configuration file may contain. `things` is only known to be an object,
//! and `announce` may be anything.
DataSchema configurationSchema();

//! What the long form of an entry in `things` may contain.
DataSchema thingEntrySchema();

//! Of the object that says where the journal is.
DataSchema journalEntrySchema();
//! What the long form of `announce` may contain.
DataSchema announceSchema();

} // namespace Holdfast
