// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/devicelock.h"

#include "core/thing/affordances/operationname.h"
#include "core/thing/thing.h"

namespace Holdfast {

DeviceLock::DeviceLock(Thing *owner, const char *name)
    : m_owner(owner)
    , m_name(QString::fromUtf8(name))
{
    owner->addDeviceLock(this);
}

DeviceLock::~DeviceLock() = default;

void DeviceLock::attach()
{
    m_lock = std::make_unique<GlobalLock>(m_owner->name() + u' ' + m_name);
}

LockGuard DeviceLock::hold(std::source_location where) const
{
    return hold(GlobalLock::Wait::upTo(GlobalLock::defaultWait), where);
}

LockGuard DeviceLock::hold(GlobalLock::Wait wait, std::source_location where) const
{
    if (!m_lock)
        return {};
    return m_lock->acquire(Holder::current(), operationName(m_owner->name(), where), wait);
}

LockGuard DeviceLock::tryHold(std::source_location where) const
{
    try {
        return hold(GlobalLock::Wait::none(), where);
    } catch (const GlobalLockBusyError &) {
        return {};
    }
}

} // namespace Holdfast
