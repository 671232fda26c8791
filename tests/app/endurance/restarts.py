#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a busy server at random moments, and compares what it has left with what it had acknowledged.

Usage: restarts.py SERVER CTL

Meanwhile settings are written, tokens are made and revoked (by HTTP, and by holdfastctl in the same file), everything is
stopped and cleared, and a scan runs. `./dev soak restarts` kills it a thousand times; HOLDFAST_KILLS is another number, and
HOLDFAST_SEED repeats the decisions of a run.
"""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from station import (CONFIGURATION, GENEROUS, SOAK, Client, Gone, HoldfastProcess, Worker, end_all, plan, seeded, wait_until)

KILLS = int(os.environ.get("HOLDFAST_KILLS") or (1000 if SOAK else 5))
KILLS_OF_A_STATION = 50  # then another begins with new files
LONGEST_LIFE = 1.6 if SOAK else 1.0  # seconds from the first request to the kill
COLUMNS, ROWS = 10, 8
SETTING = "/snake_workflow/plane_step"
JPEG_BEGIN, JPEG_END = b"\xff\xd8", b"\xff\xd9"


@dataclass
class Known:
    """What the clients of a station know of it, over all its runs."""

    setting: int = 0  # the latest number that was sent
    setting_on_disk: int = 0  # the latest that was seen in the file
    tokens: dict[str, str | None] = field(default_factory=dict)  # by their names; None: made, but never seen
    revoked: list[str] = field(default_factory=list)
    # A request that was under way when the server was killed may or may not have been carried out.
    creating: str = ""
    revoking: str = ""
    by_ctl: dict[str, str | None] = field(default_factory=dict)
    # Whether everything is stopped; None: the latest request may have been carried out.
    stopped: bool | None = False
    entries: dict[int, dict[str, Any]] = field(default_factory=dict)  # of the journal, by their ids
    # The operations that went on when the server was killed, by the journal; None: it does not know of the latest run.
    going_on: list[str] | None = None
    generation: int = 0
    tiles: dict[str, set[str]] = field(default_factory=dict)  # the pictures of each scan
    counts: dict[str, int] = field(default_factory=dict)  # what was done, for the report

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def live_tokens(self) -> dict[str, str | None]:
        return {**self.tokens, **self.by_ctl}


class Settings(Worker):
    """Writes a setting, always a larger number, and looks into its file."""

    def __init__(self, over: threading.Event, url: str, known: Known, file: Path):
        super().__init__(over)
        self._client, self._known, self._file = Client(url, "settings"), known, file

    def step(self) -> None:
        self._known.setting += 1
        status, answer = self._client.request("PUT", SETTING, self._known.setting, Prefer="wait=5")
        assert status in (201, 409), (status, answer)
        self._known.count("settings written" if status == 201 else "settings refused")
        self._known.setting_on_disk = max(self._known.setting_on_disk, setting_in(self._file))
        if status == 409:
            time.sleep(0.02)


class Tokens(Worker):
    """Makes and revokes tokens by HTTP."""

    def __init__(self, over: threading.Event, url: str, known: Known, chance: random.Random):
        super().__init__(over)
        self._client, self._known, self._random = Client(url, "tokens"), known, chance

    def step(self) -> None:
        known = self._known
        if known.tokens and self._random.random() < 0.45:
            known.revoking = self._random.choice(sorted(known.tokens))
            status, answer = self._client.request("DELETE", f"/tokens/{known.revoking}")
            assert status in (204, 503), (status, answer)
            if status == 204:
                known.count("tokens revoked")
                forget(known, known.revoking)
            known.revoking = ""
        else:
            known.creating = f"t{self._random.randrange(1 << 40)}"
            status, answer = self._client.request("POST", "/tokens", {"name": known.creating, "role": "viewer"})
            assert status in (201, 503), (status, answer)
            if status == 201:
                known.count("tokens made")
                known.tokens[known.creating] = answer["token"]
            known.creating = ""


class CtlTokens(Worker):
    """Makes and revokes tokens by holdfastctl, in the file that the server uses."""

    def __init__(self, over: threading.Event, ctl: str, known: Known, file: Path, chance: random.Random):
        super().__init__(over)
        self._ctl, self._known, self._file, self._random = ctl, known, file, chance

    def step(self) -> None:
        known = self._known
        revoked = self._random.choice(sorted(known.by_ctl)) if len(known.by_ctl) > 3 else ""
        name = revoked or f"c{self._random.randrange(1 << 40)}"
        verb = ["revoke"] if revoked else ["create", "--role", "operator"]
        done = subprocess.run([self._ctl, "token", *verb, "--name", name, "--file", str(self._file), "--json"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=GENEROUS, check=False)
        if done.returncode != 0:
            # The server changes the file at this moment.
            assert b"is changing it just now" in done.stderr, done
        elif revoked:
            known.count("tokens revoked by holdfastctl")
            forget(known, name)
        else:
            known.count("tokens made by holdfastctl")
            known.by_ctl[name] = json.loads(done.stdout)["token"]


class Latch(Worker):
    """Stops everything from time to time, and goes on."""

    def __init__(self, over: threading.Event, url: str, known: Known, chance: random.Random):
        super().__init__(over)
        self._client, self._known, self._random = Client(url, "latch"), known, chance

    def step(self) -> None:
        if self.over.wait(self._random.uniform(0, 1.5)):
            return
        if self._known.stopped is not True:
            self._known.stopped = None
            status, answer = self._client.request("POST", "/stop", {"reason": "soak"})
            assert status == 200 and answer["latched"], (status, answer)
            self._known.stopped = True
            self._known.count("stops")
            if self.over.wait(self._random.uniform(0, 0.2)):
                return
        # A stop that was cleared may come back, but never the other way round.
        self._known.stopped = None
        status, answer = self._client.request("DELETE", "/stop")
        assert status == 200 and answer["cleared"], (status, answer)
        self._known.count("stops cleared")


class History(Worker):
    """Reads the journal, and takes note of what is in it."""

    def __init__(self, over: threading.Event, url: str, known: Known):
        super().__init__(over)
        self._client, self._known = Client(url, "history"), known

    def step(self) -> None:
        self._known.generation = max(self._known.generation, self._client.get("/lock")["generation"])
        for entry in self._client.get("/lock/history?limit=100")["entries"]:
            self._known.entries[entry["id"]] = entry
        self.over.wait(0.03)


class Scan(Worker):
    """Scans, and goes on with a scan that was broken off."""

    def __init__(self, over: threading.Event, url: str, known: Known):
        super().__init__(over)
        self._client, self._known = Client(url, "scan"), known

    def step(self) -> None:
        unfinished = self._client.get("/smart_scan/unfinished_scans")
        if unfinished:
            path, body = "/smart_scan/resume_scan", {"scan_name": unfinished[-1]}
        else:
            path, body = "/smart_scan/run_plan", {"scan_name": "soak", "plan": plan(COLUMNS, ROWS)}
        status, answer = self._client.request("POST", path, body, Prefer="wait=5")
        assert status == 201, (status, answer)
        self._known.count("scans resumed" if unfinished else "scans begun")
        while not self.over.is_set():
            status, invocation = self._client.request("GET", answer["href"].removeprefix(answer["href"].split("/action")[0]))
            assert status == 200, invocation
            if invocation["status"] in ("completed", "cancelled", "error"):
                break
            self.over.wait(0.02)


def forget(known: Known, name: str) -> None:
    for tokens in (known.tokens, known.by_ctl):
        if name in tokens:
            token = tokens.pop(name)
            if token:
                known.revoked = [*known.revoked[-20:], token]


def setting_in(file: Path) -> int:
    """Returns the number in a file of settings, which is always complete; 0 when there is none."""
    try:
        return int(json.loads(file.read_text(encoding="utf-8"))["plane_step"])
    except FileNotFoundError:
        return 0


class Station:
    """The files of one station, its runs, and what is known of it."""

    def __init__(self, server: str, ctl: str, folder: Path, chance: random.Random):
        self.server, self.ctl, self.folder, self.random = server, ctl, folder, chance
        self.settings = folder / "settings"
        self.known = Known()
        self.starts = 0

    # --- one life ------------------------------------------------------------------------------

    def live_and_die(self) -> None:
        """Starts the server, uses it, and kills it. One in ten is killed while it starts."""
        self.starts += 1
        if self.random.random() < 0.1:
            self.die_young()
        else:
            process = HoldfastProcess(self.server, self.folder, CONFIGURATION, headless=False)
            try:
                self.check_running(process)
                self.use(process)
            finally:
                process.kill()
        self.check_files()

    def die_young(self) -> None:
        process = HoldfastProcess(self.server, self.folder, CONFIGURATION, headless=False, waits=False)
        time.sleep(self.random.uniform(0, 0.25))
        process.kill()
        self.known.count("killed while starting")

    def use(self, process: HoldfastProcess) -> None:
        over = threading.Event()
        known, url = self.known, process.url
        workers: list[Worker] = [
            Settings(over, url, known, self.setting_file()), Tokens(over, url, known, self.random),
            CtlTokens(over, self.ctl, known, self.settings / "tokens.json", self.random),
            Latch(over, url, known, self.random), History(over, url, known), Scan(over, url, known)]
        for worker in workers:
            worker.start()
        time.sleep(self.random.uniform(0, LONGEST_LIFE))
        over.set()
        process.kill()
        end_all(workers)
        known.count("killed at work")

    def setting_file(self) -> Path:
        return self.settings / "snake_workflow" / "Settings-SnakeWorkflow.json"

    def output(self) -> str:
        return (self.folder / "holdfast.output").read_text(encoding="utf-8", errors="replace")

    # --- what a killed server has left -----------------------------------------------------------

    def check_files(self) -> None:
        self.check_tokens_file()
        setting = setting_in(self.setting_file())
        assert setting >= self.known.setting_on_disk, f"{setting} after {self.known.setting_on_disk}: a setting is lost"
        assert setting <= self.known.setting, f"{setting}, which was never sent"
        self.known.setting_on_disk = setting
        self.check_journal_file()
        self.check_scans()
        # At most what the latest writer of each file had begun lies beside the files.
        files = [path for path in self.settings.rglob("*") if path.is_file()]
        assert len(files) < 30, files
        assert not [path for path in files if ".bad-" in path.name], files

    def check_tokens_file(self) -> None:
        known = self.known
        file = self.settings / "tokens.json"
        if not file.exists():
            assert not known.live_tokens(), "the tokens are lost"
            return
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        records = {record["name"]: record for record in json.loads(file.read_text(encoding="utf-8"))["tokens"]}
        names = set(records)
        lost = set(known.live_tokens()) - {known.revoking} - names
        assert not lost, f"tokens are lost: {lost}"
        unknown = names - set(known.live_tokens()) - {known.creating}
        assert not unknown, f"tokens that were revoked, or never made: {unknown}"
        for name, token in known.live_tokens().items():
            if token and name in records:
                assert records[name]["sha256"] == hashlib.sha256(token.encode()).hexdigest()
        if known.creating in names:
            known.tokens[known.creating] = None
        if known.revoking and known.revoking not in names:
            forget(known, known.revoking)
        known.creating = known.revoking = ""

    def check_journal_file(self) -> None:
        """Looks at a copy, so that the next server finds the files as they were left."""
        journal = self.settings / "lock_journal.sqlite"
        self.known.going_on = None
        if not journal.exists():
            assert not self.known.entries, "the journal is lost"
            return
        with tempfile.TemporaryDirectory() as folder:
            for suffix in ("", "-wal"):
                if (part := journal.with_name(journal.name + suffix)).exists():
                    shutil.copy(part, folder)
            database = sqlite3.connect(Path(folder) / journal.name)
            try:
                assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    assert not self.known.entries, "the journal is empty"
                    return
                runs, going_on = database.execute("SELECT count(*), sum(ended IS NULL) FROM runs").fetchone()
                assert runs <= self.starts and (going_on or 0) <= 1, (runs, going_on, self.starts)
                if going_on:
                    self.known.going_on = [row[0] for row in database.execute(
                        "SELECT text FROM events JOIN texts ON texts.id = operation WHERE how = 5 AND kind = 1")]
                ids = {row[0] for row in database.execute("SELECT id FROM events")}
                assert set(self.known.entries) <= ids, "entries are lost"
                assert len(ids) == (max(ids) - min(ids) + 1 if ids else 0), "the entries have a gap"
            finally:
                database.close()

    def check_scans(self) -> None:
        for scan in sorted((self.folder / "data").glob("smart_scan/*")):
            if scan.name.startswith("."):
                continue
            pictures = {path.name for path in scan.glob("images/img_*.jpeg")}
            lost = self.known.tiles.get(scan.name, set()) - pictures
            assert not lost, f"{scan.name} has lost {lost}"
            for name in pictures - self.known.tiles.get(scan.name, set()):
                data = (scan / "images" / name).read_bytes()
                assert data.startswith(JPEG_BEGIN) and data.endswith(JPEG_END), f"{scan.name}/{name} is not complete"
            self.known.tiles[scan.name] = pictures
            for file in (scan / "resume.json", scan / "images" / "scan_data.json"):
                if file.exists():
                    json.loads(file.read_text(encoding="utf-8"))

    # --- what the next one makes of it -----------------------------------------------------------

    def check_running(self, process: HoldfastProcess) -> None:
        known, client = self.known, Client(process.url, "inspector")
        output = process.output()
        assert " error " not in output.lower() and "damaged" not in output, output
        # Tokens and what they open.
        assert {entry["name"] for entry in client.get("/tokens")} == set(known.live_tokens())
        tokens = [token for token in known.live_tokens().values() if token]
        if tokens:
            assert self.from_afar(client, self.random.choice(tokens)) == 200
        if known.revoked and self.random.random() < 0.1:
            assert self.from_afar(client, self.random.choice(known.revoked)) == 401
        # The setting.
        if known.setting_on_disk:
            assert client.get(SETTING) == known.setting_on_disk
        known.setting = max(known.setting, client.get(SETTING))
        # The lock.
        lock = client.get("/lock")
        assert lock["generation"] >= known.generation, "a generation is handed out twice"
        stopped = lock["mode"] == "stopped"
        assert known.stopped in (None, stopped), f"{lock['mode']}, but stopped was {known.stopped}"
        if stopped:
            known.count("started stopped")
        known.stopped = stopped
        if stopped and self.random.random() < 0.8:
            known.stopped = None
            assert client.request("DELETE", "/stop")[0] == 200
        self.check_history(client)
        self.check_log(process)
        self.check_list_of_scans(client)
        client.close()

    def from_afar(self, client: Client, token: str) -> int:
        """Sends a token as a client does that is not on this computer, and returns the status."""
        return client.request("GET", "/lock", X_Forwarded_For="192.0.2.7", Authorization=f"Bearer {token}")[0]

    def check_history(self, client: Client) -> None:
        known = self.known

        def has_begun() -> list[dict[str, Any]] | None:
            entries = client.get("/lock/history?limit=500")["entries"]
            begun = [entry for entry in entries if entry["kind"] == "run_begun"]
            return entries if begun and begun[0]["id"] > max(known.entries, default=0) else None

        entries = {entry["id"]: entry for entry in wait_until(has_begun, "the journal has the new run")}
        for number, entry in known.entries.items():
            now = entries.get(number)
            if now is None:
                continue  # it is too far back
            if entry["how"] == "goes_on":
                assert now["how"] != "goes_on", now
                known.count("holds that the kill has ended" if now["how"] == "unfinished" else "holds that ended just before")
                entry = {**entry, **{key: now[key] for key in ("how", "held_ms", "waited_ms", "at")}}
            assert now == entry, f"the journal says {now} where it said {entry}"
        known.entries = entries

    def check_log(self, process: HoldfastProcess) -> None:
        """The log tells of a run that was broken off, and what was running then."""
        if self.known.going_on is None:
            return
        told = [line for line in process.output().splitlines() if "did not come to its end" in line]
        assert len(told) == 1, process.output()
        for operation in self.known.going_on:
            assert f"{operation} of " in told[0], told
            self.known.count("operations that the next log named")

    def check_list_of_scans(self, client: Client) -> None:
        unfinished = client.get("/smart_scan/unfinished_scans")
        for name, pictures in self.known.tiles.items():
            if name not in unfinished and pictures:
                assert len(pictures) == COLUMNS * ROWS, f"{name} is neither complete nor can it be resumed"
        assert len(unfinished) <= 1, unfinished

    def finish(self) -> None:
        """Brings the scan to its end, and ends the server as its operator does."""
        process = HoldfastProcess(self.server, self.folder, CONFIGURATION, headless=False)
        try:
            client = Client(process.url, "last")
            client.request("DELETE", "/stop")
            over = threading.Event()
            scan = Scan(over, process.url, self.known)
            scan.start()
            wait_until(lambda: scan.failure or not client.get("/smart_scan/unfinished_scans") and self.has_scan(),
                       "the scan is complete", 4 * GENEROUS)
            over.set()
            end_all([scan])
            client.close()
        finally:
            process.end()
        self.check_scans()

    def has_scan(self) -> bool:
        return any((self.folder / "data").glob("smart_scan/*/images/scan_data.json"))


def main() -> int:
    server, ctl = sys.argv[1:3]
    chance = seeded()
    counts: dict[str, int] = {}
    begin = time.monotonic()
    done = 0
    while done < KILLS:
        with tempfile.TemporaryDirectory() as name:
            station = Station(server, ctl, Path(name), chance)
            try:
                for _ in range(min(KILLS_OF_A_STATION, KILLS - done)):
                    station.live_and_die()
                    done += 1
                station.finish()
            except (AssertionError, Gone):
                print(f"After {done} kills:\n{station.output()}", flush=True)
                raise
        for what, number in station.known.counts.items():
            counts[what] = counts.get(what, 0) + number
        print(f"{done} kills after {time.monotonic() - begin:.0f} s", flush=True)
    print(", ".join(f"{number} {what}" for what, number in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
