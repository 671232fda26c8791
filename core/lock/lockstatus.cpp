// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockstatus.h"

#include "core/lock/locktext.h"

namespace Holdfast {

std::optional<std::chrono::milliseconds> LockOwner::remaining() const
{
    if (!progress || *progress <= 0)
        return {};
    const double rest = double(operationFor.count()) * (100 - *progress) / *progress;
    return std::chrono::milliseconds(qint64(rest));
}

QString LockStatus::toSentence() const
{
    const QString sentence =
        owner ? QStringLiteral("The %1 is busy: %2.").arg(name, ownerClause(*owner))
              : QStringLiteral("The %1 is free.").arg(name);
    if (mode.mode == LockMode::Shared)
        return sentence;
    return sentence + QStringLiteral(" It is %1.").arg(mode.toClause());
}

} // namespace Holdfast
