# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Properties whose code fails."""

import pytest
from dialect_server import DialectServer, expect
from holdfast_process import wait_until
from labthings_fastapi.exceptions import ClientPropertyError

VALUE_ERROR = "https://docs.python.org/3/library/exceptions.html#ValueError"
INVALID_RETURN_VALUE = (
    "https://labthings-fastapi.readthedocs.io/en/latest/autoapi/labthings_fastapi/exceptions/"
    "index.html#labthings_fastapi.exceptions.InvalidReturnValueError"
)


@pytest.mark.parametrize(
    ("method", "path", "detail"),
    [
        ("GET", "/faulty/unreadable", "broken getter"),
        ("PUT", "/faulty/unwritable", "broken setter"),
        ("POST", "/faulty/unresettable/reset", "broken resetter"),
    ],
)
def test_what_the_thing_throws_is_a_problem_for_the_client(
    server: DialectServer, method: str, path: str, detail: str
) -> None:
    answer = server.request(method, path, **({"json": 3} if method == "PUT" else {}))
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/json")
    assert answer.json() == {
        "detail": detail,
        "status": 500,
        "title": "ValueError",
        "instance": None,
        "type": expect(
            server,
            labthings=VALUE_ERROR,
            holdfast=None,
            because="the exceptions of C++ have no page of their own",
        ),
    }
    assert list(answer.json()) == ["detail", "type", "status", "title", "instance"]


def test_each_failure_is_logged_once(server: DialectServer) -> None:
    before = server.output().count("broken getter")
    assert server.request("GET", "/faulty/unreadable").status_code == 500
    # The log is written by a thread of its own, and the answer does not wait for that.
    wait_until(lambda: server.output().count("broken getter") > before, "the failure is logged")
    assert server.output().count("broken getter") == before + 1
    line = next(line for line in reversed(server.output().splitlines()) if "broken getter" in line)
    assert "Traceback" not in line


def test_the_client_hears_of_it(server: DialectServer) -> None:
    client = server.thing("faulty")
    with pytest.raises(ClientPropertyError, match="Failed to get property unreadable: broken getter"):
        client.unreadable  # noqa: B018
    with pytest.raises(ClientPropertyError, match="Failed to set property unwritable: broken setter"):
        client.unwritable = 3


def test_a_wrong_value_is_refused_before_the_setter_sees_it(server: DialectServer) -> None:
    assert server.put("/faulty/unwritable", "many").status_code == 422


def test_a_value_without_a_form_on_the_wire_is_the_things_mistake(server: DialectServer) -> None:
    answer = server.request("GET", "/faulty/nameless")
    assert answer.status_code == 500
    problem = answer.json()
    assert (problem["title"], problem["type"]) == ("InvalidReturnValueError", INVALID_RETURN_VALUE)
    assert problem["detail"].startswith(
        expect(
            server,
            labthings="Error validating faulty.nameless",
            holdfast="Error serialising faulty.nameless",
            because="C++ returns no other type; a name can be missing, which shows when it is written",
        )
    )
    with pytest.raises(ClientPropertyError, match="Failed to get property nameless: Error "):
        server.thing("faulty").nameless  # noqa: B018


def test_a_reading_out_of_range_is_still_a_reading(server: DialectServer) -> None:
    answer = server.request("GET", "/faulty/out_of_range")
    assert answer.status_code == expect(
        server,
        labthings=500,
        holdfast=200,
        because="limits are for writes; the user must see the actual value of an instrument",
    )
    if answer.status_code == 500:
        assert answer.json()["detail"].startswith("Error validating faulty.out_of_range")
    else:
        assert answer.json() == 11
