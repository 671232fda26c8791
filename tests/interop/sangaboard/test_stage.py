# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LabThings' client does with a SangaboardStage, and what it is refused."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from holdfast_server import wait_until
from labthings_fastapi.exceptions import GlobalLockBusyError, ServerActionError


def test_a_client_moves_the_stage(start_station, board) -> None:
    stage = start_station(controlled=False).thing("stage")
    assert stage.firmware_version == "Sangaboard Firmware v1.0.4"
    with pytest.raises(ServerActionError, match="set_zero_position"):
        stage.move_absolute(x=1)
    stage.set_zero_position()
    stage.move_absolute(x=300, y=-20, z=10)
    assert stage.position == {"x": 300, "y": -20, "z": 10}
    assert board.position() == "-300 -20 -10 still"  # x and z are inverted


def test_a_client_is_refused_while_the_operator_has_control(start_station, board) -> None:
    station = start_station(controlled=True)
    wait_until(station.owner, "the operator has control")
    stage = station.thing("stage", "Night scan")
    with pytest.raises(GlobalLockBusyError) as error:
        stage.move_relative(x=100)
    assert str(error.value).startswith("The global lock could not be acquired: operator")
    assert "changing the sample" in str(error.value)
    assert stage.position == {"x": 0, "y": 0, "z": 0}
    stage.stop()  # that needs no lock
    assert board.position() == "0 0 0 still"
    assert not [command for command in board.end() if command.startswith("mr")]


def test_the_configuration_in_the_documentation_would_start(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "hardware.md").read_text(encoding="utf-8")
    block = re.search(r"## OpenFlexure with a Sangaboard.*?```json\n(.*?)```", page, re.S)
    assert block
    configuration = json.loads(block[1])
    assert configuration["things"]["stage"]["class"] == "SangaboardStage"
    file = tmp_path / "holdfast.json"
    file.write_text(block[1], encoding="utf-8")
    # That opens no device.
    checked = subprocess.run([request.config.getoption("--program"), "--check", "-c", file], capture_output=True, text=True,
                             check=False)
    assert checked.returncode == 0, checked.stderr
