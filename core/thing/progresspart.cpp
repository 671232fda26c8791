// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/progresspart.h"

#include <algorithm>

namespace Holdfast {

namespace {
thread_local const ProgressPart *s_part = nullptr;
}

ProgressPart::ProgressPart(double from, double to, const QString &message)
    : m_from(from)
    , m_to(to)
    , m_message(message)
    , m_scope(s_part, this)
{
    reportProgress(0);
}

Progress ProgressPart::shareOf(const Progress &progress) const
{
    const double done = std::clamp(progress.percent, 0.0, 100.0) / 100;
    QString message = m_message;
    if (!m_message.isEmpty() && !progress.message.isEmpty())
        message += QStringLiteral(": ");
    return {m_from + done * (m_to - m_from), message + progress.message};
}

Progress ProgressPart::ofTheWhole(Progress progress)
{
    for (const ProgressPart *part = s_part; part; part = part->m_scope.outer())
        progress = part->shareOf(progress);
    return progress;
}

} // namespace Holdfast
