#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs benchmark programs and makes one table of their figures.

Usage: run_bench.py --programs DIRECTORY [--quick] [--json FILE] [NAME...]

Each NAME is a program without its "bench_"; without names, all of DIRECTORY are run. Each program
prints one JSON object (see report.h), perhaps with "notes": what it could not measure. What it logs meanwhile goes to a
file (NAME.log in the folder that --logs names), and is shown when something went wrong. Exits with 1 when one of the
programs saw wrong behaviour or did not end; a missed goal is no failure, because machines are noisy.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PREFIX = "bench_"
KEYS = ["name", "value", "unit", "baseline", "ratio", "goal", "met"]
PATIENCE = 1200  # seconds: a program that takes longer has a thread that waits for ever
SIDE_BY_SIDE = 4  # programs that run at the same time with --quick
SHOWN = 40  # lines: how much of a long log is shown


def cpu_model() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def describe_machine(build: dict) -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    warning = "" if build["optimised"] else "\nNot an optimised build: the figures mean little."
    return (f"{cpu_model()}, {os.cpu_count()} cores, Linux {platform.release()}, load {load}\n"
            f"{build['compiler']}, Qt {build['qt']}{warning}")


def text_of(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "met" if value else "MISSED"
    if isinstance(value, (int, float)):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return str(value)


def table(measurements: list[dict]) -> str:
    rows = [KEYS] + [[text_of(entry[key]) for key in KEYS] for entry in measurements]
    widths = [max(len(row[column]) for row in rows) for column in range(len(KEYS))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) if column in (0, 2, 6) else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def show(log: Path) -> None:
    """Prints the errors in the log of a program, and the end of the log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    before = lines[:-SHOWN]
    for line in [*(line for line in before if line.startswith("WRONG: ")), *lines[-SHOWN:]]:
        print(line, file=sys.stderr)
    if before:
        print(f"(the other lines of {len(lines)} are in {log})", file=sys.stderr)


def run(program: Path, quick: bool, log: Path) -> tuple[dict, bool]:
    """Runs a program, and returns its output and whether it succeeded."""
    said, reason = measure(program, quick, log)
    if reason:
        show(log)
        print(f"{program.name} {reason}", file=sys.stderr)
    return said, not reason


def measure(program: Path, quick: bool, log: Path) -> tuple[dict, str]:
    """Runs a program, and returns its output and what was wrong."""
    command = [str(program), *(["--quick"] if quick else [])]
    try:
        with log.open("wb") as output:
            result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=output,
                                    text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {}, f"has not ended after {PATIENCE} s: a thread waits in vain."
    try:
        said = json.loads(result.stdout)
        for entry in said["measurements"]:
            if sorted(entry) != sorted(KEYS):
                raise ValueError(f"an entry has other keys: {entry}")
    except (ValueError, KeyError, TypeError) as error:
        return {}, f"ended with {result.returncode}, and what it printed cannot be read: {error}"
    return said, f"ended with {result.returncode}: see above what was wrong." if result.returncode else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measures, side by side with others.")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="only try that everything works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there, too")
    parser.add_argument("--logs", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME", help="run only these (default: all)")
    arguments = parser.parse_args()

    known = {path.name[len(PREFIX):]: path for path in sorted(arguments.programs.glob(f"{PREFIX}*"))
             if os.access(path, os.X_OK)}
    unknown = [name for name in arguments.names if name not in known]
    if unknown or not known:
        parser.error(f"there is no benchmark \"{', '.join(unknown)}\": there are {', '.join(known) or 'none'}")

    measurements: list[dict] = []
    notes: list[str] = []
    build = None
    good = True
    logs = arguments.logs or Path(tempfile.mkdtemp(prefix="bench-"))
    logs.mkdir(parents=True, exist_ok=True)

    def run_one(name: str) -> tuple[dict, bool]:
        sys.stderr.write(f"Measuring: {name} ...\n")  # at once, as others write, too
        return run(known[name], arguments.quick, logs / f"{name}.log")

    # With --quick the figures mean nothing, so the programs may run in parallel.
    pool = ThreadPoolExecutor(SIDE_BY_SIDE if arguments.quick else 1)
    for said, is_right in pool.map(run_one, arguments.names or known):
        good &= is_right
        build = build or said.get("build")
        measurements += [{key: entry[key] for key in KEYS} for entry in said.get("measurements", [])]
        notes += said.get("notes", [])

    if build:
        print(f"{describe_machine(build)}\n\n{table(measurements)}")
    if notes:
        print("\n" + "\n".join(notes))
    if arguments.json:
        arguments.json.write_text(json.dumps(measurements, indent=2) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
