# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that use other Things of their server, and what they know about it."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Start
from dialect_server import START_LIMIT, DialectServer, Kind, classes, expect, start_process


def connections(start: Start, things: dict[str, Any]) -> Any:
    return start({"things": things, "enable_global_lock": False}).thing("hub").connections()


def hub(**slots: Any) -> dict[str, Any]:
    return {"class": "mirror_things:Hub", "thing_slots": slots}


COUNTER, STATELY = "mirror_things:Counter", "mirror_things:Stately"


def test_the_type_decides_where_the_configuration_is_silent(start_server: Start) -> None:
    assert connections(start_server, {"hub": hub(), "one": COUNTER, "state": STATELY}) == {
        "single": "one",
        "optional": "state",
        "many": ["one"],
    }


def test_an_optional_slot_may_stay_empty(start_server: Start) -> None:
    assert connections(start_server, {"hub": hub(), "one": COUNTER}) == {
        "single": "one",
        "optional": None,
        "many": ["one"],
    }


def test_the_configuration_chooses(start_server: Start, kind: Kind) -> None:
    things = {
        "hub": hub(single="two", optional=None, many=["one", "three"]),
        "one": COUNTER,
        "two": COUNTER,
        "three": COUNTER,
        "state": STATELY,
    }
    chosen = connections(start_server, things)
    assert (chosen["single"], chosen["optional"]) == ("two", None)
    assert chosen["many"] == expect(
        kind,
        labthings=[],
        holdfast=["one", "three"],
        because="LabThings reads the names twice, but from something that can be read once only",
    )


def test_many_may_be_none(start_server: Start) -> None:
    assert connections(start_server, {"hub": hub(many=[]), "one": COUNTER})["many"] == []


def test_what_is_connected_is_used(start_server: Start) -> None:
    server = start_server(
        {
            "things": {"hub": hub(single="two"), "one": COUNTER, "two": COUNTER},
            "enable_global_lock": True,
        }
    )
    assert server.run("/hub/increment_single")["status"] == "completed"
    assert (server.get("/one/count"), server.get("/two/count")) == (0, 1)


def test_two_may_know_each_other(start_server: Start) -> None:
    server = start_server({"things": classes(ping="Ping", pong="Pong"), "enable_global_lock": False})
    assert server.thing("ping").name_of_other() == "pong"
    assert server.thing("pong").name_of_other() == "ping"


@pytest.mark.parametrize(
    "things",
    [
        pytest.param({"hub": hub()}, id="none found"),
        pytest.param({"hub": hub(), "one": COUNTER, "two": COUNTER}, id="several found"),
        pytest.param({"hub": hub(single="state"), "one": COUNTER, "state": STATELY}, id="wrong type"),
        pytest.param({"hub": hub(single="absent"), "one": COUNTER}, id="unknown name"),
        pytest.param({"hub": hub(single=None), "one": COUNTER}, id="null where one is required"),
        pytest.param(
            {"hub": hub(many=["one", "state"]), "one": COUNTER, "state": STATELY},
            id="wrong type among many",
        ),
    ],
)
def test_a_slot_that_cannot_be_filled_stops_the_start(
    kind: Kind, program: list[str], tmp_path: Path, things: dict[str, Any]
) -> None:
    file = tmp_path / "configuration.json"
    file.write_text(json.dumps({"things": things}))
    process = start_process(kind, program, tmp_path, "-c", str(file), "--port", "0")
    assert process.wait(START_LIMIT) == expect(
        kind, labthings=1, holdfast=3, because="one code for everything that prevents a start"
    )
    said = (tmp_path / "output").read_text()
    assert "hub" in said
    assert ("many" if "many" in things["hub"]["thing_slots"] else "single") in said


def test_things_know_what_others_say_of_their_state(server: DialectServer) -> None:
    states = server.thing("stately").states()
    assert states["stately"] == {"level": 3}
    assert sorted(states) == expect(
        server,
        labthings=sorted(server.get("/things/")),
        holdfast=["stately"],
        because="Things without a state are left out",
    )


def test_things_know_the_configuration_of_the_application(server: DialectServer) -> None:
    assert server.thing("stately").configured() == {"lab": "B 12", "lamps": [1, 2]}


def test_there_may_be_no_such_configuration(start_server: Start) -> None:
    server = start_server({"things": classes(stately="Stately"), "enable_global_lock": False})
    assert server.thing("stately").configured() is None
