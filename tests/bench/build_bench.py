#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports what a build of ./dev has cost.

Usage: build_bench.py report BUILD [--json FILE]
       build_bench.py judge BUILD [--record FILE]

BUILD is the folder of a build that ./dev has just made; ./dev writes the necessary figures there (see build() in dev).
"report" prints wall time, CPU, the number of steps, and the most expensive ones. "judge" compares the CPU with that
of compiling yardstick.cpp, because machines differ, and this ratio with the recorded one. It exits with 1 when the
ratio is more than 1.3 times the recorded one. A higher ratio can be recorded in a commit that gives the reasons.
Only a build from nothing without hits in the compiler cache can be judged; otherwise it prints why not.
"""

import argparse
import json
import re
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
RECORD = HERE / "build_record.json"
YARDSTICK = HERE / "yardstick.cpp"
TOLERANCE = 1.3
MOST_EXPENSIVE = 10
TIMES = 3  # how often the yardstick is compiled; the median counts


class Unjudged(Exception):
    """Says why the cost of the build cannot be judged."""


class Figures(NamedTuple):
    is_from_nothing: bool
    wall: int  # seconds
    cpu: float  # seconds


class Step(NamedTuple):
    output: str
    seconds: float  # wall time


def seconds_of(time: str) -> float:
    """Reads a time as the shell's "times" prints it: 12m3.45s."""
    minutes, seconds = re.fullmatch(r"(\d+)m([\d.]+)s", time).groups()
    return 60 * int(minutes) + float(seconds)


def read_figures(build: Path) -> Figures:
    try:
        before, wall, _, children = (build / "build.figures").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise Unjudged(f"nothing was built in {build}, or it could not be built") from None
    return Figures(before == "nothing", int(wall), sum(map(seconds_of, children.split())))


def read_steps(build: Path) -> list[Step]:
    """Returns the steps of ninja's log, the most expensive first. A step that makes several files has a line for each."""
    steps: dict[tuple[str, ...], Step] = {}
    for line in (build / ".ninja_log").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        start, end, _, output, command = line.split("\t")
        steps.setdefault((start, end, command), Step(output, (int(end) - int(start)) / 1000))
    return sorted(steps.values(), key=lambda step: -step.seconds)


def cache_hits(build: Path) -> int:
    """Counts the compilations that ccache has spared, by the log that ./dev has it write."""
    try:
        lines = (build / "ccache.log").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    return sum(line in ("direct_cache_hit", "preprocessed_cache_hit") for line in lines)


def short(output: str) -> str:
    return re.sub(r"CMakeFiles/[^/]+\.dir/", "", output).removesuffix(".o")


def words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def report(build: Path, file: Path | None) -> int:
    figures = read_figures(build)
    steps = read_steps(build)
    print(f"wall time  {words(figures.wall)}\nCPU        {words(figures.cpu)}\nsteps      {len(steps)}\n\n"
          f"The most expensive steps, in seconds of wall time:")
    for step in steps[:MOST_EXPENSIVE]:
        print(f"{step.seconds:7.1f}  {short(step.output)}")
    if file:
        file.write_text(json.dumps({
            "wall": figures.wall, "cpu": round(figures.cpu, 1), "steps": len(steps),
            "most_expensive": [{"step": short(step.output), "seconds": step.seconds}
                               for step in steps[:MOST_EXPENSIVE]]}, indent=2) + "\n", encoding="utf-8")
    return 0


def yardstick_command(build: Path) -> list[str]:
    """Returns the command that compiles the yardstick, without the launchers in front of the compiler."""
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        if Path(entry["file"]) == YARDSTICK:
            command = shlex.split(entry["command"])
            compiler = next(i for i, word in enumerate(command) if re.search(r"(\+\+|cc|clang)(-[\d.]+)?$", word)
                            and "ccache" not in word)
            return command[compiler:]
    raise Unjudged(f"{build} does not know how to compile {YARDSTICK.name}")


def yardstick_cpu(build: Path) -> float:
    command = yardstick_command(build)
    with tempfile.TemporaryDirectory() as folder:
        command[command.index("-o") + 1] = str(Path(folder) / "yardstick.o")

        def once() -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=build, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        return statistics.median(once() for _ in range(TIMES))


def judge(build: Path, record: Path) -> int:
    figures = read_figures(build)
    if not figures.is_from_nothing:
        raise Unjudged("some of it had been built before")
    hits = cache_hits(build)
    if hits:
        raise Unjudged(f"the compiler cache has spared {hits} compilations")
    yardstick = yardstick_cpu(build)
    ratio = figures.cpu / yardstick
    recorded = json.loads(record.read_text(encoding="utf-8"))["ratio"]
    print(f"The build took {words(figures.cpu)} of CPU. That is {ratio:.0f} times the {yardstick:.2f} s of the yardstick, "
          f"and {ratio / recorded:.2f} times the recorded {recorded:.0f}.")
    if ratio <= TOLERANCE * recorded:
        return 0
    print(f"It may be {TOLERANCE} times. The most expensive steps, in seconds of wall time:", file=sys.stderr)
    for step in read_steps(build)[:MOST_EXPENSIVE]:
        print(f"{step.seconds:7.1f}  {short(step.output)}", file=sys.stderr)
    print(f"If what was added is worth that, set \"ratio\" in {record.name} to {ratio:.0f}, in a commit that says what it is.",
          file=sys.stderr)
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(description="Says what a build of ./dev has cost.")
    parser.add_argument("action", choices=["report", "judge"])
    parser.add_argument("build", type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report there, too")
    parser.add_argument("--record", type=Path, default=RECORD, metavar="FILE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    try:
        if arguments.action == "report":
            return report(build, arguments.json)
        return judge(build, arguments.record)
    except Unjudged as reason:
        print(f"The cost of the build was not judged: {reason}.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
