// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/log.h"

namespace Holdfast {

Q_LOGGING_CATEGORY(sessionLog, "holdfast.session", QtInfoMsg)

bool isLogged(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return sessionLog().isDebugEnabled();
    case LogLevel::Info:
        return sessionLog().isInfoEnabled();
    case LogLevel::Warning:
        return sessionLog().isWarningEnabled();
    case LogLevel::Error:
        break;
    }
    return sessionLog().isCriticalEnabled();
}

void writeLog(LogLevel level, const QString &message)
{
    switch (level) {
    case LogLevel::Debug:
        qCDebug(sessionLog).noquote() << message;
        break;
    case LogLevel::Info:
        qCInfo(sessionLog).noquote() << message;
        break;
    case LogLevel::Warning:
        qCWarning(sessionLog).noquote() << message;
        break;
    case LogLevel::Error:
        qCCritical(sessionLog).noquote() << message;
        break;
    }
}

void LimitedLog::write(LogLevel level, const QString &message) const
{
    if (!isLogged(level))
        return;
    const std::optional<std::uint64_t> leftOut = m_limit->pass();
    if (!leftOut)
        return;
    writeLog(level, *leftOut == 0 ? message
                                  : QStringLiteral("%1 (%2 such lines before it were left out.)")
                                        .arg(message)
                                        .arg(*leftOut));
}

} // namespace Holdfast
