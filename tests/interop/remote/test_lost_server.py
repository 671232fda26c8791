# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A LabThings server behind Holdfast that is killed, suspended, or started anew as another one."""

import time
from collections.abc import Callable
from pathlib import Path

from holdfast_process import wait_until
from holdfast_server import HoldfastServer
from upstream_process import UpstreamProcess, behind

# A request has a limit of 5 s, and a stop one of 1 s; the rest is for a busy machine.
REQUEST_LIMIT = 12
STOP_LIMIT = 5


def speed(front: HoldfastServer) -> int:
    return front.http.get(front.url + "/stage/speed").status_code


def test_a_killed_server_is_a_fault_and_comes_back(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    href = front.begin("/stage/move_relative", "a test", x=100, seconds=60)
    wait_until(lambda: upstream.http.get(upstream.url + "/stage/moving").json(), "the stage moves")
    upstream.kill()
    invocation = front.ended(href)
    assert invocation["status"] == "error"
    assert "cannot be reached" in invocation["error"]["detail"]
    wait_until(lambda: not front.get("/remote/reachable"), "it is noticed")
    assert speed(front) == 500
    assert front.owner() is None
    upstream.start("--lock")
    wait_until(lambda: front.get("/remote/reachable"), "it is there again")
    assert speed(front) == 200
    assert front.ended(front.begin("/stage/move_relative", "a test", x=5))["status"] == "completed"


def test_a_suspended_server_holds_nothing_up(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    href = front.begin("/stage/move_relative", "a test", x=100, seconds=60)
    wait_until(lambda: upstream.http.get(upstream.url + "/stage/moving").json(), "the stage moves")
    upstream.suspend()
    began = time.monotonic()
    report = front.stop()
    assert time.monotonic() - began < STOP_LIMIT
    # It says that the other server has not confirmed the stop.
    assert {each["thing"]: each["outcome"] for each in report["things"]}["stage"] in ("failed", "late")
    assert front.ended(href)["status"] in ("cancelled", "error")
    front.clear_stop()
    began = time.monotonic()
    assert speed(front) == 500
    assert time.monotonic() - began < REQUEST_LIMIT
    wait_until(lambda: not front.get("/remote/reachable"), "it is noticed")
    # What was begun there is cancelled, as it was asked to be.
    upstream.resume()
    wait_until(lambda: front.get("/remote/reachable"), "it is there again")
    wait_until(lambda: not upstream.http.get(upstream.url + "/stage/moving").json(), "the stage stands")
    assert speed(front) == 200


def test_another_description_asks_for_a_restart(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    upstream.kill()
    upstream.start("--lock", "--other")
    wait_until(lambda: "describes its Things otherwise" in front.output(), "it is a fault")
    assert "Restart Holdfast" in front.output()
    wait_until(lambda: speed(front) == 200, "the rest works")


def test_things_of_an_absent_server_are_there(
    start_front: Callable[..., HoldfastServer], upstream: UpstreamProcess, tmp_path: Path
) -> None:
    folder = tmp_path / "state"
    start_front(behind(upstream.url), folder).end()
    upstream.kill()
    front = start_front(behind(upstream.url), folder)
    assert "stage" in front.get("/things/")
    assert speed(front) == 500
    upstream.start("--lock")
    wait_until(lambda: speed(front) == 200, "it works")


def test_an_absent_server_does_not_keep_the_others_out(start_front: Callable[..., HoldfastServer],
                                                       upstream: UpstreamProcess) -> None:
    upstream.kill()
    configuration = behind(upstream.url)
    configuration["things"]["own"] = "SimulatedStage"
    front = start_front(configuration)
    assert set(front.get("/things/")) >= {"own", "remote"}
    assert "Then restart Holdfast" in front.output()
