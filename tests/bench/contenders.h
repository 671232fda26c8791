// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <QRecursiveMutex>

#include <chrono>
#include <mutex>
#include <optional>

namespace Holdfast {

//! Some client, as a server would see it.
inline HolderLabel benchClient(int number)
{
    return {HolderLabel::Kind::Client, QStringLiteral("tile scan %1").arg(number),
            QStringLiteral("127.0.0.1:%1").arg(40000 + number)};
}

inline const QString &benchOperation()
{
    static const QString operation = QStringLiteral("stage.move_relative");
    return operation;
}

//! \brief Our lock, used as one would: whoever holds it is on record.
class HoldfastLock
{
public:
    //! A holder of its own for each thread that asks.
    using Asker = Holder;

    LockGuard hold(const Asker &asker)
    {
        return m_lock.acquire(asker, benchOperation(), GlobalLock::Wait::unlimited());
    }
    //! Whether it was held in time.
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

//! \brief A bare mutex in the same shape; it does not know who asks.
template<typename Mutex>
class BareLock
{
public:
    struct Asker
    {
        explicit Asker(const HolderLabel &) { }
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
