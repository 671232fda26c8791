# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from holdfast_process import GENEROUS, HoldfastProcess


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--program", required=True, help="the holdfast to try")


class Microscope:
    """A running Holdfast with a folder for data, as a client sees it."""

    def __init__(self, program: str, folder: Path):
        self.data = folder / "data"
        self._folder = folder
        things = {"stage": "SimulatedStage", "camera": "SimulatedCamera", "gallery": "Gallery"}
        self._process = HoldfastProcess(program, folder, {
            "things": things, "api_prefix": "/api/v3", "journal": False, "settings_folder": str(folder / "settings"),
            "application_config": {"data_folder": str(self.data)}})
        self.url = self._process.url

    def end(self) -> None:
        self._process.end()

    def request(self, method: str, path: str, body: Any = None) -> tuple[int, Any, bytes]:
        """Returns the status, the headers and the body; an error's as well."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(path if path.startswith("http") else f"{self.url}/{path}", data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=GENEROUS) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def read(self, path: str) -> Any:
        status, _, body = self.request("GET", path)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def run(self, path: str, body: Any = None) -> Any:
        """Runs an action, polls as OpenFlexure's programs do, and returns its output."""
        status, _, text = self.request("POST", path, {} if body is None else body)
        assert status == 201, (path, status, text)
        invocation = json.loads(text)
        deadline = time.monotonic() + GENEROUS
        while invocation["status"] not in ("completed", "error", "cancelled"):
            assert time.monotonic() < deadline, invocation
            time.sleep(0.02)
            invocation = self.read(invocation["href"])
        assert invocation["status"] == "completed", invocation
        return invocation["output"]

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
