// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/globallockthing.h"

#include "core/base/inbox.h"
#include "core/session/log.h"
#include "core/session/stationevents.h"

#include <utility>
#include <variant>

namespace Holdfast {

namespace {

constexpr std::chrono::milliseconds s_eventInterval {50};

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

//! Puts the events of the lock into the Thing's inbox.
class GlobalLockThing::Listener : public StationListener
{
public:
    explicit Listener(GlobalLockThing *owner)
        : m_events({.limits = {LockFeed::defaultLimit, LockFeed::defaultLimit},
                    .interval = s_eventInterval},
                   [owner](const Events::Entries &events) {
                       for (const auto &[topic, news, lost] : events) {
                           if (lost > 0)
                               qCWarning(sessionLog,
                                         "%llu events of the global lock were not told.", lost);
                           owner->tell(news.event, news.at);
                       }
                       owner->tellChanges(owner->m_lock.status());
                   })
    {
    }
    void close() { m_events.close(); }

    bool hearsThings() const override { return false; }
    void lockChanged() override { m_events.ring(); }
    void lockEvents(const LockFeed::Batch &batch, const ClockPair &clocks) override
    {
        for (const LockEvent &event : batch.events)
            m_events.put(Topic::Lock, {event, clocks.timeOf(event.at)});
    }

private:
    enum class Topic { Lock };
    struct News
    {
        LockEvent event;
        std::chrono::system_clock::time_point at;
    };
    using Events = Inbox<Topic, News>;

    Events m_events;
};

GlobalLockThing::GlobalLockThing(GlobalLock &lock, StationEvents &events)
    : m_lock(lock)
    , m_listener(std::make_shared<Listener>(this))
{
    describeAll();
    events.add(m_listener);
    m_told = lock.status();
}

GlobalLockThing::~GlobalLockThing()
{
    m_listener->close();
}

void GlobalLockThing::describeAll()
{
    describeThing(tr("Who may change something at this instrument, and who waits to. For watching "
                     "only; reading it takes no lock."),
                  tr("Global lock"));
    describe("held", tr("Whether the lock is held."));
    describe("owner", tr("Who has the lock, since when and for what. All members are null while "
                         "the lock is free."));
    describe("queue", tr("Who waits for the lock, in the order in which they will be served."));
    describe("mode", tr("Whom the lock serves: all requests; only those of the operator at this "
                        "machine; or, after a stop, none."));
    describe("generation", tr("Goes up by one with every new owner."));
    describe("acquired", tr("The lock has a new owner. At most 20 are reported in a second: of "
                            "owners that follow each other faster, the latest."));
    describe("released", tr("A hold has ended: how, and for how many seconds it waited and lasted. "
                            "Every hold is reported."));
    describe("refused", tr("A request for the lock was refused."));
    describe("broken", tr("A client or the operator broke the hold of another owner."));
    describe(
        "stopped",
        tr("Everything was stopped: the lock refuses all requests until the stop is cleared."));
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

void GlobalLockThing::tell(const LockEvent &event, std::chrono::system_clock::time_point at)
{
    if (const auto *ended = std::get_if<HoldEnded>(&event.what))
        Q_EMIT released(LockReleasedView::of(*ended));
    else if (const auto *refusal = std::get_if<LockRefused>(&event.what))
        Q_EMIT refused(LockRefusedView::of(*refusal, at));
    else if (const auto *hold = std::get_if<LockBreak>(&event.what))
        Q_EMIT broken(LockBrokenView::of(*hold));
    else if (const auto *mode = std::get_if<ModeChanged>(&event.what);
             mode && mode->to.mode == LockMode::Stopped)
        Q_EMIT stopped({mode->to.by.name, mode->to.reason});
}

} // namespace Holdfast
