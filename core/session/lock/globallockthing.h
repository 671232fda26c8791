// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/session/lock/lockviews.h"
#include "core/thing/thing.h"

#include <chrono>
#include <memory>

namespace Holdfast {

struct LockEvent;
class StationEvents;

//! \brief The global lock as a Thing, so that clients that can watch a Thing can watch the lock. It
//! cannot change the lock, and reading it takes no lock.
//!
//! Properties have the lock's present state; changes are reported at most 20 times a second, with
//! the latest state.
class GlobalLockThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool held READ isHeld NOTIFY heldChanged)
    Q_PROPERTY(Holdfast::LockOwnerView owner READ owner NOTIFY ownerChanged)
    Q_PROPERTY(QList<Holdfast::LockPlaceView> queue READ queue NOTIFY queueChanged)
    Q_PROPERTY(Holdfast::GlobalLockThing::Mode mode READ mode NOTIFY modeChanged)
    Q_PROPERTY(qint64 generation READ generation NOTIFY generationChanged)
public:
    enum class Mode { Shared, LocalOnly, Stopped };
    Q_ENUM(Mode)

    //! Returns the name under which it is hosted; no other Thing may have it.
    static QString hostedName() { return QStringLiteral("global_lock"); }

    //! Makes the Thing. \a lock and \a events outlive it.
    GlobalLockThing(GlobalLock &lock, StationEvents &events);
    ~GlobalLockThing() override;

    bool isHeld() const { return m_lock.status().isHeld(); }
    LockOwnerView owner() const { return LockOwnerView::of(m_lock.status().owner); }
    QList<LockPlaceView> queue() const { return LockPlaceView::of(m_lock.status().queue); }
    Mode mode() const;
    qint64 generation() const { return qint64(m_lock.status().generation); }

Q_SIGNALS:
    void heldChanged(bool held);
    void ownerChanged(const Holdfast::LockOwnerView &owner);
    void queueChanged(const QList<Holdfast::LockPlaceView> &queue);
    void modeChanged(Holdfast::GlobalLockThing::Mode mode);
    void generationChanged(qint64 generation);

    void acquired(const Holdfast::LockAcquiredView &hold);
    void released(const Holdfast::LockReleasedView &hold);
    void refused(const Holdfast::LockRefusedView &refusal);
    void broken(const Holdfast::LockBrokenView &hold);
    void stopped(const Holdfast::LockStoppedView &stop);

private:
    class Listener;

    void describeAll();
    void tellChanges(const LockStatus &now);
    void tell(const LockEvent &event, std::chrono::system_clock::time_point at);

    GlobalLock &m_lock;
    const std::shared_ptr<Listener> m_listener;
    LockStatus m_told; //!< the status that was reported last
};

} // namespace Holdfast
