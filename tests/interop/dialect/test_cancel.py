# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cancelling actions."""

import pytest
from dialect_server import DialectServer, expect
from holdfast_process import wait_until

LONG = {"times": 10_000, "pause": 0.02}


@pytest.fixture(autouse=True)
def forgets(server: DialectServer) -> None:
    assert server.put("/cancels/handled", False).status_code == 201
    assert server.put("/cancels/count", 0).status_code == 201


def cancel(server: DialectServer, href: str) -> None:
    answer = server.http.delete(href)
    assert (answer.status_code, answer.content) == (200, b"null")


def test_an_action_that_listens_ends_as_cancelled(server: DialectServer) -> None:
    href = server.running("/cancels/obedient", **LONG)
    wait_until(lambda: server.get("/cancels/count") > 0, "it counts")
    cancel(server, href)
    invocation = server.ended(href)
    assert invocation["status"] == "cancelled"
    assert server.get("/cancels/handled") is True
    assert 0 < server.get("/cancels/count") < LONG["times"]
    assert invocation["timeCompleted"] is not None
    error = invocation["error"]
    assert error["type"].endswith("exceptions.InvocationCancelledError")
    assert error == {
        "detail": "The action was cancelled.",
        "type": error["type"],
        "status": 500,
        "title": "InvocationCancelledError",
        "instance": None,
    }
    assert "cancelled" in invocation["log"][-1]["message"]
    assert invocation["log"][-1]["levelname"] == "INFO"


def test_an_action_that_does_not_listen_completes(server: DialectServer) -> None:
    href = server.running("/cancels/deaf", times=20, pause=0.05)
    cancel(server, href)
    assert server.ended(href)["status"] == "completed"
    assert server.get("/cancels/handled") is True
    assert server.get("/cancels/count") == 20


def test_each_request_counts(server: DialectServer) -> None:
    href = server.running("/cancels/reluctant", **LONG)
    cancel(server, href)
    wait_until(lambda: server.get("/cancels/handled"), "the first request was noticed")
    assert server.invocation(href)["status"] == "running"
    cancel(server, href)
    assert server.ended(href)["status"] == "cancelled"


def test_cancelling_twice_while_it_ends_is_no_error(server: DialectServer) -> None:
    href = server.running("/cancels/deaf", times=20, pause=0.05)
    cancel(server, href)
    cancel(server, href)
    assert server.ended(href)["status"] == "completed"


@pytest.mark.parametrize(("path", "status"), [("/acts/answer", "completed"), ("/errors/value", "error")])
def test_what_is_over_cannot_be_cancelled(server: DialectServer, path: str, status: str) -> None:
    href = server.begin(path)
    assert server.ended(href)["status"] == status
    answer = server.http.delete(href)
    assert answer.status_code == 503
    assert server.ended(href)["status"] == status
    assert status in answer.json()["detail"].lower()
    assert ("InvocationStatus" in answer.json()["detail"]) is expect(
        server, labthings=True, holdfast=False, because="people read it (8.2, 14)"
    )


def test_what_was_cancelled_cannot_be_cancelled_again(server: DialectServer) -> None:
    href = server.running("/cancels/obedient", **LONG)
    cancel(server, href)
    assert server.ended(href)["status"] == "cancelled"
    assert server.http.delete(href).status_code == 503


def test_a_request_right_after_the_start_is_not_lost(server: DialectServer) -> None:
    for _ in range(10):
        href = server.begin("/cancels/obedient", **LONG)
        cancel(server, href)
        assert server.ended(href)["status"] == "cancelled"
