# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is measured: how it is started, what it has used, how it is ended."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0  # seconds: by then a server is there, or never


class Wrong(Exception):
    """Something happened that must never happen, however slow the machine."""


@dataclass(frozen=True)
class Contender:
    """What can be started. Everywhere the same: a number, and perhaps an action that does nothing."""

    name: str  # in the table
    command: tuple[str, ...]  # "{port}" stands for the port
    property: str = "/bench/number"
    action: str = ""  # empty: it has none
    socket: str = ""  # where its WebSocket is; empty: it has none
    is_ours: bool = False  # and has to be right


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processors() -> tuple[int, int]:
    """That of the server, and that of whoever loads it; the same one where there is only one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


def get(port: int, path: str) -> int:
    """The status of the answer. Fails with OSError where nobody listens."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = connection.recv(64).split()
    return int(answer[1]) if len(answer) > 1 else 0


def bound_to_parent() -> None:
    """In a child: it ends with whoever started it, even when that is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Server:
    """A contender that runs and has answered once. Ended with the block."""

    def __init__(self, contender: Contender, log: Path, pinned: bool = True):
        self.contender = contender
        self.port = free_port()
        self._log = log
        command = [part.replace("{port}", str(self.port)) for part in contender.command]
        if pinned:
            command = ["taskset", "-c", str(processors()[0]), *command]
        begin = time.monotonic()
        with log.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=log.parent, stdin=subprocess.DEVNULL, stdout=output,
                                             stderr=subprocess.STDOUT, preexec_fn=bound_to_parent)
        try:
            self._await_answer(begin)
        except BaseException:
            self.end()
            raise
        self.start_ms = (time.monotonic() - begin) * 1000

    def _await_answer(self, begin: float) -> None:
        while True:
            try:
                status = get(self.port, self.contender.property)
                if status == 200:
                    return
                raise Wrong(f"{self.contender.name} answered {status}")
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() - begin > PATIENCE:
                said = self._log.read_text(encoding="utf-8", errors="replace")
                raise Wrong(f"{self.contender.name} did not start:\n{said}")
            time.sleep(0.002)

    @property
    def pid(self) -> int:
        return self._process.pid  # taskset becomes what it starts

    def cpu_seconds(self) -> float:
        """What all its threads have used so far, those that have ended included."""
        return time.clock_gettime((~self.pid << 3) | 2)  # the kernel's name for a process's clock

    def memory_mb(self) -> float:
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise Wrong(f"{self.contender.name} has ended")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
