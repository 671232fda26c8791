// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journaloptions.h"
#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! Reads the key "journal": null when it is absent, false, or an object. Where it names no place, the
//! journal is in \a settingsFolder, or in memory when that is empty. Throws ConfigurationError.
JournalOptions readJournalEntry(const Json &entry, const QString &settingsFolder);

} // namespace Holdfast
