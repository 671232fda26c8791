// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"

#include <QLoggingCategory>

namespace Holdfast {

Q_DECLARE_LOGGING_CATEGORY(sessionLog)

//! Whether the log takes lines of \a level at present.
bool isLogged(LogLevel level);

//! One line in the log, at \a level.
void writeLog(LogLevel level, const QString &message);

} // namespace Holdfast
