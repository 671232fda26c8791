#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a fuzzer that was built for one target, and says what it has found.

Usage: run_fuzz.py [--check] BUILD [NAME MINUTES]

NAME is a target, one of the folders of tests/fuzz/corpus; without it, those that exist are listed. The fuzzer is the program
BUILD/bin/fuzz_NAME. It begins with the corpus and what it found before. New inputs are kept in BUILD/NAME/inputs, those at
which the target fails in BUILD/NAME. --check only looks at the arguments.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

CORPUS = Path("tests/fuzz/corpus")  # in the tree, where ./dev starts this
MOST_MINUTES = 24 * 60
PATIENCE = 30  # seconds for one input: what takes longer hangs
MOST_MEMORY = 2048  # MiB
# As long as something new is likely: longer inputs are slower, and a journal's file is a few pages.
MOST_BYTES = {"journal": 16384}
OTHER_MOST_BYTES = 4096
FAILURE = re.compile(r"^(==\d+== ?ERROR: .*|.*runtime error: .*|SUMMARY: .*|This does not hold: .*|ASSERT.*|terminate called .*"
                     r"|  what\(\): .*| +#\d+ .*(?:core|tests)/.*)$", re.MULTILINE)


def targets() -> list[str]:
    return sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())


def minutes(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= MOST_MINUTES:
        raise argparse.ArgumentTypeError(f'"{text}" is no time: give a number of minutes above 0, at most {MOST_MINUTES}, such as 10')
    return number


def last_number(pattern: str, text: str) -> int:
    found = re.findall(pattern, text, re.MULTILINE)
    return int(found[-1]) if found else 0


def report(name: str, log: str, new: int, inputs: Path) -> str:
    runs = last_number(r"^stat::number_of_executed_units:\s*(\d+)", log) or last_number(r"^#(\d+)\s", log)
    per_second = last_number(r"^stat::average_exec_per_sec:\s*(\d+)", log) or last_number(r"exec/s: (\d+)", log)
    covered, all_edges = last_number(r" cov: (\d+)", log), last_number(r"\((\d+) inline 8-bit counters\)", log)
    return (f"{name}: {runs:,} runs, {per_second:,} a second; {covered:,} of {all_edges:,} places in the code reached; "
            f"new inputs: {new}, in {inputs}.")


def failure(name: str, build: Path, log: str, inputs: list[Path], log_file: Path) -> str:
    lines = list(dict.fromkeys(match.group(0) for match in FAILURE.finditer(log)))
    text = "\n".join(lines[:20])
    if not inputs:
        return f"{text}\n{name} failed, and left no input: {log_file} says why."
    found = inputs[0]
    return (f"{text}\n{name} fails at an input, which is {found}; all that was said is in {log_file}.\n"
            f"Replay it: {build}/bin/fuzz_{name} {found}\n"
            f"  without sanitizers: ./dev build release fuzz_replay, then build/release/bin/fuzz_replay {name} {found}\n"
            f"Keep it as a test, under a name that says what is wrong with it: cp {found} {CORPUS / name}/...")


def fuzz(build: Path, name: str, seconds: int) -> int:
    folder = build / name
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    before = set(inputs.iterdir())
    failing = set(folder.glob("*-*"))
    log_file = folder / "fuzz.log"
    command = [str(build / "bin" / f"fuzz_{name}"), str(inputs), str(CORPUS / name), f"-max_total_time={seconds}",
               f"-artifact_prefix={folder}/", f"-timeout={PATIENCE}", f"-rss_limit_mb={MOST_MEMORY}",
               f"-max_len={MOST_BYTES.get(name, OTHER_MOST_BYTES)}", "-print_final_stats=1"]
    # Without a symbolizer of LLVM's, the one of the compiler names the lines.
    environment = {**os.environ, "ASAN_OPTIONS": "allow_addr2line=1", "UBSAN_OPTIONS": "print_stacktrace=1"}
    print(f"Fuzzing {name} for {seconds} s ...", file=sys.stderr, flush=True)
    with open(log_file, "wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment)
        while True:
            try:
                code = process.wait()
                break
            except KeyboardInterrupt:
                pass  # the fuzzer has got the signal too, and ends
    log = log_file.read_text(encoding="utf-8", errors="replace")
    print(report(name, log, len(set(inputs.iterdir()) - before), inputs))
    if code == 0 or "libFuzzer: run interrupted" in log:
        return 0
    print(failure(name, build, log, sorted(set(folder.glob("*-*")) - failing), log_file))
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev fuzz", description="Searches with libFuzzer for inputs at which Holdfast fails.")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("name", nargs="?", metavar="NAME", help="the target (default: list them)")
    parser.add_argument("minutes", nargs="?", type=minutes, metavar="MINUTES", help="for how long")
    arguments = parser.parse_args()
    listed = "".join(f"  {name}\n" for name in targets())
    if arguments.name is None:
        print(f"The targets are:\n{listed}", end="")
        return 0
    if arguments.name not in targets():
        print(f'There is no target "{arguments.name}". The targets are:\n{listed}', end="", file=sys.stderr)
        return 2
    if arguments.minutes is None:
        parser.error(f"for how long? For instance: ./dev fuzz {arguments.name} 10")
    if arguments.check:
        return 0
    return fuzz(arguments.build, arguments.name, max(1, round(60 * arguments.minutes)))


if __name__ == "__main__":
    sys.exit(main())
