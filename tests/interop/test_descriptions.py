# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server's descriptions are valid by external standards, and correct."""

import json
import subprocess
from importlib.resources import files
from typing import Any

import pytest
from holdfast_server import HoldfastServer
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

TD_CONTEXTS = ["https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"]


@pytest.fixture(scope="module")
def td_validator() -> Draft7Validator:
    """The W3C's own schema of TD 1.1, from LabThings' package."""
    folder = files("labthings_fastapi.thing_description")
    text = folder.joinpath("td-json-schema-validation.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["title"] == "Thing Description"
    return Draft7Validator(schema, format_checker=FormatChecker())


@pytest.fixture(scope="module")
def rich(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The descriptions of a Thing with every kind of type."""
    program = request.config.getoption("--rich")
    return json.loads(subprocess.run([program], check=True, capture_output=True).stdout)


def errors_of(validator: Any, document: dict[str, Any]) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(document)]


def test_the_validator_finds_what_is_wrong(td_validator: Draft7Validator, server: HoldfastServer) -> None:
    description = server.get("/stage/")
    del description["title"]
    description["properties"]["position"]["forms"] = []
    assert len(errors_of(td_validator, description)) >= 2


def test_thing_descriptions_are_valid(td_validator: Draft7Validator, server: HoldfastServer) -> None:
    descriptions = server.get("/thing_descriptions/")
    assert len(descriptions) >= 2
    for name, description in descriptions.items():
        assert errors_of(td_validator, description) == [], name
        assert description == server.get(f"/{name}/")
        assert description["@context"] == TD_CONTEXTS
        assert description["version"]["instance"]
    ids = {description["id"] for description in descriptions.values()}
    assert len(ids) == len(descriptions)


def test_a_rich_things_descriptions_are_valid(td_validator: Draft7Validator, rich: dict[str, Any]) -> None:
    assert errors_of(td_validator, rich["served"]) == []
    assert errors_of(td_validator, rich["observed"]) == []
    assert rich["observed"]["events"]["jammed"]["forms"]
    assert len(rich["observed"]["properties"]["flag"]["forms"]) == 4


def test_the_station_is_found_at_the_well_known_place(td_validator: Draft7Validator,
                                                      server: HoldfastServer) -> None:
    response = server.http.get(f"{server.origin}/.well-known/wot")
    assert response.headers["content-type"] == "application/td+json"
    description = response.json()
    assert errors_of(td_validator, description) == []
    linked = {server.origin + link["href"] for link in description["links"] if link["rel"] == "item"}
    assert linked == set(server.get("/things/").values())
    head = server.http.head(f"{server.origin}/.well-known/wot")
    assert head.status_code == 200
    assert head.content == b""


def test_forms_lead_where_they_say(server: HoldfastServer) -> None:
    """Reads, invokes and cancels like a consumer that only knows the description."""
    description = server.get("/stage/")
    for prop in description["properties"].values():
        form = prop["forms"][0]
        assert "readproperty" in form["op"]
        assert server.http.get(server.origin + form["href"]).status_code == 200
    forms = {form["op"][0]: form for form in description["actions"]["move_relative"]["forms"]}
    run = server.http.post(server.origin + forms["invokeaction"]["href"], json={"x": 60_000}).json()
    where = server.origin + forms["queryaction"]["href"].replace("{id}", run["id"])
    assert server.http.request(forms["queryaction"]["htv:methodName"], where).json()["id"] == run["id"]
    cancel = server.origin + forms["cancelaction"]["href"].replace("{id}", run["id"])
    assert server.http.request(forms["cancelaction"]["htv:methodName"], cancel).status_code == 200
    assert server.ended(where)["status"] == "cancelled"


def test_the_openapi_document_is_valid(server: HoldfastServer, rich: dict[str, Any]) -> None:
    document = server.http.get(f"{server.origin}/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    for each in (document, rich["openapi"]):
        assert [str(error) for error in OpenAPIV31SpecValidator(each).iter_errors()] == []
    assert "/stage/position" in document["paths"]


def test_answers_are_as_the_openapi_document_says(server: HoldfastServer) -> None:
    document = server.http.get(f"{server.origin}/openapi.json").json()
    checked = 0
    for path, item in document["paths"].items():
        responses = item.get("get", {}).get("responses", {})
        answer = responses.get("200", {}).get("content", {})
        if "{" in path or "application/json" not in answer or "x-waits" in item["get"]:
            continue
        reply = server.http.get(server.origin + path)
        if reply.status_code != 200:  # such as that there is no lab
            described = responses[str(reply.status_code)]
            if "$ref" in described:
                described = document["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
            answer = described["content"]
        # References lead into the document, so the schema is put into it.
        schema = {**answer["application/json"]["schema"], "components": document["components"]}
        assert errors_of(Draft202012Validator(schema), reply.json()) == [], path
        checked += 1
    assert checked > 10
