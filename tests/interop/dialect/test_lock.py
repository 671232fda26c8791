# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The global lock, and servers without it."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import Start
from dialect_server import DialectServer, classes, expect
from holdfast_process import GENEROUS, wait_until
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import (
    ClientPropertyError,
    GlobalLockBusyError,
    ServerActionError,
)

BUSY_TYPE = (
    "https://labthings-fastapi.readthedocs.io/en/latest/autoapi/labthings_fastapi/exceptions/"
    "index.html#labthings_fastapi.exceptions.GlobalLockBusyError"
)
PROBLEM = ["detail", "type", "status", "title", "instance"]
BUSY = (ClientPropertyError, GlobalLockBusyError, ServerActionError)


@contextmanager
def busy(server: DialectServer, action: str = "hold") -> Iterator[str]:
    """Runs an action of another client in the block: `hold` has the lock, `watch` has not."""
    href = server.running(f"/locked/{action}")
    wait_until(lambda: server.get("/locked/holding"), "it waits to be let go")
    try:
        yield href
    finally:
        assert server.put("/locked/let_go", True).status_code == 201
        assert server.ended(href)["status"] == "completed"


@pytest.fixture
def locked(locked_server: DialectServer) -> ThingClient:
    return locked_server.thing("locked")


def check_refused(use: Callable[[], Any]) -> None:
    with pytest.raises(BUSY, match="The global lock could not be acquired"):
        use()


def test_only_functions_without_the_lock_work_while_it_is_held(
    locked_server: DialectServer, locked: ThingClient
) -> None:
    with busy(locked_server):
        for name in ("locked_data", "free_data", "locked_functional", "free_functional"):
            assert isinstance(getattr(locked, name), int), "reading needs no lock"
        check_refused(lambda: setattr(locked, "locked_data", 1))
        check_refused(lambda: setattr(locked, "locked_functional", 1))
        locked.free_data = 3
        locked.free_functional = 4
        assert (locked.free_data, locked.free_functional) == (3, 4)
        check_refused(locked.locked_action)
        assert locked.free_action() == "without"
        assert locked.free_action() == "without"
        check_refused(locked.sneak)
        assert locked.locked_data != 99
        check_refused(locked.by_hand)
    assert locked.locked_action() == "with"


def test_an_action_without_the_lock_blocks_no_other(
    locked_server: DialectServer, locked: ThingClient
) -> None:
    with busy(locked_server, "watch"):
        locked.locked_data = 11
        locked.locked_functional = 12
        assert (locked.locked_data, locked.locked_functional) == (11, 12)
        assert locked.locked_action() == "with"
        assert locked.by_hand() == "held"
        assert locked.nested() == 5


@pytest.mark.parametrize("action", ["hold", "watch"])
def test_without_a_lock_everything_works(start_server: Start, action: str) -> None:
    server = start_server({"things": classes(locked="Locked"), "enable_global_lock": False})
    client = server.thing("locked")
    with busy(server, action):
        client.locked_data = 21
        client.locked_functional = 22
        assert (client.locked_data, client.locked_functional) == (21, 22)
        assert client.locked_action() == "with"
        client.sneak()
        assert client.locked_data == 99
        with pytest.raises(ServerActionError, match=r"\[FeatureNotEnabledError\]: The global lock"):
            client.by_hand()


def test_the_lock_is_the_configurations_choice(start_server: Start) -> None:
    server = start_server({"things": classes(locked="Locked")})
    with busy(server):
        assert server.put("/locked/locked_data", 1).status_code == expect(
            server,
            labthings=201,
            holdfast=409,
            because="the lock is Holdfast's purpose: it is on by default",
        )


def test_a_refused_write_is_a_conflict(locked_server: DialectServer) -> None:
    with busy(locked_server):
        for method, path in (
            ("PUT", "/locked/locked_data"),
            ("PUT", "/locked/locked_functional"),
            ("POST", "/locked/locked_data/reset"),
        ):
            answer = locked_server.request(method, path, json=1)
            assert (answer.status_code, answer.headers["content-type"]) == (409, "application/json")
            problem = answer.json()
            assert list(problem)[:5] == PROBLEM
            assert (problem["type"], problem["status"], problem["title"], problem["instance"]) == (
                BUSY_TYPE,
                409,
                "GlobalLockBusyError",
                None,
            )
            assert problem["detail"].startswith("The global lock could not be acquired")
            assert (len(problem) > 5) is expect(
                locked_server,
                labthings=False,
                holdfast=True,
                because="additional members name the owner and the time (9, free)",
            )


def test_a_wrong_value_is_wrong_although_the_lock_is_busy(locked_server: DialectServer) -> None:
    with busy(locked_server):
        assert locked_server.put("/locked/locked_data", "many").status_code == 422
        assert (
            locked_server.request("POST", "/locked/locked_action", json={"extra": 1}).status_code == 422
        )


def test_an_action_that_cannot_start_is_accepted_and_ends_in_error(locked_server: DialectServer) -> None:
    with busy(locked_server):
        answer = locked_server.request("POST", "/locked/locked_action")
        assert answer.status_code == 201
        invocation = locked_server.ended(answer.json()["href"])
    assert invocation["status"] == "error"
    assert invocation["timeStarted"] is None and invocation["timeCompleted"] is not None
    error = invocation["error"]
    assert (error["type"], error["status"], error["title"]) == (BUSY_TYPE, 409, "GlobalLockBusyError")
    (entry,) = invocation["log"]
    said, _, more = entry["message"].partition("locked_action.")
    assert said == "Global lock was busy: didn't run "
    assert bool(more) is expect(
        locked_server,
        labthings=False,
        holdfast=True,
        because="OpenFlexure's window shows only this line, so it names the owner",
    )
    assert entry["levelname"] == expect(
        locked_server,
        labthings="INFO",
        holdfast="ERROR",
        because="OpenFlexure's window shows only errors, and says that something went wrong otherwise",
    )
    assert entry["exception_type"] is None and entry["traceback"] is None


def test_an_action_that_meets_the_lock_on_its_way_fails_there(locked_server: DialectServer) -> None:
    with busy(locked_server):
        invocation = locked_server.run("/locked/sneak")
    assert invocation["status"] == "error" and invocation["timeStarted"] is not None
    assert (invocation["error"]["type"], invocation["error"]["status"]) == (BUSY_TYPE, 409)
    last = invocation["log"][-1]
    assert (last["levelname"], last["exception_type"]) == ("ERROR", "GlobalLockBusyError")


LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]


@pytest.mark.parametrize("debug", [False, True], ids=["quiet", "debug"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_refused_start_is_logged_as_configured(start_server: Start, level: str, debug: bool) -> None:
    server = start_server(
        {"things": classes(locked="Locked"), "enable_global_lock": True, "global_lock_log_level": level},
        None,
        *(["--debug"] if debug else []),
    )
    client = server.thing("locked")
    with busy(server):
        with pytest.raises(GlobalLockBusyError, match="The global lock could not be acquired"):
            client.locked_action()
        with pytest.raises(GlobalLockBusyError, match="The global lock could not be acquired"):
            client.sneak()
    (invocation,) = server.get("/locked/locked_action")
    log = server.invocation(invocation["href"])["log"]
    expected = [] if level == "DEBUG" and not debug else [level]
    assert [
        entry["levelname"] for entry in log if "Global lock was busy" in entry["message"]
    ] == expected
    assert not any(entry["traceback"] for entry in log)
    assert invocation["status"] == "error"


def test_an_action_under_the_lock_may_use_others_of_its_own(locked: ThingClient) -> None:
    assert locked.nested() == 5
    assert locked.locked_data == 5


def test_one_action_object_can_be_called_again_and_again(locked: ThingClient) -> None:
    action = locked.locked_action
    assert [action(), action(), action()] == ["with"] * 3


def test_of_many_at_a_time_each_is_served_or_refused(locked_server: DialectServer) -> None:
    begin = threading.Barrier(8)

    def write(value: int) -> int:
        begin.wait(GENEROUS)
        return locked_server.put("/locked/locked_data", value).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(write, range(8)))
    assert set(codes) <= {201, 409} and 201 in codes
    assert locked_server.get("/locked/locked_data") in range(8)


def test_a_refused_reset_of_what_a_function_resets(server: DialectServer, start_server: Start) -> None:
    both = start_server(
        {"things": classes(locked="Locked", props="Properties"), "enable_global_lock": True}
    )
    with busy(both):
        assert both.request("POST", "/props/scaled/reset").status_code == expect(
            server,
            labthings=200,
            holdfast=409,
            because="a reset moves the instrument as a write does, so it waits for the lock (8.2, 2)",
        )
