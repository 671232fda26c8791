#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the model of the gate, gate.pml, exhaustively with spin.

Usage: check_model.py [--can-fail]

Without the option: no configuration has an error, each was searched to the end, and each situation
that the model is there for does occur in it. With it: every deliberate defect is found. Exits with 77
(skipped) where spin is missing, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that it must be there.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

MODEL = Path(__file__).resolve().parent / "gate.pml"
SKIPPED = 77

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
ASSERTION, LEFT_BEHIND, STARVED = "assertion violated", "invalid end state", "acceptance cycle"
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


class Searched(NamedTuple):
    """What spin's verifier said."""

    states: int
    errors: int
    complete: bool
    text: str


def run(command: list[str], folder: str) -> str:
    result = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, text=True, check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{result.stdout}")
    return result.stdout


def search(configuration: str, formula: str, *defines: str) -> Searched:
    with tempfile.TemporaryDirectory() as folder:
        run(["spin", f"-D{configuration}", *(f"-D{define}" for define in defines), "-a", str(MODEL)], folder)
        # What ends at the first error is compiled in a hurry. A search that needs more memory than that
        # is reported as incomplete.
        run(["cc", "-O0" if defines else "-O1", "-w", "-DMEMLIM=1024", "-DNFAIR=3" if formula else "-DSAFETY", "-o", "pan", "pan.c"],
            folder)
        said = run(["./pan", "-m100000", "-w20", *(["-a", "-f", "-N", formula] if formula else [])], folder)
    errors = re.search(r"errors: (\d+)", said)
    states = re.search(r"(\d+) states, stored", said)
    if not errors or not states:
        raise RuntimeError(f"{configuration}: the verifier did not finish:\n{said}")
    if formula and f"pan: ltl formula {formula}" not in said:
        raise RuntimeError(f"{configuration}: {formula} was not what was searched for:\n{said}")
    incomplete = re.search(r"not completed|max search depth too small|out of memory|reached -DMEMLIM|aborting", said)
    return Searched(int(states[1]), int(errors[1]), not incomplete, said.split("unreached in")[0])


def no_error(configuration: str, formula: str) -> tuple[bool, str]:
    found = search(configuration, formula)
    name = f"{configuration} {formula}".strip()
    if found.errors or not found.complete:
        return False, f"{name}: {found.errors} errors, {'' if found.complete else 'not '}complete:\n{found.text}"
    return True, f"{name}: {found.states} states, all of them searched, no error"


def occurs(situation: str, configuration: str) -> tuple[bool, str]:
    found = search(configuration, "", f"LOOKING_FOR={situation}")
    if found.errors == 0 or ASSERTION not in found.text:
        return False, f"{configuration}: {situation} never occurs:\n{found.text}"
    return True, f"{configuration}: {situation} occurs"


def is_found(defect: str, configuration: str, formula: str, what: str) -> tuple[bool, str]:
    found = search(configuration, formula, defect)
    if found.errors == 0 or what not in found.text:
        return False, f"{configuration} {formula}: {defect} is not found as \"{what}\":\n{found.text}"
    return True, f"{configuration} {formula}: {defect} is found ({what})"


def main() -> int:
    missing = [tool for tool in ("spin", "cc") if not shutil.which(tool)]
    if missing:
        print(f"The model was not checked: there is no {missing[0]} here (on Debian: the packages spin and gcc).")
        if os.environ.get("HOLDFAST_REQUIRE_INTEROP") == "1":
            print("HOLDFAST_REQUIRE_INTEROP=1 says that it must be.")
            return 1
        return SKIPPED

    failed = False
    with concurrent.futures.ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        if sys.argv[1:] == ["--can-fail"]:
            tries = [pool.submit(is_found, *defect) for defect in DEFECTS]
        else:
            tries = [pool.submit(no_error, *which) for which in SEARCHES]
            tries += [pool.submit(occurs, *situation) for situation in SITUATIONS]
        for attempt in tries:
            good, text = attempt.result()
            print(text if good else f"FAILED: {text}")
            failed |= not good
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
