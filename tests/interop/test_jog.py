# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage's jog, as LabThings' client and OpenFlexure's programs use it."""

import threading
import time
from typing import Any

import httpx2
from holdfast_server import HoldfastServer, wait_until
from labthings_fastapi import ThingClient

STANDS_STILL = {"x": 0, "y": 0, "z": 0}


def jog(server: HoldfastServer, user: str, **command: Any) -> httpx2.Response:
    return server.http.post(f"{server.url}/stage/jog", json=command,
                            headers={"Holdfast-Client": user})


def test_labthings_client_moves_by_the_distance(stage: ThingClient) -> None:
    before = stage.position
    stage.jog(x=-20, y=10)
    after = stage.position
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (-20, 10)


def test_it_goes_on_while_it_is_asked_for_and_ends_with_a_stop(server: HoldfastServer) -> None:
    before = server.get("/stage/position")["z"]
    first = jog(server, "Game pad", **{**STANDS_STILL, "z": 300})
    assert first.status_code == 201
    wait_until(lambda: server.get("/stage/position")["z"] > before + 10, "the stage moves")
    stopped = jog(server, "Game pad", stop=True)
    assert stopped.status_code == 201
    assert server.ended(first.json()["href"])["status"] == "completed"
    assert not server.get("/stage/moving")


def test_a_client_that_is_killed_moves_nothing_for_long(server: HoldfastServer) -> None:
    before = server.get("/stage/position")["y"]
    far = jog(server, "Game pad", y=50_000)
    assert server.ended(far.json()["href"])["status"] == "completed"
    assert before < server.get("/stage/position")["y"] < before + 1_000


def test_while_another_client_holds_the_lock_the_request_is_refused(server: HoldfastServer) -> None:
    with server.long_move("Night scan"):
        refused = jog(server, "Game pad", x=10)
        assert refused.status_code == 409
        assert "Night scan (127.0.0.1:" in refused.json()["detail"]
        assert server.get("/lock")["queue"] == []
        assert jog(server, "Game pad", stop=True).status_code == 201


class HeldKey:
    """OpenFlexure's web app while a key is held: it asks for 600 steps each 300 ms, and sends a stop at the release."""

    BEAT = 0.3  # seconds
    OBEYED = 0.45  # seconds: how long the stage obeys a command

    def __init__(self, server: HoldfastServer):
        self._server = server
        self._released = threading.Event()
        self._beats = threading.Thread(target=self._ask)
        self.asked: list[float] = []
        self.answered: list[float] = []
        self.answers: list[httpx2.Response] = []

    def __enter__(self) -> "HeldKey":
        self._beats.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._beats.join()
        assert jog(self._server, "Chromium", stop=True).status_code == 201

    def _ask(self) -> None:
        due = time.monotonic()
        while not self._released.wait(due - time.monotonic()):
            self.asked.append(time.monotonic())
            self.answers.append(jog(self._server, "Chromium", **{**STANDS_STILL, "z": 600}))
            self.answered.append(time.monotonic())
            due = max(due + self.BEAT, time.monotonic())

    def renewals(self) -> list[tuple[httpx2.Response, httpx2.Response]]:
        """Returns the answers to a command and to the next one, where that came in time on this machine."""
        count = len(self.answered)
        pairs = zip(self.answers[:count], self.answers[1:count], self.asked, self.answered[1:count])
        return [(first, second) for first, second, asked, answered in pairs if answered - asked < self.OBEYED]


def test_it_goes_on_smoothly_while_openflexures_web_app_holds_a_key(server: HoldfastServer) -> None:
    before = server.get("/stage/position")["z"]
    with HeldKey(server) as key:
        wait_until(lambda: len(key.renewals()) >= 4, "the app has renewed its command some times")
        wait_until(lambda: server.get("/stage/position")["z"] > before + 600, "it has moved farther than one command")
    assert {answer.status_code for answer in key.answers} == {201}
    # A command that came in time went on with the run of the one before, under the same hold of the lock.
    for first, second in key.renewals():
        assert first.json()["id"] == second.json()["id"]
    wait_until(lambda: not server.get("/stage/moving"), "the stage stands still")
