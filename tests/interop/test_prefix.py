# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server whose addresses begin with a prefix, configured in LabThings' own words."""

import pytest
from holdfast_server import PICTURE_START, HoldfastServer
from labthings_fastapi import ThingClient

PREFIX = "/api/v1"


@pytest.fixture(scope="module")
def server(start_server) -> HoldfastServer:
    return start_server({
        "things": {
            "stage": {"cls": "openflexure_microscope_server.things.stage.dummy:DummyStage",
                      "kwargs": {"step_rate": 10_000}},
            "camera": "SimulatedCamera",
        },
        "settings_folder": "./settings",
        "api_prefix": PREFIX,
        "enable_global_lock": True,
    })


def test_the_client_works_below_the_prefix(server: HoldfastServer, stage: ThingClient,
                                           camera: ThingClient) -> None:
    stage.move_absolute(x=5)
    assert stage.position["x"] == 5
    assert stage.step_rate == 10_000
    camera.exposure_time = 400
    assert camera.exposure_time == 400
    blob = camera.capture()
    assert blob.content.startswith(PICTURE_START)
    assert server.get("/lock")["held"] is False


def test_every_address_in_an_answer_has_the_prefix(server: HoldfastServer) -> None:
    things = server.get("/things/")
    assert things == {name: f"{server.origin}{PREFIX}/{name}/" for name in ("stage", "camera", "global_lock")}
    descriptions = server.get("/thing_descriptions/")
    assert descriptions == {name: server.http.get(url).json() for name, url in things.items()}
    for name, description in descriptions.items():
        for affordance in (*description["properties"].values(), *description["actions"].values()):
            assert affordance["forms"][0]["href"].startswith(f"{PREFIX}/{name}/")
            sockets = server.origin.replace("http", "ws", 1) + PREFIX + "/"
            assert all(form["href"].startswith((f"{PREFIX}/", sockets)) for form in affordance["forms"])
    href = server.begin("/stage/move_absolute", "A script", x=0)
    assert href.startswith(f"{server.url}/action_invocations/")
    invocation = server.ended(href)
    assert invocation["action"] == f"{PREFIX}/stage/move_absolute"
    assert all(link["href"].startswith(href) for link in invocation["links"])


def test_there_is_nothing_without_the_prefix(server: HoldfastServer) -> None:
    for path in ("/stage/", "/things/", "/lock", "/action_invocations"):
        assert server.http.get(server.origin + path).status_code == 404
