# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of either kind, in a process of its own, and the requests that the tests send to both."""

import json
import os
import re
import signal
import subprocess
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import httpx2
from forked_labthings import ForkedLabThings
from holdfast_process import GENEROUS, wait_until
from labthings_fastapi import ThingClient

T = TypeVar("T")

# Seconds. Loading LabThings alone takes long on a busy machine.
START_LIMIT = 4 * GENEROUS


class Kind(Enum):
    LABTHINGS = "labthings"
    HOLDFAST = "holdfast"

    @property
    def announcement(self) -> str:
        """Returns a pattern for the line that the server prints when it serves; the group is its address."""
        if self is Kind.HOLDFAST:
            return r" serves \d+ Things? at (http://[0-9.:]+)"
        return r"Uvicorn running on (http://[0-9.:]+)"


def expect(server: "DialectServer | Kind", *, labthings: T, holdfast: T, because: str) -> T:
    """Returns the expectation where Holdfast differs on purpose; `because` gives the reason."""
    assert because and labthings != holdfast, "a difference needs a reason, and a reason a difference"
    kind = server if isinstance(server, Kind) else server.kind
    return holdfast if kind is Kind.HOLDFAST else labthings


def classes(**things: str) -> dict[str, str]:
    """Returns the things of a configuration, by the names of their classes."""
    return {name: f"mirror_things:{class_name}" for name, class_name in things.items()}


def start_process(
    kind: Kind, program: list[str], folder: Path, *arguments: str
) -> subprocess.Popen[bytes] | ForkedLabThings:
    """Starts the process; its output goes to the file `output` in its folder."""
    if kind is Kind.LABTHINGS:
        return ForkedLabThings(folder, *arguments)
    with (folder / "output").open("wb") as output:
        return subprocess.Popen(
            [*program, *arguments],
            cwd=folder,
            env={**os.environ, "XDG_STATE_HOME": str(folder / "state")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


class DialectServer:
    """One running server. Its address is `url`, with the prefix but without a slash at the end."""

    def __init__(
        self, kind: Kind, program: list[str], folder: Path, configuration: dict[str, Any], *options: str
    ):
        """Without a configuration, the options have to name one."""
        self.kind, self.folder = kind, folder
        if configuration:
            file = folder / "configuration.json"
            file.write_text(json.dumps(configuration), encoding="utf-8")
            options = ("-c", str(file), *options)
        self.process = start_process(kind, program, folder, "--port", "0", *options)
        try:
            self.origin = wait_until(self._announced, "the server says where it serves", START_LIMIT)
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        self.prefix = configuration.get("api_prefix", "")
        self.url = self.origin + self.prefix
        self.http = self._client()

    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8", errors="replace")

    def _announced(self) -> str | None:
        assert self.process.poll() is None, f"the server ended:\n{self.output()}"
        line = re.search(self.kind.announcement, self.output())
        return line and line[1]

    def end(self) -> None:
        """Ends the server with a signal, as its operator does."""
        self.http.close()
        if self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(GENEROUS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        assert code in (0, -signal.SIGTERM), f"the server ended with {code}:\n{self.output()}"

    def _client(self) -> httpx2.Client:
        # An idle connection may be closed just when it is used again, which these tests are not about.
        return httpx2.Client(
            base_url=self.origin, timeout=GENEROUS, limits=httpx2.Limits(max_keepalive_connections=0)
        )

    def thing(self, name: str) -> ThingClient:
        """Returns LabThings' client for a Thing."""
        return ThingClient.from_url(f"{self.url}/{name}/", client=self._client())

    def request(self, method: str, path: str, **more: Any) -> httpx2.Response:
        return self.http.request(method, self.url + path, **more)

    def get(self, path: str) -> Any:
        response = self.request("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    def put(self, path: str, value: Any) -> httpx2.Response:
        return self.request("PUT", path, json=value)

    def begin(self, path: str, **inputs: Any) -> str:
        """Starts an action, and returns the address of its invocation."""
        response = self.request("POST", path, json=inputs)
        assert response.status_code == 201, response.text
        return response.json()["href"]

    def invocation(self, href: str) -> dict[str, Any]:
        response = self.http.get(href)
        assert response.status_code == 200, response.text
        return response.json()

    def ended(self, href: str) -> dict[str, Any]:
        """Waits for the end of an invocation, and returns it."""

        def final() -> dict[str, Any] | None:
            # LabThings sets the status "completed" a moment before the time.
            invocation = self.invocation(href)
            return invocation if invocation["timeCompleted"] else None

        return wait_until(final, f"{href} is over")

    def run(self, path: str, **inputs: Any) -> dict[str, Any]:
        return self.ended(self.begin(path, **inputs))

    def running(self, path: str, **inputs: Any) -> str:
        """Starts an action, waits until it runs, and returns the address of its invocation."""
        href = self.begin(path, **inputs)
        wait_until(lambda: self.invocation(href)["status"] == "running", f"{path} runs")
        return href
