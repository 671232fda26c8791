// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <utility>

namespace Holdfast {

inline const Holder &anOperator()
{
    static const Holder holder({Principal::Kind::Operator, QStringLiteral("operator"), {}});
    return holder;
}

inline const Holder &aClient()
{
    static const Holder holder(
        Principal::client(QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112")));
    return holder;
}

//! A clock that stands still until the test moves it.
class HandClock
{
public:
    using Clock = std::chrono::steady_clock;

    LockPolicy policy() const
    {
        LockPolicy policy;
        policy.clock = [now = m_now] { return Clock::time_point(Clock::duration(now->load())); };
        return policy;
    }
    void advance(Clock::duration by) { m_now->fetch_add(by.count()); }

private:
    const std::shared_ptr<std::atomic<Clock::rep>> m_now =
        std::make_shared<std::atomic<Clock::rep>>(Clock::now().time_since_epoch().count());
};

//! Writes down in which order the tickets of a line are served; each is done as soon as it is.
class Turns
{
public:
    explicit Turns(GlobalLock &lock)
        : m_lock(lock)
    {
    }

    LockTicket ask(const Holder &holder, QChar name)
    {
        return m_lock.request(holder, QString(name), GlobalLock::Wait::unlimited(),
                              [this, name](const LockOutcome &outcome) {
                                  m_served += std::holds_alternative<LockGrant>(outcome)
                                                  ? name
                                                  : QLatin1Char('!');
                              });
    }

    //! Returns the line as the lock shows it.
    QString line() const
    {
        QString names;
        const LockStatus status = m_lock.status();
        for (const LockWaiter &waiter : status.queue)
            names += waiter.operation;
        return names;
    }

    QString served() const { return m_served; }

private:
    GlobalLock &m_lock;
    QString m_served;
};

} // namespace Holdfast
