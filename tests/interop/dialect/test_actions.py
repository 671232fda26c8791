# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting actions, and their results."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from dialect_server import DialectServer, expect
from holdfast_process import wait_until

FIELDS = ["status", "id", "action", "href", "timeStarted", "timeRequested", "timeCompleted", "links"]
DETAILS = ["input", "output", "log", "error"]


def test_a_new_invocation_is_in_the_list_of_its_action(start_shared: Any) -> None:
    server = start_shared({"things": {"counter": "mirror_things:Counter"}, "enable_global_lock": False})
    assert server.get("/counter/increment") == []
    assert server.get("/action_invocations") == []
    answer = server.request("POST", "/counter/increment")
    assert answer.status_code == 201
    assert "location" not in answer.headers
    begun = answer.json()
    assert begun["status"] in ("pending", "running", "completed")
    server.ended(begun["href"])
    (summary,) = server.get("/counter/increment")
    assert summary["status"] == "completed" and summary["id"] == begun["id"]
    assert summary["action"] == "/counter/increment" and summary["href"] == begun["href"]
    assert summary["timeStarted"] and summary["timeRequested"] and summary["timeCompleted"]
    assert server.get("/counter/count") == 1
    assert server.get("/action_invocations") == [summary]


def test_an_invocation_has_the_members_that_clients_know_in_their_order(server: DialectServer) -> None:
    invocation = server.run("/acts/answer")
    assert list(invocation)[: len(FIELDS + DETAILS)] == FIELDS + DETAILS
    assert list(invocation)[len(FIELDS + DETAILS) :] == expect(
        server,
        labthings=[],
        holdfast=["progress", "progressMessage", "by", "queuePosition", "lockGeneration"],
        because="clients ignore additional members (9)",
    )
    assert invocation["links"] == [
        {"href": invocation["href"], "type": None, "rel": "self", "anchor": None},
        {"href": invocation["href"] + "/output", "type": None, "rel": "output", "anchor": None},
    ]
    assert invocation["href"] == f"{server.url}/action_invocations/{invocation['id']}"
    (summary,) = [
        entry for entry in server.get("/action_invocations") if entry["id"] == invocation["id"]
    ]
    assert summary == {key: value for key, value in invocation.items() if key not in DETAILS}


def test_times_say_when(server: DialectServer) -> None:
    invocation = server.run("/acts/answer")
    times = [
        datetime.fromisoformat(invocation[f"time{what}"])
        for what in ("Requested", "Started", "Completed")
    ]
    assert times == sorted(times)
    assert [time.tzinfo is None for time in times] == expect(
        server,
        labthings=[True] * 3,
        holdfast=[False] * 3,
        because="a time without a zone is ambiguous for clients elsewhere (8.2, 13)",
    )


def test_defaults_are_filled_in(server: DialectServer) -> None:
    invocation = server.run("/acts/move", x=1)
    assert invocation["input"] == {"x": 1.0, "y": 3, "note": None, "tags": []}
    assert invocation["output"] == {"x": 1.0, "y": 3.0, "label": None}
    assert invocation["error"] is None


@pytest.mark.parametrize(("body", "echoed"), [(b"", None), (b"null", None), (b"{}", {})])
def test_an_action_without_inputs_takes_nothing_in_several_ways(
    server: DialectServer, body: bytes, echoed: Any
) -> None:
    answer = server.request(
        "POST", "/acts/answer", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 201
    invocation = server.ended(answer.json()["href"])
    assert (invocation["input"], invocation["output"]) == (echoed, 42)


def entry(kind: str, location: list[Any], message: str, given: Any, **context: Any) -> dict[str, Any]:
    result = {"type": kind, "loc": location, "msg": message, "input": given}
    return {**result, "ctx": context} if context else result


NOT_AN_OBJECT = "Input should be a valid dictionary or object to extract fields from"


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        (
            "/acts/answer",
            {"extra": 1},
            entry("extra_forbidden", ["body", "extra"], "Extra inputs are not permitted", 1),
        ),
        ("/acts/move", {}, entry("missing", ["body", "x"], "Field required", {})),
        ("/acts/move", 5, entry("model_attributes_type", ["body"], NOT_AN_OBJECT, 5)),
        ("/acts/move", None, entry("missing", ["body"], "Field required", None)),
        (
            "/acts/move",
            {"x": 1, "zz": 3},
            entry("extra_forbidden", ["body", "zz"], "Extra inputs are not permitted", 3),
        ),
        (
            "/acts/move",
            {"x": 1, "y": -1},
            entry(
                "greater_than_equal",
                ["body", "y"],
                "Input should be greater than or equal to 0",
                -1,
                ge=0,
            ),
        ),
        (
            "/acts/move",
            {"x": 1, "tags": ["a", 5]},
            entry("string_type", ["body", "tags", 1], "Input should be a valid string", 5),
        ),
    ],
)
def test_a_wrong_input_starts_nothing(
    server: DialectServer, path: str, body: Any, detail: dict[str, Any]
) -> None:
    before = len(server.get(path))
    answer = server.request("POST", path, json=body)
    assert answer.status_code == 422
    assert answer.json() == {"detail": [detail]}
    assert len(server.get(path)) == before


def test_an_action_without_inputs_takes_no_number(server: DialectServer) -> None:
    answer = server.request("POST", "/acts/answer", json=10)
    assert answer.status_code == 422
    assert {entry["loc"][0] for entry in answer.json()["detail"]} == {"body"}


def test_the_output_link_leads_to_the_bare_output(server: DialectServer) -> None:
    invocation = server.run("/acts/twice", value=21)
    (link,) = [link["href"] for link in invocation["links"] if link["rel"] == "output"]
    answer = server.http.get(link)
    assert (answer.status_code, answer.json()) == (200, 42)


def test_what_returns_nothing_has_no_output(server: DialectServer) -> None:
    invocation = server.run("/acts/nothing")
    answer = server.http.get(invocation["href"] + "/output")
    assert answer.status_code == 503
    assert isinstance(answer.json()["detail"], str)
    assert invocation["output"] is None


@pytest.mark.parametrize(("action", "output"), [("zero", 0), ("no_words", [])])
def test_zero_and_nothing_in_a_list_are_outputs(server: DialectServer, action: str, output: Any) -> None:
    invocation = server.run(f"/acts/{action}")
    assert invocation["output"] == output
    answer = server.http.get(invocation["href"] + "/output")
    assert answer.status_code == expect(
        server, labthings=503, holdfast=200, because="an output is an output, false or not (8.2, 4)"
    )
    if answer.status_code == 200:
        assert answer.json() == output


def test_what_is_no_invocation_is_not_found(server: DialectServer) -> None:
    assert server.request("GET", "/action_invocation/whatever").status_code == 404
    unknown = "/action_invocations/00000000-0000-4000-8000-000000000000"
    for method, path in (("GET", unknown), ("GET", unknown + "/output"), ("DELETE", unknown)):
        answer = server.request(method, path)
        assert answer.status_code == 404
        assert isinstance(answer.json()["detail"], str) and "{id}" not in expect(
            server,
            labthings="",
            holdfast=answer.json()["detail"],
            because="LabThings forgot to fill in the id (8.2, 14)",
        )


def test_an_output_without_a_form_on_the_wire_is_an_error(server: DialectServer) -> None:
    invocation = server.run("/faulty/nameless_output")
    assert invocation["status"] == "error"
    assert invocation["error"]["title"] == "InvalidReturnValueError"
    assert invocation["error"]["detail"].startswith(
        "Error validating the output of 'faulty.nameless_output'"
    )
    assert invocation["log"][-1]["message"].startswith(
        "Error validating the output of 'faulty.nameless_output'"
    )
    assert server.http.get(invocation["href"] + "/output").status_code == 503
    assert invocation["id"] in [other["id"] for other in server.get("/faulty/nameless_output")]


def test_the_api_is_documented(server: DialectServer) -> None:
    answer = server.http.get(server.origin + "/openapi.json")
    assert answer.status_code == 200
    document = answer.json()
    assert document["openapi"] == "3.1.0"
    for path in (
        "/acts/move",
        "/props/count",
        "/props/count/reset",
        "/action_invocations",
        "/camera/stream",
    ):
        assert path in document["paths"], path


def test_actions_without_the_lock_run_side_by_side(server: DialectServer) -> None:
    first = server.running("/cancels/obedient", times=1000, pause=0.05)
    second = server.begin("/cancels/obedient", times=1, pause=0)
    assert server.ended(second)["status"] == "completed"
    assert server.invocation(first)["status"] == "running"
    assert server.http.delete(first).status_code == 200
    assert server.ended(first)["status"] == "cancelled"


def test_an_invocation_says_where_it_is_in_the_words_of_who_asks(server: DialectServer) -> None:
    href = server.begin("/acts/answer")
    path = urlsplit(href).path
    other = server.http.get(server.origin + path, headers={"host": "localhost:8080"}).json()
    assert other["href"] == f"http://localhost:8080{path}"
    assert {urlsplit(link["href"]).netloc for link in other["links"]} == {"localhost:8080"}
    wait_until(lambda: server.invocation(href)["status"] == "completed", "it ends")
