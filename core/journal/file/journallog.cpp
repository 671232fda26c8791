// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journallog.h"

namespace Holdfast {

Q_LOGGING_CATEGORY(journalLog, "holdfast.journal")

} // namespace Holdfast
