# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A LabThings server behind Holdfast, used with LabThings' own client."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest
from holdfast_process import GENEROUS, wait_until
from holdfast_server import HoldfastServer
from labthings_fastapi.exceptions import ClientPropertyError, GlobalLockBusyError, InvocationCancelledError, \
    ServerActionError
from upstream_process import UpstreamProcess
from upstream_things import PICTURE
from websockets.sync.client import connect


def test_the_client_drives_a_thing_through_holdfast(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    stage = front.thing("stage")
    assert stage.speed == 100.0
    stage.speed = 250
    assert upstream.http.get(upstream.url + "/stage/speed").json() == 250.0
    assert stage.move_relative(x=100) == {"x": 100, "y": 0}
    assert stage.position == {"x": 100, "y": 0}


def test_refusals_come_through(front: HoldfastServer) -> None:
    stage = front.thing("stage")
    with pytest.raises(ClientPropertyError, match="less than or equal to 1000"):
        stage.speed = 2000
    with pytest.raises(ClientPropertyError, match="the sensor is broken"):
        print(stage.broken)
    with pytest.raises(ServerActionError, match="the motor is on fire"):
        stage.fail()


def test_log_and_output_are_those_of_the_action(front: HoldfastServer) -> None:
    invocation = front.ended(front.begin("/stage/move_relative", "a test", x=7))
    assert invocation["status"] == "completed"
    assert invocation["output"] == {"x": 7, "y": 0}
    assert [entry["message"] for entry in invocation["log"]] == ["moving by 7"]


def test_a_cancelled_action_ends_there(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    href = front.begin("/stage/move_relative", "a test", x=100, seconds=60)
    wait_until(lambda: upstream.http.get(upstream.url + "/stage/moving").json(), "the stage moves")
    front.http.delete(href)
    assert front.ended(href)["status"] == "cancelled"
    assert upstream.http.get(upstream.url + "/stage/moving").json() is False


def test_holdfasts_lock_guards_it(front: HoldfastServer) -> None:
    href = front.begin("/stage/move_relative", "tile scan", x=100, seconds=60)
    wait_until(lambda: front.invocation(href)["status"] == "running", "the move began")
    with pytest.raises(GlobalLockBusyError, match="tile scan"):
        front.thing("stage").move_relative(x=1)
    with pytest.raises(ClientPropertyError, match="tile scan"):
        front.thing("stage").speed = 5
    front.http.delete(href)
    front.ended(href)


def test_direct_use_is_shown_and_refuses(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    href = upstream.begin("/stage/move_relative", x=100, seconds=60)
    wait_until(lambda: front.get("/remote/direct_use") == "stage.move_relative", "direct use is shown")
    assert "past this station's lock" in front.output()
    refused = front.http.put(front.url + "/stage/speed", json=5)
    assert refused.status_code == 409
    assert refused.json()["title"] == "GlobalLockBusyError"
    assert f"a client that uses {upstream.url} directly holds it" in refused.json()["detail"]
    with pytest.raises(GlobalLockBusyError, match="directly"):
        front.thing("stage").move_relative(x=1)
    wait_until(lambda: front.get("/remote/upstream_lock") == "on", "its lock is known to be on")
    upstream.http.delete(href)
    wait_until(lambda: front.get("/remote/direct_use") == "", "direct use is over")


def test_a_server_without_a_lock_is_noticed(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    upstream.kill()
    upstream.start()  # without its lock
    wait_until(lambda: front.http.get(front.url + "/stage/speed").status_code == 200, "it is there again")
    ours = front.begin("/stage/move_relative", "a test", x=100, seconds=60)
    theirs = upstream.begin("/stage/move_relative", x=100, seconds=60)
    wait_until(lambda: front.get("/remote/upstream_lock") == "off", "its lock is known to be off")
    for href in (ours, theirs):
        front.http.delete(href)
    front.ended(ours)


def test_stop_ends_what_runs_there(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    theirs = upstream.begin("/stage/move_relative", x=100, seconds=60)
    wait_until(lambda: upstream.http.get(upstream.url + "/stage/moving").json(), "the stage moves")
    front.stop()
    wait_until(lambda: upstream.http.get(theirs).json()["status"] == "cancelled", "it is cancelled")
    front.clear_stop()


def test_changes_are_published(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    """Also those of a property that LabThings does not publish, and those that Holdfast does not make."""
    with connect(front.url.replace("http", "ws") + "/stage/ws", proxy=None) as socket:
        socket.send(json.dumps({"messageType": "addPropertyObservation", "data": {"position": True, "moving": True}}))
        seen: list[dict[str, object]] = []

        def heard(change: dict[str, object]) -> bool:
            seen.append(json.loads(socket.recv(timeout=GENEROUS)).get("data"))
            return change in seen

        href = upstream.begin("/stage/move_relative", x=10, seconds=5)
        wait_until(lambda: heard({"moving": True}), "it moves")
        wait_until(lambda: heard({"position": {"x": 5, "y": 0}}), "it is half way")
        upstream.http.delete(href)
        wait_until(lambda: seen.clear() or heard({"moving": False}), "it stands")


def pictures(url: str, count: int) -> list[bytes]:
    """Returns so many pictures of a stream, while its connection is open."""
    text = b""
    with httpx2.stream("GET", url, timeout=GENEROUS, trust_env=False) as response:
        assert response.status_code == 200
        for piece in response.iter_raw():
            text += piece
            found = [part.partition(b"\r\n\r\n")[2].rstrip(b"\r\n") for part in text.split(b"--frame")[1:-1]]
            if len(found) >= count:
                return found
    raise AssertionError("the stream ended")


@contextmanager
def viewer(url: str) -> Iterator[None]:
    """Watches a stream meanwhile."""
    done = threading.Event()
    begun = threading.Event()

    def watch() -> None:
        with httpx2.stream("GET", url, timeout=GENEROUS, trust_env=False) as response:
            for _ in response.iter_raw():
                begun.set()
                if done.is_set():
                    return

    thread = threading.Thread(target=watch)
    thread.start()
    assert begun.wait(GENEROUS)
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_all_viewers_share_one_stream(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    url = front.url + "/camera/mjpeg_stream"
    assert set(pictures(url, 5)) == {PICTURE}
    with viewer(url):
        wait_until(lambda: upstream.connections(), "there are connections")
        alone = upstream.connections()
        with viewer(url), viewer(url), viewer(url):
            assert upstream.connections() <= alone + 1  # that may be a request of Holdfast's own


def test_blobs_outlive_their_server(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    camera = front.thing("camera")
    picture = camera.grab()
    assert picture.media_type == "image/jpeg"
    # As the input of another action, it is still the other server's own.
    assert camera.size(picture=picture) == len(PICTURE)
    upstream.kill()
    assert picture.content == PICTURE


def test_a_cancelled_client_knows_it(front: HoldfastServer, upstream: UpstreamProcess) -> None:
    stage = front.thing("stage")

    def cancel() -> None:
        wait_until(lambda: upstream.http.get(upstream.url + "/stage/moving").json(), "the stage moves")
        running = [each for each in front.get("/action_invocations") if each["status"] == "running"]
        front.http.delete(running[0]["href"])

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(InvocationCancelledError):
        stage.move_relative(x=100, seconds=60)
    thread.join()
