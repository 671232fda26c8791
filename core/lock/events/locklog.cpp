// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/locklog.h"

namespace Holdfast {

Q_LOGGING_CATEGORY(lockLog, "holdfast.lock")

} // namespace Holdfast
