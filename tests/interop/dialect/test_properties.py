# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading, writing and resetting properties."""

from typing import Any

import pytest
from dialect_server import DialectServer, expect
from labthings_fastapi.exceptions import ClientPropertyError


@pytest.mark.parametrize(
    ("name", "initial", "values"),
    [
        ("flag", False, [True, False]),
        ("count", 7, [0, -3, 7]),
        ("number", 0.5, [1.0, -2.25, 0.5]),
        ("text", "hello", ["", "Grüße, 世界", "hello"]),
        ("anything", None, [3, "three", [1, {"two": None}], {"a": 1}]),
        ("mode", "slow", ["fast", "slow"]),
        ("words", ["a", "b"], [[], ["c"], ["a", "b"]]),
        (
            "point",
            {"x": 1.0, "y": 0.0, "label": None},
            [{"x": 2.0, "y": 3.0, "label": "there"}, {"x": 1.0, "y": 0.0, "label": None}],
        ),
        ("scaled", 2.5, [1.5, 2.5]),
        ("unsettled", "never reset", ["set", "never reset"]),
        ("matrix", [[1.0, 2.0], [3.0, 4.0]], [[[5.0]], [[1.0, 2.0], [3.0, 4.0]]]),
        ("maybe", None, [3, 0]),
    ],
)
def test_a_property_reads_back_as_it_was_written(
    server: DialectServer, name: str, initial: Any, values: list[Any]
) -> None:
    path = f"/props/{name}"
    assert server.get(path) == initial
    for value in values:
        answer = server.put(path, value)
        assert (answer.status_code, answer.content) == (201, b"null")
        read = server.request("GET", path)
        assert (read.status_code, read.headers["content-type"]) == (200, "application/json")
        assert read.json() == value


@pytest.mark.parametrize(
    ("name", "written", "initial"),
    [
        ("count", 3, 7),
        ("text", "other", "hello"),
        ("words", [], ["a", "b"]),
        ("mode", "fast", "slow"),
        ("point", {"x": 5, "y": 6, "label": "z"}, {"x": 1.0, "y": 0.0, "label": None}),
        ("maybe", 8, None),
        ("scaled", 9.5, 2.5),
    ],
)
def test_a_reset_brings_the_first_value_back(
    server: DialectServer, name: str, written: Any, initial: Any
) -> None:
    path = f"/props/{name}"
    assert server.put(path, written).status_code == 201
    assert server.get(path) != initial
    answer = server.request("POST", path + "/reset")
    assert (answer.status_code, answer.content) == (200, b"null")
    assert server.get(path) == initial


def test_a_reset_takes_no_notice_of_a_body(server: DialectServer) -> None:
    assert server.put("/props/count", 3).status_code == 201
    assert server.request("POST", "/props/count/reset", json={"to": 4}).status_code == 200
    assert server.get("/props/count") == 7


@pytest.mark.parametrize("name", ["unsettled", "measured"])
def test_what_has_no_first_value_cannot_be_reset(server: DialectServer, name: str) -> None:
    answer = server.request("POST", f"/props/{name}/reset")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found"})


def test_a_read_only_property_is_not_reset_over_http(server: DialectServer) -> None:
    assert server.get("/props/serial") == "SN0"
    assert server.request("POST", "/props/serial/reset").status_code == expect(
        server,
        labthings=200,
        holdfast=404,
        because="a property that a client may not set may not be reset either (8.2, 1)",
    )


@pytest.mark.parametrize("name", ["serial", "measured"])
def test_a_read_only_property_cannot_be_written(server: DialectServer, name: str) -> None:
    before = server.get(f"/props/{name}")
    answer = server.put(f"/props/{name}", before)
    assert answer.status_code == 405
    assert isinstance(answer.json()["detail"], str)
    assert {method.strip() for method in answer.headers["allow"].split(",")} == expect(
        server,
        labthings={"GET"},
        holdfast={"GET", "HEAD", "OPTIONS"},
        because="HEAD and OPTIONS are answered, too",
    )
    client = server.thing("props")
    with pytest.raises(ClientPropertyError, match="This property may not be set."):
        setattr(client, name, before)
    assert server.get(f"/props/{name}") == before


def test_a_writable_property_allows_all_of_its_methods(server: DialectServer) -> None:
    answer = server.request("DELETE", "/props/count")
    assert (answer.status_code, "detail" in answer.json()) == (405, True)
    assert {method.strip() for method in answer.headers["allow"].split(",")} == expect(
        server,
        labthings={"PUT"},
        holdfast={"GET", "HEAD", "OPTIONS", "PUT"},
        because="LabThings names the methods of its first route only (8.2, 14)",
    )


def test_null_is_a_value_of_an_optional_property(server: DialectServer) -> None:
    assert server.put("/props/maybe", 5).status_code == 201
    answer = server.request(
        "PUT", "/props/maybe", content=b"null", headers={"content-type": "application/json"}
    )
    assert answer.status_code == expect(
        server, labthings=422, holdfast=201, because="a value that can be read can be written (8.2, 3)"
    )
    assert server.get("/props/maybe") == expect(server, labthings=5, holdfast=None, because="as above")
    assert server.request("POST", "/props/maybe/reset").status_code == 200


@pytest.mark.parametrize("name", ["count", "text", "flag", "point", "words"])
@pytest.mark.parametrize("body", [b"null", b""])
def test_null_is_no_value_of_others(server: DialectServer, name: str, body: bytes) -> None:
    answer = server.request(
        "PUT", f"/props/{name}", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json() == {
        "detail": [{"type": "missing", "loc": ["body"], "msg": "Field required", "input": None}]
    }


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/json; charset=utf-8", "application/ld+json"]
)
def test_a_number_is_understood_whatever_its_content_type(
    server: DialectServer, content_type: str | None
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    assert server.request("PUT", "/props/count", content=b"60", headers=headers).status_code == 201
    assert server.get("/props/count") == 60
    assert server.request("POST", "/props/count/reset").status_code == 200


def test_an_object_is_understood_without_a_content_type(server: DialectServer) -> None:
    answer = server.request("PUT", "/props/point", content=b'{"x":4}')
    assert answer.status_code == expect(
        server, labthings=422, holdfast=201, because="JSON is JSON: 1.3 asks us to accept it"
    )
    assert server.request("POST", "/props/point/reset").status_code == 200


def test_a_value_is_not_wrapped(server: DialectServer) -> None:
    assert server.put("/props/count", {"root": 3}).status_code == 422
    assert server.get("/props/count") == 7


def test_unknown_members_of_a_model_are_left_out(server: DialectServer) -> None:
    assert server.put("/props/point", {"x": 2, "colour": "red"}).status_code == 201
    assert server.get("/props/point") == {"x": 2.0, "y": 0.0, "label": None}
    assert server.request("POST", "/props/point/reset").status_code == 200


@pytest.mark.parametrize("action", ["toggle", "toggle_elsewhere"])
def test_an_action_changes_a_property_from_its_own_or_another_thread(
    server: DialectServer, action: str
) -> None:
    assert server.get("/props/flag") is False
    for expected in (True, False):
        assert server.run(f"/props/{action}")["status"] == "completed"
        assert server.get("/props/flag") is expected


def test_an_array_of_numbers_is_a_nested_list(server: DialectServer) -> None:
    client = server.thing("props")
    assert client.matrix == [[1.0, 2.0], [3.0, 4.0]]
    assert client.transposed(matrix=[[1, 2, 3], [4, 5, 6]]) == [[1, 4], [2, 5], [3, 6]]
    assert server.put("/props/matrix", "no array").status_code == expect(
        server, labthings=201, holdfast=422, because="numpy makes an array even of a text; we do not"
    )
    assert server.put("/props/matrix", [[1.0, 2.0], [3.0, 4.0]]).status_code == 201


def test_numbers_with_a_fraction_keep_it_on_the_wire(server: DialectServer) -> None:
    assert server.put("/props/number", 3).status_code == 201
    assert server.request("GET", "/props/number").content == b"3.0"
    assert server.request("GET", "/props/count").content == b"7"
    assert server.request("GET", "/props/point").content == b'{"x":1.0,"y":0.0,"label":null}'
    assert server.put("/props/number", 0.5).status_code == 201


def test_what_is_not_there_is_not_found(server: DialectServer) -> None:
    for method, path in (
        ("GET", "/props/nothing"),
        ("PUT", "/props/nothing"),
        ("GET", "/absent/count"),
        ("POST", "/props/count/rest"),
    ):
        answer = server.request(method, path, **({"json": 1} if method != "GET" else {}))
        assert answer.status_code == 404, (method, path)
        assert answer.json() == {"detail": "Not Found"}, (method, path)


def test_the_root_leads_people_on(server: DialectServer) -> None:
    assert server.request("GET", "/").status_code == expect(
        server,
        labthings=404,
        holdfast=200,
        because="the address alone leads to the status page",
    )


def test_head_is_answered_as_get_without_a_body(server: DialectServer) -> None:
    answer = server.request("HEAD", "/props/count")
    assert answer.content == b""
    assert answer.status_code == expect(
        server, labthings=405, holdfast=200, because="HTTP asks every server for HEAD where there is GET"
    )
