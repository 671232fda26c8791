// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

namespace Holdfast {

//! The category "holdfast.lock", for events that should never happen to a lock.
Q_DECLARE_LOGGING_CATEGORY(lockLog)

} // namespace Holdfast
