// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <QRecursiveMutex>

#include <chrono>
#include <mutex>
#include <optional>

namespace Holdfast {

//! Returns the label of a client, as a server would see it.
inline Principal benchClient(int number)
{
    return Principal::client(QStringLiteral("tile scan %1").arg(number),
                             QStringLiteral("127.0.0.1:%1").arg(40000 + number));
}

inline const QString &benchOperation()
{
    static const QString operation = QStringLiteral("stage.move_relative");
    return operation;
}

//! \brief Our lock, used as in the server: each hold has a holder with a label.
class HoldfastLock
{
public:
    //! A holder of its own for each thread that requests the lock.
    using Asker = Holder;

    LockGuard hold(const Asker &asker)
    {
        return m_lock.acquire(asker, benchOperation(), GlobalLock::Wait::unlimited());
    }
    //! Returns whether the lock was acquired in time.
    bool tryFor(const Asker &asker, std::chrono::milliseconds limit)
    {
        try {
            return m_lock.acquire(asker, benchOperation(), GlobalLock::Wait::upTo(limit))
                .isHolding();
        } catch (const GlobalLockBusyError &) {
            return false;
        }
    }

    GlobalLock &lock() { return m_lock; }

private:
    GlobalLock m_lock;
};

//! \brief A bare mutex with the same interface; it does not know its callers.
template<typename Mutex>
class BareLock
{
public:
    struct Asker
    {
        explicit Asker(const Principal &) { }
    };

    std::unique_lock<Mutex> hold(const Asker &) { return std::unique_lock<Mutex>(m_mutex); }
    bool tryFor(const Asker &, std::chrono::milliseconds limit)
    {
        return std::unique_lock<Mutex>(m_mutex, limit).owns_lock();
    }

private:
    Mutex m_mutex;
};

using QtLock = BareLock<QRecursiveMutex>;
using StdLock = BareLock<std::recursive_timed_mutex>;

} // namespace Holdfast
