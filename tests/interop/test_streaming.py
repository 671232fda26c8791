# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera's live pictures."""

from collections.abc import Iterator
from itertools import islice

import httpx2
import pytest
from holdfast_server import GENEROUS, PICTURE_END, PICTURE_START, HoldfastServer, wait_until
from labthings_fastapi import ThingClient

STREAM = "/camera/mjpeg_stream"


def frames_of(response: httpx2.Response) -> Iterator[bytes]:
    """Yields the frames as they come, and checks their multipart headers. Closing the generator closes the stream."""
    received = b""
    for chunk in response.iter_raw():
        received += chunk
        while True:
            head, gap, rest = received.partition(b"\r\n\r\n")
            end = rest.find(b"\r\n--frame")
            if not gap or end < 0:
                break
            lines = head.split(b"\r\n")
            assert lines[0] == b"--frame"
            fields = dict(line.lower().split(b": ", 1) for line in lines[1:])
            assert fields[b"content-type"] == b"image/jpeg"
            if b"content-length" in fields:
                assert int(fields[b"content-length"]) == end
            yield rest[:end]
            received = rest[end + 2:]
    pytest.fail("the stream ended")


def test_the_stream_brings_one_picture_after_the_other(server: HoldfastServer, camera: ThingClient
                                                       ) -> None:
    assert camera.stream_active is False
    with server.http.stream("GET", server.url + STREAM) as response:
        assert response.status_code == 200
        assert response.headers["content-type"] == "multipart/x-mixed-replace; boundary=frame"
        stream = frames_of(response)
        frames = list(islice(stream, 5))
        assert camera.stream_active is True
    for frame in frames:
        assert frame.startswith(PICTURE_START) and frame.endswith(PICTURE_END)
    assert len(set(frames)) == len(frames), "each is a picture of its own"
    wait_until(lambda: camera.stream_active is False, "no frames are made without viewers")


def test_the_first_bytes_of_the_stream_begin_a_frame(server: HoldfastServer) -> None:
    with server.http.stream("GET", server.url + STREAM) as response:
        assert next(response.iter_raw()).startswith(b"--frame")


def test_the_stream_goes_on_while_a_client_holds_the_lock(server: HoldfastServer) -> None:
    with server.long_move("Night scan"), server.http.stream("GET", server.url + STREAM) as response:
        assert len(list(islice(frames_of(response), 3))) == 3


def test_two_can_watch_at_once(server: HoldfastServer) -> None:
    with httpx2.Client(timeout=GENEROUS) as other, \
            server.http.stream("GET", server.url + STREAM) as mine, \
            other.stream("GET", server.url + STREAM) as theirs:
        both = zip(frames_of(mine), frames_of(theirs))
        assert all(frame.startswith(PICTURE_START) for pair in islice(both, 3) for frame in pair)


def test_a_snapshot_is_one_picture(server: HoldfastServer) -> None:
    response = server.http.get(f"{server.url}/camera/snapshot")
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/jpeg"
    picture = response.content
    assert picture.startswith(PICTURE_START) and picture.endswith(PICTURE_END)
    assert len(picture) == int(response.headers["content-length"])


def test_the_server_ends_while_a_viewer_is_connected(start_server) -> None:
    server = start_server()
    with httpx2.Client(timeout=GENEROUS) as viewer, \
            viewer.stream("GET", server.url + STREAM) as response:
        stream = frames_of(response)
        next(stream)
        server.end()
