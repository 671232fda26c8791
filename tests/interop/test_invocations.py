# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LabThings guarantees about invocations beyond what its client shows: the web app relies on it."""

import pytest
from holdfast_server import PICTURE_START, HoldfastServer

DETAILS = ("input", "output", "log", "error")


def without_details(invocation: dict) -> dict:
    return {key: value for key, value in invocation.items() if key not in DETAILS}


def link(invocation: dict, relation: str) -> str:
    return next(link["href"] for link in invocation["links"] if link["rel"] == relation)


def test_the_lists_are_the_invocations_without_their_details(server: HoldfastServer) -> None:
    assert server.get("/stage/set_zero_position") == []
    invocation = server.ended(server.begin("/stage/set_zero_position", "A script"))
    assert all(key in invocation for key in DETAILS)
    assert server.get("/stage/set_zero_position") == [without_details(invocation)]
    assert without_details(invocation) in server.get("/action_invocations")
    server.ended(server.begin("/stage/set_zero_position", "A script"))
    assert len(server.get("/stage/set_zero_position")) == 2


def test_an_invocation_leads_to_itself_and_its_output(server: HoldfastServer) -> None:
    href = server.begin("/stage/get_xyz_position", "A script")
    invocation = server.ended(href)
    assert link(invocation, "self") == href
    assert server.http.get(link(invocation, "output")).json() == invocation["output"]
    assert len(invocation["output"]) == 3


def test_the_output_of_a_capture_is_the_picture(server: HoldfastServer) -> None:
    invocation = server.ended(server.begin("/camera/capture", "A script"))
    picture = server.http.get(link(invocation, "output"))
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content.startswith(PICTURE_START)
    assert picture.content == server.http.get(invocation["output"]["href"]).content


def test_an_unfinished_invocation_has_no_output(server: HoldfastServer) -> None:
    with server.long_move("A script") as href:
        assert server.http.get(link(server.invocation(href), "output")).status_code == 503


@pytest.mark.parametrize("body", [b"", b"null", b"{}"])
def test_an_action_without_inputs_needs_none(server: HoldfastServer, body: bytes) -> None:
    response = server.http.post(f"{server.url}/stage/get_xyz_position", content=body,
                                headers={"Content-Type": "application/json"})
    assert response.status_code == 201
    assert server.ended(response.json()["href"])["status"] == "completed"


@pytest.mark.parametrize("body", [b"10", b'{"extra": 1}', b"{bad"])
def test_an_action_without_inputs_refuses_any(server: HoldfastServer, body: bytes) -> None:
    response = server.http.post(f"{server.url}/stage/get_xyz_position", content=body,
                                headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][0] == "body"


def test_the_log_tells_what_happened_in_order(server: HoldfastServer) -> None:
    server.thing("stage").move_to_origin()
    moved = server.ended(server.begin("/stage/move_relative", "A script", x=3))
    assert [(entry["levelname"], entry["message"]) for entry in moved["log"]] == [
        ("INFO", "Moving from (x 0, y 0, z 0) to (x 3, y 0, z 0)."),
        ("INFO", "Arrived at (x 3, y 0, z 0)."),
    ]


def test_an_error_has_the_five_members_and_the_last_word_in_the_log(server: HoldfastServer) -> None:
    failed = server.ended(server.begin("/stage/move_absolute", "A script", y=10**6))
    assert failed["status"] == "error" and failed["output"] is None
    last = failed["log"][-1]
    assert failed["error"] == {"detail": last["message"], "type": None, "status": 500,
                               "title": "StageLimitError", "instance": None}
    assert (last["levelname"], last["levelno"]) == ("ERROR", 40)
    assert last["exception_type"] == "StageLimitError"


def test_what_never_was_is_not_found(server: HoldfastServer) -> None:
    for path in ("/action_invocations/00000000-0000-4000-8000-000000000000",
                 "/blob/00000000-0000-4000-8000-000000000000", "/action_invocation/1"):
        response = server.http.get(server.url + path)
        assert response.status_code == 404
        assert isinstance(response.json()["detail"], str)
    malformed = server.http.get(f"{server.url}/action_invocations/nope")
    assert malformed.status_code == 422
    assert malformed.json()["detail"][0]["type"] == "uuid_parsing"


def test_links_follow_the_address_that_was_asked(server: HoldfastServer) -> None:
    address = server.origin.replace("127.0.0.1", "localhost").removeprefix("http://")
    things = server.http.get(f"{server.url}/things/", headers={"Host": address})
    assert things.status_code == 200
    assert things.json()["stage"] == f"http://{address}/stage/"
