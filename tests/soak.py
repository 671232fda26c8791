#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the long form of tests, of which ctest runs a short one.

Usage: soak.py [--check] BUILD [NAME [MINUTES]]

A test that has a long form has the label "soak", and takes it when HOLDFAST_SOAK=1 is in its environment.
NAME is a part of the test's name as ctest has it, or of several; without NAME, those that exist are listed. A test
that has no end of its own, such as app/clients, finds MINUTES as HOLDFAST_SOAK_MINUTES in its environment.
--check only says whether there is such a test.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 4 * 3600  # seconds: by then something waits for ever


def soak_tests(build: Path) -> list[dict[str, Any]]:
    listed = subprocess.run(["ctest", "--test-dir", str(build), "--show-only=json-v1", "-L", "^soak$"],
                            stdout=subprocess.PIPE, check=True)
    return json.loads(listed.stdout)["tests"]


def run(test: dict[str, Any], minutes: float | None) -> bool:
    """Runs one test as ctest does, except that it has more time, and that its output is shown at once."""
    properties = {entry["name"]: entry["value"] for entry in test["properties"]}
    environment = {**os.environ, **dict(entry.split("=", 1) for entry in properties.get("ENVIRONMENT", [])),
                   "HOLDFAST_SOAK": "1",
                   # Qt Test's own limit for a test function is five minutes.
                   "QTEST_FUNCTION_TIMEOUT": str(1000 * PATIENCE)}
    if minutes is not None:
        environment["HOLDFAST_SOAK_MINUTES"] = str(minutes)
    print(f"Soaking {test['name']} ...", flush=True)
    begin = time.monotonic()
    try:
        code = subprocess.run(test["command"], cwd=properties["WORKING_DIRECTORY"], env=environment,
                              stdin=subprocess.DEVNULL, check=False, timeout=PATIENCE).returncode
    except subprocess.TimeoutExpired:
        print(f"{test['name']} has not ended after {PATIENCE // 3600} hours: something waits for ever.", flush=True)
        return False
    if code != 0 and code == properties.get("SKIP_RETURN_CODE"):
        what = "was skipped, which proves nothing"
    else:
        what = "passed" if code == 0 else f"FAILED with exit code {code}"
    print(f"{test['name']} {what} ({time.monotonic() - begin:.0f} s).", flush=True)
    return code == 0


def duration(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes <= PATIENCE / 60 - 10:
        raise ValueError
    return minutes


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev soak", description="Runs the long form of tests.")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("name", nargs="?", metavar="NAME", help="a part of the tests' names (default: list them)")
    parser.add_argument("minutes", nargs="?", type=duration, metavar="MINUTES",
                        help="how long, for tests that would go on for ever (default: what each of them says)")
    arguments = parser.parse_args()

    tests = soak_tests(arguments.build)
    names = "\n".join(f"  {test['name']}" for test in tests)
    if not tests:
        print("./dev soak: no test has a long form.", file=sys.stderr)
        return 1
    if arguments.name is None:
        print(f"These tests have a long form, which ./dev soak NAME runs:\n{names}")
        return 0
    chosen = [test for test in tests if arguments.name in test["name"]]
    if not chosen:
        print(f"./dev soak: no test with a long form has \"{arguments.name}\" in its name. There are:\n{names}",
              file=sys.stderr)
        return 2
    if arguments.check:
        return 0
    results = [run(test, arguments.minutes) for test in chosen]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
