# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a client's action ends when it is cancelled or stopped."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import httpx2
import pytest
from holdfast_server import GENEROUS, HoldfastServer, wait_until
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import (
    GlobalLockBusyError,
    InvocationCancelledError,
    ServerActionError,
)

FAR = 60_000  # steps: a minute


@pytest.fixture
def in_background() -> Iterator[Callable[..., Future]]:
    """Runs a blocking call of the client in another thread."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


def running_move(server: HoldfastServer) -> str:
    """Waits until a move runs, and returns the address of its invocation."""
    def found() -> str | None:
        running = [invocation["href"] for invocation in server.get("/stage/move_relative")
                   if invocation["status"] == "running"]
        return running[0] if running and server.get("/stage/moving") else None
    return wait_until(found, "a move runs")


def went_part_of_the_way(before: dict[str, int], after: dict[str, int]) -> bool:
    return before["x"] < after["x"] < before["x"] + FAR


def test_a_cancelled_move_ends_for_its_client_and_stays_on_its_way(
        server: HoldfastServer, stage: ThingClient, in_background: Callable[..., Future]) -> None:
    before = stage.position
    move = in_background(server.thing("stage").move_relative, x=FAR)
    href = running_move(server)
    wait_until(lambda: stage.position["x"] > before["x"], "the stage left")
    cancelled = server.http.delete(href)
    assert (cancelled.status_code, cancelled.json()) == (200, None)
    with pytest.raises(InvocationCancelledError):
        move.result(timeout=GENEROUS)
    assert server.ended(href)["status"] == "cancelled"
    assert stage.moving is False
    after = stage.position
    assert went_part_of_the_way(before, after)
    stage.move_relative(y=1)
    assert stage.position == {**after, "y": after["y"] + 1}, "the next move starts from there"


def test_what_is_over_cannot_be_cancelled(server: HoldfastServer) -> None:
    href = server.begin("/stage/get_xyz_position", "A script")
    assert server.ended(href)["status"] == "completed"
    assert server.http.delete(href).status_code == 503
    unknown = f"{server.url}/action_invocations/00000000-0000-4000-8000-000000000000"
    assert server.http.delete(unknown).status_code == 404


def test_a_queued_action_can_be_cancelled_before_it_starts(
        start_server, in_background: Callable[..., Future]) -> None:
    server = start_server({"things": {"stage": "SimulatedStage"},
                           "global_lock_timeout_ms": 600_000})
    stage = server.thing("stage")
    with server.long_move("Night scan") as scan:
        waiting = in_background(server.thing("stage", "Patient").move_absolute, y=10)
        queued = wait_until(lambda: server.get("/lock")["queue"], "a client is in line")
        assert len(queued) == 1 and queued[0]["label"].startswith("Patient ")
        href = server.get("/stage/move_absolute")[0]["href"]
        assert server.invocation(href)["status"] == "pending"
        assert server.http.delete(href).status_code == 200
        with pytest.raises(InvocationCancelledError):
            waiting.result(timeout=GENEROUS)
        assert server.get("/lock")["queue"] == []
        assert server.invocation(scan)["status"] == "running"
    assert stage.position["y"] == 0


def test_stop_ends_a_move_although_its_client_holds_the_lock(
        server: HoldfastServer, stage: ThingClient, in_background: Callable[..., Future]) -> None:
    stage.move_to_origin()
    before = stage.position
    move = in_background(server.thing("stage").move_relative, x=FAR)
    href = running_move(server)
    wait_until(lambda: stage.position["x"] > before["x"], "the stage left")
    report = server.stop()
    assert report["complete"] is True and report["latched"] is True
    server.clear_stop()
    assert {entry["thing"]: entry["outcome"] for entry in report["things"]}["stage"] == "stopped"
    with pytest.raises((InvocationCancelledError, ServerActionError)):
        move.result(timeout=GENEROUS)
    assert server.ended(href)["status"] in ("cancelled", "error")
    assert stage.moving is False
    assert went_part_of_the_way(before, stage.position)
    assert server.owner() is None


def test_a_stop_latches_until_it_is_cleared(server: HoldfastServer, stage: ThingClient) -> None:
    server.stop()
    with pytest.raises(GlobalLockBusyError, match="it is stopped by .* has to be cleared first"):
        stage.move_relative(x=1)
    assert stage.moving is False
    server.clear_stop()
    stage.move_relative(x=1)


def test_the_stages_own_stop_needs_no_lock_either(
        server: HoldfastServer, stage: ThingClient, in_background: Callable[..., Future]) -> None:
    stage.move_to_origin()
    move = in_background(server.thing("stage").move_relative, x=FAR)
    running_move(server)
    assert stage.stop() is None
    with pytest.raises(ServerActionError, match="StageStoppedError.*The stage was stopped at"):
        move.result(timeout=GENEROUS)
    assert stage.moving is False
    stage.move_to_origin()


def test_the_server_ends_while_a_client_moves(start_server, in_background: Callable[..., Future]
                                              ) -> None:
    server = start_server()
    move = in_background(server.thing("stage").move_relative, x=FAR)
    running_move(server)
    server.end()
    # Whether the client still hears that its move was cancelled, or nothing at all, depends on timing.
    error = move.exception(timeout=GENEROUS)
    assert isinstance(error, (InvocationCancelledError, ServerActionError, httpx2.TransportError))
