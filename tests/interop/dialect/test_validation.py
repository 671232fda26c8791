# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which values are refused, and the texts of the refusals."""

from typing import Any

import pytest
from dialect_server import DialectServer, expect


def refusal(server: DialectServer, path: str, value: Any) -> dict[str, Any]:
    """Returns the only entry of the refusal's list."""
    answer = server.put(path, value)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/json"
    (entry,) = answer.json()["detail"]
    return entry


INTEGER, NUMBER, BOOLEAN = (
    "Input should be a valid integer",
    "Input should be a valid number",
    "Input should be a valid boolean",
)


@pytest.mark.parametrize(
    ("name", "value", "error", "message", "context"),
    [
        ("count", "bad", "int_parsing", f"{INTEGER}, unable to parse string as an integer", None),
        ("count", 1.5, "int_from_float", f"{INTEGER}, got a number with a fractional part", None),
        ("count", [1], "int_type", INTEGER, None),
        ("count", {}, "int_type", INTEGER, None),
        ("number", "x", "float_parsing", f"{NUMBER}, unable to parse string as a number", None),
        ("number", [], "float_type", NUMBER, None),
        ("flag", "perhaps", "bool_parsing", f"{BOOLEAN}, unable to interpret input", None),
        ("flag", 2, "bool_parsing", f"{BOOLEAN}, unable to interpret input", None),
        ("flag", 0.5, "bool_type", BOOLEAN, None),
        ("flag", [], "bool_type", BOOLEAN, None),
        ("text", 5, "string_type", "Input should be a valid string", None),
        ("text", True, "string_type", "Input should be a valid string", None),
        ("words", "a", "list_type", "Input should be a valid list", None),
        (
            "mode",
            "sideways",
            "literal_error",
            "Input should be 'slow' or 'fast'",
            {"expected": "'slow' or 'fast'"},
        ),
        ("percent", 101, "less_than_equal", "Input should be less than or equal to 100", {"le": 100}),
        ("percent", -1, "greater_than_equal", "Input should be greater than or equal to 0", {"ge": 0}),
        ("ratio", 1.5, "less_than_equal", "Input should be less than or equal to 1", {"le": 1.0}),
        ("ratio", -0.5, "greater_than_equal", "Input should be greater than or equal to 0", {"ge": 0.0}),
        ("above", 0, "greater_than", "Input should be greater than 0", {"gt": 0.0}),
        ("below", 10, "less_than", "Input should be less than 10", {"lt": 10}),
        ("step", 12, "multiple_of", "Input should be a multiple of 5", {"multiple_of": 5}),
        (
            "short",
            "a",
            "string_too_short",
            "String should have at least 2 characters",
            {"min_length": 2},
        ),
        (
            "short",
            "abcde",
            "string_too_long",
            "String should have at most 4 characters",
            {"max_length": 4},
        ),
    ],
)
def test_a_refusal_says_what_is_wrong(
    server: DialectServer, name: str, value: Any, error: str, message: str, context: dict[str, Any] | None
) -> None:
    before = server.get(f"/props/{name}")
    expected = {"type": error, "loc": ["body"], "msg": message, "input": value}
    if context is not None:
        expected["ctx"] = context
    assert refusal(server, f"/props/{name}", value) == expected
    assert server.get(f"/props/{name}") == before


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("percent", [0, 100, 50]),
        ("ratio", [0, 1, 0.25]),
        ("above", [0.001, 1.0]),
        ("below", [9, -100, 1]),
        ("step", [0, -5, 5]),
        ("short", ["ab", "äöüß", "ab"]),
    ],
)
def test_limits_let_their_ends_pass(server: DialectServer, name: str, accepted: list[Any]) -> None:
    for value in accepted:
        assert server.put(f"/props/{name}", value).status_code == 201, value
        assert server.get(f"/props/{name}") == value


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("count", 5.0, 5),
        ("count", True, 1),
        ("count", "5", 5),
        ("count", "5.0", 5),
        ("count", " 5 ", 5),
        ("number", 5, 5.0),
        ("number", True, 1.0),
        ("number", "2.5", 2.5),
        ("flag", 1, True),
        ("flag", 0.0, False),
        ("flag", "Yes", True),
        ("flag", "off", False),
        ("flag", "T", True),
        ("flag", "n", False),
        ("flag", "1", True),
        ("point", {"x": "1.5", "y": True, "label": None}, {"x": 1.5, "y": 1.0, "label": None}),
    ],
)
def test_what_means_a_value_is_taken_for_it(
    server: DialectServer, name: str, value: Any, taken: Any
) -> None:
    assert server.put(f"/props/{name}", value).status_code == 201
    read = server.get(f"/props/{name}")
    assert read == taken and type(read) is type(taken)
    assert server.request("POST", f"/props/{name}/reset").status_code == 200


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_no_setpoint(server: DialectServer, value: str) -> None:
    answer = server.put("/props/number", value)
    assert answer.status_code == expect(
        server,
        labthings=201,
        holdfast=422,
        because="no instrument can go to infinity, and no client can read that value back",
    )
    if answer.status_code == 422:
        assert answer.json()["detail"][0]["type"] == "finite_number"
    assert server.get("/props/number") == expect(
        server, labthings=None, holdfast=0.5, because="LabThings sends null for what JSON cannot say"
    )
    assert server.request("POST", "/props/number/reset").status_code == 200


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_range_excludes_what_is_not_in_it(server: DialectServer, value: str) -> None:
    assert server.put("/props/ratio", value).status_code == 422
    assert server.get("/props/ratio") == 0.25


def test_members_of_a_model_and_of_a_list_are_pointed_at(server: DialectServer) -> None:
    entry = refusal(server, "/props/point", {"x": "far", "y": 0})
    assert entry["loc"] == ["body", "x"] and entry["type"] == "float_parsing" and entry["input"] == "far"
    entry = refusal(server, "/props/words", ["a", 2])
    assert entry["loc"] == ["body", 1] and entry["type"] == "string_type" and entry["input"] == 2


def test_each_wrong_member_has_an_entry(server: DialectServer) -> None:
    answer = server.put("/props/point", {"x": "far", "y": [], "label": 5})
    assert answer.status_code == 422
    assert [entry["loc"] for entry in answer.json()["detail"]] == [
        ["body", "x"],
        ["body", "y"],
        ["body", "label"],
    ]


@pytest.mark.parametrize("body", [b"{bad", b"[1,", b"tru"])
def test_what_is_no_json_is_refused_where_it_ends(server: DialectServer, body: bytes) -> None:
    answer = server.request(
        "PUT", "/props/count", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    (entry,) = answer.json()["detail"]
    assert (entry["type"], entry["msg"], entry["input"]) == ("json_invalid", "JSON decode error", {})
    assert entry["loc"][0] == "body" and isinstance(entry["loc"][1], int)
    assert isinstance(entry["ctx"]["error"], str)


def test_the_place_of_an_error_in_json_is_its_offset(server: DialectServer) -> None:
    answer = server.request(
        "PUT", "/props/count", content=b"{bad", headers={"content-type": "application/json"}
    )
    assert answer.json()["detail"][0]["loc"] == ["body", 1]


def test_a_bare_nan_is_answered_in_json(server: DialectServer) -> None:
    answer = server.request(
        "PUT", "/props/ratio", content=b"NaN", headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == expect(
        server,
        labthings=(500, "text/plain; charset=utf-8"),
        holdfast=(422, "application/json"),
        because="LabThings cannot write its own refusal (8.2, 12)",
    )


@pytest.mark.parametrize(
    "path", ["/action_invocations/nope", "/action_invocations/nope/output", "/blob/nope"]
)
def test_a_bad_id_is_no_id(server: DialectServer, path: str) -> None:
    answer = server.request("GET", path)
    assert answer.status_code == 422
    (entry,) = answer.json()["detail"]
    assert entry["type"] == "uuid_parsing" and entry["input"] == "nope"
    assert entry["loc"][0] == "path"
    assert entry["msg"].startswith("Input should be a valid UUID, invalid character: found `n` at ")
    assert entry["msg"].endswith(entry["ctx"]["error"])
