# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LabThings' client gets while another client holds the global lock."""

import re
from collections.abc import Iterator

import pytest
from holdfast_server import PICTURE_END, PICTURE_START, HoldfastServer, wait_until
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import (
    ClientPropertyError,
    GlobalLockBusyError,
    ServerActionError,
)

BUSY = "The global lock could not be acquired"


@pytest.fixture
def scan(server: HoldfastServer) -> Iterator[str]:
    """A long move of another client."""
    with server.long_move("Night scan") as href:
        yield href


@pytest.mark.usefixtures("scan")
class TestWhileAnotherClientMoves:
    def test_an_action_is_refused_and_the_owner_named(self, stage: ThingClient) -> None:
        with pytest.raises(GlobalLockBusyError) as error:
            stage.move_relative(x=1)
        assert str(error.value).startswith(f"{BUSY}: Night scan (127.0.0.1:")
        assert "stage.move_relative" in str(error.value)
        assert " since " in str(error.value)

    def test_an_action_of_another_thing_is_refused_too(self, camera: ThingClient) -> None:
        with pytest.raises(GlobalLockBusyError, match="Night scan .* stage.move_relative"):
            camera.capture()

    def test_a_write_is_refused_and_the_owner_named(self, camera: ThingClient) -> None:
        before = camera.exposure_time
        with pytest.raises(ClientPropertyError) as error:
            camera.exposure_time = 2 * before
        assert str(error.value).startswith(
            f"Failed to set property exposure_time: {BUSY}: Night scan (127.0.0.1:")
        assert "stage.move_relative" in str(error.value)
        assert camera.exposure_time == before

    def test_the_same_client_is_refused_too(self, server: HoldfastServer) -> None:
        stage, camera = server.thing("stage", "Night scan"), server.thing("camera", "Night scan")
        with pytest.raises(GlobalLockBusyError, match="Night scan"):
            stage.move_relative(x=1)
        with pytest.raises(ClientPropertyError, match="Night scan"):
            camera.analogue_gain = 2.0

    def test_a_refusal_does_not_disturb_the_owner(self, server: HoldfastServer, stage: ThingClient, scan: str
                                       ) -> None:
        owner, before = server.owner(), stage.position
        for _ in range(3):
            with pytest.raises(GlobalLockBusyError):
                stage.move_absolute(x=0)
        now = server.owner()
        assert owner and now and owner["holder"] == now["holder"]
        assert server.invocation(scan)["status"] == "running"
        wait_until(lambda: stage.position["x"] != before["x"], "the stage goes on")

    def test_everything_can_be_read(self, stage: ThingClient, camera: ThingClient) -> None:
        before = stage.position["x"]
        wait_until(lambda: stage.position["x"] != before, "the position follows the move")
        assert stage.moving is True
        assert stage.step_rate == 1000
        assert camera.exposure_time > 0

    def test_an_action_without_the_lock_works_twice(self, stage: ThingClient, camera: ThingClient
                                                    ) -> None:
        for _ in range(2):
            picture = camera.grab_jpeg().content
            assert picture.startswith(PICTURE_START) and picture.endswith(PICTURE_END)
            assert len(stage.get_xyz_position()) == 3

    def test_a_wrong_value_is_told_before_the_lock_is_asked(self, camera: ThingClient) -> None:
        with pytest.raises(ClientPropertyError, match="greater than or equal to 1$"):
            camera.analogue_gain = 0

    def test_the_lock_page_names_the_owner(self, server: HoldfastServer) -> None:
        owner = server.owner()
        assert owner
        assert owner["kind"] == "client"
        assert owner["label"].startswith("Night scan (127.0.0.1:")
        assert owner["operation"] == "stage.move_relative"


def test_a_client_without_a_name_is_known_by_its_program(server: HoldfastServer, stage: ThingClient
                                                         ) -> None:
    with server.long_move(user=""), pytest.raises(GlobalLockBusyError, match="python-httpx2 "):
        stage.move_relative(x=1)


def test_a_refused_action_says_so_in_its_log(server: HoldfastServer) -> None:
    with server.long_move("Night scan"):
        refused = server.ended(server.begin("/stage/move_relative", "A script", x=1))
    assert refused["status"] == "error"
    assert refused["timeStarted"] is None and refused["timeCompleted"]
    (entry,) = refused["log"]
    assert (entry["levelname"], entry["traceback"]) == ("ERROR", None)
    assert re.fullmatch(r"Global lock was busy: didn't run move_relative\. Night scan \(127\.0\.0\.1:\d+\) "
                        r"holds it for stage\.move_relative since \d\d:\d\d:\d\d .*", entry["message"])
    assert refused["error"]["status"] == 409
    assert refused["error"]["owner"]["label"].startswith("Night scan ")
    assert refused["error"]["owner"]["operation"] == "stage.move_relative"


def test_the_next_one_is_served_when_the_owner_is_done(server: HoldfastServer) -> None:
    stage = server.thing("stage")
    first = server.begin("/stage/move_relative", "First", x=3000)
    second = server.ended(server.begin("/stage/move_relative", "Second", x=1))
    assert second["status"] == "error"
    assert server.ended(first)["status"] == "completed"
    before = stage.position["x"]
    stage.move_relative(x=1)
    assert stage.position["x"] == before + 1


@pytest.mark.parametrize(("level", "logged"), [("DEBUG", []), ("INFO", ["INFO"]),
                                               ("WARNING", ["WARNING"]), ("ERROR", ["ERROR"])])
def test_a_refusal_is_logged_at_the_configured_level(start_server, level: str, logged: list[str]
                                                     ) -> None:
    server = start_server({"things": {"stage": "SimulatedStage"}, "global_lock_log_level": level})
    with server.long_move("Night scan"):
        with pytest.raises(GlobalLockBusyError, match=BUSY):
            server.thing("stage").move_relative(x=1)
        refused = server.ended(server.begin("/stage/move_relative", "A script", x=1))
    assert [entry["levelname"] for entry in refused["log"]] == logged


@pytest.fixture(scope="module")
def free_for_all(start_server) -> HoldfastServer:
    """A server without the lock."""
    return start_server({"things": {"stage": "SimulatedStage", "camera": "SimulatedCamera"},
                         "enable_global_lock": False})


class TestWithTheLockDisabled:
    def test_everything_works_at_once(self, free_for_all: HoldfastServer) -> None:
        camera = free_for_all.thing("camera")
        with free_for_all.long_move("Night scan") as scan:
            camera.exposure_time = 1000
            assert camera.exposure_time == 1000
            for _ in range(2):
                assert camera.capture().content.startswith(PICTURE_START)
                assert camera.grab_jpeg().content.startswith(PICTURE_START)
            assert free_for_all.thing("stage").moving is True
            assert free_for_all.invocation(scan)["status"] == "running"

    def test_the_lock_page_says_that_there_is_none(self, free_for_all: HoldfastServer) -> None:
        status = free_for_all.get("/lock")
        assert status["enabled"] is False
        assert status["owner"] is None


def test_a_configured_wait_lets_a_client_queue_for_its_turn(start_server) -> None:
    server = start_server({"things": {"stage": "SimulatedStage", "camera": "SimulatedCamera"},
                           "global_lock_timeout_ms": 60_000})
    stage = server.thing("stage", "Second")
    first = server.begin("/stage/move_relative", "First", x=1500)
    stage.move_relative(y=5)
    assert server.invocation(first)["status"] == "completed"
    assert stage.position == {"x": 1500, "y": 5, "z": 0}


def test_an_error_of_the_thing_is_no_refusal(stage: ThingClient) -> None:
    with pytest.raises(ServerActionError) as error:
        stage.move_absolute(z=10**6)
    assert BUSY not in str(error.value)
