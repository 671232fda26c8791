// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

namespace Holdfast {

Q_DECLARE_LOGGING_CATEGORY(journalLog)

} // namespace Holdfast
