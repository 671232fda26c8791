// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>

namespace Holdfast {

class GlobalLock;

//! \brief Emits a lock's changed() from any thread, without a mutex, for as long as the lock lives.
class LockAnnouncer
{
public:
    explicit LockAnnouncer(GlobalLock *lock);
    Q_DISABLE_COPY_MOVE(LockAnnouncer)

    void announce();

    //! For the lock's destructor: waits until no other thread is in a slot of changed(); afterwards
    //! announce() does nothing.
    void close();

private:
    std::atomic<GlobalLock *> m_lock;
    std::atomic<int> m_running {0};
};

} // namespace Holdfast
