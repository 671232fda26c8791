// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockevents.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief The required behaviour of a lock, as simply as possible: no threads, no mutex, and no
//! time but the one that it is given. For comparison with the real lock. Times are in ms.
class LockModel
{
public:
    using Reason = GlobalLockBusyError::Reason;
    using Kind = Principal::Kind;
    using Time = qint64;
    static constexpr Time never = std::numeric_limits<Time>::max();

    static constexpr Time ageing = 30'000;
    static constexpr Time breakPatience = 5'000;
    static constexpr Time stalledAfter = 10'000;
    static constexpr int inARowAtMost = 3;
    int perClient = std::numeric_limits<int>::max();
    int inAll = std::numeric_limits<int>::max();

    //! How a ticket ended.
    struct Told
    {
        int ticket = 0;
        std::optional<Reason> why {}; //!< empty: granted
        Time waited = 0;
        int position = 0;

        friend bool operator==(const Told &, const Told &) = default;
    };

    //! An operation that is over.
    struct Ended
    {
        int ticket = 0;
        HoldEnded::How how = HoldEnded::How::Released;
        Time waited = 0;
        Time held = 0;

        friend bool operator==(const Ended &, const Ended &) = default;
    };

    struct Ask
    {
        int ticket;
        Kind kind = Kind::Client;
        int client = 0; //!< 0: is not counted
        int lease = 0;  //!< under which it asks
        bool takes = false;
        Time limit = never;
        bool isThread = false;
        bool mayWait = true;
        bool isForItself = false; //!< asks in the thread that has the lock

        bool isOperator() const { return kind == Kind::Operator; }
    };

    struct Owner
    {
        Ask ask {};
        int ticket = 0; //!< of its operation; 0 while a lease rests
        int lease = 0;
        int depth = 0;
        int base = 0;
        bool hasEntered = false;
        bool isForThread = false;
        bool isBroken = false;
        bool isStuck = false;
        bool threadEnded = false;
        int lostGuards = 0;
        bool isMadeSafe = false;
        bool isOver = false;
        Time brokenUntil = never;
        Time since = 0;
        Time operationSince = 0;
        Time progressSince = 0;
        Time waited = 0;
        std::optional<double> progress {};

        bool isGone() const { return threadEnded || (isStuck && lostGuards >= depth); }
        bool isIdle() const { return depth == 0 && !hasEntered && !isForThread; }
    };

    struct Lease
    {
        bool isOperators;
        Time ttl;
        Time lastUse;
        int generation;
    };

    // --- asking ---

    void request(const Ask &ask)
    {
        expireLate(ask.lease);
        auto why = refuses(ask.kind, ask.lease);
        if (!why && (!owner || (ask.lease && rests() && owner->lease == ask.lease))) {
            begin(ask, now);
            tell({ask.ticket});
            return;
        }
        if (!why && (ask.limit <= 0 || !ask.mayWait || (ask.isForItself && ask.limit == never)))
            why = Reason::Busy;
        if (!why)
            why = refusesTicket(ask);
        if (why) {
            tell({ask.ticket, why});
            return;
        }
        stand(Place {
            .ask = ask, .arrival = now, .deadline = ask.limit == never ? never : now + ask.limit});
        settle();
    }

    //! Returns false when the ticket is not in the queue.
    bool withdraw(int ticket)
    {
        const int place = position(ticket);
        const auto left = take(ticket);
        if (left && left->ask.isThread)
            tell({ticket, Reason::Withdrawn, now - left->arrival, place});
        return left.has_value();
    }
    bool timeIsUp(int ticket)
    {
        const int place = position(ticket);
        const auto left = take(ticket);
        if (left)
            tell({ticket, Reason::Busy, now - left->arrival, place});
        return left.has_value();
    }

    // --- working ---

    //! Begins a granted operation. Returns the reason that keeps it from beginning; it is over
    //! then.
    std::optional<Reason> enter(int depth = 1)
    {
        if (stopped || owner->isBroken) {
            const auto why = stopped ? Reason::Stopped : Reason::Broken;
            end();
            return why;
        }
        owner->hasEntered = true;
        owner->depth = depth;
        return {};
    }
    void leave()
    {
        if (--owner->depth == 0)
            end();
    }
    void leaveElsewhere()
    {
        ++owner->lostGuards;
        owner->isStuck = true;
    }
    void threadEnded()
    {
        owner->threadEnded = true;
        owner->isStuck = true;
    }
    void drop() { end(); }

    //! Returns whether it has given way; then it comes back with \a ticket.
    bool yield(int ticket)
    {
        const bool wanted = owner->lease && !owner->ask.isOperator()
                                ? !m_operators.empty()
                                : !owner->ask.isOperator()
                                      && (!m_operators.empty()
                                          || (!m_remotes.empty() && hasAged(m_remotes.front())));
        if (!wanted || owner->isMadeSafe || owner->depth - owner->base > 1)
            return false;
        Ask again = owner->ask;
        again.ticket = ticket;
        again.isThread = true;
        again.takes = false;
        const Place place {
            .ask = again,
            .arrival = now,
            .deadline = never,
            .resumes = Resumed {owner->ticket, owner->base, owner->isBroken, owner->progress}};
        handOver(HoldEnded::How::GaveWay);
        stand(place);
        return true;
    }

    void noteProgress(std::optional<double> percent)
    {
        owner->progressSince = now;
        if (percent)
            owner->progress = percent;
    }

    // --- leases ---

    std::optional<Reason> intoLease(int lease, Time ttl = never)
    {
        if (stopped || owner->isBroken) {
            const auto why = stopped ? Reason::Stopped : Reason::Broken;
            end();
            return why;
        }
        leases[lease] = {owner->ask.isOperator(), ttl, now, generation};
        owner->lease = owner->ask.lease = lease;
        end();
        return {};
    }
    bool renew(int lease)
    {
        expireLate(lease);
        if (!leases.contains(lease))
            return false;
        leases.at(lease).lastUse = now;
        return true;
    }
    bool endLease(int lease)
    {
        expireLate(lease);
        if (!leases.contains(lease))
            return false;
        loseLease(lease);
        refuseFromQueue();
        settle();
        return true;
    }
    bool isBusy(int lease) const
    {
        const auto isOf = [lease](const Place &place) { return place.ask.lease == lease; };
        return (owner && owner->lease == lease && !rests())
               || std::any_of(m_operators.begin(), m_operators.end(), isOf)
               || std::any_of(m_remotes.begin(), m_remotes.end(), isOf);
    }

    // --- modes and breaks ---

    void setMode(LockMode mode)
    {
        if (mode == LockMode::Stopped) {
            if (std::exchange(stopped, true))
                return;
            while (!leases.empty())
                loseLease(leases.begin()->first);
        } else {
            const bool isLocal = mode == LockMode::LocalOnly;
            if (std::exchange(localOnly, isLocal) == isLocal)
                return;
        }
        refuseFromQueue();
        settle();
    }

    BreakOutcome breakHold(int expected, bool isMadeSafe = false)
    {
        if (!owner)
            return BreakOutcome::NotHeld;
        if (generation != expected)
            return BreakOutcome::OtherGeneration;
        if (!std::exchange(owner->isBroken, true) && owner->lease)
            loseLease(owner->lease);
        refuseFromQueue();
        owner->isMadeSafe |= isMadeSafe;
        if ((owner->isGone() || owner->isIdle()) && !owner->isMadeSafe) {
            handOver();
            return BreakOutcome::Freed;
        }
        if (owner->depth > 0 && owner->brokenUntil == never)
            owner->brokenUntil = now + breakPatience;
        return BreakOutcome::Asked;
    }
    BreakOutcome thingsAreSafe()
    {
        owner->isMadeSafe = false;
        if (!owner->isOver && !owner->isIdle() && !owner->isGone())
            return BreakOutcome::Asked;
        handOver();
        return BreakOutcome::Freed;
    }

    // --- effects of time ---

    //! Ends all that is over by now, in the order of the deadlines. Threads that wait are not
    //! included.
    void expire()
    {
        for (;;) {
            const auto due = nextDue();
            if (!due || std::get<0>(*due) > now)
                return;
            switch (std::get<1>(*due)) {
            case 0:
                timeIsUp(std::get<2>(*due));
                break;
            case 1:
                loseLease(std::get<2>(*due));
                settle();
                break;
            default:
                owner->brokenUntil = neverAgain;
                owner->isStuck = true;
            }
        }
    }
    //! Returns the next deadline; never, if there is none.
    Time nextDeadline() const
    {
        const auto due = nextDue();
        return due ? std::get<0>(*due) : never;
    }

    //! Tickets in the order of service.
    std::vector<int> line() const
    {
        auto someOperators = m_operators;
        auto someRemotes = m_remotes;
        int row = m_inARow;
        std::vector<int> own;
        std::vector<int> others;
        const int first = owner && owner->lease && !givesWay() ? owner->lease : 0;
        while (!someOperators.empty() || !someRemotes.empty()) {
            const Ask ask = next(someOperators, someRemotes, row).ask;
            (first && ask.lease == first ? own : others).push_back(ask.ticket);
        }
        own.insert(own.end(), others.begin(), others.end());
        return own;
    }

    bool rests() const { return owner && owner->lease && owner->ticket == 0; }

    std::optional<Owner> owner {};
    std::map<int, Lease> leases {}; //!< that live
    int generation = 0;
    Time now = 0;
    bool localOnly = false;
    bool stopped = false;
    std::vector<Told> told {};   //!< since it was last cleared
    std::vector<Ended> ended {}; //!< the same

private:
    static constexpr Time neverAgain = never - 1;

    struct Resumed
    {
        int ticket;
        int base;
        bool isBroken;
        std::optional<double> progress;
    };
    struct Place
    {
        Ask ask;
        Time arrival = 0;
        Time deadline = never;
        std::optional<Resumed> resumes {};
        Time agesFrom = 0;
        int rank = 0;
        bool isFirst = false;
    };
    using Line = std::vector<Place>;

    void tell(const Told &what) { told.push_back(what); }

    std::optional<Reason> refuses(Kind kind, int lease) const
    {
        if (stopped)
            return Reason::Stopped;
        if (lease && !leases.contains(lease))
            return Reason::LeaseEnded;
        if (localOnly && kind == Kind::Client)
            return Reason::LocalOnly;
        return {};
    }
    std::optional<Reason> refusesTicket(const Ask &ask) const
    {
        const auto isOfClient = [&ask](const Place &place) {
            return place.ask.client == ask.client;
        };
        if (ask.client
            && std::count_if(m_operators.begin(), m_operators.end(), isOfClient)
                       + std::count_if(m_remotes.begin(), m_remotes.end(), isOfClient)
                   >= perClient)
            return Reason::TooManyOfClient;
        if (!ask.isOperator()
            && qsizetype(m_operators.size()) + qsizetype(m_remotes.size()) >= inAll)
            return Reason::QueueFull;
        return {};
    }

    int position(int ticket) const
    {
        const auto all = line();
        const auto place = std::find(all.begin(), all.end(), ticket);
        return place == all.end() ? 0 : int(place - all.begin()) + 1;
    }

    bool hasAged(const Place &place) const { return now - place.agesFrom >= ageing; }

    void stand(Place own)
    {
        const bool isOperator = own.ask.isOperator();
        Line &line = isOperator ? m_operators : m_remotes;
        own.rank = ++m_arrivals;
        own.agesFrom = own.arrival;
        own.isFirst = own.resumes || own.ask.lease;
        auto place = line.end();
        if (own.isFirst)
            place = std::find_if(line.begin(), line.end(), [&](const Place &other) {
                return !(other.isFirst && !own.resumes) && !(!isOperator && hasAged(other));
            });
        if (place != line.end()) {
            own.agesFrom = place->agesFrom;
            own.rank = place->rank;
        }
        line.insert(place, own);
    }

    //! Takes the place of a waiter that has left out of the line.
    std::optional<Place> take(int ticket)
    {
        for (Line *line : {&m_operators, &m_remotes}) {
            const auto found = std::find_if(line->begin(), line->end(), [&](const Place &place) {
                return place.ask.ticket == ticket;
            });
            if (found == line->end())
                continue;
            const Place left = *found;
            line->erase(found);
            touch(left.ask.lease);
            return left;
        }
        return {};
    }

    Place next(Line &some, Line &others, int &row) const
    {
        const bool isOperators =
            !some.empty()
            && (others.empty()
                || (row < inARowAtMost
                    && (!hasAged(others.front()) || some.front().rank < others.front().rank)));
        row = isOperators && !others.empty() ? row + 1 : 0;
        Line &line = isOperators ? some : others;
        const Place place = line.front();
        line.erase(line.begin());
        return place;
    }

    //! Begins the operation of \a ask, which came at \a arrival and has the lock.
    void begin(const Ask &ask, Time arrival)
    {
        if (!owner) {
            owner = Owner {.ask = ask, .lease = ask.lease, .since = now};
            ++generation;
            if (leases.contains(ask.lease))
                leases.at(ask.lease).generation = generation;
            else
                owner->lease = 0;
        }
        owner->ticket = ask.ticket;
        owner->isForThread = false;
        owner->operationSince = owner->progressSince = now;
        owner->waited = now - arrival;
    }
    void serve(const Place &place)
    {
        begin(place.ask, place.arrival);
        owner->isForThread = place.ask.isThread;
        if (place.resumes) {
            owner->ticket = place.resumes->ticket;
            owner->base = place.resumes->base;
            owner->isBroken = place.resumes->isBroken;
            owner->progress = place.resumes->progress;
        }
        tell({place.ask.ticket});
    }

    void noteEnd(HoldEnded::How how)
    {
        if (rests() || owner->ticket == 0)
            return;
        if (owner->isBroken)
            how = HoldEnded::How::Broken;
        else if (!owner->hasEntered && how == HoldEnded::How::Released)
            how = HoldEnded::How::Unused;
        ended.push_back({owner->ticket, how, owner->waited, now - owner->operationSince});
    }

    void handOver(HoldEnded::How how = HoldEnded::How::Released)
    {
        noteEnd(how);
        owner.reset();
        if (!m_operators.empty() || !m_remotes.empty())
            serve(next(m_operators, m_remotes, m_inARow));
    }

    bool givesWay() const
    {
        return !owner->ask.isOperator()
               && (refuses(owner->ask.kind, owner->lease)
                   || std::any_of(m_operators.begin(), m_operators.end(),
                                  [](const Place &place) { return place.ask.takes; }));
    }

    //! Ends the owner's operation.
    void end()
    {
        if (owner->isMadeSafe) {
            owner->isOver = true;
            return;
        }
        if (owner->lease)
            touch(owner->lease);
        if (!owner->lease || givesWay()) {
            handOver();
            return;
        }
        noteEnd(HoldEnded::How::Released);
        owner->ticket = 0;
        owner->depth = owner->base = 0;
        owner->hasEntered = owner->isForThread = false;
        owner->progress.reset();
        for (Line *line : {&m_operators, &m_remotes}) {
            const auto own = std::find_if(line->begin(), line->end(), [&](const Place &place) {
                return place.ask.lease == owner->lease;
            });
            if (own == line->end())
                continue;
            const Place place = *own;
            line->erase(own);
            serve(place);
            return;
        }
    }

    void touch(int lease)
    {
        if (leases.contains(lease))
            leases.at(lease).lastUse = now;
    }
    bool isOverdue(int lease) const
    {
        const Lease &known = leases.at(lease);
        return known.ttl != never && !isBusy(lease) && now - known.lastUse >= known.ttl;
    }
    //! Expires a lease that is over: a late caller must not revive it.
    void expireLate(int lease)
    {
        if (!leases.contains(lease) || !isOverdue(lease))
            return;
        loseLease(lease);
        settle();
    }
    void loseLease(int lease)
    {
        leases.erase(lease);
        if (owner && owner->lease == lease)
            owner->lease = 0;
    }

    void settle()
    {
        if (owner && owner->ticket == 0 && (!owner->lease || givesWay()))
            end();
    }

    void refuseFromQueue()
    {
        int place = 0;
        for (const int ticket : line()) {
            ++place;
            for (const Line *line : {&m_operators, &m_remotes}) {
                const auto found = std::find_if(line->begin(), line->end(), [&](const Place &p) {
                    return p.ask.ticket == ticket;
                });
                if (found == line->end())
                    continue;
                const auto why = refuses(found->ask.kind, found->ask.lease);
                if (why && !(why == Reason::LeaseEnded && found->resumes)) {
                    const Time waited = now - found->arrival;
                    take(ticket);
                    tell({ticket, why, waited, place});
                }
                break;
            }
        }
    }

    //! The deadline's time, kind and number.
    using Due = std::tuple<Time, int, int>;
    std::optional<Due> nextDue() const
    {
        std::optional<Due> first;
        const auto consider = [&first](const Due &due) {
            first = first ? std::min(*first, due) : due;
        };
        for (const Line *line : {&m_operators, &m_remotes}) {
            for (const Place &place : *line) {
                if (place.deadline != never && !place.ask.isThread)
                    consider({place.deadline, 0, place.ask.ticket});
            }
        }
        for (const auto &[id, lease] : leases) {
            if (lease.ttl != never && !isBusy(id))
                consider({lease.lastUse + lease.ttl, 1, id});
        }
        if (owner && owner->brokenUntil < neverAgain)
            consider({owner->brokenUntil, 2, 0});
        return first;
    }

    Line m_operators {};
    Line m_remotes {};
    int m_inARow = 0;
    int m_arrivals = 0;
};

} // namespace Holdfast
