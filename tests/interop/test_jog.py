# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage's jog, as LabThings' client and OpenFlexure's programs use it."""

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


def test_it_goes_on_smoothly_while_openflexures_web_app_holds_a_key(server: HoldfastServer) -> None:
    """The app asks for 600 steps each 300 ms, and sends a stop at the release."""
    before = server.get("/stage/position")["z"]
    asked, times = [], []
    for _ in range(5):
        times.append(time.monotonic())
        asked.append(jog(server, "Chromium", **{**STANDS_STILL, "z": 600}))
        time.sleep(0.3)
    released = server.get("/stage/position")["z"]
    assert jog(server, "Chromium", stop=True).status_code == 201
    assert {answer.status_code for answer in asked} == {201}
    # Unless this machine was so busy that one of them came late, all of them were one run under one hold of the lock.
    late = any(later - earlier > 0.4 for earlier, later in zip(times, times[1:]))
    assert late or len({answer.json()["id"] for answer in asked}) == 1
    assert released > before + 600
    wait_until(lambda: not server.get("/stage/moving"), "the stage stands still")
