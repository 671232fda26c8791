// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ratelimit.h"
#include "core/thing/workcontext.h"

#include <QLoggingCategory>

#include <chrono>
#include <memory>

namespace Holdfast {

Q_DECLARE_LOGGING_CATEGORY(sessionLog)

//! Returns whether the log takes lines of \a level at present.
bool isLogged(LogLevel level);

//! Writes one line to the log, at \a level.
void writeLog(LogLevel level, const QString &message);

//! \brief Log lines that clients can cause as often as they like: a few each second are logged,
//! with the number of the others. Copies count together. Thread-safe.
class LimitedLog
{
public:
    //! The number of lines at once; more as these become older.
    static constexpr int burst = 50;
    static constexpr std::chrono::milliseconds interval {200};

    void write(LogLevel level, const QString &message) const;

private:
    std::shared_ptr<RateLimit> m_limit = std::make_shared<RateLimit>(burst, interval);
};

} // namespace Holdfast
