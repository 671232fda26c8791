# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of packages have in common: commands that must succeed, waiting, and the report."""

import contextlib
import shlex
import subprocess
import time
from pathlib import Path
from typing import Callable, Iterator

PATIENCE = 60.0


class Failed(Exception):
    """A check that failed."""


def run(*command: object, check: bool = True, **more: object) -> subprocess.CompletedProcess:
    result = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False, **more)
    if check and result.returncode != 0:
        raise Failed(f"{shlex.join(str(word) for word in command)} ended with {result.returncode}:\n{result.stdout}")
    return result


def require(condition: object, what: str) -> None:
    if not condition:
        raise Failed(what)


def wait_until(condition: Callable[[], object], what: str) -> object:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        result = condition()
        if result:
            return result
        time.sleep(0.02)
    raise Failed(f"not within {PATIENCE:.0f} s: {what}")


@contextlib.contextmanager
def started(command: list, **more: object) -> Iterator[subprocess.Popen]:
    """Starts a program, which is killed when a check fails."""
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, **more)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


class Report:
    """What was seen, for the reader of build/package/report.txt."""

    def __init__(self, path: Path):
        self.path = path
        self.path.write_text("", encoding="utf-8")

    def add(self, title: str, text: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"== {title}\n{text.rstrip()}\n\n")
