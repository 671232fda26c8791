#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the model of a lab of stations, lab.pml, exhaustively with spin.

Usage: check_lab.py [--can-fail]

Without the option: no configuration has an error, each was searched to the end, and each situation
that the model is there for does occur in it. With it: every deliberate defect is found. Exits with 77
(skipped) where spin is missing, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that it must be there.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "program"))
from spinmodel import ASSERTION, LEFT_BEHIND, Model, check  # noqa: E402

SEARCHES = [(configuration, "") for configuration in ("SETS", "CLIENTS", "YIELDING", "LEASES", "SLEEPING", "DOUBT")]
# A situation, and a configuration in which it must occur.
SITUATIONS = [
    ("HANDED_OVER", "SETS"), ("TWO_AT_ONCE", "SETS"), ("DECIDED_BY_OLD_SNAPSHOT", "SETS"), ("GRANTED_TO_ITSELF", "SETS"),
    ("ASKED_AND_GRANTED", "CLIENTS"), ("GAVE_WAY", "YIELDING"), ("CAME_BACK", "YIELDING"), ("LOST_WHILE_INSIDE", "LEASES"),
    ("WOKE_TOO_LATE", "SLEEPING"), ("REFUSED_BY_DEVICE", "SLEEPING"), ("LEFT_A_STRAY", "DOUBT"), ("STRAY_OWNED", "DOUBT"),
    ("WRITTEN_AGAIN", "DOUBT"),
]
# A defect, the search that must find it, and as what.
DEFECTS = [
    ("MUTATE_NO_CLAIM", "SETS", "", ASSERTION),
    ("MUTATE_QUEUE_NOT_COMPARED", "SETS", "", ASSERTION),
    ("MUTATE_OWNER_NOT_COMPARED", "SETS", "", ASSERTION),
    ("MUTATE_NOT_GRANTED_TO_ITSELF", "SETS", "", LEFT_BEHIND),
    ("MUTATE_RELEASE_WITHOUT_TOKEN", "LEASES", "", LEFT_BEHIND),
    ("MUTATE_LEASE_OF_THE_RELEASER", "LEASES", "", ASSERTION),
    ("MUTATE_STAYS_BEYOND_THE_DEADLINE", "LEASES", "", ASSERTION),
    ("MUTATE_NO_FENCE", "SLEEPING", "", ASSERTION),
    ("MUTATE_STRAY_STAYS", "DOUBT", "", LEFT_BEHIND),
]


if __name__ == "__main__":
    sys.exit(check(Model(Path(__file__).resolve().parent / "lab.pml", SEARCHES, SITUATIONS, DEFECTS), sys.argv[1:] == ["--can-fail"]))
