# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tifffile reads our TIFF files as OME-TIFF, and the schema of OME finds nothing wrong with their description."""

import json
from importlib.resources import files

import numpy as np
import tifffile
from conftest import Microscope
from lxml import etree
from ome_types import from_xml
from PIL import Image


def schema() -> etree.XMLSchema:
    """Returns the schema that comes with ome-types, without the network."""
    with (files("ome_types") / "ome-2016-06.xsd").open("rb") as file:
        return etree.XMLSchema(etree.parse(file, etree.XMLParser(no_network=True)))


def test_tifffile_reads_the_pixels(microscope: Microscope) -> None:
    path = microscope.capture("picture.ome.tiff", image_format="tiff", retain_image=False)
    with tifffile.TiffFile(path) as file:
        assert file.is_ome
        assert file.series[0].axes == "YXS"
        pixels = file.asarray()
    assert pixels.shape == (616, 820, 3) and pixels.dtype == np.uint8
    assert (pixels == np.asarray(Image.open(path))).all()


def test_the_description_is_valid(microscope: Microscope) -> None:
    microscope.request("PUT", "camera/micrometres_per_pixel", 0.35)
    path = microscope.capture("picture.ome.tiff", image_format="tiff", retain_image=False)
    with tifffile.TiffFile(path) as file:
        text = file.ome_metadata
    assert text is not None
    schema().assertValid(etree.fromstring(text.encode()))
    ome = from_xml(text)
    pixels = ome.images[0].pixels
    assert (pixels.size_x, pixels.size_y, pixels.size_c) == (820, 616, 3)
    assert pixels.physical_size_x == pixels.physical_size_y == 0.35
    assert ome.images[0].acquisition_date is not None
    states = json.loads(ome.structured_annotations[0].value)
    assert "position" in states["stage"]
