# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a single user does with the microscope."""

from pathlib import Path

import pytest
from holdfast_server import PICTURE_END, PICTURE_START, HoldfastServer
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import (
    ClientPropertyError,
    FailedToInvokeActionError,
    ServerActionError,
)

LINE_TIME = 20  # microseconds: the sensor exposes for whole lines


def test_the_position_is_read(stage: ThingClient) -> None:
    position = stage.position
    assert sorted(position) == ["x", "y", "z"]
    assert all(isinstance(steps, int) for steps in position.values())


def test_a_relative_move_goes_that_far_from_here(stage: ThingClient) -> None:
    before = stage.position
    assert stage.move_relative(x=30, y=-20, z=10) is None
    after = stage.position
    assert after == {"x": before["x"] + 30, "y": before["y"] - 20, "z": before["z"] + 10}
    assert stage.moving is False


def test_an_absolute_move_ends_there_and_leaves_the_other_axes(stage: ThingClient) -> None:
    stage.move_absolute(x=40, y=50, z=60)
    assert stage.position == {"x": 40, "y": 50, "z": 60}
    stage.move_absolute(y=5)
    assert stage.position == {"x": 40, "y": 5, "z": 60}


def test_an_action_returns_its_output(stage: ThingClient) -> None:
    stage.move_absolute(x=7, y=8, z=9)
    assert stage.get_xyz_position() == [7, 8, 9]


def test_zero_is_where_the_client_says(stage: ThingClient) -> None:
    stage.move_absolute(x=25, y=0, z=0)
    limits = stage.soft_limits["x"]
    stage.set_zero_position()
    assert stage.position == {"x": 0, "y": 0, "z": 0}
    assert stage.soft_limits["x"]["maximum"] == limits["maximum"] - 25


def test_an_exposure_time_reads_back_as_the_sensor_took_it(camera: ThingClient) -> None:
    camera.exposure_time = 10_007
    taken = camera.exposure_time
    assert taken != 10_007 and abs(taken - 10_007) <= LINE_TIME
    camera.exposure_time = taken
    assert camera.exposure_time == taken


def test_a_gain_is_written_as_a_number_with_a_fraction(camera: ThingClient) -> None:
    camera.analogue_gain = 2.5
    assert camera.analogue_gain == pytest.approx(2.5, rel=0.02)
    camera.analogue_gain = 1
    assert camera.analogue_gain == 1.0


def test_a_capture_is_a_picture_that_can_be_downloaded(camera: ThingClient, tmp_path: Path) -> None:
    blob = camera.capture()
    assert blob.media_type == "image/jpeg"
    picture = blob.content
    assert picture.startswith(PICTURE_START) and picture.endswith(PICTURE_END)
    assert len(picture) > 10_000
    blob.save(str(tmp_path / "picture.jpg"))
    assert (tmp_path / "picture.jpg").read_bytes() == picture
    with blob.open() as file:
        assert file.read() == picture


def test_a_capture_can_be_a_png(camera: ThingClient) -> None:
    blob = camera.capture(image_format="png")
    assert blob.media_type == "image/png"
    assert blob.content.startswith(b"\x89PNG\r\n")


def test_a_longer_exposure_makes_another_picture(camera: ThingClient) -> None:
    camera.exposure_time = 100
    dark = camera.grab_jpeg().content
    camera.exposure_time = 500
    assert len(camera.grab_jpeg().content) > len(dark), "more light shows more of the sample"


@pytest.mark.parametrize(("inputs", "message"), [
    ({"x": "far"}, "'x' - Input should be a valid integer, unable to parse string as an integer"),
    ({"x": 1.5}, "'x' - Input should be a valid integer, got a number with a fractional part"),
    ({"y": None}, "'y' - Input should be a valid integer"),
    ({"sideways": 1}, "'sideways' - Extra inputs are not permitted"),
])
def test_an_action_with_a_wrong_input_does_not_start(stage: ThingClient, inputs: dict, message: str
                                                     ) -> None:
    with pytest.raises(FailedToInvokeActionError) as error:
        stage.move_relative(**inputs)
    assert str(error.value) == f"Error when invoking action move_relative: {message}"


@pytest.mark.parametrize(("value", "message"), [
    ("long", "Input should be a valid integer, unable to parse string as an integer"),
    (1, "Input should be greater than or equal to 20"),
    (10**6, "Input should be less than or equal to 33240"),
    (10**30, "Input should be less than or equal to 33240"),
    (None, "Field required"),
])
def test_a_property_refuses_a_wrong_value(camera: ThingClient, value: object, message: str) -> None:
    before = camera.exposure_time
    with pytest.raises(ClientPropertyError) as error:
        camera.exposure_time = value
    assert str(error.value) == f"Failed to set property exposure_time: {message}"
    assert camera.exposure_time == before


def test_an_unknown_property_is_not_found(stage: ThingClient) -> None:
    assert not hasattr(stage, "temperature")
    with pytest.raises(ClientPropertyError, match="temperature: Not Found"):
        stage.get_property("temperature")
    with pytest.raises(ClientPropertyError, match="temperature: Not Found"):
        stage.set_property("temperature", 20)


def test_an_unknown_action_is_not_found(stage: ThingClient) -> None:
    with pytest.raises(FailedToInvokeActionError, match="dance: Not Found"):
        stage.invoke_action("dance")


def test_a_read_only_property_cannot_be_set(stage: ThingClient) -> None:
    with pytest.raises(ClientPropertyError, match="This property may not be set."):
        stage.position = {"x": 0, "y": 0, "z": 0}
    with pytest.raises(ClientPropertyError, match="Method Not Allowed"):
        stage.set_property("position", {"x": 0, "y": 0, "z": 0})


def test_a_move_beyond_the_soft_limits_fails_with_the_reason(stage: ThingClient) -> None:
    before = stage.position
    with pytest.raises(ServerActionError) as error:
        stage.move_relative(x=250_000)
    assert "Action move_relative (ID: " in str(error.value)
    assert "[StageLimitError]: The move would end at x = " in str(error.value)
    assert "nothing was moved" in str(error.value)
    assert stage.position == before


def test_the_list_of_things_leads_to_their_descriptions(server: HoldfastServer) -> None:
    things = server.get("/things/")
    assert {"stage", "camera", "system", "global_lock"} <= set(things)
    descriptions = server.get("/thing_descriptions/")
    assert descriptions == {name: server.http.get(url).json() for name, url in things.items()}
