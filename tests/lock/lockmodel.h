// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief What a lock should do, as simply as it can be said: no threads, no mutex, no time of its
//! own. For comparison with the real one.
class LockModel
{
public:
    using Reason = GlobalLockBusyError::Reason;

    //! How a ticket ended; empty: granted.
    using Told = std::pair<int, std::optional<Reason>>;

    struct Ask
    {
        int ticket;
        bool isOperator;
        int lease = 0; //!< under which it asks
        bool takes = false;
        bool waits = true;
    };

    struct Owner
    {
        int ticket; //!< of its operation; 0 while a lease rests
        bool isOperator;
        int lease = 0;
        int depth = 0;
        bool isBroken = false;
    };

    static constexpr int ageing = 30;
    static constexpr int inARowAtMost = 3;

    void request(const Ask &ask)
    {
        const auto why = refuses(ask.isOperator, ask.lease);
        if (why) {
            tell(ask.ticket, why);
        } else if (!owner) {
            own(ask);
        } else if (ask.lease && rests() && owner->lease == ask.lease) {
            owner->ticket = ask.ticket;
            tell(ask.ticket, {});
        } else if (!ask.waits) {
            tell(ask.ticket, Reason::Busy);
        } else {
            stand(ask, false);
            settle();
        }
    }

    void withdraw(int ticket)
    {
        for (auto *line : {&operators, &remotes})
            std::erase_if(*line, [&](const Place &place) { return place.ask.ticket == ticket; });
    }

    //! What keeps a granted operation from beginning; it is over then.
    std::optional<Reason> enter()
    {
        if (stopped || owner->isBroken) {
            const auto why = stopped ? Reason::Stopped : Reason::Broken;
            end();
            return why;
        }
        ++owner->depth;
        return {};
    }
    void leave()
    {
        if (--owner->depth == 0)
            end();
    }
    void drop() { end(); }

    std::optional<Reason> intoLease(int lease)
    {
        if (stopped) {
            end();
            return Reason::Stopped;
        }
        leases[lease] = owner->isOperator;
        owner->lease = lease;
        generationOf[lease] = generation;
        end();
        return {};
    }
    bool endLease(int lease)
    {
        if (leases.erase(lease) == 0)
            return false;
        loseLease(lease);
        refuseFromLine();
        settle();
        return true;
    }

    void setMode(LockMode mode)
    {
        if (mode == LockMode::Stopped) {
            if (std::exchange(stopped, true))
                return;
            while (!leases.empty()) {
                const int lease = leases.begin()->first;
                leases.erase(leases.begin());
                loseLease(lease);
            }
        } else {
            if (std::exchange(localOnly, mode == LockMode::LocalOnly)
                == (mode == LockMode::LocalOnly))
                return;
        }
        refuseFromLine();
        settle();
    }

    BreakOutcome breakHold(int expected)
    {
        if (!owner)
            return BreakOutcome::NotHeld;
        if (generation != expected)
            return BreakOutcome::OtherGeneration;
        owner->isBroken = true;
        if (const int lease = owner->lease) {
            leases.erase(lease);
            loseLease(lease);
            refuseFromLine();
        }
        if (owner->depth > 0)
            return BreakOutcome::Asked;
        handOver();
        return BreakOutcome::Freed;
    }

    //! Whoever is let in lets go at once. Returns whether anybody was.
    bool yield()
    {
        const bool wanted =
            owner->lease && !owner->isOperator
                ? !operators.empty()
                : !owner->isOperator
                      && (!operators.empty() || (!remotes.empty() && hasAged(remotes.front())));
        if (!wanted || owner->depth > 1)
            return false;
        const Owner mine = *owner;
        const Ask again {mine.ticket, mine.isOperator, mine.lease};
        owner.reset();
        auto first = next(operators, remotes, inARow);
        stand(again, true);
        for (; first.ask.ticket != mine.ticket; first = next(operators, remotes, inARow)) {
            ++generation;
            tell(first.ask.ticket, {});
        }
        owner = mine;
        ++generation;
        if (owner->lease)
            generationOf[owner->lease] = generation;
        return true;
    }

    //! Tickets in the order of service.
    std::vector<int> line() const
    {
        auto someOperators = operators;
        auto someRemotes = remotes;
        int row = inARow;
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
    std::map<int, bool> leases {}; //!< that live; whether an operator's
    std::map<int, int> generationOf {};
    int generation = 0;
    int now = 0;
    bool localOnly = false;
    bool stopped = false;
    std::vector<Told> told {}; //!< since it was last cleared

private:
    struct Place
    {
        Ask ask;
        int agesFrom;
        int rank;
        bool isFirst;
    };
    using Line = std::vector<Place>;

    void tell(int ticket, std::optional<Reason> why) { told.emplace_back(ticket, why); }

    std::optional<Reason> refuses(bool isOperator, int lease) const
    {
        if (stopped)
            return Reason::Stopped;
        if (lease && !leases.contains(lease))
            return Reason::LeaseEnded;
        if (localOnly && !isOperator)
            return Reason::LocalOnly;
        return {};
    }

    bool hasAged(const Place &place) const { return now - place.agesFrom >= ageing; }

    void stand(const Ask &ask, bool isYielder)
    {
        Line &line = ask.isOperator ? operators : remotes;
        const int rank = ++arrivals;
        auto place = line.end();
        if (isYielder || ask.lease)
            place = std::find_if(line.begin(), line.end(), [&](const Place &other) {
                return !(other.isFirst && !isYielder) && !(!ask.isOperator && hasAged(other));
            });
        Place own {ask, now, rank, isYielder || ask.lease};
        if (place != line.end()) {
            own.agesFrom = place->agesFrom;
            own.rank = place->rank;
        }
        line.insert(place, own);
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

    void own(const Ask &ask)
    {
        owner = Owner {ask.ticket, ask.isOperator, ask.lease};
        ++generation;
        if (ask.lease)
            generationOf[ask.lease] = generation;
        tell(ask.ticket, {});
    }

    void handOver()
    {
        owner.reset();
        if (!operators.empty() || !remotes.empty())
            own(next(operators, remotes, inARow).ask);
    }

    bool givesWay() const
    {
        return !owner->isOperator
               && (refuses(false, owner->lease)
                   || std::any_of(operators.begin(), operators.end(),
                                  [](const Place &place) { return place.ask.takes; }));
    }

    //! The owner's operation is over.
    void end()
    {
        if (!owner->lease || givesWay()) {
            handOver();
            return;
        }
        owner->ticket = 0;
        owner->depth = 0;
        for (Line *line : {&operators, &remotes}) {
            const auto own = std::find_if(line->begin(), line->end(), [&](const Place &place) {
                return place.ask.lease == owner->lease;
            });
            if (own == line->end())
                continue;
            owner->ticket = own->ask.ticket;
            tell(own->ask.ticket, {});
            line->erase(own);
            return;
        }
    }

    void loseLease(int lease)
    {
        if (owner && owner->lease == lease)
            owner->lease = 0;
    }

    void settle()
    {
        if (owner && owner->ticket == 0 && (!owner->lease || givesWay()))
            handOver();
    }

    void refuseFromLine()
    {
        for (const int ticket : line()) {
            for (Line *line : {&operators, &remotes}) {
                const auto place = std::find_if(line->begin(), line->end(), [&](const Place &p) {
                    return p.ask.ticket == ticket;
                });
                if (place == line->end())
                    continue;
                const auto why = refuses(place->ask.isOperator, place->ask.lease);
                if (!why)
                    continue;
                line->erase(place);
                tell(ticket, why);
            }
        }
    }

    Line operators {};
    Line remotes {};
    int inARow = 0;
    int arrivals = 0;
};

} // namespace Holdfast
