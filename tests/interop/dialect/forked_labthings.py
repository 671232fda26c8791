# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""LabThings' own server. Loading it takes seconds and the tests start it many times, so its command line
runs in copies of this process, which has loaded it already."""

import logging
import multiprocessing
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import mirror_things  # noqa: F401 (loaded here, so that the copies need not)
from labthings_fastapi.server import cli


def serve(folder: Path, arguments: tuple[str, ...]) -> None:
    """Does the same as the script labthings-server, in a process without anything of the tests."""
    os.chdir(folder)
    output = os.open("output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    os.closerange(3, 65536)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w", buffering=1), open(2, "w", buffering=1)
    sys.argv = ["labthings-server", *arguments]
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)
    code = 0
    try:
        cli.serve_from_cli()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class ForkedLabThings:
    """Has the members of a subprocess.Popen that the tests need."""

    def __init__(self, folder: Path, *arguments: str):
        self._process = multiprocessing.get_context("fork").Process(
            target=serve, args=(folder, arguments)
        )
        (folder / "output").write_bytes(b"")
        self._process.start()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        # Not by join(), which waits for a descriptor that is closed in the copy from the beginning.
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while self._process.exitcode is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("labthings-server", timeout or 0)
            time.sleep(0.01)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self._process.pid is not None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        self._process.kill()
