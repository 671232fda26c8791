# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under test, and what the tests need around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from holdfast_process import GENEROUS, HoldfastProcess, wait_until
from labthings_fastapi import ThingClient

PICTURE_START, PICTURE_END = b"\xff\xd8", b"\xff\xd9"


class HoldfastServer(HoldfastProcess):
    """A running server with LabThings' client for it."""

    def __init__(self, program: str, folder: Path, configuration: dict[str, Any] | None = None, headless: bool = True):
        super().__init__(program, folder, configuration, headless=headless)
        self.http = httpx2.Client(timeout=GENEROUS)

    def end(self) -> None:
        self.http.close()
        super().end()

    def thing(self, name: str, user: str = "", wait: int = 0) -> ThingClient:
        """Returns LabThings' client for a Thing, with the name of a user and how many seconds to wait for the lock, if given."""
        url = f"{self.url}/{name}/"
        headers = {**({"Holdfast-Client": user} if user else {}), **({"Prefer": f"wait={wait}"} if wait else {})}
        if not headers:
            return ThingClient.from_url(url)
        return ThingClient.from_url(url, client=httpx2.Client(base_url=self.origin, headers=headers, timeout=GENEROUS))

    def get(self, path: str) -> Any:
        response = self.http.get(self.url + path)
        response.raise_for_status()
        return response.json()

    def owner(self) -> dict[str, Any] | None:
        return self.get("/lock")["owner"]

    def clear_stop(self) -> None:
        """Clears a stop."""
        response = self.http.delete(f"{self.url}/stop")
        response.raise_for_status()

    def stop(self) -> dict[str, Any]:
        response = self.http.post(f"{self.url}/stop")
        response.raise_for_status()
        return response.json()

    def begin(self, path: str, user: str, **inputs: Any) -> str:
        """Starts an action, and returns the address of its invocation."""
        response = self.http.post(self.url + path, json=inputs, headers={"Holdfast-Client": user})
        assert response.status_code == 201, response.text
        return response.json()["href"]

    def invocation(self, href: str) -> dict[str, Any]:
        return self.http.get(href).json()

    def ended(self, href: str) -> dict[str, Any]:
        """Waits for the end of an invocation, and returns it."""
        def final() -> dict[str, Any] | None:
            invocation = self.invocation(href)
            return None if invocation["status"] in ("pending", "running") else invocation
        return wait_until(final, f"{href} is over")

    @contextmanager
    def work(self, user: str, path: str, **inputs: Any) -> Iterator[str]:
        """Lets an action run as another user until the end of the block, unless it ends before."""
        href = self.begin(path, user, **inputs)
        try:
            wait_until(lambda: self.invocation(href)["status"] == "running", f"{path} began")
            yield href
        finally:
            self.http.delete(href)
            self.ended(href)
            wait_until(lambda: self.owner() is None, "the lock is free")

    @contextmanager
    def long_move(self, user: str, steps: int = 60_000) -> Iterator[str]:
        """Moves the stage as another user, for a minute or until the end of the block."""
        if self.get("/stage/position")["x"] > 0:
            steps = -steps  # to and fro, so that the stage does not reach its limits
        with self.work(user, "/stage/move_relative", x=steps) as href:
            wait_until(lambda: self.get("/stage/moving"), "the stage moves")
            yield href
