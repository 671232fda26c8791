# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session at the microscope by LabThings' client, from the calibration to the download, while another client wants the lock."""

import io
import json
import math
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from holdfast_server import GENEROUS, PICTURE_END, PICTURE_START, HoldfastServer, wait_until
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import GlobalLockBusyError

# Fifty times as fast as a real stage. A client that has waited that long is let in by a scan.
MICROSCOPE = {
    "global_lock_ageing_ms": 300,
    "things": {
        "stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 50_000}},
        "camera": {"class": "SimulatedCamera", "kwargs": {"frame_rate": 60}},
        "illumination": "SimulatedIllumination",
        "camera_stage_mapping": {"class": "CameraStageMapping", "kwargs": {"settle": 0}},
        "autofocus": "Autofocus",
        "snake_workflow": "SnakeWorkflow",
        "smart_scan": {"class": "SmartScan", "kwargs": {"reserved_megabytes": 1, "stitcher": "there-is-none"}},
    },
}
PLAN = {"columns": 3, "rows": 3, "overlap": 0.3, "autofocus_every": 5, "autofocus_dz": 800, "settling_time": 0.1}
TILES = 9
LONG_WORK: dict[str, Any] = {"path": "/illumination/flash", "number_of_flashes": 100, "dt": 10}
ANNA, RIVAL = "Anna", "Night shift"


@contextmanager
def contested(server: HoldfastServer) -> Iterator[None]:
    """Lets another client flash the lamp again and again meanwhile; each flash takes the lock."""
    lamp = server.thing("illumination", RIVAL, wait=60)
    over = threading.Event()
    turns: list[None] = []
    failures: list[Exception] = []

    def take_turns() -> None:
        try:
            while not over.is_set():
                lamp.flash(number_of_flashes=1, dt=0.05)
                turns.append(None)
        except Exception as failure:
            failures.append(failure)

    thread = threading.Thread(target=take_turns)
    thread.start()
    try:
        wait_until(lambda: turns or failures, "the other client has the lock for the first time")
        before = len(turns)
        yield
        wait_until(lambda: len(turns) > before or failures, "the other client has its turn")
    finally:
        over.set()
        thread.join()
    assert not failures, failures


class Microscope:
    """What a user has: LabThings' client for each Thing. Requests wait for the lock."""

    def __init__(self, server: HoldfastServer):
        self.stage, self.mapping, self.autofocus, self.scan = (
            server.thing(name, ANNA, wait=60) for name in ("stage", "camera_stage_mapping", "autofocus", "smart_scan"))


@pytest.fixture(scope="module")
def server(start_server: Callable[..., HoldfastServer]) -> HoldfastServer:
    return start_server(MICROSCOPE)


@pytest.fixture(scope="module")
def microscope(server: HoldfastServer) -> Microscope:
    """The microscope when it has been calibrated, for which the user had to wait."""
    found = Microscope(server)
    with contested(server):
        found.mapping.calibrate_xy()
    return found


def test_the_calibration_is_right(microscope: Microscope) -> None:
    matrix: Any = microscope.mapping.image_to_stage_displacement_matrix
    for row, expected in zip(matrix, [[0, 0.5], [-0.5, 0]], strict=True):
        assert row == pytest.approx(expected, abs=0.01)


def test_it_focuses(server: HoldfastServer, microscope: Microscope) -> None:
    microscope.stage.move_absolute(z=400)
    with contested(server):
        microscope.autofocus.fast_autofocus(dz=2000, start="centre")
    assert abs(microscope.stage.position["z"]) < 500


def test_a_click_brings_its_point_into_the_middle(server: HoldfastServer, microscope: Microscope) -> None:
    with contested(server):
        for x, y in [(300, -200), (-405, 303), (7, 4), (-120, 251)]:
            before = microscope.stage.position
            microscope.mapping.move_in_image_coordinates(x=x, y=y)
            after = microscope.stage.position
            # The simulation shows two pixels for a step.
            miss = math.hypot(-2 * (after["x"] - before["x"]) - x, 2 * (after["y"] - before["y"]) - y)
            assert miss < 3, f"A click at ({x}, {y}) missed by {miss} pixels."


def test_a_scan_is_refused_while_another_client_works(server: HoldfastServer, microscope: Microscope) -> None:
    before = microscope.scan.latest_scan_progress
    with server.work("Night scan", **LONG_WORK), pytest.raises(GlobalLockBusyError, match="Night scan"):
        server.thing("smart_scan", ANNA).run_plan(scan_name="refused", plan=PLAN)
    assert microscope.scan.latest_scan_progress == before


def test_a_scan_is_complete_and_its_results_are_downloaded(server: HoldfastServer, microscope: Microscope) -> None:
    microscope.stage.move_absolute(x=50, y=-30, z=0)
    with contested(server):
        microscope.scan.run_plan(scan_name="liver", plan=PLAN)
    progress: Any = microscope.scan.latest_scan_progress
    assert progress["name"] == "liver_0001" and progress["result"] == "success", progress
    assert progress["tiles_done"] == progress["tiles_total"] == TILES
    assert microscope.stage.position["x"] == 50 and microscope.stage.position["y"] == -30
    the_other_client_was_let_in(server)

    # A download needs no lock.
    with server.work("Night scan", **LONG_WORK):
        blob = microscope.scan.download_zip(scan_name="liver_0001")
    assert blob.media_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(blob.content)) as archive:
        assert archive.testzip() is None
        files = {name.rsplit("/", 1)[-1]: archive.read(name) for name in archive.namelist()}
    pictures = {name: data for name, data in files.items() if name.startswith("img_")}
    assert len(pictures) == TILES
    assert json.loads(files["scan_data.json"])["image_count"] == TILES
    for name, data in pictures.items():
        one = server.http.get(f"{server.url}/data/smart_scan/liver_0001/images/{name}", timeout=GENEROUS)
        assert one.headers["content-type"] == "image/jpeg" and one.content == data
        assert data.startswith(PICTURE_START) and data.endswith(PICTURE_END)
        inside = re.search(rb'"stage": ?\{"position": ?(\{[^}]*\})', data)
        assert inside, name
        assert name == "img_{x}_{y}_{z}.jpeg".format(**json.loads(inside[1]))
    rights, downs = (sorted({int(re.findall(r"-?\d+", name)[axis]) for name in pictures}) for axis in (0, 1))
    # With two pixels for a step, 70 % of a picture of 820 x 616 pixels lie between two tiles.
    assert [right - 50 for right in rights] == pytest.approx([-574, -287, 0], abs=6)
    assert [down + 30 for down in downs] == pytest.approx([0, 216, 431], abs=5)


def the_other_client_was_let_in(server: HoldfastServer) -> None:
    """Fails unless the history of the lock shows a turn of the other client in the middle of the scan."""
    def owners() -> list[str]:
        entries = server.get("/lock/history?kind=hold&limit=200")["entries"]
        return [entry["who"] if entry["who"] == RIVAL else entry["operation"] for entry in reversed(entries)]

    def is_written() -> bool:
        return owners().count("smart_scan.run_plan") >= 2

    wait_until(is_written, f"the journal has the scan: {owners()}")
    history = owners()
    first = history.index("smart_scan.run_plan")
    last = len(history) - 1 - history[::-1].index("smart_scan.run_plan")
    assert RIVAL in history[first:last], history
