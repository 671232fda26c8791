# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenFlexure's own reader, unmodified, reads what a picture says about how it was taken."""

import time

import openflexure_metadata.metadata as metadata
import piexif
import pytest
from conftest import Microscope
from PIL import Image

KINDS = pytest.mark.parametrize("kind", [("jpeg", "picture.jpg"), ("tiff", "picture.tiff")], ids=["jpeg", "tiff"])


@KINDS
def test_the_position_and_the_size_are_read(microscope: Microscope, kind: tuple[str, str]) -> None:
    microscope.run("stage/move_absolute", {"x": 123, "y": -45, "z": 6})
    picture = microscope.capture(kind[1], capture_mode="standard", image_format=kind[0], retain_image=False)
    exif = metadata.load_exif_from_file(str(picture))
    comment = metadata.load_user_metadata_from_file(str(picture))
    assert comment is not None and exif is not None
    assert metadata.get_stage_position("2026-11-30-184512", comment) == (123, -45)
    assert comment["stage"]["position"] == {"x": 123, "y": -45, "z": 6}
    assert comment["camera"]["exposure_time"] == microscope.read("camera/exposure_time")
    assert metadata.get_img_size(str(picture), exif) == Image.open(picture).size == (820, 616)


@KINDS
def test_the_time_is_the_local_one(microscope: Microscope, kind: tuple[str, str]) -> None:
    before = int(time.time())
    picture = microscope.capture(kind[1], image_format=kind[0], retain_image=False)
    exif = metadata.load_exif_from_file(str(picture))
    taken = metadata.get_capture_time(exif)
    assert taken is not None and before <= taken <= time.time()
    offset = time.strftime("%z")
    assert exif["Exif"][0x9011].decode() == f"{offset[:3]}:{offset[3:]}"
    assert exif["Exif"][piexif.ExifIFD.DateTimeOriginal] == exif["0th"][piexif.ImageIFD.DateTime]
    assert exif["Exif"][piexif.ExifIFD.DateTimeDigitized] == exif["0th"][piexif.ImageIFD.DateTime]


def test_make_and_model_are_those_of_the_microscope(microscope: Microscope) -> None:
    exif = metadata.load_exif_from_file(str(microscope.capture("picture.jpg", retain_image=False)))
    assert exif["0th"][piexif.ImageIFD.Make] == b"OpenFlexure"
    assert exif["0th"][piexif.ImageIFD.Model] == b"OpenFlexure Microscope"


def test_the_size_of_a_pixel_is_read_where_it_is_known(microscope: Microscope) -> None:
    picture = microscope.capture("unknown.jpg", retain_image=False)
    assert metadata.get_um_per_px(metadata.load_user_metadata_from_file(str(picture))) is None
    microscope.request("PUT", "camera/micrometres_per_pixel", 0.35)
    try:
        picture = microscope.capture("known.jpg", retain_image=False)
        assert metadata.get_um_per_px(metadata.load_user_metadata_from_file(str(picture))) == 0.35
    finally:
        microscope.request("PUT", "camera/micrometres_per_pixel", 0)


def test_a_jpeg_keeps_its_colours(microscope: Microscope) -> None:
    image = Image.open(microscope.capture("picture.jpg", retain_image=False))
    assert [layer[1:3] for layer in image.layer] == [(1, 1)] * 3
    # The first number of the table for the brightness is 16 at quality 50, and 2 at 95.
    assert image.quantization[0][0] == 2


def test_a_png_has_its_text(microscope: Microscope) -> None:
    image = Image.open(microscope.capture("picture.png", image_format="png", retain_image=False))
    assert '"position"' in image.text["thing_states"]


def test_a_name_is_no_position(microscope: Microscope) -> None:
    for _ in range(3):
        microscope.run("camera/capture")
    names = [path.stem for path in (microscope.data / "camera").iterdir()]
    assert len(names) >= 3
    for name in names:
        assert metadata.get_stage_position(name) is None, name
