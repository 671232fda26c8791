# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searches models in Promela exhaustively with spin.

A model has configurations (-DNAME), situations that must occur in one (-DLOOKING_FOR=NAME lets an assertion fail there), and
deliberate defects (-DMUTATE_...) that must be found.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

SKIPPED = 77
# As what a defect is found.
ASSERTION, LEFT_BEHIND, STARVED = "assertion violated", "invalid end state", "acceptance cycle"


class Model(NamedTuple):
    """A model, and what is to be found out about it."""

    file: Path
    searches: list[tuple[str, str]]  # a configuration, and for the endless ones the formula that must hold
    situations: list[tuple[str, str]]  # a situation, and a configuration in which it must occur
    defects: list[tuple[str, str, str, str]]  # a defect, the search that must find it, and as what


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


def search(model: Path, configuration: str, formula: str, *defines: str) -> Searched:
    with tempfile.TemporaryDirectory() as folder:
        run(["spin", f"-D{configuration}", *(f"-D{define}" for define in defines), "-a", str(model)], folder)
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


def no_error(model: Path, configuration: str, formula: str) -> tuple[bool, str]:
    found = search(model, configuration, formula)
    name = f"{configuration} {formula}".strip()
    if found.errors or not found.complete:
        return False, f"{name}: {found.errors} errors, {'' if found.complete else 'not '}complete:\n{found.text}"
    return True, f"{name}: {found.states} states, all of them searched, no error"


def occurs(model: Path, situation: str, configuration: str) -> tuple[bool, str]:
    found = search(model, configuration, "", f"LOOKING_FOR={situation}")
    if found.errors == 0 or ASSERTION not in found.text:
        return False, f"{configuration}: {situation} never occurs:\n{found.text}"
    return True, f"{configuration}: {situation} occurs"


def is_found(model: Path, defect: str, configuration: str, formula: str, what: str) -> tuple[bool, str]:
    found = search(model, configuration, formula, defect)
    if found.errors == 0 or what not in found.text:
        return False, f"{configuration} {formula}: {defect} is not found as \"{what}\":\n{found.text}"
    return True, f"{configuration} {formula}: {defect} is found ({what})"


def check(model: Model, can_fail: bool) -> int:
    """Returns the exit code of the test."""
    missing = [tool for tool in ("spin", "cc") if not shutil.which(tool)]
    if missing:
        print(f"The model was not checked: there is no {missing[0]} here (on Debian: the packages spin and gcc).")
        if os.environ.get("HOLDFAST_REQUIRE_INTEROP") == "1":
            print("HOLDFAST_REQUIRE_INTEROP=1 says that it must be.")
            return 1
        return SKIPPED

    failed = False
    with concurrent.futures.ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        if can_fail:
            tries = [pool.submit(is_found, model.file, *defect) for defect in model.defects]
        else:
            tries = [pool.submit(no_error, model.file, *which) for which in model.searches]
            tries += [pool.submit(occurs, model.file, *situation) for situation in model.situations]
        for attempt in tries:
            good, text = attempt.result()
            print(text if good else f"FAILED: {text}")
            failed |= not good
    return 1 if failed else 0
