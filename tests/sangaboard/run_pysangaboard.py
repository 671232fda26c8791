#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the simulated Sangaboard with PyPI's sangaboard, in a virtual environment of its own.

Usage: run_pysangaboard.py --simulator PROGRAM --environment DIRECTORY

Exits with 77 (skipped) when the package cannot be installed, or with 1 when HOLDFAST_REQUIRE_INTEROP=1 says that the test must run.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "interop"))

from run_interop import clean_environment, prepare  # noqa: E402

REQUIREMENTS = [HERE / "pysangaboard-requirements.txt"]


def drive(path: str, firmware: str) -> None:
    """Calls what the package offers. It raises an exception for a reply that it does not expect."""
    from sangaboard import Sangaboard

    with Sangaboard(path) as board:
        assert board.firmware == firmware, board.firmware
        assert board.test_communications()
        board.zero_position()
        assert list(board.position) == [0, 0, 0]
        board.move_rel([100, -50, 25])
        assert list(board.position) == [100, -50, 25]
        board.move_rel(-10, axis="x")
        board.move_abs([0, 10, 20])
        assert list(board.position) == [0, 10, 20]
        board.step_time = 800
        assert board.step_time == 800
        board.ramp_time = 0
        assert board.ramp_time == 0
        board.release_motors()
        board.print_help()
        if board.version_tuple[0] == 1:
            drive_light(board)
        board.zero_position()
        assert list(board.position) == [0, 0, 0]


def drive_light(board) -> None:
    """Calls what only newer boards have."""
    assert board.board == "Sangaboard v0.5.5"
    assert [module.split(":")[0] for module in board.list_modules()] == ["Stage", "Illumination"]
    light = board.illumination
    assert list(light.channels) == [1, 2]
    light.cc_led = 0.5
    assert light.cc_led == 0.5
    light.set_pwm_led(1, 0.25)
    assert light.get_pwm_led(1) == 0.25
    light.pwm_frequency = 2000
    assert light.pwm_frequency == 2000


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--simulator", type=Path, required=True)
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--drive", nargs=2, metavar=("PATH", "FIRMWARE"), help="in the environment: only drive this board")
    arguments = parser.parse_args()
    if arguments.drive:
        drive(*arguments.drive)
        return 0

    environment = arguments.environment.resolve()
    cannot = prepare(environment, REQUIREMENTS, "PyPI's sangaboard")
    if cannot is not None:
        return cannot
    for profile, firmware in (("v1.0.4", "Sangaboard Firmware v1.0.4"), ("v0.4", "OpenFlexure Motor Board v0.4")):
        command = [str(arguments.simulator), "--profile", profile, "--spelling", "colon", "--time-scale", "20", "--until-eof"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as simulator:
            path = simulator.stdout.readline().strip()
            result = subprocess.run(
                [str(environment / "bin" / "python"), "-B", __file__, "--simulator", str(arguments.simulator),
                 "--environment", str(environment), "--drive", path, firmware],
                env=clean_environment(), check=False)
            log, _ = simulator.communicate("log\n")
        if result.returncode != 0:
            print(f"{firmware} was not understood. What has gone over the wire:\n{log}")
            return 1
        print(f"{firmware}: {log.count(' > ')} commands were answered as sangaboard expects.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
