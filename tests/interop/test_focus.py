# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Autofocus, camera-stage mapping and illumination, as LabThings' client and OpenFlexure's programs use them."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from holdfast_server import HoldfastServer
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import GlobalLockBusyError, ServerActionError

# Twenty times as fast as a real stage.
MICROSCOPE = {"things": {
    "stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 20_000}},
    "camera": {"class": "SimulatedCamera", "kwargs": {"frame_rate": 60}},
    "illumination": "SimulatedIllumination",
    "camera_stage_mapping": {"class": "CameraStageMapping", "kwargs": {"settle": 0}},
    "autofocus": "Autofocus",
}}


@pytest.fixture(scope="module")
def server(start_server: Callable[..., HoldfastServer]) -> HoldfastServer:
    return start_server(MICROSCOPE)


def test_five_autofocuses_end_near_the_focus(server: HoldfastServer, stage: ThingClient) -> None:
    autofocus = server.thing("autofocus")
    stage.move_absolute(z=0)
    for _ in range(5):
        data = autofocus.fast_autofocus(dz=2000, start="centre", sharpness_metric=1)
        assert len(data["jpeg_times"]) == len(data["jpeg_sizes"]) >= 7
        assert len(data["stage_times"]) == len(data["stage_positions"]) >= 2
        assert abs(stage.position["z"]) < 500


def test_a_looping_autofocus_finds_a_focus_outside_of_its_range(server: HoldfastServer, stage: ThingClient) -> None:
    stage.move_absolute(z=900)
    server.thing("autofocus").looping_autofocus(dz=1500, start="centre")
    assert abs(stage.position["z"]) < 100


def test_settling_is_measured_in_openflexures_shape(server: HoldfastServer, stage: ThingClient) -> None:
    before = stage.position
    data = server.thing("autofocus").measure_settling_time(delay=0.2, dz=400)
    assert len(data["stage_positions"]) == len(data["stage_times"]) == 4
    assert stage.position == before


def test_before_a_calibration_a_click_is_an_error(start_server: Callable[..., HoldfastServer]) -> None:
    fresh = start_server(MICROSCOPE)
    mapping = fresh.thing("camera_stage_mapping")
    assert mapping.image_to_stage_displacement_matrix is None
    assert mapping.image_resolution is None
    assert mapping.calibration_required is True
    with pytest.raises(ServerActionError, match="CSMUncalibratedError"):
        mapping.move_in_image_coordinates(x=10, y=0)
    assert fresh.get("/stage/position") == {"x": 0, "y": 0, "z": 0}


def test_calibrating_gives_the_matrix_of_openflexures_simulation(server: HoldfastServer, stage: ThingClient) -> None:
    stage.move_absolute(z=0)
    before = stage.position
    mapping = server.thing("camera_stage_mapping")
    mapping.calibrate_xy()
    assert stage.position == before
    matrix: Any = mapping.image_to_stage_displacement_matrix
    for row, expected in zip(matrix, [[0, 0.5], [-0.5, 0]], strict=True):
        assert row == pytest.approx(expected, abs=0.01)
    assert mapping.image_resolution == [616, 820]
    assert mapping.calibration_required is False
    assert mapping.last_calibration["image_resolution"] == [616, 820]
    # As OpenFlexure's own test has it.
    mapping.move_in_image_coordinates(x=10, y=0)
    assert stage.position["x"] - before["x"] == -5
    assert stage.position["y"] == before["y"]
    steps = mapping.convert_image_to_stage_coordinates(x=100, y=40)
    assert math.hypot(steps["x"] + 50, steps["y"] - 20) < 2
    pixels = mapping.convert_stage_to_image_coordinates(x=-50, y=20)
    assert math.hypot(pixels["x"] - 100, pixels["y"] - 40) < 3


@pytest.mark.parametrize(("thing", "action", "inputs"), [
    ("autofocus", "fast_autofocus", {}),
    ("camera_stage_mapping", "calibrate_xy", {}),
    ("camera_stage_mapping", "move_in_image_coordinates", {"x": 100, "y": 50}),
    ("illumination", "set_led", {"led_on": False}),
])
def test_while_another_client_holds_the_lock_nothing_begins(server: HoldfastServer, thing: str, action: str,
                                                            inputs: dict[str, float]) -> None:
    with server.work("Night scan", "/illumination/flash", number_of_flashes=100, dt=10), \
            pytest.raises(GlobalLockBusyError, match="Night scan"):
        getattr(server.thing(thing), action)(**inputs)
    assert server.get("/illumination/led_on") is True


def test_the_led_is_switched_and_flashed(server: HoldfastServer) -> None:
    illumination = server.thing("illumination")
    illumination.set_led(led_on=False)
    assert illumination.led_on is False
    illumination.flash(number_of_flashes=2, dt=0.05)
    assert illumination.led_on is False
    illumination.set_led(led_on=True)
    assert illumination.led_on is True
