#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of MicroManager with MMCore itself and the demo adapters.

Usage: run_micromanager.py --packages DIRECTORY --build DIRECTORY --tests PROGRAM

Fetches the sources and the adapters, and builds holdfast-mmcore, unless that was done before. Exits with 77 (skipped) when they
cannot be had, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that the tests must run.
"""

import argparse
import fcntl
import os
import subprocess
import sys
from pathlib import Path

from run_interop import skipped

BRIDGE = Path(__file__).resolve().parents[2] / "app" / "holdfast-mmcore"
sys.path.insert(0, str(BRIDGE))
from fetch_mmcore import CannotFetch, fetch  # noqa: E402


def build(sources: Path, folder: Path) -> str | None:
    """Builds the bridge. Returns the output of what failed, or None."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in (["cmake", "-G", "Ninja", "-S", str(BRIDGE), "-B", str(folder), f"-DHOLDFAST_MMCORE_SOURCES={sources}"],
                        ["cmake", "--build", str(folder), "--target", "holdfast-mmcore"]):
            result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                    text=True, check=False)
            if result.returncode != 0:
                return result.stdout
    return None


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--tests", type=Path, required=True)
    arguments, for_the_tests = parser.parse_known_args()
    packages = arguments.packages.resolve()
    try:
        fetch(packages)
    except CannotFetch as reason:
        return skipped(f"MMCore was not tried: {reason}")
    failure = build(packages / "pymmcore", arguments.build.resolve())
    if failure is not None:
        print(f"holdfast-mmcore cannot be built:\n{failure}")
        return 1
    variables = dict(os.environ, HOLDFAST_MMCORE=str(arguments.build.resolve() / "holdfast-mmcore"),
                     HOLDFAST_MM_ADAPTERS=str(packages / "adapters"))
    command = [str(arguments.tests.resolve()), "tst_mmcore", "-maxwarnings", "0", *for_the_tests]
    # None of the tests' own exit codes may be taken for a skip.
    return 0 if subprocess.run(command, env=variables, check=False).returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
