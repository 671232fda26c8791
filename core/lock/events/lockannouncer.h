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

    //! Notes that changed() has a listener. Until then announce() may be skipped.
    void beHeard() { m_isHeard.store(true); }

    //! Returns whether there has been a listener. A listener that connects and then looks at the
    //! lock takes the gate's mutex after the store: a change that it has not seen comes later, and
    //! so sees the store, also under the mutex.
    bool isHeard() const { return m_isHeard.load(); }

    void announce()
    {
        if (isHeard())
            emitChanged();
    }

    //! Waits until no other thread is in a slot of changed(); afterwards announce() does nothing.
    //! Is called by the lock's destructor.
    void close();

private:
    void emitChanged();

    std::atomic<bool> m_isHeard {false};
    std::atomic<GlobalLock *> m_lock;
    std::atomic<int> m_running {0};
};

} // namespace Holdfast
