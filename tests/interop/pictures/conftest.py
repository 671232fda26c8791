# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from holdfast_process import HoldfastProcess
from holdfast_requests import Requests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--program", required=True, help="the holdfast to try")


class Microscope(Requests):
    """A running Holdfast with a folder for data, as a client sees it."""

    def __init__(self, program: str, folder: Path):
        self.data = folder / "data"
        self._folder = folder
        things = {"stage": "SimulatedStage", "camera": "SimulatedCamera", "gallery": "Gallery"}
        self._process = HoldfastProcess(program, folder, {
            "things": things, "api_prefix": "/api/v3", "journal": False, "settings_folder": str(folder / "settings"),
            "application_config": {"data_folder": str(self.data)}})
        super().__init__(self._process.url)

    def end(self) -> None:
        self._process.end()

    def capture(self, name: str, **body: Any) -> Path:
        """Takes a picture, downloads it, and returns where it is. Names say nothing."""
        output = self.run("camera/capture", body)
        status, headers, data = self.request("GET", output["href"])
        assert status == 200 and headers["Content-Type"] == output["media_type"]
        path = self._folder / name
        path.write_bytes(data)
        return path


@pytest.fixture(scope="module")
def microscope(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Microscope]:
    running = Microscope(request.config.getoption("--program"), tmp_path_factory.mktemp("microscope"))
    yield running
    running.end()
