#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets OpenFlexure's client for gamepads, unmodified, drive a running Holdfast.

Usage: run_gamepad.py --environment DIRECTORY --program HOLDFAST

The client knows one address, http://localhost:5000/api/v3, and reads /dev/input/js0. So it, and Holdfast, run in namespaces of their
own: a network with nothing in it but loopback, and a /dev whose input/js0 is a pipe into which this test writes what a gamepad would
report. Exits with 77 (skipped) where the system permits no such namespaces, or the client cannot be installed, see run_interop.py.
"""

import argparse
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "docs")]
from holdfast_process import GENEROUS, HoldfastProcess, wait_until
from ownnetwork import enter_own_network
from run_interop import clean_environment, prepare, skipped

REQUIREMENTS = [HERE / "gamepad-requirements.txt", HERE / "gamepad-constraints.txt"]
DEVICES = ["null", "zero", "full", "random", "urandom", "tty"]
BUTTON, AXIS, AT_START = 1, 2, 0x80
X, A, LEFT_BUMPER = 0, 1, 4
FULL = 32767


class Gamepad:
    """What the client reads as a gamepad."""

    def __init__(self, pipe: Path):
        # Opening it for writing succeeds once the client reads.
        self._pipe = wait_until(lambda: self._opened(pipe), "the client opens the gamepad")
        for number in range(12):
            self._report(BUTTON | AT_START, number, 0)
        for number in range(2):
            self._report(AXIS | AT_START, number, 0)

    @staticmethod
    def _opened(pipe: Path) -> int | None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return None

    def repeat(self) -> None:
        """Reports once more what was reported last, as a stick that trembles does."""
        self._report(*self._last)

    def _report(self, kind: int, number: int, value: int) -> None:
        self._last = (kind, number, value)
        milliseconds = time.monotonic_ns() // 1_000_000 % 2**32
        os.write(self._pipe, struct.pack("<IhBB", milliseconds, value, kind, number))

    @contextmanager
    def held(self, axis: int, value: int) -> Iterator[None]:
        self._report(AXIS, axis, value)
        yield
        self._report(AXIS, axis, 0)

    @contextmanager
    def pressed(self, button: int) -> Iterator[None]:
        self._report(BUTTON, button, 1)
        yield
        self._report(BUTTON, button, 0)


class Microscope:
    """Holdfast, as another client sees it."""

    def __init__(self, url: str):
        self._url = url

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        url = path if path.startswith("http") else self._url + path
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, method=method, headers={
            "Content-Type": "application/json", "Holdfast-Client": "Night scan"})
        with urllib.request.urlopen(request, timeout=GENEROUS) as answer:
            return json.loads(answer.read())

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def position(self) -> dict[str, int]:
        return self.get("/stage/position")

    def runs(self, action: str) -> list[dict[str, Any]]:
        return self.get(action)


def jogs_while_a_direction_is_held(pad: Gamepad, microscope: Microscope) -> None:
    for hold, axis, direction in ((lambda: pad.held(0, -FULL), "x", 1), (lambda: pad.held(1, FULL), "y", -1),
                                  (lambda: pad.pressed(LEFT_BUMPER), "z", 1)):
        before = microscope.position()[axis]

        def is_jogged() -> bool:
            # The client discards what is reported until it has noticed that its autofocus has ended.
            pad.repeat()
            return direction * (microscope.position()[axis] - before) > 400

        with hold():
            wait_until(is_jogged, f"{axis} is jogged")
        wait_until(lambda: not microscope.get("/stage/moving"), "the stage stands still after the release")
        wait_until(lambda: microscope.get("/lock")["owner"] is None, "the lock is free again")
    # Twenty requests a second were one run each time, not twenty.
    assert len(microscope.runs("/stage/jog")) < 20, microscope.runs("/stage/jog")


def is_refused_while_another_client_works(pad: Gamepad, microscope: Microscope, said: Any) -> None:
    move = microscope.ask("POST", "/stage/move_relative", {"x": -60_000})["href"]
    wait_until(lambda: microscope.get("/stage/moving"), "the other client's move has begun")
    before = microscope.position()["y"]
    stops = said().count("Stopping jogging.")
    with pad.held(1, FULL):
        wait_until(lambda: "Jog command failed: 409" in said(), "the client is refused")
        assert microscope.get("/lock")["queue"] == []
    # Until then the client discards what the gamepad reports.
    wait_until(lambda: said().count("Stopping jogging.") > stops, "the client has noticed the release")
    microscope.ask("DELETE", move)
    wait_until(lambda: not microscope.get("/stage/moving"), "the other client's move has ended")
    assert microscope.position()["y"] == before


def takes_a_picture(pad: Gamepad, microscope: Microscope, data: Path, said: Any) -> None:
    with pad.pressed(A):
        pass
    wait_until(lambda: "Image captured" in said(), "the client has its picture")
    assert [run["status"] for run in microscope.runs("/camera/capture")] == ["completed"]
    assert len(list((data / "camera").glob("*.jpeg"))) == 1


def focuses(pad: Gamepad, microscope: Microscope, client: subprocess.Popen[bytes]) -> None:
    with pad.pressed(X):
        pass
    wait_until(lambda: [run["status"] for run in microscope.runs("/autofocus/fast_autofocus")] == ["completed"],
               "the autofocus has ended", 3 * GENEROUS)
    assert client.poll() is None
    assert abs(microscope.position()["z"]) < 500, microscope.position()


def own_devices(folder: Path) -> Path:
    """Gives this process's mount namespace a /dev of its own, and returns the gamepad in it."""
    new = folder / "dev"
    new.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", new], check=True)
    for name in DEVICES:
        (new / name).touch()
        subprocess.run(["mount", "--bind", Path("/dev", name), new / name], check=True)
    (new / "shm").mkdir(mode=0o1777)
    (new / "fd").symlink_to("/proc/self/fd")
    (new / "input").mkdir()
    os.mkfifo(new / "input" / "js0")
    subprocess.run(["mount", "--move", new, "/dev"], check=True)
    return Path("/dev/input/js0")


def inside(program: Path, environment: Path) -> None:
    """Does it, in namespaces of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pipe = own_devices(folder)
        assert enter_own_network()
        data = folder / "data"
        things = {"stage": "SimulatedStage", "camera": "SimulatedCamera", "system": "SystemThing",
                  "autofocus": "Autofocus"}
        server = HoldfastProcess(str(program), folder, {"api_prefix": "/api/v3", "things": things,
                                                        "application_config": {"data_folder": str(data)}}, port=5000)
        output = folder / "client.output"
        with output.open("wb") as file:
            client = subprocess.Popen([environment / "bin" / "openflexure-gamepad-client"], env=clean_environment(),
                                      stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)

        def said() -> str:
            return output.read_text(encoding="utf-8", errors="replace")

        try:
            pad = Gamepad(pipe)
            microscope = Microscope(server.url)
            jogs_while_a_direction_is_held(pad, microscope)
            is_refused_while_another_client_works(pad, microscope, said)
            takes_a_picture(pad, microscope, data, said)
            focuses(pad, microscope, client)
            jogs_while_a_direction_is_held(pad, microscope)
            assert client.poll() is None
        except BaseException:
            print(said(), server.output(), sep="\n")
            raise
        finally:
            client.send_signal(signal.SIGKILL)  # it is not asked to end: it waits for its gamepad
            client.wait()
            server.end()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--inside", action="store_true", help="is added by the script itself")
    arguments = parser.parse_args()
    environment, program = arguments.environment.resolve(), arguments.program.resolve()
    if arguments.inside:
        inside(program, environment)
        return 0
    cannot = prepare(environment, REQUIREMENTS, "OpenFlexure's client for gamepads")
    if cannot is not None:
        return cannot
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    try:
        subprocess.run([*unshare, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as refused:
        return skipped("OpenFlexure's client for gamepads was not tried: this system permits no mount namespace "
                       f"({getattr(refused, 'stderr', '') or refused}).")
    command = [*unshare, sys.executable, "-B", __file__, "--inside", "--environment", environment, "--program", program]
    return 0 if subprocess.run(command, check=False).returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
