# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live pictures."""

import httpx2
import pytest
from dialect_server import DialectServer

FRAME = b"\xff\xd8 a picture, more or less \xff\xd9"
PART = b"--frame\r\nContent-Type: image/jpeg\r\n\r\n" + FRAME + b"\r\n"


@pytest.fixture(params=["", "/api/v1"], ids=["plain", "prefixed"])
def shown(
    request: pytest.FixtureRequest, server: DialectServer, prefixed_server: DialectServer
) -> DialectServer:
    return prefixed_server if request.param else server


def beginning(answer: httpx2.Response, size: int) -> bytes:
    """Reads at least this many bytes."""
    received = b""
    for chunk in answer.iter_raw():
        received += chunk
        if len(received) >= size:
            break
    return received


def test_frames_follow_each_other(shown: DialectServer) -> None:
    with shown.http.stream("GET", shown.url + "/camera/stream") as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "multipart/x-mixed-replace; boundary=frame"
        received = beginning(answer, 5 * len(PART))
    assert received.startswith(b"--frame\r\n")
    assert received.count(FRAME) >= 4


def test_a_frame_is_framed_as_browsers_expect(shown: DialectServer) -> None:
    with shown.http.stream("GET", shown.url + "/camera/stream") as answer:
        received = beginning(answer, 3 * len(PART))
    first = received.split(b"--frame\r\n")[1]
    head, _, body = first.partition(b"\r\n\r\n")
    assert b"Content-Type: image/jpeg" in head.split(b"\r\n")
    assert body == FRAME + b"\r\n"


def test_two_watch_at_a_time(shown: DialectServer) -> None:
    with (
        shown.http.stream("GET", shown.url + "/camera/stream") as one,
        httpx2.stream("GET", shown.url + "/camera/stream") as two,
    ):
        assert FRAME in beginning(one, 2 * len(PART)) and FRAME in beginning(two, 2 * len(PART))


def test_a_viewer_shows_the_stream(shown: DialectServer) -> None:
    answer = shown.request("GET", "/camera/stream/viewer")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert f"<img src='{shown.prefix}/camera/stream'" in answer.text


def test_a_stream_is_in_no_description(shown: DialectServer) -> None:
    description = shown.get("/camera/")
    assert "stream" not in description["properties"] and "stream" not in description["actions"]
