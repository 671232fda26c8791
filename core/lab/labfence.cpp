// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labfence.h"

namespace Holdfast {

LabFence::Verdict LabFence::judge(const QString &resource, qint64 token,
                                  const LabSnapshot &snapshot)
{
    if (token <= 0 || token < m_highest.value(resource))
        return Verdict::Stale;
    if (snapshot.owners.value(resource).token == token) {
        m_highest.insert(resource, token);
        return Verdict::Pass;
    }
    return token > snapshot.revision ? Verdict::MustRead : Verdict::Stale;
}

} // namespace Holdfast
