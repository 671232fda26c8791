// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/globallockthing.h"

#include "core/session/lock/lockwitness.h"

#include <utility>
#include <variant>

namespace Holdfast {

namespace {

GlobalLockThing::Mode modeOf(const LockStatus &status)
{
    switch (status.mode.mode) {
    case LockMode::Shared:
        return GlobalLockThing::Mode::Shared;
    case LockMode::LocalOnly:
        return GlobalLockThing::Mode::LocalOnly;
    case LockMode::Stopped:
        return GlobalLockThing::Mode::Stopped;
    }
    return GlobalLockThing::Mode::Shared;
}

} // namespace

GlobalLockThing::GlobalLockThing(GlobalLock &lock, std::shared_ptr<LockWitness> witness)
    : m_lock(lock)
    , m_witness(std::move(witness))
    , m_monitor(&lock)
    , m_told(lock.status())
{
    describeAll();
    connect(&m_monitor, &LockMonitor::changed, this, &GlobalLockThing::tellChanges);
    m_witness->tellTo([this](const LockEvent &event) { tell(event); });
}

GlobalLockThing::~GlobalLockThing()
{
    m_witness->tellTo({});
}

void GlobalLockThing::describeAll()
{
    describeThing(tr("Who may change something at this instrument, and who waits to. For watching "
                     "only; reading it takes no lock."),
                  tr("Global lock"));
    describe("held", tr("Whether somebody has the lock."));
    describe("owner", tr("Who has the lock, since when and for what. All members are null when "
                         "nobody has."));
    describe("queue", tr("Who waits for the lock, in the order in which they will be served."));
    describe("mode", tr("Whom the lock serves: everybody; only who is at this machine; or nobody, "
                        "after a stop."));
    describe("generation", tr("Goes up by one with every new owner."));
    describe("acquired", tr("The lock has a new owner. At most 20 are told in a second: of owners "
                            "that come and go faster, the latest."));
    describe("released", tr("A hold has ended: how, and how many seconds it has waited and lasted. "
                            "Every single one is told."));
    describe("refused", tr("Somebody did not get the lock."));
    describe("broken", tr("Somebody ended the hold of somebody else."));
    describe("stopped",
             tr("Everything was stopped: the lock serves nobody until that is cleared."));
}

GlobalLockThing::Mode GlobalLockThing::mode() const
{
    return modeOf(m_lock.status());
}

void GlobalLockThing::tellChanges(const LockStatus &now)
{
    const LockStatus before = std::exchange(m_told, now);
    if (now.isHeld() != before.isHeld())
        Q_EMIT heldChanged(now.isHeld());
    if (const auto view = LockOwnerView::of(now.owner); view != LockOwnerView::of(before.owner))
        Q_EMIT ownerChanged(view);
    if (const auto view = LockPlaceView::of(now.queue); view != LockPlaceView::of(before.queue))
        Q_EMIT queueChanged(view);
    if (modeOf(now) != modeOf(before))
        Q_EMIT modeChanged(modeOf(now));
    if (now.generation == before.generation)
        return;
    Q_EMIT generationChanged(qint64(now.generation));
    if (now.owner)
        Q_EMIT acquired({now.owner->principal.name, now.owner->operation, qint64(now.generation)});
}

void GlobalLockThing::tell(const LockEvent &event)
{
    if (const auto *ended = std::get_if<HoldEnded>(&event.what))
        Q_EMIT released(LockReleasedView::of(*ended));
    else if (const auto *refusal = std::get_if<LockRefused>(&event.what))
        Q_EMIT refused(LockRefusedView::of(*refusal));
    else if (const auto *hold = std::get_if<LockBreak>(&event.what))
        Q_EMIT broken(LockBrokenView::of(*hold));
    else if (const auto *mode = std::get_if<ModeChanged>(&event.what);
             mode && mode->to.mode == LockMode::Stopped)
        Q_EMIT stopped({mode->to.by.name, mode->to.reason});
}

} // namespace Holdfast
