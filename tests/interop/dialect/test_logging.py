# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The logs of invocations."""

import re
from datetime import datetime

import pytest
from conftest import Start
from dialect_server import DialectServer, classes, expect

RUNTIME_ERROR = "https://docs.python.org/3/library/exceptions.html#RuntimeError"
INVOCATION_ERROR = (
    "https://labthings-fastapi.readthedocs.io/en/latest/autoapi/labthings_fastapi/exceptions/"
    "index.html#labthings_fastapi.exceptions.InvocationError"
)


def test_messages_come_in_order_with_their_levels(server: DialectServer) -> None:
    log = server.run("/logs/levels")["log"]
    assert [(entry["message"], entry["levelname"], entry["levelno"]) for entry in log] == [
        ("told", "INFO", 20),
        ("warned", "WARNING", 30),
        ("alarmed", "ERROR", 40),
    ]
    for entry in log:
        assert list(entry) == [
            "message",
            "levelname",
            "levelno",
            "lineno",
            "filename",
            "created",
            "exception_type",
            "traceback",
        ]
        assert entry["exception_type"] is None and entry["traceback"] is None
        assert entry["lineno"] > 0
        assert re.fullmatch(r"[a-z]+\.(py|cpp)", entry["filename"]), "a name without its folder"
        assert entry["created"].endswith("Z")
        datetime.fromisoformat(entry["created"])
    assert [entry["lineno"] for entry in log] == sorted(entry["lineno"] for entry in log)


def test_details_are_logged_on_demand(start_server: Start) -> None:
    server = start_server({"things": classes(logs="Logs")}, None, "--debug")
    log = server.run("/logs/levels")["log"]
    assert [(entry["message"], entry["levelno"]) for entry in log] == [
        ("quiet", 10),
        ("told", 20),
        ("warned", 30),
        ("alarmed", 40),
    ]


def test_each_invocation_has_a_log_of_its_own(server: DialectServer) -> None:
    first = server.begin("/logs/count_up", times=3)
    second = server.begin("/logs/count_up", times=5)
    for href, times in ((first, 3), (second, 5)):
        assert [entry["message"] for entry in server.ended(href)["log"]] == [
            f"m{i}" for i in range(times)
        ]


def test_the_last_thousand_entries_are_kept(server: DialectServer) -> None:
    log = server.run("/logs/count_up", times=1500)["log"]
    assert [entry["message"] for entry in log] == [f"m{i}" for i in range(500, 1500)]


def test_what_was_not_expected_ends_with_an_error(server: DialectServer) -> None:
    invocation = server.run("/logs/unexpected")
    assert invocation["status"] == "error"
    told, failed = invocation["log"]
    assert (told["message"], told["levelname"]) == ("about to fail", "INFO")
    assert (failed["message"], failed["levelname"], failed["levelno"]) == ("it broke", "ERROR", 40)
    assert failed["exception_type"] == expect(
        server,
        labthings="RuntimeError",
        holdfast="runtime_error",
        because="the class is called so in C++",
    )
    assert (failed["traceback"] is not None) is expect(
        server,
        labthings=True,
        holdfast=False,
        because="C++ keeps no traceback, and the network is not to have one (8.2, 17)",
    )
    assert invocation["error"] == {
        "detail": "it broke",
        "status": 500,
        "instance": None,
        "title": failed["exception_type"],
        "type": expect(
            server,
            labthings=RUNTIME_ERROR,
            holdfast=None,
            because="the exceptions of C++ have no page of their own",
        ),
    }


def test_what_was_expected_ends_with_an_error_without_a_traceback(server: DialectServer) -> None:
    invocation = server.run("/logs/anticipated")
    assert invocation["status"] == "error"
    failed = invocation["log"][-1]
    assert (failed["message"], failed["levelname"]) == ("as was to be expected", "ERROR")
    assert failed["traceback"] is None
    assert failed["exception_type"] == expect(
        server,
        labthings=None,
        holdfast="InvocationError",
        because="older clients show the type in front of the message, and Holdfast knows it (9, should)",
    )
    assert invocation["error"] == {
        "detail": "as was to be expected",
        "status": 500,
        "title": "InvocationError",
        "instance": None,
        "type": expect(
            server,
            labthings=INVOCATION_ERROR,
            holdfast=None,
            because="a Thing's own error has no page, whatever its name",
        ),
    }


@pytest.mark.parametrize("path", ["/errors/value", "/errors/custom", "/errors/busy"])
def test_the_last_line_of_a_failure_is_an_error_for_older_clients(
    server: DialectServer, path: str
) -> None:
    last = server.run(path)["log"][-1]
    assert last["levelname"] == "ERROR" and last["exception_type"]
