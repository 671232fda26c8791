# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""LabThings' client at a SangaboardStage, whose board is simulated."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from holdfast_process import end_all, wait_until
from holdfast_server import HoldfastServer


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--simulator", required=True, help="the simulated Sangaboard")
    parser.addoption("--controlled", required=True, help="Holdfast with an operator who has control")


class Board:
    """A simulated Sangaboard."""

    def __init__(self, program: str, folder: Path):
        self.path = str(folder / "board")
        self._process = subprocess.Popen([program, "--link", self.path, "--until-eof"], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        self._process.stdout.readline()
        self._log: str | None = None

    def position(self) -> str:
        """Returns the board's count, and whether it moves."""
        self._process.stdin.write("position\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def end(self) -> list[str]:
        """Ends the simulator, and returns the commands that it has got."""
        if self._log is None:
            self._log, _ = self._process.communicate("log\n")
        return [line.split(" > ", 1)[1] for line in self._log.splitlines() if " > " in line]


@pytest.fixture
def board(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Board]:
    board = Board(request.config.getoption("--simulator"), tmp_path)
    yield board
    board.end()


@pytest.fixture
def start_station(request: pytest.FixtureRequest, tmp_path: Path, board: Board) -> Iterator[Callable[..., HoldfastServer]]:
    """Starts Holdfast with a stage at the board."""
    servers: list[HoldfastServer] = []

    def start(controlled: bool) -> HoldfastServer:
        program = request.config.getoption("--controlled" if controlled else "--program")
        configuration = {"things": {"stage": {"class": "SangaboardStage", "kwargs": {"port": board.path}}}}
        servers.append(HoldfastServer(program, tmp_path, configuration, headless=not controlled))
        wait_until(lambda: servers[-1].get("/stage/connected"), "the board is found")
        return servers[-1]

    yield start
    end_all(servers)
