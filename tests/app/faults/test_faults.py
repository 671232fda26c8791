#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives a server a computer with faults: a disk that is full, read-only or slow, a clock that is set, a lid that is closed, and
another server with the same files or the same device. Usage: test_faults.py SERVER SHIM SIMULATOR

SHIM is faultyhost.cpp, built. SIMULATOR is the simulated Sangaboard; empty where there is none.
"""

import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "endurance"))

from station import CONFIGURATION, GENEROUS, Client, HoldfastProcess, wait_until  # noqa: E402

SERVER = SHIM = SIMULATOR = ""
SETTING = "/snake_workflow/plane_step"
ROOM = 2 * 1024 * 1024  # bytes of the disk that becomes full
HOUR = 3600.0


def may_mount() -> bool:
    """Returns whether this account may have a mount namespace of its own."""
    return subprocess.run([*OWN_MOUNTS, "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


OWN_MOUNTS = ["unshare", "--mount", *([] if os.getuid() == 0 else ["--map-root-user"])]


class Faults(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def start(self, folder: Path | None = None, configuration: dict[str, Any] = CONFIGURATION, **how: Any) -> HoldfastProcess:
        server = HoldfastProcess(SERVER, folder or self.folder, configuration, headless=False, **how)
        self.addCleanup(server.kill)
        return server

    def client(self, server: HoldfastProcess) -> Client:
        client = Client(server.url, "client")
        self.addCleanup(client.close)
        return client

    def ask(self, client: Client, status: int, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answered, answer = client.request(method, path, body, **headers)
        self.assertEqual(answered, status, (method, path, answer))
        return answer

    def saved(self, settings: Path) -> int:
        return json.loads((settings / "snake_workflow" / "Settings-SnakeWorkflow.json").read_text(encoding="utf-8"))["plane_step"]

    def wait_for_setting(self, settings: Path, value: int) -> None:
        file = settings / "snake_workflow" / "Settings-SnakeWorkflow.json"
        wait_until(lambda: file.exists() and self.saved(settings) == value, f"the setting {value} is on the disk")


class Disk(Faults):
    """The settings are on a disk of their own, which exists for the server alone."""

    def setUp(self) -> None:
        super().setUp()
        if not may_mount():
            self.skipTest("this account may not mount anything")
        server = self.start()
        client = self.client(server)
        self.ask(client, 201, "PUT", SETTING, 11)
        self.ask(client, 201, "POST", "/tokens", {"name": "anna", "role": "viewer"})
        server.end()

    def begin(self, more: str) -> None:
        """Starts the server with these settings on its disk, after what `more` does to that."""
        script = f'cp -a "$0" "$0.all" && mount -t tmpfs -o size={ROOM} tmpfs "$0" && cp -a "$0.all/." "$0" && {more} && exec "$@"'
        self.server = self.start(wrapper=[*OWN_MOUNTS, "sh", "-c", script, str(self.folder / "settings")])
        # As the server sees it.
        self.settings = Path(f"/proc/{self.server.pid}/root{self.folder}/settings")
        self.one = self.client(self.server)
        self.assertEqual(self.one.get(SETTING), 11)

    def journal(self) -> str:
        return self.one.get("/lock")["journal"]["state"]

    def remount(self, how: str) -> None:
        enter = ["nsenter", f"--target={self.server.pid}", "--mount", *([] if os.getuid() == 0 else ["--user", "--preserve-credentials"])]
        subprocess.run([*enter, "mount", "-o", f"remount,{how}", str(self.folder / "settings")], check=True)

    def nothing_can_be_written(self, why: str) -> None:
        """The instrument goes on, says what it could not keep, and keeps what it had."""
        self.ask(self.one, 201, "PUT", SETTING, 12)
        self.assertEqual(self.one.get(SETTING), 12)
        refused = self.ask(self.one, 503, "POST", "/tokens", {"name": "bert", "role": "viewer"})
        self.assertIn("cannot be used", refused["detail"])
        self.assertEqual([token["name"] for token in self.one.get("/tokens")], ["anna"])
        self.assertTrue(self.ask(self.one, 200, "POST", "/stop", {"reason": "smoke"})["latched"])
        self.ask(self.one, 409, "PUT", SETTING, 13)
        wait_until(lambda: self.journal() == "paused", "the journal pauses")
        for what in ("Settings-SnakeWorkflow.json", "The stop or reservation could not be saved", "The journal pauses"):
            wait_until(lambda: what in self.server.output(), f"the log tells of {what}")
        self.assertIn(why, self.server.output())
        self.assertEqual(self.saved(self.settings), 11)

    def it_can_be_written_again(self) -> None:
        self.ask(self.one, 200, "DELETE", "/stop")
        self.ask(self.one, 200, "POST", "/stop", {"reason": "fire"})
        state = self.settings / "lock_state.json"
        wait_until(lambda: "fire" in state.read_text(encoding="utf-8"), "the stop is on the disk")
        self.ask(self.one, 200, "DELETE", "/stop")
        self.ask(self.one, 201, "PUT", SETTING, 14)
        self.wait_for_setting(self.settings, 14)
        self.ask(self.one, 201, "POST", "/tokens", {"name": "bert", "role": "viewer"})
        self.server.end()

    def test_a_full_disk_stops_nothing_and_loses_nothing_that_was_there(self) -> None:
        self.begin("true")
        wait_until(lambda: self.journal() == "writing", "the journal writes")
        filling = self.settings / "filling"
        with filling.open("wb", buffering=0) as file, self.assertRaises(OSError):
            while True:
                file.write(bytes(4096))
        self.nothing_can_be_written("No space left on device")
        filling.unlink()
        self.it_can_be_written_again()

    def test_a_disk_that_is_read_only_prevents_no_start(self) -> None:
        self.begin('mount -o remount,ro "$0"')
        self.nothing_can_be_written("Read-only file system")
        self.remount("rw")
        self.it_can_be_written_again()


class Host(Faults):
    """The computer has a clock and a disk as the test says."""

    def setUp(self) -> None:
        super().setUp()
        if not SHIM:
            self.skipTest("a sanitizer cannot be preloaded with something else")
        self.file = self.folder / "faults"
        self.have()
        self.server = self.start(variables={"LD_PRELOAD": SHIM, "HOLDFAST_FAULTS": str(self.file)})
        self.one = self.client(self.server)

    def have(self, clock_is_ahead: float = 0, has_slept: float = 0, disk_delay: float = 0) -> None:
        """Sets the faults, in seconds."""
        values = struct.pack("3q", *(int(seconds * 1e9) for seconds in (clock_is_ahead, has_slept, disk_delay)))
        with self.file.open("r+b" if self.file.exists() else "wb") as file:
            file.write(values)

    def history(self, query: str = "") -> list[dict[str, Any]]:
        return self.one.get(f"/lock/history?limit=500{query}")["entries"]

    def use(self, value: int, **headers: str) -> None:
        """Writes the setting, and waits until the journal has it."""
        before = len(self.history())
        self.ask(self.one, 201, "PUT", SETTING, value, **headers)
        wait_until(lambda: len(self.history()) > before, "the journal has it")

    def test_a_clock_that_is_set_ends_no_lease_and_mixes_up_no_history(self) -> None:
        lease = self.ask(self.one, 201, "POST", "/lock/leases", {"ttl_ms": 20_000})
        waiting = Client(self.server.url, "waiting")
        self.addCleanup(waiting.close)
        pending = self.ask(waiting, 201, "POST", "/stage/move_relative", {"x": 10}, Prefer="wait=60")
        for value, ahead in enumerate((0, 24 * HOUR, -40 * 24 * HOUR, 0), start=1):
            self.have(clock_is_ahead=ahead)
            self.use(value, Lock_Token=lease["token"])
        held = [entry for entry in self.history("&kind=hold") if entry["operation"] == "snake_workflow.plane_step"]
        self.assertEqual(len(held), 4)
        self.assertGreater(held[2]["at"], held[1]["at"], "the history is in the order of the events, not in that of the clock")
        for entry in held:
            self.assertLess(entry["held_ms"], GENEROUS * 1000)
        self.assertEqual(self.one.get("/action_invocations/" + pending["id"])["status"], "pending")
        self.ask(self.one, 204, "DELETE", f"/lock/leases/{lease['id']}", None, Lock_Token=lease["token"])
        wait_until(lambda: self.one.get("/action_invocations/" + pending["id"])["status"] == "completed", "the waiter had its turn")
        self.server.end()

    def test_a_laptop_that_sleeps_goes_on_where_it_was(self) -> None:
        """A lease and a wait have the rest of their time afterwards: while the server slept, no client could renew anything."""
        lease = self.ask(self.one, 201, "POST", "/lock/leases", {"ttl_ms": 6_000})
        self.use(1, Lock_Token=lease["token"])
        os.kill(self.server.pid, signal.SIGSTOP)
        self.have(has_slept=8 * HOUR)
        os.kill(self.server.pid, signal.SIGCONT)
        # The same connection, too.
        self.use(2, Lock_Token=lease["token"])
        left = self.one.get("/lock/leases")[0]["expires_in_ms"]
        self.assertGreater(left, 0)
        wait_until(lambda: not self.one.get("/lock/leases"), "the lease ends, as it is not renewed")
        wait_until(lambda: self.history("&kind=lease_ended"), "the journal has its end")
        self.assertEqual(self.history("&kind=lease_ended")[0]["how"], "expired")
        held = [entry for entry in self.history("&kind=hold") if entry["operation"] == "snake_workflow.plane_step"]
        self.assertEqual(len(held), 2)
        for entry in held:
            self.assertLess(entry["held_ms"], GENEROUS * 1000)
        self.server.end()

    def test_a_slow_disk_delays_no_reader_and_no_stop(self) -> None:
        delay = 1.5
        self.have(disk_delay=delay)

        def took(status: int, method: str, path: str, body: Any = None) -> float:
            begin = time.monotonic()
            self.ask(self.one, status, method, path, body)
            return time.monotonic() - begin

        # A token is made when it is on the disk; its file and the entry of its folder go there one after the other.
        self.assertGreater(took(201, "POST", "/tokens", {"name": "anna", "role": "viewer"}), delay)
        others = [took(201, "PUT", SETTING, value) for value in range(1, 20)]
        others += [took(200, "GET", path) for path in ("/lock", "/lock/history", "/stage/position", "/tokens", SETTING)]
        self.assertLess(sorted(others)[len(others) // 2], delay / 2)
        self.assertLess(took(200, "POST", "/stop", {"reason": "smoke"}), GENEROUS)
        self.assertEqual(self.one.get("/lock")["mode"], "stopped")
        self.have()
        self.server.end()
        self.assertIn("smoke", (self.folder / "settings" / "lock_state.json").read_text(encoding="utf-8"))
        self.assertEqual(self.saved(self.folder / "settings"), 19)


class Twice(Faults):
    """A second server is started where the first one is at work."""

    def test_of_two_servers_with_the_same_files_the_second_writes_nothing(self) -> None:
        first, second = self.start(), None
        one = self.client(first)
        self.ask(one, 201, "PUT", SETTING, 21)
        self.wait_for_setting(self.folder / "settings", 21)
        # Its own configuration and output, but the same settings.
        other = self.folder / "other"
        other.mkdir()
        second = self.start(other, {**CONFIGURATION, "settings_folder": str(self.folder / "settings")})
        two = self.client(second)
        self.assertEqual(two.get(SETTING), 21)
        self.ask(two, 201, "PUT", SETTING, 22)
        self.ask(two, 200, "POST", "/stop", {"reason": "smoke"})
        self.assertEqual(one.get("/lock")["mode"], "shared", "each server has a lock of its own")
        for what in ("belongs to another program", "are kept by another program", "The journal pauses"):
            wait_until(lambda: what in second.output(), f"the second one says: {what}")
        self.ask(one, 201, "PUT", SETTING, 23)
        self.wait_for_setting(self.folder / "settings", 23)
        second.end()
        first.end()
        self.assertEqual(self.saved(self.folder / "settings"), 23)
        self.assertNotIn("smoke", (self.folder / "settings" / "lock_state.json").read_text(encoding="utf-8"))

    def test_of_two_servers_with_the_same_device_the_second_names_the_port(self) -> None:
        if not SIMULATOR:
            self.skipTest("there is no simulated device")
        board = str(self.folder / "board")
        simulator = subprocess.Popen([SIMULATOR, "--link", board, "--until-eof"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(simulator.communicate)
        assert simulator.stdout
        simulator.stdout.readline()
        configuration = {"things": {"stage": {"class": "SangaboardStage", "kwargs": {"port": board}}}}
        first = self.start(configuration=configuration)
        one = self.client(first)
        wait_until(lambda: one.get("/stage/connected"), "the first one has the board")
        other = self.folder / "other"
        other.mkdir()
        second = self.start(other, configuration)
        two = self.client(second)
        wait_until(lambda: "in use" in second.output() or "uses" in second.output(), "the second one says who has the port")
        self.assertFalse(two.get("/stage/connected"))
        self.ask(one, 201, "POST", "/stage/move_relative", {"x": 10})
        wait_until(lambda: one.get("/stage/position")["x"] == 10, "the first one goes on")
        # When the first one is gone, the second one finds the board.
        first.end()
        wait_until(lambda: two.get("/stage/connected"), "the second one has the board")
        second.end()


if __name__ == "__main__":
    SERVER, SHIM, SIMULATOR = sys.argv[1:4]
    del sys.argv[1:4]
    unittest.main()
