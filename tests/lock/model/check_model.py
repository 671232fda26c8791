#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the model of the gate, gate.pml, exhaustively with spin.

Usage: check_model.py [--can-fail]

Without the option: no configuration has an error, each was searched to the end, and each situation
that the model is there for does occur in it. With it: every deliberate defect is found. Exits with 77
(skipped) where spin is missing, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that it must be there.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "program"))
from spinmodel import ASSERTION, LEFT_BEHIND, STARVED, Model, check  # noqa: E402

# What is searched: a configuration, and for the endless ones the formula that must hold.
SEARCHES = [
    ("THREADS", ""), ("TICKETS", ""), ("MIXED", ""), ("ORDER", ""), ("YIELDING", ""), ("LEASE", ""),
    ("LEASE_IN_TURN", ""), ("LEASE_AND_YIELDING", ""),
    ("FAIR", "operatorIsServed"), ("FAIR", "remoteIsServed"),
    ("FAIR_AGEING", "operatorIsServed"), ("FAIR_AGEING", "remoteIsServed"),
]
# A situation, and a configuration in which it must occur.
SITUATIONS = [
    ("GRANT_BEAT_TIMEOUT", "THREADS"), ("REFUSED_BY_TIME", "THREADS"), ("NOTIFIED_WHILE_AWAKE", "THREADS"),
    ("EXPIRED_TOO_LATE", "TICKETS"), ("WITHDRAWN_TOO_LATE", "TICKETS"),
    ("ALL_IN_LINE", "ORDER"), ("AGED_GOES_FIRST", "ORDER"), ("ROW_IS_OVER", "ORDER"),
    ("CAME_BACK", "YIELDING"), ("CAME_BACK_BEHIND_AGED", "YIELDING"),
    ("RESTING_LEASE_GAVE_WAY", "LEASE"), ("WORKING_LEASE_GAVE_WAY", "LEASE"),
    ("LEASE_CAME_BACK_PAST_A_WAITER", "LEASE"), ("OPERATOR_WAITS_FOR_LEASE", "LEASE_IN_TURN"),
]
# A defect, the search that must find it, and as what.
DEFECTS = [
    ("MUTATE_BARGING", "THREADS", "", ASSERTION),
    ("MUTATE_LOST_WAKEUP", "THREADS", "", LEFT_BEHIND),
    ("MUTATE_LOST_WAKEUP", "FAIR", "remoteIsServed", STARVED),
    ("MUTATE_TIMEOUT_BEATS_GRANT", "THREADS", "", ASSERTION),
    ("MUTATE_INNER_MUTEX_LAST", "THREADS", "", ASSERTION),
    ("MUTATE_EXPIRES_REGARDLESS", "TICKETS", "", ASSERTION),
    ("MUTATE_WITHDRAWN_STAYS", "TICKETS", "", ASSERTION),
    ("MUTATE_LAST_COME_FIRST_SERVED", "ORDER", "", ASSERTION),
    ("MUTATE_NO_LIMIT_IN_A_ROW", "ORDER", "", ASSERTION),
    ("MUTATE_AGEING_JUMPS_THE_LINE", "ORDER", "", ASSERTION),
    ("MUTATE_COMES_BACK_LAST", "YIELDING", "", ASSERTION),
    ("MUTATE_COMES_BACK_LAST", "LEASE", "", ASSERTION),
]


if __name__ == "__main__":
    sys.exit(check(Model(Path(__file__).resolve().parent / "gate.pml", SEARCHES, SITUATIONS, DEFECTS), sys.argv[1:] == ["--can-fail"]))
