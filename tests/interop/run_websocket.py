#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the server's WebSockets with an echo, like the Autobahn test suite. The cases have the numbers of that suite.

Usage: run_websocket.py --program SERVEECHO [CASE ...]

With the beginnings of case numbers (6. or 9.3) it runs only those. Autobahn's groups 12 and 13 are about compression,
which is not negotiated here, as H.1.4 checks. Needs only Python.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from holdfast_process import HoldfastProcess

sys.path.insert(0, str(Path(__file__).resolve().parent / "websocket"))

import closing  # noqa: E402
import framing  # noqa: E402
import handshakes  # noqa: E402
import utf8  # noqa: E402
import volume  # noqa: E402
from deviations import DEVIATIONS, as_served  # noqa: E402
from rawsocket import Wrong  # noqa: E402


def all_cases() -> list[Any]:
    cases = [*handshakes.cases(), *framing.cases(), *utf8.cases(), *closing.cases(), *volume.cases()]
    assert len({case.id for case in cases}) == len(cases), "each case has a number of its own"
    assert set(DEVIATIONS) <= {case.id for case in cases}, "a deviation is one of a case"
    return cases


def deviates(case: Any, port: int) -> bool:
    """Returns whether the server has the known deviation from the case."""
    if case.id not in DEVIATIONS:
        return False
    try:
        as_served(case).run(port)
    except (Wrong, OSError):
        return False
    print(f"INFORMATIONAL {case.id} {case.what}: {DEVIATIONS[case.id][0]}", flush=True)
    return True


def passes(case: Any, port: int) -> bool:
    begin = time.monotonic()
    try:
        case.run(port)
    except (Wrong, OSError, UnicodeDecodeError) as reason:
        print(f"FAIL {case.id} {case.what}: {reason} ({time.monotonic() - begin:.1f} s)", flush=True)
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("chosen", nargs="*", metavar="CASE")
    arguments = parser.parse_args()
    cases = [case for case in all_cases() if case.id.startswith(tuple(arguments.chosen) or "")]
    if not cases:
        parser.error("there is no such case")
    passed: Counter[str] = Counter()
    informational: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        server = HoldfastProcess(str(arguments.program.resolve()), Path(folder))
        try:
            port = int(server.origin.rpartition(":")[2])
            for case in cases:
                group = case.id.split(".")[0]
                total[group] += 1
                if deviates(case, port):
                    informational[group] += 1
                else:
                    passed[group] += passes(case, port)
        finally:
            server.end()
    for group in total:
        print(f"{group}: {passed[group]} of {total[group]} passed, {informational[group]} informational")
    return 0 if passed + informational == total else 1


if __name__ == "__main__":
    sys.exit(main())
