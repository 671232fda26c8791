# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blobs that actions return, and that they accept."""

from pathlib import Path
from typing import Any

import httpx2
import pytest
from dialect_server import DialectServer, expect
from holdfast_process import wait_until
from labthings_fastapi.exceptions import FailedToInvokeActionError
from labthings_fastapi.outputs.blob import Blob

TEXT = b"some text in a blob"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def blob(server: DialectServer) -> dict[str, Any]:
    """Returns a blob as an invocation shows it."""
    return server.run("/blobs/from_memory")["output"]


@pytest.mark.parametrize("action", ["from_memory", "from_file", "from_folder"])
def test_the_client_downloads_saves_and_opens_a_blob(
    server: DialectServer, tmp_path: Path, action: str
) -> None:
    blob = getattr(server.thing("blobs"), action)()
    assert isinstance(blob, Blob)
    assert blob.media_type == "text/plain"
    assert blob.content == TEXT
    assert blob.content == TEXT, "twice is no more than once"
    blob.save(str(tmp_path / "saved.txt"))
    assert (tmp_path / "saved.txt").read_bytes() == TEXT
    with blob.open() as file:
        assert file.read() == TEXT


def test_a_blob_is_shown_with_its_four_members(server: DialectServer, blob: dict[str, Any]) -> None:
    assert sorted(blob) == ["description", "href", "media_type", "rel"]
    assert blob["href"].startswith(f"{server.url}/blob/")
    assert (blob["media_type"], blob["rel"]) == ("text/plain", "output")
    assert isinstance(blob["description"], str)


def test_text_is_sent_as_utf8(server: DialectServer, blob: dict[str, Any]) -> None:
    answer = server.http.get(blob["href"])
    assert (answer.status_code, answer.content) == (200, TEXT)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-length"] == str(len(TEXT))


def test_bytes_arrive_as_they_are(server: DialectServer) -> None:
    invocation = server.run("/blobs/binary")
    answer = server.http.get(invocation["output"]["href"])
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.content == bytes(range(256))


def test_the_output_of_an_invocation_is_the_blobs_bytes(server: DialectServer) -> None:
    invocation = server.run("/blobs/from_memory")
    answer = server.http.get(invocation["href"] + "/output")
    assert (answer.status_code, answer.content) == (200, TEXT)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_blobs_in_a_list_are_shown_there(server: DialectServer) -> None:
    first, second = server.run("/blobs/both")["output"]
    assert server.http.get(first["href"]).content == b"one"
    assert server.http.get(second["href"]).content == b"two"
    assert server.thing("blobs").both() != [], "deeper blobs stay as they are on the wire"


def test_a_file_is_served_in_parts(server: DialectServer) -> None:
    href = server.run("/blobs/from_file")["output"]["href"]
    whole = server.http.get(href)
    assert whole.headers["accept-ranges"] == "bytes" and whole.headers["etag"]
    part = server.http.get(href, headers={"range": "bytes=5-8"})
    assert (part.status_code, part.content) == (206, TEXT[5:9])
    assert part.headers["content-range"] == f"bytes 5-8/{len(TEXT)}"


def test_memory_is_served_in_parts_too(server: DialectServer, blob: dict[str, Any]) -> None:
    part = server.http.get(blob["href"], headers={"range": "bytes=5-8"})
    assert part.status_code == expect(
        server, labthings=200, holdfast=206, because="clients cannot see where a blob's bytes are kept"
    )
    assert part.content == expect(server, labthings=TEXT, holdfast=TEXT[5:9], because="as above")


def test_what_is_no_blob_is_not_found(server: DialectServer) -> None:
    answer = server.request("GET", f"/blob/{UNKNOWN}")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Blob not found"})


def test_a_blob_goes_with_its_invocation(server: DialectServer) -> None:
    begun = server.request("POST", "/blobs/forgotten", json={}).json()

    def gone() -> bool:
        server.run("/acts/nothing")
        return server.http.get(begun["href"]).status_code == 404

    output = begun["output"]
    wait_until(gone, "the invocation expires")
    if output is not None:  # the POST may answer before the action has ended
        wait_until(lambda: server.http.get(output["href"]).status_code == 404, "its blob is gone, too")


def test_two_read_a_blob_at_the_same_time(server: DialectServer, blob: dict[str, Any]) -> None:
    with httpx2.Client() as other:
        with server.http.stream("GET", blob["href"]) as one, other.stream("GET", blob["href"]) as two:
            assert (one.read(), two.read()) == (TEXT, TEXT)


def test_a_blob_is_described_with_what_it_takes(server: DialectServer) -> None:
    output = server.get("/blobs/")["actions"]["from_memory"]["output"]
    assert output["type"] == "object" and sorted(output["required"]) == ["href", "media_type"]
    assert sorted(output["properties"]) == ["description", "href", "media_type", "rel"]
    assert output["properties"]["rel"]["const"] == "output"


# As inputs


def test_a_blob_goes_into_another_action(server: DialectServer) -> None:
    client = server.thing("blobs")
    blob = client.from_memory()
    assert client.read(blob=blob) == TEXT.decode()
    assert client.size(blob=client.binary()) == 256


def test_a_blob_that_is_passed_on_keeps_its_address(server: DialectServer, blob: dict[str, Any]) -> None:
    invocation = server.run("/blobs/passed_on", blob=blob)
    assert invocation["input"]["blob"] == blob
    assert invocation["output"]["href"] == blob["href"]
    assert server.http.get(blob["href"]).content == TEXT


def test_the_minimum_is_enough(server: DialectServer, blob: dict[str, Any]) -> None:
    given = {"href": blob["href"], "media_type": "anything/at-all", "colour": "red"}
    invocation = server.run("/blobs/read", blob=given)
    assert invocation["output"] == TEXT.decode()
    assert invocation["input"]["blob"]["media_type"] == "text/plain", "the stored type counts"


def test_the_host_in_the_address_does_not_count(server: DialectServer, blob: dict[str, Any]) -> None:
    path = blob["href"].removeprefix(server.origin)
    for address in ("http://elsewhere.example" + path, path):
        assert server.run("/blobs/read", blob={**blob, "href": address})["output"] == TEXT.decode()


def refused_input(server: DialectServer, given: Any, action: str = "read") -> list[dict[str, Any]]:
    answer = server.request("POST", f"/blobs/{action}", json={"blob": given})
    assert answer.status_code == 422, answer.text
    return answer.json()["detail"]


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        (f"http://localhost/blob/{UNKNOWN}", f"Blob ID {UNKNOWN} wasn't found on this server."),
        ("http://localhost/picture.png", "Blob URLs must contain a Blob ID."),
        ("http://localhost/blob/abc-def", "badly formed hexadecimal UUID string"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(server: DialectServer, href: str, reason: str) -> None:
    given = {"href": href, "media_type": "text/plain"}
    (entry,) = refused_input(server, given)
    assert entry == {
        "type": "value_error",
        "loc": ["body", "blob"],
        "msg": f"Value error, {reason}",
        "input": given,
        "ctx": {"error": {}},
    }


def test_the_client_says_what_is_wrong_with_a_blob(server: DialectServer) -> None:
    client = server.thing("blobs")
    with pytest.raises(FailedToInvokeActionError, match="wasn't found"):
        client.read(blob={"href": f"http://localhost/blob/{UNKNOWN}", "media_type": "text/plain"})
    with pytest.raises(FailedToInvokeActionError, match="must contain a Blob ID"):
        client.read(blob={"href": "http://localhost/", "media_type": "text/plain"})


@pytest.mark.parametrize("missing", ["href", "media_type"])
def test_a_blob_without_a_required_member_is_refused(
    server: DialectServer, blob: dict[str, Any], missing: str
) -> None:
    given = {key: value for key, value in blob.items() if key != missing}
    (entry,) = refused_input(server, given)
    assert (entry["type"], entry["loc"]) == ("missing", ["body", "blob", missing])


def test_a_blob_of_another_relation_is_refused(server: DialectServer, blob: dict[str, Any]) -> None:
    (entry,) = refused_input(server, {**blob, "rel": "input"})
    assert (entry["type"], entry["loc"]) == ("literal_error", ["body", "blob", "rel"])


def test_what_is_no_object_is_no_blob(server: DialectServer) -> None:
    assert refused_input(server, "text")[0]["loc"][:2] == ["body", "blob"]
