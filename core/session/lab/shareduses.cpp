// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/shareduses.h"

#include "core/session/lab/shareduse.h"

namespace Holdfast {

SharedUses::Pause::Pause(SharedUses &uses)
    : m_uses(uses)
{
    {
        const std::lock_guard lock(m_uses.m_mutex);
        ++m_uses.m_pauses;
    }
    for (const auto &use : m_uses.all())
        use->hurry();
}

SharedUses::Pause::~Pause()
{
    const std::lock_guard lock(m_uses.m_mutex);
    --m_uses.m_pauses;
}

bool SharedUses::add(const std::shared_ptr<SharedUse> &use)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_uses, [](const auto &each) { return each.expired(); });
    if (!m_isClosed)
        m_uses.push_back(use);
    return !m_isClosed;
}

LabFence::Verdict SharedUses::judge(const QString &resource, qint64 token,
                                    const LabSnapshot &snapshot)
{
    const std::lock_guard lock(m_mutex);
    return m_fence.judge(resource, token, snapshot);
}

bool SharedUses::isPausing() const
{
    const std::lock_guard lock(m_mutex);
    return m_pauses > 0;
}

void SharedUses::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    for (const auto &use : all())
        use->refuse(Error::shuttingDown());
}

std::vector<std::shared_ptr<SharedUse>> SharedUses::all()
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<SharedUse>> alive;
    for (const auto &each : m_uses) {
        if (auto use = each.lock())
            alive.push_back(std::move(use));
    }
    return alive;
}

} // namespace Holdfast
