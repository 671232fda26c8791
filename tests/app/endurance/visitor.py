#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that does all that a client can do, at random, until it is killed. Usage: visitor.py URL LABEL LOG SEED CTL

Each line of LOG is what it is about to ask ("ask") or what it was answered ("saw"), as JSON. It is with the kernel before the
client goes on, so that a kill loses none of it.
"""

import json
import os
import random
import socket
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from station import Client, Gone

SETTING, MOVE = "snake_workflow.plane_step", "stage.move_absolute"
SHORTEST_TTL = 2000  # ms


class Visitor:
    def __init__(self, url: str, label: str, log: str, seed: int, ctl: str):
        self._client, self._url, self._label, self._ctl = Client(url, label), url, label, ctl
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._random = random.Random(seed)

    def run(self) -> None:
        deeds = {self.write: 30, self.move: 25, self.lease: 8, self.break_hold: 3, self.stop: 2, self.read: 10,
                 self.watch: 10, self.leave_early: 8, self.hold_by_ctl: 1}
        while True:
            self._random.choices(list(deeds), list(deeds.values()))[0]()

    def note(self, **what: Any) -> None:
        os.write(self._log, json.dumps(what).encode() + b"\n")

    def ask(self, what: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        self.note(ask=what)
        status, answer = self._client.request(method, path, body, **headers)
        self.note(saw=what, status=status, id=answer.get("id") if isinstance(answer, dict) else None)
        return status, answer

    def wait(self, most: int) -> dict[str, str]:
        """Returns the wish to wait for the lock, or none, with which the server waits for a moment."""
        seconds = self._random.randint(0, most)
        return {"Prefer": f"wait={seconds}"} if seconds else {}

    def write(self, **headers: str) -> int:
        return self.ask(SETTING, "PUT", "/snake_workflow/plane_step", self._random.randrange(1, 1000),
                        **self.wait(2), **headers)[0]

    def move(self, **headers: str) -> int:
        body = {axis: self._random.randrange(-2000, 2000) for axis in "xyz"}
        status, answer = self.ask(MOVE, "POST", "/stage/move_absolute", body, **self.wait(5), **headers)
        if status != 201:
            return status
        path = "/action_invocations/" + answer["id"]
        how = self._random.random()
        if how < 0.2:
            self._client.request("DELETE", path)
        elif how < 0.6:
            while self._client.get(path)["status"] in ("pending", "running"):
                time.sleep(0.01)
        return status

    def lease(self) -> None:
        status, lease = self.ask("lease", "POST", "/lock/leases", {"ttl_ms": SHORTEST_TTL, "wait_ms": self._random.randrange(2000)})
        if status != 201:
            return
        for _ in range(self._random.randrange(4)):
            if self._random.choice([self.write, self.move])(Lock_Token=lease["token"]) not in (201, 409):
                return
            time.sleep(self._random.uniform(0, 0.1))
        if self._random.random() < 0.8:
            self._client.request("DELETE", f"/lock/leases/{lease['id']}", Lock_Token=lease["token"])

    def break_hold(self) -> None:
        lock = self._client.get("/lock")
        if lock["owner"]:
            self.ask("break", "POST", "/lock/break", {"reason": "soak", "generation": lock["generation"]})

    def stop(self) -> None:
        self.ask("stop", "POST", "/stop", {"reason": "soak"})
        time.sleep(self._random.uniform(0, 0.2))
        self.ask("clear", "DELETE", "/stop")

    def read(self) -> None:
        for path in self._random.sample(["/stage/position", "/lock", "/lock/history?limit=20", "/things", "/metrics",
                                         "/camera/snapshot", "/smart_scan/latest_scan_progress", "/action_invocations"], 4):
            if path in ("/metrics", "/camera/snapshot"):
                self.leave_after(path, 0.05)
            else:
                self._client.request("GET", path)

    def watch(self) -> None:
        path = self._random.choice(["/lock/events", "/stage/events", "/stage/position/observe", "/camera/mjpeg_stream"])
        self.leave_after(path, self._random.uniform(0, 0.5))

    def leave_after(self, path: str, seconds: float, part: float = 1.0) -> None:
        """Sends a request, or the first part of it, reads for a while what comes, and is gone."""
        parts = urlsplit(self._url)
        text = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nHoldfast-Client: {self._label}\r\n\r\n".encode()
        with socket.create_connection((parts.hostname, parts.port), timeout=seconds + 0.001) as connection:
            try:
                connection.sendall(text[:int(len(text) * part)])
                end = time.monotonic() + seconds
                while time.monotonic() < end and connection.recv(65536):
                    pass
            except OSError:
                pass

    def leave_early(self) -> None:
        self.leave_after(self._random.choice(["/lock", "/camera/snapshot", "/lock/history"]), self._random.uniform(0, 0.1),
                         self._random.random())

    def hold_by_ctl(self) -> None:
        """Holds the lock by holdfastctl, which goes on when this client is killed."""
        subprocess.run([self._ctl, "lock", "run", "--url", self._url, "--label", "ctl", "--wait", "1", "--ttl", "2", "--", "true"],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def main() -> int:
    url, label, log, seed, ctl = sys.argv[1:6]
    visitor = Visitor(url, label, log, int(seed), ctl)
    try:
        visitor.run()
    except Gone as gone:
        visitor.note(failure=str(gone))
    except Exception as failure:
        visitor.note(failure=repr(failure))
    return 1


if __name__ == "__main__":
    sys.exit(main())
