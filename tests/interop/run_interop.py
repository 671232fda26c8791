#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of this folder in a virtual environment that has LabThings' client.

Usage: run_interop.py --environment DIRECTORY --program HOLDFAST --rich PROGRAM --mirror PROGRAM
                      [--processes N] [pytest's arguments]

Distributes the files with tests among N processes, because most of the time is spent waiting for servers to start and end.
Makes the environment when it is absent or was made for other requirements. Exits with 77 (skipped) when it cannot be made, or
with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that the tests must run.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = [HERE / "requirements.txt", HERE / "constraints.txt"]
SKIPPED = 77


class CannotInstall(Exception):
    """Says why the environment cannot be made."""


def clean_environment() -> dict[str, str]:
    """Returns the environment without settings of another Python, and without a proxy for this computer."""
    variables = {key: value for key, value in os.environ.items()
                 if key not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PYTEST_ADDOPTS")}
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    variables["NO_PROXY"] = variables["no_proxy"] = "127.0.0.1,localhost"
    return variables


def wanted(requirements: list[Path]) -> str:
    """Returns what an environment is made for; when the text differs, the environment is made anew."""
    digest = hashlib.sha256()
    for file in requirements:
        digest.update(file.read_bytes())
    return f"{digest.hexdigest()} {Path(sys.executable).resolve()} {sys.version}\n"


def run(what: str, *command: str) -> None:
    """Runs a command; its output is the reason if it fails. The user's proxies apply here."""
    variables = {key: value for key, value in os.environ.items()
                 if key not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")}
    result = subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, text=True, check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        raise CannotInstall(f"{what}:\n{result.stdout.strip()}")


def make(environment: Path, requirements: list[Path]) -> None:
    """Makes the environment. The stamp is written last: an environment without it is incomplete."""
    stamp = environment / "made-for"
    python = environment / "bin" / "python"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted(requirements):
        return
    shutil.rmtree(environment, ignore_errors=True)
    run("no virtual environment can be made (on Debian that takes the package python3-venv)",
        sys.executable, "-m", "venv", str(environment))
    run("Python packages cannot be installed", str(python), "-m", "pip", "install", "--quiet",
        "--no-input", "--disable-pip-version-check", "--retries", "2", "-r", str(requirements[0]))
    unfinished = stamp.with_suffix(".unfinished")
    unfinished.write_text(wanted(requirements), encoding="utf-8")
    unfinished.replace(stamp)


def prepare(environment: Path, requirements: list[Path], what: str) -> int | None:
    """Makes the environment. Returns the exit code when it cannot be made."""
    environment.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{environment}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            make(environment, requirements)
        except CannotInstall as reason:
            return skipped(f"{what} was not tried: {reason}")
    return None


def skipped(why: str) -> int:
    """Prints why something was not tried, and returns the exit code for that."""
    print(why)
    if os.environ.get("HOLDFAST_REQUIRE_INTEROP") == "1":
        print("HOLDFAST_REQUIRE_INTEROP=1 says that it must be.")
        return 1
    return SKIPPED


def shares(folder: Path, count: int) -> list[list[str]]:
    """Distributes the files with tests so that each share takes about the same time, most of which is for servers."""
    sizes: dict[str, int] = {}
    for file in folder.glob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        sizes[str(file)] = text.count("\ndef test_") + 2 * text.count("start_server")
    found: list[list[str]] = [[] for _ in range(count)]
    for file in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(found, key=lambda share: sum(sizes[each] for each in share)).append(file)
    return [share for share in found if share]


def all_succeed(commands: list[list[str]]) -> bool:
    """Runs the commands in parallel, and prints their outputs one after the other."""
    if len(commands) == 1:
        return subprocess.run(commands[0], env=clean_environment(), cwd=HERE, check=False).returncode == 0
    processes = [subprocess.Popen(command, env=clean_environment(), cwd=HERE, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True, errors="replace") for command in commands]
    # The output of each is read by a thread of its own, or the process would block when its pipe is full.
    with ThreadPoolExecutor(len(processes)) as pool:
        for output, _ in pool.map(subprocess.Popen.communicate, processes):
            print(output, flush=True)
    return all(process.returncode == 0 for process in processes)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--rich", type=Path, required=True)
    parser.add_argument("--mirror", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=HERE, help="whose tests to run")
    parser.add_argument("--processes", type=int, default=1, help="how many run side by side")
    arguments, for_pytest = parser.parse_known_args()
    environment = arguments.environment.resolve()

    cannot = prepare(environment, REQUIREMENTS, "The LabThings client")
    if cannot is not None:
        return cannot

    command = [str(environment / "bin" / "python"), "-m", "pytest", f"--rootdir={HERE}",
               "-c", str(HERE / "pytest.ini"), f"--program={arguments.program.resolve()}",
               f"--rich={arguments.rich.resolve()}",
               f"--mirror={arguments.mirror.resolve()}",
               *for_pytest]
    if arguments.processes > 1:
        files = shares(arguments.folder.resolve(), arguments.processes)
    else:
        files = [[] if for_pytest else [str(arguments.folder.resolve())]]
    # None of pytest's own exit codes may be taken for a skip.
    return 0 if all_succeed([command + share for share in files]) else 1


if __name__ == "__main__":
    sys.exit(main())
