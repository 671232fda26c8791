#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets PyPI's openflexure-stitching stitch scans of the simulation, and PyPI's useq-schema read and write plans.

Usage: run_scan.py --tool SCANTOOL --program HOLDFAST --environment DIRECTORY

Exits with 77 (skipped) when the packages cannot be installed, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that the test must run.
"""

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from holdfast_process import GENEROUS, HoldfastProcess, wait_until  # noqa: E402
from holdfast_requests import Requests  # noqa: E402
from run_interop import clean_environment, prepare  # noqa: E402

REQUIREMENTS = [HERE / "requirements.txt"]
# Steps of the stage (x, y) for a pixel downwards, and for one to the right.
MATRIX = [[0, 0.5], [-0.5, 0]]
# Fifty times as fast as a real stage.
THINGS: dict[str, Any] = {
    "stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 50_000}},
    "camera": {"class": "SimulatedCamera", "kwargs": {"frame_rate": 60}},
    "camera_stage_mapping": {"class": "CameraStageMapping", "kwargs": {"settle": 0}},
    "autofocus": "Autofocus",
    "snake_workflow": "SnakeWorkflow",
    "gallery": "Gallery",
}
PLAN = {"columns": 3, "rows": 3, "overlap": 0.35, "autofocus_every": 4, "autofocus_dz": 1000, "settling_time": 0.05}

# A pixel of the sample, counted to the right and downwards.
Place = tuple[int, int]


class Tool:
    """The program that does Holdfast's part."""

    def __init__(self, program: str):
        self._program = program

    def run(self, *arguments: str, given: str = "") -> str:
        result = subprocess.run([self._program, *arguments], input=given, capture_output=True, text=True, check=False)
        assert result.returncode == 0, f"{arguments}: {result.stderr}{result.stdout}"
        return result.stdout


def try_stitching(tool: Tool, stitcher: str) -> None:
    """Stitches nine tiles that this test has written into a folder as OpenFlexure has it."""
    import piexif

    with tempfile.TemporaryDirectory() as folder:
        images = Path(folder) / "scan_0001" / "images"
        images.mkdir(parents=True)
        tiles = json.loads(tool.run("tiles", str(images)))
        for tile in tiles:
            states = {"stage": {"position": {"x": tile["stage"][0], "y": tile["stage"][1], "z": 0}},
                      "camera_stage_mapping": {"image_to_stage_displacement_matrix": MATRIX, "image_resolution": [308, 410]}}
            exif = {"0th": {piexif.ImageIFD.Make: b"OpenFlexure", piexif.ImageIFD.Model: b"OpenFlexure Microscope"},
                    "Exif": {piexif.ExifIFD.UserComment: json.dumps(states).encode()}}
            piexif.insert(piexif.dump(exif), str(images / tile["file"]))
        output = tool.run("stitch", str(images), stitcher)
        percents = [float(line.split()[0]) for line in output.splitlines()]
        assert percents == sorted(percents) and percents[-1] == 100 and len(percents) > 5, output
        print(compared("tiles of this test", tool, images, {tile["file"]: (tile["pixel"][0], tile["pixel"][1]) for tile in tiles}))


def try_scan(tool: Tool, program: str, stitcher: str) -> None:
    """Has a running Holdfast calibrate the mapping, scan, and stitch: all by itself, in the folder of the scan."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        smart_scan = {"class": "SmartScan", "kwargs": {"stitcher": stitcher, "reserved_megabytes": 1}}
        process = HoldfastProcess(program, folder, {
            "things": {**THINGS, "smart_scan": smart_scan}, "settings_folder": str(folder / "settings"),
            "application_config": {"data_folder": str(folder / "data")}})
        try:
            microscope = Requests(process.url)
            microscope.run("camera_stage_mapping/calibrate_xy")
            microscope.run("stage/move_absolute", {"x": 137, "y": -59, "z": 80})
            microscope.run("smart_scan/run_plan", {"scan_name": "truth", "plan": PLAN}, 3 * GENEROUS)
            # The microscope is free while the pictures are stitched, at a low priority.
            wait_until(lambda: microscope.read("smart_scan/latest_scan_live_details")["scan_phase"] == "Complete",
                       "the scan is stitched", 10 * GENEROUS)
            said = process.output()
            print(viewed(microscope))
        finally:
            process.end()
        images = folder / "data" / "smart_scan" / "truth_0001" / "images"
        assert (images / "truth_0001_stitched.jpg").exists(), said
        found = [re.fullmatch(r"img_(-?\d+)_(-?\d+)_-?\d+\.jpeg", file.name) for file in images.glob("img_*")]
        places = {tile[0]: (-2 * int(tile[1]), 2 * int(tile[2])) for tile in found if tile}
        assert len(places) == len(found) == 9, found
        print(compared("tiles of a scan", tool, images, places))


def viewed(microscope: Requests) -> str:
    """Shows the scan as the viewer of OpenFlexure's web app does, in pieces of a size that suits. Returns a line for people."""
    import xml.etree.ElementTree as xml

    from PIL import Image

    card = next(card for card in microscope.read("gallery/list_data") if card["name"] == "truth_0001")
    info = card["gallery_info"]
    assert info["stitch_available"] and info["number_of_images"] == 9, card
    # The app puts two slashes behind "data" at times.
    status, _, jpeg = microscope.request("GET", f"data//{card['path']}/{info['stitched_jpeg']}")
    assert status == 200, card
    whole = Image.open(io.BytesIO(jpeg))
    status, _, text = microscope.request("GET", f"data/{card['path']}/{info['dzi']}")
    assert status == 200, card
    image = xml.fromstring(text)
    size = next(child for child in image if child.tag.endswith("Size"))
    assert (int(size.attrib["Width"]), int(size.attrib["Height"])) == whole.size
    # The last level has the full size.
    level = (max(whole.size) - 1).bit_length()
    place = f"data/{card['path']}/{info['dzi'].removesuffix('.dzi')}_files/{level}/0_0.{image.attrib['Format']}"
    status, headers, piece = microscope.request("GET", place)
    assert status == 200 and headers["Content-Type"] == "image/jpeg", place
    assert Image.open(io.BytesIO(piece)).size[0] <= int(image.attrib["TileSize"]) + int(image.attrib["Overlap"])
    return f"The gallery shows the scan in {level + 1} levels of detail."


def compared(what: str, tool: Tool, images: Path, places: dict[str, Place]) -> str:
    """Compares the places of the tiles in the mosaic, and the mosaic itself, with the sample.

    `places` has the pixel of the sample that each tile has in its upper left corner. Returns a line for people.
    """
    import numpy
    from PIL import Image

    # Where the stitcher has put each tile.
    found = {name: (float(x), float(y)) for name, x, y in re.findall(
        r"^(\S+); ; \((\S+), (\S+)\)", (images / "OFMTileConfiguration.txt").read_text(encoding="utf-8"), re.MULTILINE)}
    assert found.keys() == places.keys(), found
    offsets = numpy.array([numpy.subtract(found[name], place) for name, place in places.items()])
    farthest = float(numpy.abs(offsets - offsets.mean(axis=0)).max())
    assert farthest < 1, f"A tile is {farthest} pixels from its place: {offsets}"

    # What it has made of them.
    mosaic = numpy.asarray(Image.open(images / f"{images.parent.name}_stitched.jpg"), dtype=float)[:, :, 1]
    left, top = (min(place[i] for place in places.values()) for i in range(2))
    picture = images.parent / "truth.pgm"
    tool.run("truth", str(picture), *map(str, (left, top, mosaic.shape[1], mosaic.shape[0])))
    down, right, difference = min_difference(mosaic, numpy.asarray(Image.open(picture), dtype=float))
    assert max(abs(down), abs(right)) <= 1, f"The mosaic is {down} rows and {right} columns from the sample."
    return (f"openflexure-stitching: {len(places)} {what}, at most {farthest:.3f} pixels from their place; "
            f"mean difference to the sample {difference:.2f} of 255.")


def min_difference(mosaic: Any, truth: Any) -> tuple[int, int, float]:
    """Returns by how many rows and columns the mosaic has to be moved to fit the truth best, and how well it fits then."""
    import numpy

    edge = 8
    rows = min(mosaic.shape[0], truth.shape[0])
    columns = min(mosaic.shape[1], truth.shape[1])
    part = truth[edge:rows - edge, edge:columns - edge]
    results = []
    for down in range(-3, 4):
        for right in range(-3, 4):
            moved = mosaic[edge + down:rows - edge + down, edge + right:columns - edge + right]
            height, width = min(moved.shape[0], part.shape[0]), min(moved.shape[1], part.shape[1])
            results.append((float(numpy.abs(moved[:height, :width] - part[:height, :width]).mean()), down, right))
    best = min(results)
    return best[1], best[2], best[0]


def visits_of(sequence: Any) -> list[list[float]]:
    """Returns all places that useq-schema visits. An axis that a sequence does not mention stays at 0."""
    return [[event.x_pos or 0, event.y_pos or 0, event.z_pos or 0] for event in sequence
            if event.action.type == "acquire_image"]


def same(ours: list[list[float]], theirs: list[list[float]]) -> bool:
    """Returns whether both visit the same places, to a motor step."""
    return len(ours) == len(theirs) and all(
        abs(a - b) < 0.11 for mine, other in zip(ours, theirs) for a, b in zip(mine, other))


def try_sequences(tool: Tool) -> None:
    """Validates what Holdfast exports, and imports what useq-schema makes; both must visit the same places."""
    from useq import MDASequence

    plans: list[dict[str, Any]] = [
        {"order": "snake", "columns": 3, "rows": 2, "overlap": 0.35},
        {"order": "raster", "anchor": "centre", "columns": 2, "rows": 3, "overlap": 0, "planes": 4, "plane_step": 40,
         "positions": [{"name": "a", "x": 100, "y": -200, "z": 5}, {"name": "b", "x": 5000, "y": 0, "z": 0}],
         "time_points": 2, "interval": 1.5},
        {"order": "spiral", "columns": 5, "rows": 3, "overlap": 0.5, "autofocus_every": 4},
    ]
    for plan in plans:
        exported = tool.run("export", given=json.dumps(plan))
        sequence = MDASequence.model_validate_json(exported)
        back = json.loads(tool.run("import", given=exported))
        for key, value in plan.items():
            if key != "positions":
                assert back["plan"][key] == value, f"{key} of {plan} came back as {back['plan'][key]}"
        assert same(back["visits"], visits_of(sequence)), f"{plan}:\n{back['visits']}\n{visits_of(sequence)}"

    view = {"fov_width": 82, "fov_height": 61.6}
    sequences = [
        MDASequence(grid_plan={"rows": 3, "columns": 4, "overlap": 10, **view}),
        MDASequence(grid_plan={"rows": 3, "columns": 3, "mode": "spiral", **view}, z_plan={"above": 2, "below": 2, "step": 1},
                    stage_positions=[{"x": 100, "y": 50, "z": 3}], axis_order="tpgcz"),
        MDASequence(grid_plan={"width": 300, "height": 200, "overlap": 20, "mode": "row_wise", **view},
                    time_plan={"interval": 2, "loops": 2}),
        MDASequence(stage_positions=[{"x": 1, "y": 2}, {"x": 3, "y": 4}], z_plan={"relative": [-1, 0, 1]},
                    autofocus_plan={"axes": ("p",)}),
        MDASequence(grid_plan={"rows": 2, "columns": 2, "relative_to": "top_left", **view}),
    ]
    for sequence in sequences:
        for text in (sequence.model_dump_json(), sequence.model_dump_json(exclude_unset=True)):
            imported = json.loads(tool.run("import", given=text))
            assert same(imported["visits"], visits_of(sequence)), f"{text}:\n{imported['visits']}\n{visits_of(sequence)}"
    print(f"useq-schema: {len(plans)} plans exported, {len(sequences)} sequences imported; both visit the same places.")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--inside", action="store_true", help="the packages are there: only try them")
    arguments = parser.parse_args()
    environment = arguments.environment.resolve()
    if arguments.inside:
        tool = Tool(str(arguments.tool))
        try_sequences(tool)
        stitcher = str(environment / "bin" / "openflexure-stitch")
        try_stitching(tool, stitcher)
        try_scan(tool, str(arguments.program), stitcher)
        return 0
    cannot = prepare(environment, REQUIREMENTS, "OpenFlexure's stitcher")
    if cannot is not None:
        return cannot
    command = [str(environment / "bin" / "python"), "-B", __file__, "--tool", str(arguments.tool.resolve()),
               "--program", str(arguments.program.resolve()), "--environment", str(environment), "--inside"]
    return 1 if subprocess.run(command, env=clean_environment(), check=False).returncode else 0


if __name__ == "__main__":
    sys.exit(main())
