// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The stations of a lab, the store by which they agree (etcd), and the devices that they share, to be checked exhaustively
 * with spin: see check_lab.py.
 *
 * Each transaction of core/lab is an atomic step, and so is each snapshot that a station takes; anything may happen between the
 * snapshot that a station decides by and the transaction that it sends. The transaction has the conditions that labtransaction.cpp
 * gives it, and is tried again with a new snapshot when one of them does not hold.
 *
 * Modelled: operators before clients, first come, first served in a class, sets of resources all at once, claims, hand-over by
 * the one that releases, grants by the station of the ticket, giving way in the middle and coming back first, the end of a lease
 * at any moment, a holder that sleeps at any step, a request whose answer is lost and that is carried out at any later time, and
 * the device, which has the last word. Not modelled: rows of operators and ageing (the random model in tst_labqueue.cpp has
 * them), breaks, and time: a deadline is over at any moment, and the lease ends at any moment after that.
 *
 * Checked at each grant: the resource is free, or handed over by its owner; no ticket of the same class that came before waits for
 * it; no operator does while a client gets it. At each call of a device: none comes after one of a later owner, and none of a
 * present owner is refused. Where holders do not sleep: one is inside at a time, whatever the device does. At the end: all stations
 * are done, no ticket waits, no resource has an owner.
 *
 * LOOKING_FOR is a situation that must be found (REACHES), and the MUTATE_ macros are defects that must be found. */

#define NONE 15
#define A 1
#define B 2

/* What a station does. */
#define YIELDS 1
#define SLEEPS 2
#define LOSES 4 /* its lease may end */
#define DOUBTS 8 /* the answer to its first request may be lost */

/* Stations below OPERATORS ask for an operator. Ticket 3 is what a lost request of station 1 leaves behind. */
#if defined(SETS)
#define OPERATORS 1
#define WANTS_0 A
#define WANTS_1 (A + B)
#define WANTS_2 B
#define ROUNDS 2
#define CALLS 0
#define CAST run Station(0, 0); run Station(1, 0); run Station(2, 0)
#elif defined(CLIENTS)
#define OPERATORS 0
#define WANTS_0 A
#define WANTS_1 (A + B)
#define WANTS_2 (A + B)
#define ROUNDS 2
#define CALLS 0
#define CAST run Station(0, 0); run Station(1, 0); run Station(2, 0)
#elif defined(YIELDING)
#define OPERATORS 1
#define WANTS_0 A
#define WANTS_1 (A + B)
#define WANTS_2 (A + B)
#define ROUNDS 1
#define CALLS 1
#define CAST run Station(0, 0); run Station(1, YIELDS); run Station(2, YIELDS)
#elif defined(LEASES)
#define OPERATORS 1
#define WANTS_0 A
#define WANTS_1 (A + B)
#define WANTS_2 B
#define ROUNDS 1
#define CALLS 1
#define CAST run Station(0, LOSES); run Station(1, LOSES + YIELDS); run Station(2, 0); run Time(0); run Time(1)
#elif defined(SLEEPING)
#define OPERATORS 1
#define WANTS_0 A
#define WANTS_1 (A + B)
#define WANTS_2 B
#define ROUNDS 1
#define CALLS 1
#define CAST run Station(0, 0); run Station(1, LOSES + SLEEPS); run Station(2, LOSES); run Time(1); run Time(2)
#elif defined(DOUBT)
#define OPERATORS 1
#define WANTS_0 A
#define WANTS_1 (A + B)
#define WANTS_2 B
#define ROUNDS 1
#define CALLS 0
#define DOUBTER_ROUNDS 2
#define CASTED 2
#define CAST run Station(1, DOUBTS + LOSES); run Station(2, 0); run Strays(); run Time(1)
#else
#error Name a configuration: -DSETS, -DCLIENTS, ...
#endif
#ifndef DOUBTER_ROUNDS
#define DOUBTER_ROUNDS ROUNDS
#endif

#ifndef CASTED
#define CASTED STATIONS
#endif

#define STATIONS 3
#define TICKETS 4
#define STRAY 3

#ifndef LOOKING_FOR
#define LOOKING_FOR 0
#endif
#define REACHES(situation) assert(situation != LOOKING_FOR)
#define HANDED_OVER 1
#define TWO_AT_ONCE 2 /* grants of one transaction */
#define DECIDED_BY_OLD_SNAPSHOT 3
#define GRANTED_TO_ITSELF 4
#define ASKED_AND_GRANTED 5
#define GAVE_WAY 6
#define CAME_BACK 7
#define LOST_WHILE_INSIDE 8
#define WOKE_TOO_LATE 9
#define REFUSED_BY_DEVICE 10
#define LEFT_A_STRAY 11
#define STRAY_OWNED 12
#define WRITTEN_AGAIN 13

#define stationOf(ticket) ((ticket) == STRAY -> 1 : (ticket))
#define isOperator(ticket) (stationOf(ticket) < OPERATORS)
#define wants(ticket) (stationOf(ticket) == 0 -> WANTS_0 : (stationOf(ticket) == 1 -> WANTS_1 : WANTS_2))
#define bitOf(number) (1 << (number))
#define has(ticket, resource) (wants(ticket) & bitOf(resource))

/* --- the store ------------------------------------------------------------------------------------ */

byte revision = 1;
byte created[TICKETS];    /* q/TICKET: its create_revision; 0: it does not exist */
byte written[TICKETS];    /* q/TICKET: its mod_revision */
byte returning;           /* bits of the tickets that come back */
byte owner[2] = NONE;     /* o/RESOURCE: a ticket */
byte token[2];            /* o/RESOURCE: its mod_revision; 0: it does not exist */
byte lease[2] = NONE;     /* o/RESOURCE: the station with whose lease it ends */
byte servable;            /* bits of the tickets that can be granted */
byte leases[STATIONS];    /* how many a station has had that ended */

/* --- the stations --------------------------------------------------------------------------------- */

bool late[STATIONS];      /* its deadline is over: it must not go on */
bool sleeper[STATIONS];   /* it may sleep through that */
byte done;

/* --- what only the properties need --------------------------------------------------------------- */

byte inside[2] = NONE;    /* the station that works there */
byte highest[2];          /* the device: the greatest token that it has let through */
byte turn[2];             /* how many owners there have been */
byte called[2];           /* the device: the last of them that it has let through */

/* --- who is next: core/lab/labqueue.cpp -------------------------------------------------------------- */

hidden byte sCreated[TICKETS]; /* the snapshot by which it is decided */
hidden byte sReturning;
hidden byte sOwner[2];
hidden byte k;
hidden byte best;
hidden byte bestRank;
hidden byte rank;
hidden byte taken;
hidden byte looked;
hidden byte grants; /* bits of the tickets that can have what they want */

inline decide()
{
    grants = 0;
    looked = 0;
    taken = (sOwner[0] != NONE -> A : 0) + (sOwner[1] != NONE -> B : 0);
    do
    :: true ->
        best = NONE;
        bestRank = 255;
        k = 0;
        do
        :: k < TICKETS ->
            rank = (isOperator(k) -> 0 : 128) + ((sReturning & bitOf(k)) -> 0 : 64) + sCreated[k];
            if
            :: sCreated[k] && !(looked & bitOf(k)) && sOwner[0] != k && sOwner[1] != k && rank < bestRank ->
                best = k;
                bestRank = rank
            :: else
            fi;
            k++
        :: else -> break
        od;
        if
        :: best == NONE -> break
        :: else
        fi;
        looked = looked | bitOf(best);
        if
        :: taken & wants(best)
        :: else -> grants = grants | bitOf(best)
        fi;
#ifdef MUTATE_NO_CLAIM
        taken = ((grants & bitOf(best)) -> taken | wants(best) : taken)
#else
        taken = taken | wants(best)
#endif
    od;
    k = 0;
    best = 0;
    bestRank = 0;
    rank = 0;
    taken = 0;
    looked = 0
}

inline lookAtStore()
{
    sCreated[0] = created[0];
    sCreated[1] = created[1];
    sCreated[2] = created[2];
    sCreated[3] = created[3];
    sReturning = returning;
    sOwner[0] = owner[0];
    sOwner[1] = owner[1]
}

/* Notes which tickets can be granted, so that their stations look. They may look at any time, but see nothing to do at others. */
inline noteServable()
{
    lookAtStore();
    decide();
    servable = grants;
    grants = 0
}

/* --- the snapshot of a station ------------------------------------------------------------------------ */

#define SNAPSHOT byte vCreated[TICKETS]; byte vReturning; byte vOwner[2]; byte vToken[2]; byte vRevision

inline takeSnapshot()
{
    vCreated[0] = created[0];
    vCreated[1] = created[1];
    vCreated[2] = created[2];
    vCreated[3] = created[3];
    vReturning = returning;
    vOwner[0] = owner[0];
    vOwner[1] = owner[1];
    vToken[0] = token[0];
    vToken[1] = token[1];
    vRevision = revision
}

inline forgetSnapshot()
{
    vCreated[0] = 0;
    vCreated[1] = 0;
    vCreated[2] = 0;
    vCreated[3] = 0;
    vReturning = 0;
    vOwner[0] = 0;
    vOwner[1] = 0;
    vToken[0] = 0;
    vToken[1] = 0;
    vRevision = 0
}

inline lookAtSnapshot()
{
    sCreated[0] = vCreated[0];
    sCreated[1] = vCreated[1];
    sCreated[2] = vCreated[2];
    sCreated[3] = vCreated[3];
    sReturning = vReturning;
    sOwner[0] = vOwner[0];
    sOwner[1] = vOwner[1]
}

/* --- the conditions of a transaction -------------------------------------------------------------------- */

#ifdef MUTATE_QUEUE_NOT_COMPARED
#define queueUnchanged true
#else
#define unwritten(ticket) (!created[ticket] || written[ticket] <= vRevision)
#define queueUnchanged (unwritten(0) && unwritten(1) && unwritten(2) && unwritten(3))
#endif
#ifdef MUTATE_OWNER_NOT_COMPARED
#define ownerUnchanged(resource) true
#else
#define ownerUnchanged(resource) (token[resource] == vToken[resource])
#endif
/* Of the resources that the tickets in the bits want. */
#define wantsResource(bits, resource) \
    (((bits & 1) && has(0, resource)) || ((bits & 2) && has(1, resource)) || ((bits & 4) && has(2, resource)) || ((bits & 8) && has(3, resource)))
#define ownersUnchanged(bits) \
    ((!wantsResource(bits, 0) || ownerUnchanged(0)) && (!wantsResource(bits, 1) || ownerUnchanged(1)))
#define ticketThere(bits, ticket) (!(bits & bitOf(ticket)) || created[ticket] == vCreated[ticket])
#define ticketsThere(bits) (ticketThere(bits, 0) && ticketThere(bits, 1) && ticketThere(bits, 2) && ticketThere(bits, 3))

/* Whether a waiting ticket must not be passed by this one, which gets its resources now. */
#define waits(ticket) (created[ticket] && owner[0] != ticket && owner[1] != ticket)
#define mustNotPass(other, ticket) \
    (other != ticket && waits(other) && !(grants & bitOf(other)) && (wants(other) & wants(ticket)) \
     && ((isOperator(other) && !isOperator(ticket)) \
         || (isOperator(other) == isOperator(ticket) && !(returning & bitOf(ticket)) && created[other] < created[ticket])))

inline own(ticket, resource, releaser)
{
    if
    :: (grants & bitOf(ticket)) && has(ticket, resource) ->
        assert(owner[resource] == NONE || owner[resource] == releaser);
        owner[resource] = ticket;
        token[resource] = revision;
        turn[resource]++;
#ifdef MUTATE_LEASE_OF_THE_RELEASER
        lease[resource] = (releaser == NONE -> stationOf(ticket) : stationOf(releaser))
#else
        lease[resource] = stationOf(ticket)
#endif
    :: else
    fi
}

inline checkOrder(ticket)
{
    if
    :: grants & bitOf(ticket) ->
        assert(!mustNotPass(0, ticket) && !mustNotPass(1, ticket) && !mustNotPass(2, ticket) && !mustNotPass(3, ticket))
    :: else
    fi
}

/* Carries out the grants, at the revision of the transaction. */
inline grantAll(releaser)
{
    checkOrder(0);
    checkOrder(1);
    checkOrder(2);
    checkOrder(3);
    own(0, 0, releaser);
    own(0, 1, releaser);
    own(1, 0, releaser);
    own(1, 1, releaser);
    own(2, 0, releaser);
    own(2, 1, releaser);
    own(3, 0, releaser);
    own(3, 1, releaser);
    assert(!grants || releaser == NONE || HANDED_OVER != LOOKING_FOR);
    assert(!(grants & (grants - 1)) || TWO_AT_ONCE != LOOKING_FOR);
    assert(!grants || revision == vRevision + 1 || DECIDED_BY_OLD_SNAPSHOT != LOOKING_FOR)
}

inline disown(ticket, resource)
{
    if
    :: owner[resource] == ticket -> owner[resource] = NONE; token[resource] = 0; lease[resource] = NONE
    :: else
    fi
}

inline dequeue(ticket)
{
    created[ticket] = 0;
    written[ticket] = 0;
    returning = returning & (255 - bitOf(ticket))
}

/* --- transactions: core/lab/labtransaction.cpp ---------------------------------------------------------- */

/* Puts a ticket into the queue, and grants it at once if that can be decided by the snapshot. */
inline ask(ticket)
{
    lookAtSnapshot();
    sCreated[ticket] = 62; /* the last one */
    decide();
    revision++;
    if
    :: created[ticket] ->
        REACHES(WRITTEN_AGAIN);
        grants = 0;
        written[ticket] = revision;
        returning = returning & (255 - bitOf(ticket))
    :: else ->
        if
        :: (grants & bitOf(ticket)) && queueUnchanged && ownersUnchanged(bitOf(ticket)) ->
            REACHES(ASKED_AND_GRANTED);
            grants = bitOf(ticket)
        :: else -> grants = 0
        fi;
        created[ticket] = revision;
        written[ticket] = revision;
        grantAll(NONE)
    fi;
    noteServable()
}

/* Grants a ticket by its own station. */
inline grant(ticket)
{
    lookAtSnapshot();
    decide();
    if
    :: (grants & bitOf(ticket)) && queueUnchanged && ownersUnchanged(bitOf(ticket)) && ticketsThere(bitOf(ticket)) ->
        REACHES(GRANTED_TO_ITSELF);
        grants = bitOf(ticket);
        revision++;
        grantAll(NONE)
    :: else
    fi;
    noteServable()
}

/* Takes a ticket out of the queue, gives back what it owns, and hands that over. Sets isDone. */
inline end(ticket)
{
    lookAtSnapshot();
    sCreated[ticket] = 0;
    sOwner[0] = (sOwner[0] == ticket -> NONE : sOwner[0]);
    sOwner[1] = (sOwner[1] == ticket -> NONE : sOwner[1]);
    decide();
    isDone = false;
    if
#ifdef MUTATE_RELEASE_WITHOUT_TOKEN
    :: true ->
        grants = 0;
#else
    :: (vCreated[ticket] == created[ticket] && ownersUnchanged(bitOf(ticket)) && ownersUnchanged(grants)
        && ticketsThere(grants) && (!grants || queueUnchanged)) ->
#endif
        isDone = true;
        revision++;
        dequeue(ticket);
        grantAll(ticket);
#ifdef MUTATE_RELEASE_WITHOUT_TOKEN
        owner[0] = (has(ticket, 0) -> NONE : owner[0]);
        owner[1] = (has(ticket, 1) -> NONE : owner[1]);
        token[0] = (has(ticket, 0) -> 0 : token[0]);
        token[1] = (has(ticket, 1) -> 0 : token[1]);
#endif
        disown(ticket, 0);
        disown(ticket, 1)
    :: else
    fi;
    noteServable()
}

/* Lets others in, if one of them gets what this ticket owns, and comes back. Sets isDone. */
inline giveWay(ticket)
{
    lookAtSnapshot();
    sReturning = sReturning | bitOf(ticket);
    sOwner[0] = (sOwner[0] == ticket -> NONE : sOwner[0]);
    sOwner[1] = (sOwner[1] == ticket -> NONE : sOwner[1]);
    decide();
    isDone = false;
    if
    :: (grants && !(grants & bitOf(ticket)) && ownersUnchanged(bitOf(ticket)) && ownersUnchanged(grants)
        && ticketsThere(grants) && vCreated[ticket] == created[ticket] && queueUnchanged) ->
        REACHES(GAVE_WAY);
        isDone = true;
        revision++;
        grantAll(ticket);
        disown(ticket, 0);
        disown(ticket, 1);
        written[ticket] = revision;
        returning = returning | bitOf(ticket)
    :: else
    fi;
    noteServable()
}

/* --- the device --------------------------------------------------------------------------------------- */

inline goIn(me, resource)
{
    if
    :: wants(me) & bitOf(resource) ->
        assert(inside[resource] == NONE || sleeper[me] || sleeper[inside[resource]]);
        inside[resource] = me
    :: else
    fi
}

inline comeOut(me)
{
    inside[0] = (inside[0] == me -> NONE : inside[0]);
    inside[1] = (inside[1] == me -> NONE : inside[1])
}

/* A call with a token, which the device lets through or refuses. Sets isRefused. */
inline callDevice(me, resource, mine, itsTurn)
{
    if
    :: wants(me) & bitOf(resource) ->
        if
#ifdef MUTATE_NO_FENCE
        :: false
#else
        :: mine < highest[resource] ->
            REACHES(REFUSED_BY_DEVICE);
            assert(owner[resource] != me || late[me] || mine != token[resource]);
            isRefused = true
#endif
        :: else ->
            highest[resource] = (mine > highest[resource] -> mine : highest[resource]);
            assert(itsTurn >= called[resource]);
            called[resource] = itsTurn
        fi
    :: else
    fi
}

inline forgetTokens()
{
    mine[0] = 0;
    mine[1] = 0;
    myTurn[0] = 0;
    myTurn[1] = 0
}

/* --- who acts ------------------------------------------------------------------------------------------- */

#define ownsAll(me) ((!has(me, 0) || owner[0] == me) && (!has(me, 1) || owner[1] == me))
#define isLost (late[me] || leases[me] != myLease)

proctype Station(byte me; byte does)
{
    SNAPSHOT;
    byte rounds = 0;
    byte myLease = 0;
    byte mine[2];   /* the tokens with which it works */
    byte myTurn[2];
    byte calls = 0;
    bool isDone = false;
    bool isRefused = false;
    bool mayYield = false;
    bool mayDoubt = false;

    d_step {
        sleeper[me] = (does & SLEEPS) > 0;
        mayDoubt = (does & DOUBTS) > 0
    };
    do
    :: rounds < (me == 1 -> DOUBTER_ROUNDS : ROUNDS) ->
        rounds++;
        d_step { takeSnapshot() };
        d_step {
            if
            :: isLost
            :: else ->
                ask(me)
            fi;
            forgetSnapshot()
        };
        if
        :: mayDoubt ->
            mayDoubt = false;
            /* It is sent again, because the answer is lost; one of both is carried out later. */
            run Late(me, leases[me], revision)
        :: mayDoubt -> mayDoubt = false
        :: !mayDoubt
        fi;
        mayYield = (does & YIELDS) > 0;
waiting:
        do
        :: atomic { isLost -> goto lost }
        :: d_step {
               !isLost && ownsAll(me) ->
               mine[0] = token[0];
               mine[1] = token[1];
               myTurn[0] = turn[0];
               myTurn[1] = turn[1];
               goIn(me, 0);
               goIn(me, 1);
               assert(!(returning & bitOf(me)) || CAME_BACK != LOOKING_FOR)
           };
           break
#ifndef MUTATE_NOT_GRANTED_TO_ITSELF
        :: d_step { !isLost && (servable & bitOf(me)) -> takeSnapshot() };
           d_step {
               grant(me);
               forgetSnapshot()
           }
#endif
        od;
        /* Works: calls, each with a safe point behind it. */
        calls = 0;
        do
        :: calls < CALLS ->
            if
            :: does & SLEEPS ->
                if
                :: isLost -> goto lost
                :: !isLost
                fi;
                /* It has looked at the clock, and may sleep here for as long as it likes. */
                d_step {
                    assert(!isLost || WOKE_TOO_LATE != LOOKING_FOR);
                    callDevice(me, 0, mine[0], myTurn[0]);
                    callDevice(me, 1, mine[1], myTurn[1])
                }
            :: !(does & SLEEPS) ->
                if
                :: atomic { isLost -> goto lost }
                :: d_step {
                       !isLost ->
                       callDevice(me, 0, mine[0], myTurn[0]);
                       callDevice(me, 1, mine[1], myTurn[1])
                   }
                fi
            fi;
            if
            :: isRefused -> goto lost
            :: !isRefused
            fi;
            calls++;
            if
            :: mayYield ->
                d_step { takeSnapshot() };
                d_step {
                    if
                    :: isLost -> isDone = false
                    :: else ->
                        giveWay(me);
                        if
                        :: isDone -> comeOut(me); mayYield = false; calls = 0
                        :: else
                        fi
                    fi;
                    forgetSnapshot()
                };
                if
                :: isDone -> isDone = false; forgetTokens(); goto waiting
                :: !isDone
                fi
            :: mayYield -> mayYield = false
            :: !mayYield
            fi
        :: calls == CALLS -> break
        od;
        mayYield = false;
        calls = 0;
        /* Gives it back. */
        d_step { comeOut(me); forgetTokens() };
        do
        :: atomic { isLost -> goto lost }
        :: d_step { !isLost -> takeSnapshot() };
           d_step {
               if
#ifdef MUTATE_RELEASE_WITHOUT_TOKEN
               :: false
#else
               :: isLost -> isDone = false
#endif
               :: else -> end(me)
               fi;
               forgetSnapshot()
           };
           if
           :: isDone -> isDone = false; break
           :: !isDone
           fi
        od;
        goto next;
lost:
        skip;
        d_step {
            if
            :: inside[0] == me || inside[1] == me -> REACHES(LOST_WHILE_INSIDE)
            :: else
            fi;
            comeOut(me);
            calls = 0;
            isRefused = false;
            isDone = false;
            mayYield = false;
            forgetTokens();
            forgetSnapshot()
        };
        /* Its keys go with the lease, which ends by its time or is revoked; then it has a new one. */
        atomic {
            leases[me] != myLease ->
            myLease = leases[me];
            late[me] = false
        };
next:
        skip
    :: rounds == (me == 1 -> DOUBTER_ROUNDS : ROUNDS) -> break
    od;
    done++
}

/* The deadline of a station, and then the end of its lease, at any moment. A holder that does not sleep is out by then. */
proctype Time(byte who)
{
    if
    :: atomic { done < CASTED -> late[who] = true };
       atomic {
#ifdef MUTATE_STAYS_BEYOND_THE_DEADLINE
           true ->
#else
           sleeper[who] || (inside[0] != who && inside[1] != who) ->
#endif
           d_step {
               leases[who]++;
               revision++;
               dequeue(who);
               if
               :: who == 1 -> dequeue(STRAY)
               :: else
               fi;
               if
               :: lease[0] == who -> owner[0] = NONE; token[0] = 0; lease[0] = NONE
               :: else
               fi;
               if
               :: lease[1] == who -> owner[1] = NONE; token[1] = 0; lease[1] = NONE
               :: else
               fi;
               noteServable()
           }
       }
    :: true
    fi
}

/* A request to ask that is carried out later than the one that was sent again. */
proctype Late(byte me; byte itsLease; byte itsRevision)
{
    SNAPSHOT;

    d_step {
        takeSnapshot(); /* at best: an older one grants less */
        if
        :: leases[me] != itsLease /* etcd refuses a lease that has ended */
        :: else ->
            if
            :: created[me] && created[me] <= itsRevision -> ask(me) /* it is the same ticket */
            :: else ->
                REACHES(LEFT_A_STRAY);
                ask(STRAY);
                assert((owner[0] != STRAY && owner[1] != STRAY) || STRAY_OWNED != LOOKING_FOR)
            fi
        fi;
        forgetSnapshot()
    }
}

/* Station 1 takes the tickets out that it does not know. */
proctype Strays()
{
    SNAPSHOT;
    bool isDone = false;

endStrays:
    do
#ifndef MUTATE_STRAY_STAYS
    :: d_step { created[STRAY] -> takeSnapshot() };
       d_step {
           end(STRAY);
           isDone = false;
           forgetSnapshot()
       }
#else
    :: false
#endif
    od
}

/* When all are done, nothing must be left. */
active proctype End()
{
    atomic {
        done == CASTED && !created[STRAY] ->
        assert(owner[0] == NONE && owner[1] == NONE && !created[0] && !created[1] && !created[2])
    }
}

init
{
    atomic { CAST }
}
