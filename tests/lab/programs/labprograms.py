# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The processes of a lab on one computer: nodes of etcd, and programs of Holdfast."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Optional

SKIPPED = 77


def skip_without_etcd() -> None:
    if shutil.which("etcd") is None:
        print("There is no etcd here (on Debian: the package etcd-server).")
        sys.exit(1 if os.environ.get("HOLDFAST_REQUIRE_INTEROP") == "1" else SKIPPED)


def memory_folder() -> Optional[str]:
    """Returns a folder in memory, where there is one: etcd waits for the disk at each step."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """A process that can be killed, frozen and started again."""

    def __init__(self, name: str, command: list[str], log: Path):
        self.name = name
        self._command = command
        self._log = log
        self._process: Optional[subprocess.Popen[bytes]] = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def signal(self, number: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(number)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None
