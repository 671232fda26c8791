# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is measured: its start, its figures and its end."""

import ctypes
import os
import signal
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0  # seconds: a limit for the start of a server


class Wrong(Exception):
    """A server behaved wrongly, which no slow machine explains."""


@dataclass(frozen=True)
class Contender:
    """A server that can be started. All offer the same: a number, and perhaps an action that does nothing."""

    name: str  # in the table
    command: tuple[str, ...]  # "{port}" stands for the port
    property: str = "/bench/number"
    action: str = ""  # empty: it has none
    socket: str = ""  # where its WebSocket is; empty: it has none
    is_ours: bool = False  # if so, an error of it is a failure
    token: str = ""  # the file with the token that its clients need, below the folder of its log; empty: they need none
    scheme: str = "http"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processors() -> tuple[int, int]:
    """Returns the processor of the server and that of the load; the same one where there is only one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


def get(port: int, path: str, token: str = "", scheme: str = "http") -> int:
    """Returns the status of the answer. Raises OSError when there is no server."""
    authorization = f"Authorization: Bearer {token}\r\n" if token else ""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        if scheme == "https":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE  # the server has made its certificate itself
            connection = context.wrap_socket(connection)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}Connection: close\r\n\r\n".encode())
        answer = connection.recv(64).split()
        connection.close()
    return int(answer[1]) if len(answer) > 1 else 0


def bound_to_parent() -> None:
    """Runs in a child, which then ends with its parent, even when the parent is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Server:
    """A contender that runs and has answered once. It is ended after the block."""

    def __init__(self, contender: Contender, log: Path, pinned: bool = True):
        self.contender = contender
        self.port = free_port()
        self._log = log
        self._folder = log.with_suffix(".files")
        command = [part.replace("{port}", str(self.port)).replace("{folder}", str(self._folder)) for part in contender.command]
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
                status = get(self.port, self.contender.property, self.token(), self.contender.scheme)
                if status == 200:
                    return
                raise Wrong(f"{self.contender.name} answered {status}")
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() - begin > PATIENCE:
                said = self._log.read_text(encoding="utf-8", errors="replace")
                raise Wrong(f"{self.contender.name} did not start:\n{said}")
            time.sleep(0.002)

    def token(self) -> str:
        """Returns the token that clients need; empty when they need none, or when there is none yet."""
        file = self._folder / self.contender.token
        return file.read_text(encoding="ascii") if self.contender.token and file.exists() else ""

    @property
    def pid(self) -> int:
        return self._process.pid  # taskset executes the server in its own process

    def cpu_seconds(self) -> float:
        """Returns the CPU time of all its threads so far, including those that have ended."""
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
