#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets Prometheus' own promtool read a scrape, and check and test the alert rules.

Usage: run_promtool.py --folder DIRECTORY --program HOLDFAST

Takes the promtool that is installed; else fetches Debian's package into the folder and unpacks that
one program, because installing the package would start a server. Exits with 77 (skipped) when neither
can be done, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that it must be.
"""

import argparse
import fcntl
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import monitored
from run_interop import skipped

HERE = Path(__file__).resolve().parent


class CannotFetch(Exception):
    """Says why promtool cannot be installed."""


def run(command: list[str], folder: Path) -> None:
    try:
        result = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, check=False)
    except FileNotFoundError as error:
        raise CannotFetch(f"there is no {command[0]}") from error
    if result.returncode != 0:
        raise CannotFetch(result.stdout.strip())


def fetch(folder: Path) -> Path:
    """Extracts promtool from Debian's package, once."""
    program = folder / "promtool"
    if program.exists():
        return program
    with tempfile.TemporaryDirectory(dir=folder) as name:
        workshop = Path(name)
        run(["apt-get", "download", "-q", "prometheus"], workshop)
        (package,) = workshop.glob("prometheus_*.deb")
        run(["sh", "-c", f"dpkg-deb --fsys-tarfile {package.name} | tar x ./usr/bin/promtool"], workshop)
        (workshop / "usr" / "bin" / "promtool").replace(program)
    return program


def promtool(folder: Path) -> Path:
    installed = shutil.which("promtool")
    if installed:
        return Path(installed)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return fetch(folder)


def succeeds(*command: str, given: str | None = None) -> bool:
    print("+", *command[1:], flush=True)
    return subprocess.run(command, input=given, text=True, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        tool = str(promtool(arguments.folder.resolve()))
    except CannotFetch as reason:
        return skipped(f"promtool was not tried: {reason}")

    text = monitored.scrape(str(arguments.program.resolve()))
    # Shows that the check below can fail: Prometheus requires "_total" at the end of a counter's name.
    wrong = "# HELP holdfast_oops Counted.\n# TYPE holdfast_oops counter\nholdfast_oops 1\n"
    done = [
        not succeeds(tool, "check", "metrics", given=wrong),
        succeeds(tool, "check", "metrics", given=text),
        succeeds(tool, "check", "rules", str(monitored.ALERTS)),
        succeeds(tool, "test", "rules", str(HERE / "alerts_test.yml")),
    ]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
