// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

/* LockCore and LockGate of core/lock as a model, to be checked exhaustively with spin: see check_model.py.
 *
 * Each atomic step is a verb of LockCore, and has its name: acquire, request, enter, leave, giveBack, yield,
 * withdraw, timeIsUp, expire, beginLease, endLease; and what LockGate does with the inner mutex before it
 * lets go of its own. What happens between two steps happens without any mutex, as LockGate carries the
 * effects out: notifying a sleeping thread, calling a ticket's callback back; and deadlines come between
 * them. So every interleaving of these is tried.
 *
 * Modelled: threads that block, with and without a deadline; tickets with a deadline, which may be
 * withdrawn, given back unused, or expire; the thread that watches deadlines; operators before
 * remotes, first come first served inside a class; ageing, as "the eldest remote that has not aged may
 * age at any time"; the limit of operators in a row; giving way in the middle of an operation; a lease,
 * which rests between its operations, gives way then to operators who take control, and comes back first.
 * Not modelled: re-entering (a counter), several requests at once under one lease, breaks, modes and
 * limits, and time itself: a deadline may be over at any moment, which is more than can happen. Those are in
 * the random model (tests/lock/core/lockmodel.h), which drives the same verbs through simulated time.
 *
 * Checked in each state: one party works at a time, and the worker owns the lock (the inner mutex
 * is free after each grant); a waiter in line implies an owner; a party that is served waits, and
 * has not been served, refused or withdrawn before. At each grant: first come, first served in the
 * class, except for a party that came back; no operator before a remote that has aged and came
 * earlier; no remote before an operator without a reason; never more than IN_A_ROW operators past a
 * waiting remote. At the end: each party was notified exactly once, no party is left behind, and no
 * party owns the lock. In the endless configurations, by the formulas at the end: every waiter is
 * served.
 *
 * The order of the line is computed from `line`; its correctness is checked with `before`, which
 * only has the parties in line at each arrival. LOOKING_FOR is a situation that must be found
 * (REACHES), and the MUTATE_ macros are defects that must be found. */

#define NO_PARTY 15
#define IN_A_ROW 2 /* three in the program; two are enough for the rule, and have fewer states */

/* What a party does. */
#define DEADLINE 1
#define WITHDRAWS 2
#define YIELDS 4
#define ENDLESS 8
#define UNUSED 16 /* may give back what it was granted */

/* Parties below OPERATORS are operators, the others remotes. */
#if defined(THREADS)
#define OPERATORS 1
#define PARTIES 3
#define ROUNDS 2
#define CAST run Thread(0, DEADLINE); run Thread(1, DEADLINE); run Thread(2, 0)
#elif defined(TICKETS)
#define OPERATORS 1
#define PARTIES 3
#define ROUNDS 2
#define CAST run Ticket(0, DEADLINE); run Ticket(1, DEADLINE + WITHDRAWS); run Ticket(2, UNUSED); run Watch()
#elif defined(MIXED)
#define OPERATORS 2
#define PARTIES 4
#define ROUNDS 1
#define CAST run Thread(0, DEADLINE); run Ticket(1, DEADLINE); run Thread(2, DEADLINE); run Ticket(3, DEADLINE + WITHDRAWS); run Watch(); run Ageing()
#elif defined(ORDER)
#define OPERATORS 2
#define PARTIES 4
#define ROUNDS 2
#define CAST run Ticket(0, 0); run Ticket(1, 0); run Ticket(2, 0); run Ticket(3, 0); run Ageing()
#elif defined(YIELDING)
#define OPERATORS 1
#define PARTIES 4
#define ROUNDS 1
#define CAST run Thread(0, DEADLINE); run Thread(1, YIELDS); run Thread(2, YIELDS); run Ticket(3, 0); run Ageing()
#elif defined(LEASE)
#define OPERATORS 1
#define PARTIES 3
#define ROUNDS 2
#define CAST run Thread(0, DEADLINE); run Lease(1); run Ticket(2, 0); run Ageing()
#elif defined(LEASE_IN_TURN)
#define OPERATORS 2
#define TAKERS 1 /* the other one waits its turn */
#define PARTIES 4
#define ROUNDS 1
#define CAST run Thread(0, DEADLINE); run Ticket(1, 0); run Lease(2); run Ticket(3, 0)
#elif defined(LEASE_AND_YIELDING)
#define OPERATORS 1
#define PARTIES 4
#define ROUNDS 1
#define CAST run Ticket(0, 0); run Lease(1); run Thread(2, YIELDS); run Thread(3, 0); run Ageing()
#elif defined(FAIR)
#define OPERATORS 2
#define PARTIES 3
#define CAST run Thread(0, ENDLESS); run Ticket(1, ENDLESS); run Thread(2, ENDLESS)
#elif defined(FAIR_AGEING)
#define OPERATORS 1
#define PARTIES 3
#define CAST run Thread(0, ENDLESS + DEADLINE); run Thread(1, ENDLESS + YIELDS); run Thread(2, ENDLESS); run Ageing()
#else
#error Name a configuration: -DTHREADS, -DTICKETS, ...
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#ifndef TAKERS
#define TAKERS OPERATOR_BITS /* bits of the operators who have leases give way */
#endif

#ifndef LOOKING_FOR
#define LOOKING_FOR 0
#endif
#define REACHES(situation) assert(situation != LOOKING_FOR)
#define GRANT_BEAT_TIMEOUT 1
#define EXPIRED_TOO_LATE 2
#define WITHDRAWN_TOO_LATE 3
#define AGED_GOES_FIRST 4
#define ROW_IS_OVER 5
#define CAME_BACK 6
#define CAME_BACK_BEHIND_AGED 7
#define RESTING_LEASE_GAVE_WAY 8
#define WORKING_LEASE_GAVE_WAY 9
#define LEASE_CAME_BACK_PAST_A_WAITER 10
#define REFUSED_BY_TIME 11
#define NOTIFIED_WHILE_AWAKE 12
#define ALL_IN_LINE 13
#define OPERATOR_WAITS_FOR_LEASE 14

#define isOperator(who) ((who) < OPERATORS)
#define bitOf(who) (1 << (who))
#define OPERATOR_BITS (bitOf(OPERATORS) - 1)
#define classBits(who) (isOperator(who) -> OPERATOR_BITS : 255 - OPERATOR_BITS)

/* --- what the core and the gate know --------------------------------------------------------------- */

byte line[PARTIES] = NO_PARTY; /* in order of rank */
byte length;
byte aged;                   /* bits of those in line who count as operators by now */
byte owner = NO_PARTY;
byte inner = NO_PARTY;       /* the holder of the inner mutex: the gate's */
byte inARow;
byte granted;                /* bits: served (LockEffects::served), and not begun to work */
byte asleep;                 /* bits of the threads on their condition */
byte armed;                  /* bits of the tickets with a deadline: LockCore::nextDeadline() */
byte expiring = NO_PARTY;    /* the party whose deadline the watch has found to be over */
bool rests;                  /* the owner is a lease between two operations */
bool suspended;              /* the lease has given way */

/* --- what only the properties need -------------------------------------------------------------- */

byte waits;           /* bits: asked, and not told yet */
byte told;            /* bits of the tickets that were called back: how is in `refused` */
byte refused;         /* bits */
byte before[PARTIES]; /* bits of those in line who came before it, or came back before it */
byte passed;          /* operators served in a row past a waiting remote */
byte working;         /* how many work */
byte gone;            /* how many have gone home */

/* --- scratch space of one d_step, and no longer: not part of the state --------------------------- */

hidden byte i;
hidden byte k;
hidden byte next;
hidden byte anOperator;
hidden byte aRemote;
hidden byte inLine; /* bits */
hidden byte found;

inline lookAtLine()
{
    i = 0; inLine = 0; anOperator = NO_PARTY; aRemote = NO_PARTY;
    do
    :: i < length ->
        inLine = inLine | bitOf(line[i]);
        if
        :: isOperator(line[i]) && anOperator == NO_PARTY -> anOperator = i
        :: !isOperator(line[i]) && aRemote == NO_PARTY -> aRemote = i
        :: else
        fi;
        i++
    :: else -> break
    od
}

/* Where k is to stand: who is there now stands behind it then. */
inline insertAt(who)
{
    i = length;
    do
    :: i > k -> line[i] = line[i - 1]; i--
    :: else -> break
    od;
    line[k] = who;
    length++
}

inline append(who)
{
    lookAtLine();
    before[who] = inLine;
    k = length;
#ifdef MUTATE_LAST_COME_FIRST_SERVED
    k = 0;
#endif
    insertAt(who);
    if
    :: length == PARTIES - 1 -> REACHES(ALL_IN_LINE)
    :: else
    fi
}

/* The first of the remotes, but behind those who have aged. */
inline insertFirst(who)
{
    lookAtLine();
    k = 0;
    do
    :: k < length && (isOperator(line[k]) || (aged & bitOf(line[k]))) -> k++
    :: else -> break
    od;
#ifdef MUTATE_COMES_BACK_LAST
    k = length;
#endif
    if
    :: aged & inLine -> REACHES(CAME_BACK_BEHIND_AGED)
    :: else
    fi;
    before[who] = inLine & aged;
    /* A party that came after the one behind it comes after it too, and so do the remotes. */
    i = 0;
    do
    :: i < length ->
        if
        :: !isOperator(line[i]) && !(aged & bitOf(line[i])) ->
            before[line[i]] = before[line[i]] | bitOf(who)
        :: else
        fi;
        i++
    :: else -> break
    od;
    insertAt(who)
}

/* Sets found. */
inline take(who)
{
    i = 0;
    do
    :: i < length && line[i] != who -> i++
    :: else -> break
    od;
    found = i < length;
    if
    :: found ->
        do
        :: i + 1 < length -> line[i] = line[i + 1]; i++
        :: else -> break
        od;
        length--;
        line[length] = NO_PARTY;
        aged = aged & (255 - bitOf(who));
        i = 0;
        do
        :: i < PARTIES -> before[i] = before[i] & (255 - bitOf(who)); i++
        :: else -> break
        od
    :: else
    fi
}

/* Sets next, who must exist: LockQueue::takeNext(). */
inline takeNext()
{
    lookAtLine();
    if
    :: anOperator == NO_PARTY -> next = line[aRemote]
    :: anOperator != NO_PARTY && aRemote == NO_PARTY -> next = line[anOperator]
    :: anOperator != NO_PARTY && aRemote != NO_PARTY ->
        if
#ifndef MUTATE_NO_LIMIT_IN_A_ROW
        :: inARow >= IN_A_ROW -> next = line[aRemote]; REACHES(ROW_IS_OVER)
#endif
#ifdef MUTATE_NO_LIMIT_IN_A_ROW
        :: false
#endif
        :: else ->
            if
#ifdef MUTATE_AGEING_JUMPS_THE_LINE
            :: aged & bitOf(line[aRemote]) -> next = line[aRemote]
            :: else -> next = line[anOperator]
#else
            :: (aged & bitOf(line[aRemote])) && aRemote < anOperator ->
                next = line[aRemote]; REACHES(AGED_GOES_FIRST)
            :: else -> next = line[anOperator]
#endif
            fi
        fi
    fi;
    inARow = (isOperator(next) && aRemote != NO_PARTY -> inARow + 1 : 0);

    assert(!(before[next] & inLine & classBits(next)));
    if
    :: isOperator(next) ->
        assert(!(before[next] & aged));
        passed = (aRemote != NO_PARTY -> passed + 1 : 0);
        assert(passed <= IN_A_ROW)
    :: else ->
        assert(anOperator == NO_PARTY || passed == IN_A_ROW
               || ((aged & bitOf(next)) && !(before[next] & bitOf(line[anOperator]))));
        passed = 0
    fi;
    take(next)
}

inline own(who)
{
    assert((waits & bitOf(who)) && !(granted & bitOf(who)));
    owner = who;
    granted = granted | bitOf(who)
}

/* Who lets go makes the next one the owner. Sets owed, the effects: who is to be told, without the mutex. */
inline handOver()
{
    owed = NO_PARTY;
    owner = NO_PARTY;
    rests = false;
    if
    :: length > 0 ->
#ifdef MUTATE_BARGING
        owed = line[0]
#else
        takeNext();
        own(next);
        armed = armed & (255 - bitOf(next));
        owed = next
#endif
    :: else
    fi
}

/* After each step under the mutex. */
inline check()
{
    assert(length == 0 || owner != NO_PARTY);
    assert(!rests || inner == NO_PARTY)
}

/* What a verb owes, without the mutex: LockGate::carryOut(). */
inline carryOut()
{
    if
    :: owed != NO_PARTY && (ticketBits & bitOf(owed)) ->
        d_step { callBack(owed); owed = NO_PARTY }
    :: owed != NO_PARTY && !(ticketBits & bitOf(owed)) ->
        d_step {
            if
            :: !(asleep & bitOf(owed)) -> REACHES(NOTIFIED_WHILE_AWAKE)
            :: else
            fi;
            asleep = asleep & (255 - bitOf(owed));
            owed = NO_PARTY
        }
    :: else
    fi
}

byte ticketBits;

inline callBack(who)
{
    assert(!(told & bitOf(who)) && (waits & bitOf(who)));
    told = told | bitOf(who);
    waits = waits & (255 - bitOf(who))
}

/* Goes into the line. An operator who takes control makes a resting lease give way. */
inline standInLine(who)
{
    append(who);
    if
    :: rests && (TAKERS & bitOf(who)) ->
        REACHES(RESTING_LEASE_GAVE_WAY);
        suspended = true;
        handOver()
    :: else ->
        assert(!(rests && isOperator(who)) || OPERATOR_WAITS_FOR_LEASE != LOOKING_FOR)
    fi
}

/* --- working ------------------------------------------------------------------------------------ */

inline enter(who)
{
    skip; /* a loop must not end in a d_step */
    d_step {
        assert(owner == who && inner == NO_PARTY);
        inner = who;
        granted = granted & (255 - bitOf(who));
        working++;
        assert(working == 1)
    }
}

inline leave(who)
{
    skip;
    d_step {
        working--;
#ifndef MUTATE_INNER_MUTEX_LAST
        inner = NO_PARTY;
#endif
        handOver();
        check()
    }
#ifdef MUTATE_INNER_MUTEX_LAST
    inner = NO_PARTY;
#endif
    carryOut()
}

inline acquire(who)
{
    d_step {
        waits = waits | bitOf(who);
        refused = refused & (255 - bitOf(who));
        if
        :: owner == NO_PARTY -> own(who)
        :: else -> standInLine(who)
        fi;
        check()
    }
}

/* Sets found: whether it was still in line. */
inline timeIsUp(who)
{
    take(who);
#ifdef MUTATE_TIMEOUT_BEATS_GRANT
    found = true;
#endif
    if
    :: found ->
        REACHES(REFUSED_BY_TIME);
        refused = refused | bitOf(who);
        waits = waits & (255 - bitOf(who))
    :: else -> assert(granted & bitOf(who)); REACHES(GRANT_BEAT_TIMEOUT)
    fi;
    check()
}

/* Sets gaveWay. */
inline yield(who)
{
    d_step {
        lookAtLine();
        if
        :: aRemote != NO_PARTY && (aged & bitOf(line[aRemote])) -> gaveWay = true
        :: else -> gaveWay = anOperator != NO_PARTY
        fi;
        if
        :: gaveWay ->
            working--;
            inner = NO_PARTY;
            handOver();
            waits = waits | bitOf(who);
            insertFirst(who);
            check()
        :: else
        fi;
        mayYield = false
    }
}

inline request(who, hasDeadline)
{
    d_step {
        told = told & (255 - bitOf(who));
        refused = refused & (255 - bitOf(who));
        waits = waits | bitOf(who);
        if
        :: owner == NO_PARTY -> own(who); owed = who
        :: else ->
            armed = (hasDeadline -> armed | bitOf(who) : armed);
            standInLine(who)
        fi;
        check()
    }
}

/* Sets found: whether it was still in line. */
inline withdraw(who)
{
    d_step {
        mayWithdraw = false;
#ifdef MUTATE_WITHDRAWN_STAYS
        found = !(granted & bitOf(who)) && !(told & bitOf(who));
#else
        take(who);
#endif
        if
        :: found ->
            armed = armed & (255 - bitOf(who));
            waits = waits & (255 - bitOf(who));
            refused = refused | bitOf(who)
        :: else -> REACHES(WITHDRAWN_TOO_LATE)
        fi;
        check()
    }
}

inline giveBack(who)
{
    d_step { granted = granted & (255 - bitOf(who)); handOver(); check() }
}

/* For a ticket. */
inline expire(who)
{
    d_step {
        take(who);
#ifdef MUTATE_EXPIRES_REGARDLESS
        found = true;
#endif
        if
        :: found -> refused = refused | bitOf(who); owed = who
        :: else -> REACHES(EXPIRED_TOO_LATE)
        fi;
        check()
    }
}

/* Until it is served, or its time is over; then it is in refused. A wake-up is only a hint: what
   counts is looked at under the mutex. */
inline sleepUntilServed(who, hasDeadline)
{
    do
    :: atomic { granted & bitOf(who) -> waits = waits & (255 - bitOf(who)); break }
#ifdef MUTATE_LOST_WAKEUP
    :: !(granted & bitOf(who)) -> asleep = asleep | bitOf(who);
#else
    :: atomic { !(granted & bitOf(who)) -> asleep = asleep | bitOf(who) };
#endif
        if
        :: !(asleep & bitOf(who))
        :: hasDeadline ->
            d_step {
                asleep = asleep & (255 - bitOf(who));
                timeIsUp(who)
            };
            if
            :: refused & bitOf(who) -> break
            :: else
            fi
        fi
    od
}

inline goHome()
{
    skip;
    d_step {
        gone++;
        assert(gone < PARTIES || (length == 0 && owner == NO_PARTY && !waits && !granted && !asleep));
    }
}

proctype Thread(byte me; byte does)
{
    byte owed = NO_PARTY;
    byte rounds = 0;
    bool mayYield = false;
    bool gaveWay = false;

    do
    :: (does & ENDLESS) || rounds < ROUNDS ->
        if
        :: does & ENDLESS
        :: else -> rounds++
        fi;
        acquire(me);
        carryOut();
        sleepUntilServed(me, does & DEADLINE);
        if
        :: refused & bitOf(me)
        :: else ->
            enter(me);
            mayYield = (does & YIELDS) > 0;
            do
            :: mayYield ->
                yield(me);
                if
                :: gaveWay ->
                    gaveWay = false;
                    carryOut();
                    sleepUntilServed(me, false);
                    enter(me);
                    REACHES(CAME_BACK)
                :: else
                fi
            :: break
            od;
            mayYield = false;
            leave(me)
        fi
    :: !(does & ENDLESS) && rounds == ROUNDS -> break
    od;
    goHome()
}

proctype Ticket(byte me; byte does)
{
    byte owed = NO_PARTY;
    byte rounds = 0;
    bool mayWithdraw = false;

    ticketBits = ticketBits | bitOf(me);
    do
    :: (does & ENDLESS) || rounds < ROUNDS ->
        if
        :: does & ENDLESS
        :: else -> rounds++
        fi;
        /* The ids of tickets are never used again; here they are, once the watch has done with it. */
        atomic {
            expiring != me ->
            request(me, does & DEADLINE)
        };
        carryOut();
        mayWithdraw = (does & WITHDRAWS) > 0;
        do
        :: atomic { told & bitOf(me) -> break }
        :: atomic {
               mayWithdraw ->
               withdraw(me);
               if
               :: (refused & bitOf(me)) && !(waits & bitOf(me)) -> break
               :: else
               fi
           }
        od;
        mayWithdraw = false;
        if
        :: refused & bitOf(me)
        :: !(refused & bitOf(me)) -> enter(me); leave(me)
        :: !(refused & bitOf(me)) && (does & UNUSED) ->
            giveBack(me);
            carryOut()
        fi
    :: !(does & ENDLESS) && rounds == ROUNDS -> break
    od;
    goHome()
}

/* The thread of DeadlineWatch. What it has found to be over it cannot take back: the core decides. */
proctype Watch()
{
    byte owed = NO_PARTY;
    byte who;

endWatching:
    do
    :: atomic {
           armed ->
           if
           :: armed & bitOf(0) -> who = 0
           :: armed & bitOf(1) -> who = 1
           :: armed & bitOf(2) -> who = 2
           :: armed & bitOf(3) -> who = 3
           fi;
           armed = armed & (255 - bitOf(who));
           expiring = who
       };
       expire(who);
       carryOut();
       atomic { expiring = NO_PARTY; who = 0 }
    od
}

proctype Ageing()
{
endAgeing:
    do
    :: d_step {
           length > 0 ->
           k = 0;
           do
           :: k < length && (isOperator(line[k]) || (aged & bitOf(line[k]))) -> k++
           :: else -> break
           od;
           if
           :: k < length -> aged = aged | bitOf(line[k])
           :: else
           fi
       }
    od
}

/* The end of a lease's operation: who takes control does not wait until the lease is given back. */
inline endOperation()
{
    d_step {
        lookAtLine();
        if
        :: inLine & TAKERS ->
            REACHES(WORKING_LEASE_GAVE_WAY);
            suspended = true;
            handOver()
        :: else -> rests = true
        fi;
        check()
    }
}

inline beginLease(who)
{
    skip;
    d_step { granted = granted & (255 - bitOf(who)) };
    atomic { endOperation() }
}

inline endLease(who)
{
    skip;
    d_step {
        suspended = false;
        if
        :: owner == who -> handOver()
        :: else
        fi;
        check()
    }
}

/* A lease of a remote client: it owns the lock also while it rests. */
proctype Lease(byte me)
{
    byte owed = NO_PARTY;
    byte operations = 0;

    d_step {
        waits = waits | bitOf(me);
        if
        :: owner == NO_PARTY -> own(me)
        :: else -> standInLine(me)
        fi;
        check()
    };
    sleepUntilServed(me, false);
    beginLease(me);
    carryOut();
    do
    :: operations < ROUNDS ->
        operations++;
        d_step {
            waits = waits | bitOf(me);
            if
            :: owner == me -> assert(rests); rests = false; own(me)
            :: owner == NO_PARTY -> assert(suspended); own(me)
            :: else ->
                assert(suspended);
                lookAtLine();
                if
                :: aRemote != NO_PARTY -> REACHES(LEASE_CAME_BACK_PAST_A_WAITER)
                :: else
                fi;
                insertFirst(me)
            fi;
            suspended = false;
            check()
        };
        sleepUntilServed(me, false);
        enter(me);
        atomic { working--; inner = NO_PARTY; endOperation() };
        carryOut()
    :: break /* given back, or expired */
    od;
    endLease(me);
    carryOut();
    goHome()
}

init
{
    atomic { CAST }
}

#if defined(FAIR) || defined(FAIR_AGEING)
ltl operatorIsServed { [] ((waits & bitOf(0)) -> <> !(waits & bitOf(0))) }
ltl remoteIsServed { [] ((waits & bitOf(2)) -> <> !(waits & bitOf(2))) }
#endif
