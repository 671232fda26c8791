# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Things, their descriptions, and their addresses."""

from typing import Any

import httpx2
import pytest
from dialect_server import DialectServer, expect
from labthings_fastapi import ThingClient
from labthings_fastapi.thing_description.validation import validate_thing_description


@pytest.fixture
def props(server: DialectServer) -> dict[str, Any]:
    return server.get("/props/")


def test_things_are_listed_in_the_order_of_the_configuration(server: DialectServer) -> None:
    things = server.get("/things/")
    assert list(things) == [
        "acts",
        "blobs",
        "camera",
        "cancels",
        "counter",
        "errors",
        "faulty",
        "logs",
        "props",
        "stately",
    ]
    assert things["acts"] == f"{server.url}/acts/"


def test_the_list_leads_to_the_descriptions(server: DialectServer) -> None:
    descriptions = server.get("/thing_descriptions/")
    assert descriptions == {
        name: server.http.get(url).json() for name, url in server.get("/things/").items()
    }


def test_a_description_has_what_clients_need(server: DialectServer, props: dict[str, Any]) -> None:
    assert props["title"] == "Of each kind"
    assert props["base"] == server.origin + "/"
    assert props["security"] == "no_security"
    assert props["securityDefinitions"]["no_security"]["scheme"] == "nosec"
    assert props["@context"] == expect(
        server,
        labthings="https://www.w3.org/2022/wot/td/v1.1",
        holdfast=["https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"],
        because="some consumers ask for the older context, too",
    )
    assert list(props["properties"]) == sorted(props["properties"])
    assert list(props["actions"]) == ["toggle", "toggle_elsewhere", "transposed"]
    validate_thing_description(props)
    validate_thing_description(server.get("/counter/"))
    assert server.get("/camera/")["properties"] == {} and server.get("/camera/")["actions"] == {}


def schema(affordance: dict[str, Any]) -> dict[str, Any]:
    """Returns what a description says about values, without its texts."""
    others = {
        "title",
        "description",
        "forms",
        "readOnly",
        "writeOnly",
        "observable",
        "unit",
        "uriVariables",
    }
    return {key: value for key, value in affordance.items() if key not in others}


POINT = {
    "x": {"title": "X", "default": 1.0, "type": "number"},
    "y": {"title": "Y", "default": 0.0, "type": "number"},
    "label": {"title": "Label", "oneOf": [{"type": "string"}, {"type": "null"}]},
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flag", {"type": "boolean", "default": False}),
        ("count", {"type": "integer", "default": 7}),
        ("number", {"type": "number", "default": 0.5}),
        ("text", {"type": "string", "default": "hello"}),
        ("maybe", {"oneOf": [{"type": "integer"}, {"type": "null"}]}),
        ("anything", {}),
        ("mode", {"type": "string", "enum": ["slow", "fast"], "default": "slow"}),
        ("words", {"type": "array", "items": {"type": "string"}, "default": ["a", "b"]}),
        ("percent", {"type": "integer", "minimum": 0, "maximum": 100, "default": 50}),
        ("ratio", {"type": "number", "minimum": 0, "maximum": 1, "default": 0.25}),
        ("above", {"type": "number", "exclusiveMinimum": 0, "default": 1.0}),
        ("below", {"type": "integer", "exclusiveMaximum": 10, "default": 1}),
        ("step", {"type": "integer", "multipleOf": 5, "default": 5}),
        ("short", {"type": "string", "minLength": 2, "maxLength": 4, "default": "ab"}),
        ("measured", {"type": "number"}),
    ],
)
def test_a_property_is_described_by_its_schema(
    props: dict[str, Any], name: str, expected: dict[str, Any]
) -> None:
    assert schema(props["properties"][name]) == expected


def test_a_model_is_described_by_its_members(server: DialectServer, props: dict[str, Any]) -> None:
    point = schema(props["properties"]["point"])
    assert point["type"] == "object" and point["default"] == {"x": 1.0, "y": 0.0, "label": None}
    assert point["properties"] == POINT
    assert "required" not in point


@pytest.mark.parametrize(
    ("name", "read_only"), [("count", False), ("serial", True), ("measured", True), ("scaled", False)]
)
def test_a_property_says_whether_it_can_be_written(
    props: dict[str, Any], name: str, read_only: bool
) -> None:
    described = props["properties"][name]
    assert described["readOnly"] is read_only and described["writeOnly"] is False
    form = described["forms"][0]
    assert form["href"].split("{")[0] == f"/props/{name}"
    assert form["op"] == (["readproperty"] if read_only else ["readproperty", "writeproperty"])


def test_an_action_is_described_by_its_input_and_output(server: DialectServer) -> None:
    move = server.get("/acts/")["actions"]["move"]
    assert move["forms"][0]["href"].split("{")[0] == "/acts/move"
    assert move["forms"][0]["op"] in (["invokeaction"], "invokeaction")
    assert move["input"]["title"] == "move_input" and move["output"]["title"] == "move_output"
    assert move["input"]["type"] == "object" and move["input"]["additionalProperties"] is False
    assert move["input"]["required"] == ["x"]
    y = move["input"]["properties"]["y"]
    assert (y["type"], y["minimum"], y["default"]) == ("integer", 0, 3)
    assert move["input"]["properties"]["tags"]["items"] == {"type": "string"}
    assert move["output"]["type"] == "object" and sorted(move["output"]["properties"]) == [
        "label",
        "x",
        "y",
    ]


def test_an_action_without_inputs_takes_an_empty_object_or_nothing(server: DialectServer) -> None:
    actions = server.get("/acts/")["actions"]
    empty, null = actions["answer"]["input"]["oneOf"]
    assert (
        empty["type"] == "object"
        and empty["properties"] == {}
        and empty["additionalProperties"] is False
    )
    assert null["type"] == "null"
    assert actions["nothing"]["output"]["type"] == "null"
    assert actions["answer"]["output"]["type"] == "integer"


def test_what_its_author_said_is_told(server: DialectServer) -> None:
    counter = server.get("/counter/")
    assert (counter["title"], counter["description"]) == ("Counter", "Counts.")
    count = counter["properties"]["count"]
    assert count["description"] == "How many."
    assert count["title"] == expect(
        server,
        labthings="How many.",
        holdfast="count",
        because="a title of its own, or the name: a sentence is the description",
    )


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("/counter", "/counter/"),
        ("/things", "/things/"),
        ("/thing_descriptions", "/thing_descriptions/"),
    ],
)
def test_a_forgotten_slash_is_put_right(server: DialectServer, given: str, meant: str) -> None:
    answer = server.request("GET", given)
    assert (answer.status_code, answer.headers["location"], answer.content) == (
        307,
        server.origin + meant,
        b"",
    )


def test_a_slash_too_many_is_put_right(server: DialectServer) -> None:
    answer = server.request("GET", "/props/count/")
    assert (answer.status_code, answer.headers["location"]) == (307, server.origin + "/props/count")


def test_the_client_wants_the_slash(server: DialectServer) -> None:
    with pytest.raises(httpx2.HTTPStatusError):
        ThingClient.from_url(server.url + "/counter")


def test_addresses_follow_the_hosts_name(server: DialectServer) -> None:
    headers = {"host": "localhost:8080"}
    things = server.http.get(server.origin + "/things/", headers=headers).json()
    assert things["counter"] == "http://localhost:8080/counter/"
    description = server.http.get(server.origin + "/counter/", headers=headers).json()
    assert description["base"] == "http://localhost:8080/"
    assert server.get("/counter/")["base"] == server.origin + "/", "the other host is forgotten again"


@pytest.mark.parametrize(
    "path",
    [
        "/things/",
        "/thing_descriptions/",
        "/counter/",
        "/counter/count",
        "/counter/increment",
        "/action_invocations",
    ],
)
def test_the_prefix_is_in_front_of_everything(prefixed_server: DialectServer, path: str) -> None:
    assert prefixed_server.request("GET", path).status_code == 200
    assert prefixed_server.http.get(prefixed_server.origin + path).status_code == 404


@pytest.mark.parametrize("path", ["/openapi.json", "/docs"])
def test_the_prefix_is_not_in_front_of_the_documentation(
    prefixed_server: DialectServer, path: str
) -> None:
    assert prefixed_server.http.get(prefixed_server.origin + path).status_code == 200
    assert prefixed_server.request("GET", path).status_code == 404


def test_other_documentation_pages(server: DialectServer) -> None:
    codes = [
        server.http.get(server.origin + path).status_code for path in ("/redoc", "/docs/oauth2-redirect")
    ]
    assert codes == expect(
        server,
        labthings=[200, 200],
        holdfast=[307, 404],
        because="one page that works offline is enough, and it has no login",
    )


def test_the_prefix_is_in_what_is_described(prefixed_server: DialectServer) -> None:
    description = prefixed_server.get("/counter/")
    assert description["base"] == prefixed_server.origin + "/"
    assert (
        description["properties"]["count"]["forms"][0]["href"].split("{")[0] == "/api/v1/counter/count"
    )
    assert prefixed_server.get("/things/")["counter"] == prefixed_server.url + "/counter/"
    invocation = prefixed_server.run("/counter/increment")
    assert invocation["action"] == "/api/v1/counter/increment"
    assert invocation["href"] == f"{prefixed_server.url}/action_invocations/{invocation['id']}"
    blob = prefixed_server.run("/blobs/from_memory")["output"]
    assert blob["href"].startswith(prefixed_server.url + "/blob/")
    assert prefixed_server.http.get(blob["href"]).status_code == 200
    paths = prefixed_server.http.get(prefixed_server.origin + "/openapi.json").json()["paths"]
    assert "/api/v1/counter/count" in paths and "/counter/count" not in paths


ORIGIN = {"origin": "http://127.0.0.1:8080"}
ELSEWHERE = {"origin": "http://elsewhere.example"}


def test_pages_from_elsewhere_may_not_use_the_instrument(server: DialectServer) -> None:
    assert (
        "access-control-allow-origin"
        in server.request("GET", "/counter/count", headers=ELSEWHERE).headers
    ) is expect(
        server,
        labthings=True,
        holdfast=False,
        because="a web page of another host must not move an instrument (8.2, 17)",
    )
    codes = [
        server.request("PUT", "/counter/count", headers=ELSEWHERE, json=0).status_code,
        server.request(
            "OPTIONS", "/counter/count", headers={**ELSEWHERE, "access-control-request-method": "PUT"}
        ).status_code,
    ]
    assert codes == expect(server, labthings=[201, 200], holdfast=[403, 403], because="as above")


def test_pages_of_this_computer_are_served(server: DialectServer) -> None:
    answer = server.request("GET", "/counter/count", headers=ORIGIN)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ORIGIN["origin"]
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert "origin" in answer.headers["vary"].lower()
    assert "access-control-allow-origin" not in server.request("GET", "/counter/count").headers


@pytest.mark.parametrize("path", ["/counter/count", "/no/such/path"])
def test_pages_of_this_computer_may_ask_first(server: DialectServer, path: str) -> None:
    answer = server.request(
        "OPTIONS",
        path,
        headers={
            **ORIGIN,
            "access-control-request-method": "PUT",
            "access-control-request-headers": "content-type, x-extra",
        },
    )
    assert answer.status_code == 200
    methods = {method.strip() for method in answer.headers["access-control-allow-methods"].split(",")}
    assert {"GET", "PUT", "POST", "DELETE"} <= methods
    assert answer.headers["access-control-allow-headers"] == "content-type, x-extra"
    assert answer.headers["access-control-max-age"] == "600"
    assert answer.headers["access-control-allow-origin"] == ORIGIN["origin"]
