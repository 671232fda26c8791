# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under test in a process of its own, and what the tests need around it."""

import json
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from labthings_fastapi import ThingClient

GENEROUS = 30.0  # seconds: how long anything may take on a busy machine
PICTURE_START, PICTURE_END = b"\xff\xd8", b"\xff\xd9"


def wait_until(condition: Callable[[], Any], what: str) -> Any:
    """The first true value of the condition; fails when there is none in good time."""
    deadline = time.monotonic() + GENEROUS
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"waited {GENEROUS:.0f} s in vain: {what}"
        time.sleep(0.01)


class HoldfastServer:
    """One running server. Its address is `url`, with the prefix but without a slash at the end."""

    def __init__(self, program: str, folder: Path, configuration: dict[str, Any] | None = None):
        self._output = folder / "holdfast.output"
        command = [program, "--headless", "--port", "0"]
        prefix = ""
        if configuration is not None:
            file = folder / "holdfast.json"
            file.write_text(json.dumps(configuration), encoding="utf-8")
            command += ["-c", str(file)]
            prefix = configuration.get("api_prefix", "")
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL,
                                             stdout=output, stderr=subprocess.STDOUT)
        try:
            self.origin = wait_until(self._announced, "Holdfast says where it serves")
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        self.url = self.origin + prefix
        self.http = httpx2.Client(timeout=GENEROUS)

    def output(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")

    def _announced(self) -> str | None:
        assert self._process.poll() is None, f"Holdfast ended:\n{self.output()}"
        line = re.search(r" serves \d+ Things? at (http://[0-9.:]+)/", self.output())
        return line and line[1]

    def end(self) -> None:
        """As whoever runs the server ends it: politely, and it takes its leave in good order."""
        if self._process.returncode is not None:
            return
        self.http.close()
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(GENEROUS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        assert code == 0, f"Holdfast ended with {code}:\n{self.output()}"

    def thing(self, name: str, user: str = "") -> ThingClient:
        """LabThings' client for a Thing, as its users make it; or for somebody who gave a name."""
        url = f"{self.url}/{name}/"
        if not user:
            return ThingClient.from_url(url)
        return ThingClient.from_url(
            url, client=httpx2.Client(base_url=self.origin, headers={"Holdfast-Client": user}))

    def get(self, path: str) -> Any:
        response = self.http.get(self.url + path)
        response.raise_for_status()
        return response.json()

    def owner(self) -> dict[str, Any] | None:
        return self.get("/lock")["owner"]

    def clear_stop(self) -> None:
        """Everybody is served again after a stop."""
        response = self.http.delete(f"{self.url}/stop")
        response.raise_for_status()

    def stop(self) -> dict[str, Any]:
        response = self.http.post(f"{self.url}/stop")
        response.raise_for_status()
        return response.json()

    def begin(self, path: str, user: str, **inputs: Any) -> str:
        """Starts an action and returns where its invocation can be read."""
        response = self.http.post(self.url + path, json=inputs, headers={"Holdfast-Client": user})
        assert response.status_code == 201, response.text
        return response.json()["href"]

    def invocation(self, href: str) -> dict[str, Any]:
        return self.http.get(href).json()

    def ended(self, href: str) -> dict[str, Any]:
        """The invocation, once it is over."""
        def final() -> dict[str, Any] | None:
            invocation = self.invocation(href)
            return None if invocation["status"] in ("pending", "running") else invocation
        return wait_until(final, f"{href} is over")

    @contextmanager
    def long_move(self, user: str, steps: int = 60_000) -> Iterator[str]:
        """Somebody moves the stage for a minute, unless stopped at the end of the block."""
        if self.get("/stage/position")["x"] > 0:
            steps = -steps  # to and fro, or the stage would come to its limits some day
        href = self.begin("/stage/move_relative", user, x=steps)
        try:
            wait_until(lambda: self.invocation(href)["status"] == "running", "the move began")
            wait_until(lambda: self.get("/stage/moving"), "the stage moves")
            yield href
        finally:
            self.http.delete(href)
            self.ended(href)
            wait_until(lambda: self.owner() is None, "the lock is free")
