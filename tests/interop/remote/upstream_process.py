# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another server in a process of its own, to be put behind Holdfast."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
from holdfast_process import GENEROUS, wait_until

HERE = Path(__file__).resolve().parent


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def behind(url: str, **options: Any) -> dict[str, Any]:
    """The configuration of a Holdfast in front of a server."""
    return {"things": {"remote": {"class": "RemoteServer", "kwargs": {"url": url, **options}}}}


class UpstreamProcess:
    """One server; it can be killed, suspended and started anew at the same port."""

    def __init__(self, folder: Path, command: list[str], *options: str):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = httpx2.Client(timeout=GENEROUS)
        self._output = folder / "upstream.output"
        self._command = command
        self.start(*options)

    @classmethod
    def labthings(cls, folder: Path, *options: str) -> "UpstreamProcess":
        return cls(folder, [sys.executable, str(HERE / "upstream_things.py")], *options)

    def start(self, *options: str) -> None:
        with self._output.open("ab") as output:
            self._process = subprocess.Popen([*self._command, str(self.port), *options], stdin=subprocess.DEVNULL,
                                             stdout=output, stderr=subprocess.STDOUT)
        wait_until(self._answers, "the other server answers")

    def _answers(self) -> bool:
        assert self._process.poll() is None, self._output.read_text(encoding="utf-8", errors="replace")
        try:
            self.http.get(self.url + "/")
            return True
        except httpx2.TransportError:
            return False

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def suspend(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def begin(self, path: str, **inputs: object) -> str:
        """Starts an action directly, past Holdfast."""
        response = self.http.post(self.url + path, json=inputs)
        assert response.status_code == 201, response.text
        return response.json()["href"]

    def connections(self) -> int:
        """Returns how many connections to it there are on this computer."""
        port = f":{self.port:04X}"
        lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        return sum(line.split()[2].endswith(port) and line.split()[3] == "01" for line in lines)

    def end(self) -> None:
        self.http.close()
        self.resume()
        self.kill()
