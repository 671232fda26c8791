// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

namespace Holdfast {

//! "holdfast.lock": what should never happen to a lock, and did.
Q_DECLARE_LOGGING_CATEGORY(lockLog)

} // namespace Holdfast
