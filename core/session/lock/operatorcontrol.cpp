// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/operatorcontrol.h"

#include "core/lock/globallock.h"

#include <utility>

namespace Holdfast {

OperatorControl::OperatorControl(GlobalLock &lock)
    : m_lock(lock)
{
}

OperatorControl::~OperatorControl()
{
    giveBack();
}

Reply<void> OperatorControl::take(const Principal &principal, const QString &note)
{
    if (!m_lock.isEnabled())
        return Reply<void>::now(Error::lockSwitchedOff());
    if (lease())
        return Reply<void>::now({});
    const std::lock_guard asking(m_askMutex);
    if (m_asked && !m_asked->isFinished())
        return *m_asked;
    const ReplyPromise<void> promise;
    const std::weak_ptr<OperatorControl> weak = weak_from_this();
    LockTicket ticket = m_lock.request(
        Holder(principal), QStringLiteral("take control"), GlobalLock::Wait::unlimited(),
        [weak, promise, note](LockOutcome outcome) {
            if (const auto *busy = std::get_if<GlobalLockBusyError>(&outcome)) {
                promise.finish(Error::busy(*busy));
                return;
            }
            // Without an owner that can release it, the grant goes on to the next in the queue.
            const auto self = weak.lock();
            if (!self) {
                promise.finish(Error::withdrawn());
                return;
            }
            try {
                const Lease lease = std::get<LockGrant>(outcome).intoLease({.note = note});
                const std::lock_guard lock(self->m_mutex);
                self->m_lease = LeaseUse {lease.id, lease.holder};
            } catch (const GlobalLockBusyError &busy) {
                promise.finish(Error::busy(busy));
                return;
            }
            promise.finish({});
        },
        LockClass::Operator, GlobalLock::Take::FromLeases);
    m_asked = promise.reply([ticket, promise] {
        if (LockTicket(ticket).withdraw())
            promise.finish(Error::withdrawn());
    });
    return *m_asked;
}

bool OperatorControl::giveBack()
{
    std::unique_lock lock(m_mutex);
    const std::optional<LeaseUse> lease = std::exchange(m_lease, {});
    lock.unlock();
    return lease && m_lock.endLease(lease->id);
}

std::optional<LeaseUse> OperatorControl::lease() const
{
    std::unique_lock lock(m_mutex);
    const std::optional<LeaseUse> lease = m_lease;
    lock.unlock();
    return lease && m_lock.lease(lease->id) ? lease : std::nullopt;
}

} // namespace Holdfast
