#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets clients do at random what clients can do, kills some of them, and compares what they saw with what the server tells.

Usage: clients.py SERVER CTL

Meanwhile scans run, one after the other. `./dev soak clients` does so for an hour, `./dev soak clients MINUTES` for as long as
that says; HOLDFAST_SEED repeats the decisions, though not the times.
"""

import json
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from station import CONFIGURATION, GENEROUS, SOAK, Client, HoldfastProcess, Worker, end_all, plan, seeded, wait_until
from visitor import MOVE, SETTING

SECONDS = 60 * float(os.environ.get("HOLDFAST_SOAK_MINUTES") or 60) if SOAK else 8.0
AT_ONCE = 5
ENDED = ("completed", "cancelled", "error")
# Beyond, an invocation that a client was told of has been forgotten by the server, or hangs.
LONGEST_INVOCATION = 60.0
MOST_GROWTH = 8 * 1024  # kB from the second quarter of a soak to its last one: some pictures more or less


@dataclass
class Account:
    """What one client, or all together, saw."""

    answered: Counter[tuple[str, int]] = field(default_factory=Counter)  # by what was asked, and the status
    unanswered: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)  # of invocations

    @classmethod
    def of(cls, log: Path) -> "Account":
        account = cls()
        asked = ""
        for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else []:
            said = json.loads(line)
            assert "failure" not in said, f"{log.name}: {said['failure']}"
            if "ask" in said:
                asked = said["ask"]
                continue
            assert said["saw"] == asked
            asked = ""
            account.answered[said["saw"], said["status"]] += 1
            if said["saw"] == MOVE and said["status"] == 201:
                account.ids.append(said["id"])
        if asked:
            account.unanswered[asked] += 1
        return account


class Scans(Worker):
    """Scans again and again; goes on with a scan that was broken off, and removes one that is complete."""

    def __init__(self, over: threading.Event, url: str):
        super().__init__(over)
        self.client = Client(url, "scans")
        self.completed = self.resumed = 0

    def step(self) -> None:
        unfinished = self.client.get("/smart_scan/unfinished_scans")
        if unfinished:
            path, body = "/smart_scan/resume_scan", {"scan_name": unfinished[-1]}
            self.resumed += 1
        else:
            path, body = "/smart_scan/run_plan", {"scan_name": "soak", "plan": plan(8, 8)}
        status, answer = self.client.request("POST", path, body, Prefer="wait=60")
        assert status == 201, (status, answer)
        invocation = "/action_invocations/" + answer["id"]
        while (state := self.client.get(invocation)["status"]) not in ENDED:
            if self.over.wait(0.05):
                self.client.request("DELETE", invocation)
        if state == "completed":
            self.completed += 1
            name = self.client.get("/smart_scan/latest_scan_progress")["name"]
            status, answer = self.client.request("DELETE", f"/smart_scan/scans/{name}")
            assert status in (200, 204), (status, answer)
        self.over.wait(0.05)


class Clearing(Worker):
    """Clears the stops of clients that were killed before they did it."""

    def __init__(self, over: threading.Event, url: str):
        super().__init__(over)
        self.client = Client(url, "clearing")
        self._since = 0.0

    def step(self) -> None:
        if not self.client.get("/stop")["stopped"]:
            self._since = time.monotonic()
        elif time.monotonic() - self._since > 0.5:
            self.client.request("DELETE", "/stop")
        self.over.wait(0.1)


class Outcomes(Worker):
    """Follows the invocations of clients that are gone, until each has ended."""

    def __init__(self, over: threading.Event, url: str):
        super().__init__(over)
        self._client = Client(url, "outcomes")
        self._mutex = threading.Lock()
        self._open: dict[str, float] = {}
        self.seen: Counter[str] = Counter()

    def follow(self, ids: list[str]) -> None:
        with self._mutex:
            self._open.update(dict.fromkeys(ids, time.monotonic()))

    def step(self) -> None:
        self.look()
        self.over.wait(0.3)

    def look(self) -> int:
        """Looks at those that have not ended, and returns how many are left."""
        with self._mutex:
            following = dict(self._open)
        for number, since in following.items():
            state = self._client.get("/action_invocations/" + number)["status"]
            if state in ENDED:
                self.seen[state] += 1
                with self._mutex:
                    del self._open[number]
            else:
                assert time.monotonic() - since < LONGEST_INVOCATION, f"The invocation {number} is {state} for ever."
        return len(self._open)


class Soak:
    def __init__(self, server: str, ctl: str, folder: Path, chance: random.Random):
        self.ctl, self.folder, self.random = ctl, folder, chance
        self.process = HoldfastProcess(server, folder, CONFIGURATION, headless=False)
        self.client = Client(self.process.url, "inspector")
        self.accounts: dict[str, Account] = {}
        self.memory: list[int] = []  # kB, once a second
        self.kills = 0

    def run(self) -> None:
        over = threading.Event()
        scans, outcomes = Scans(over, self.process.url), Outcomes(over, self.process.url)
        clearing = Clearing(over, self.process.url)
        workers: list[Worker] = [scans, outcomes, clearing]
        for worker in workers:
            worker.start()
        visitors: dict[str, subprocess.Popen[bytes]] = {}
        end = time.monotonic() + SECONDS
        next_look = 0.0
        try:
            while time.monotonic() < end:
                while len(visitors) < AT_ONCE:
                    label = f"c{len(self.accounts) + len(visitors)}"
                    visitors[label] = self.visitor(label)
                time.sleep(self.random.uniform(0, 1.0))
                label = self.random.choice(sorted(visitors))
                self.kill(label, visitors.pop(label), outcomes)
                for worker in workers:
                    assert not worker.failure, worker.failure
                if time.monotonic() >= next_look:
                    next_look = time.monotonic() + 1
                    self.memory.append(self.resident())
                    if SOAK and len(self.memory) % 300 == 0:
                        print(f"{len(self.accounts)} clients so far, {statistics.median(self.memory[-60:]):.0f} kB of memory.", flush=True)
        finally:
            while visitors:
                self.kill(*visitors.popitem(), outcomes)
            over.set()
            end_all(workers)
        scans.client.close()
        clearing.client.close()
        print(f"{len(self.accounts)} clients were killed; {scans.completed} scans were completed, and resumed {scans.resumed} times.")
        self.check_quiet(outcomes)
        metrics = self.settled_metrics()
        self.client.close()
        self.process.end()
        self.check_invocations(metrics, outcomes)
        self.check_journal(metrics)
        self.check_memory()

    def visitor(self, label: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-B", str(Path(__file__).with_name("visitor.py")), self.process.url, label,
                                 str(self.folder / label), str(self.random.randrange(1 << 32)), self.ctl], stdin=subprocess.DEVNULL)

    def kill(self, label: str, visitor: subprocess.Popen[bytes], outcomes: Outcomes) -> None:
        visitor.kill()
        visitor.wait()
        account = Account.of(self.folder / label)
        (self.folder / label).unlink(missing_ok=True)
        outcomes.follow(account.ids)
        account.ids = []
        self.accounts[label] = account

    def resident(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])

    def metrics(self) -> dict[str, float]:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{self.process.url}/metrics", timeout=GENEROUS) as answer:
            lines = answer.read().decode().splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}

    def settled_metrics(self) -> dict[str, float]:
        """Returns the metrics when the latest events of the lock, which come a moment late, are in them."""
        def of_the_lock() -> dict[str, float]:
            return {name: value for name, value in self.metrics().items() if name.startswith("holdfast_lock_")}

        def is_settled() -> bool:
            before = of_the_lock()
            time.sleep(0.5)
            return before == of_the_lock()

        wait_until(is_settled, "the metrics do not change any more")
        return self.metrics()

    def check_quiet(self, outcomes: Outcomes) -> None:
        """Waits until nothing is left of all clients."""
        self.client.request("DELETE", "/stop")

        def left() -> list[str]:
            lock, metrics = self.client.get("/lock"), self.metrics()
            found = {"the lock has an owner": lock["owner"], "the queue is not empty": lock["queue"],
                     "there are leases": self.client.get("/lock/leases"), "invocations are followed": outcomes.look(),
                     "connections are open": metrics["holdfast_http_connections"] > 3}  # those of this test
            found.update({name: value for name, value in metrics.items() if name.startswith("holdfast_invocations_unfinished")})
            return [f"{what}: {value}" for what, value in found.items() if value]

        try:
            wait_until(lambda: not left(), "nothing is left of the clients")
        except AssertionError:
            raise AssertionError("; ".join(left())) from None

    def check_invocations(self, metrics: dict[str, float], outcomes: Outcomes) -> None:
        """Each invocation that a client was told of has ended, and the server has counted it, and no other one."""
        counted = {outcome: total(metrics, f'holdfast_invocations_total{{action="move_absolute",outcome="{outcome}"')
                   for outcome in ENDED}
        began = sum(account.answered[MOVE, 201] for account in self.accounts.values())
        unsure = sum(account.unanswered[MOVE] for account in self.accounts.values())
        assert sum(outcomes.seen.values()) == began, (outcomes.seen, began)
        assert began <= sum(counted.values()) <= began + unsure, (counted, began, unsure)
        for outcome in ENDED:
            assert outcomes.seen[outcome] <= counted[outcome] <= outcomes.seen[outcome] + unsure, (outcome, counted, outcomes.seen)
        print(f"{began} invocations of clients: {dict(outcomes.seen)}; the server counted {sum(counted.values()):.0f}.")

    def check_journal(self, metrics: dict[str, float]) -> None:
        database = sqlite3.connect(self.folder / "settings" / "lock_journal.sqlite")
        try:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            kinds = Counter(dict(database.execute("SELECT kind, count(*) FROM events GROUP BY kind")))
            rows = Counter({(who, what, kind): count for who, what, kind, count in database.execute(
                "SELECT w.text, coalesce(o.text, ''), kind, count(*) FROM events LEFT JOIN texts w ON w.id = who"
                " LEFT JOIN texts o ON o.id = operation GROUP BY 1, 2, 3")})
            # A break or a stop may come between the grant and the work.
            in_vain = Counter({(who, what): count for who, what, count in database.execute(
                "SELECT w.text, o.text, count(*) FROM events JOIN texts w ON w.id = who JOIN texts o ON o.id = operation"
                f" WHERE kind = {HOLD} AND how IN ({BROKEN}, {UNUSED}) GROUP BY 1, 2")})
            open_rows = database.execute("SELECT count(*) FROM events WHERE how IN (5, 6, 7)").fetchone()[0]
        finally:
            database.close()
        assert open_rows == 0, "holds without an end"
        # What the metrics and the journal say of the lock.
        assert metrics["holdfast_lock_events_lost_total"] == 0 and metrics["holdfast_journal_missing_total"] == 0
        for kind, name in ((HOLD, "grants"), (REFUSAL, "refusals"), (LEFT, "withdrawals"), (BREAK, "breaks"), (MODE, "mode_changes"),
                           (LEASE_BEGUN, "leases_begun"), (LEASE_ENDED, "leases_ended")):
            counted = total(metrics, f"holdfast_lock_{name}_total")
            assert kinds[kind] == counted, f"the journal has {kinds[kind]} {name}, the metrics {counted:.0f}"
        assert kinds[LEASE_BEGUN] == kinds[LEASE_ENDED]
        # What the journal says of each client, and what that client saw.
        for label, account in self.accounts.items():
            for what in (SETTING, MOVE, "lease"):
                self.compare(label, what, account, rows[label, what, HOLD], rows[label, what, REFUSAL] + rows[label, what, LEFT],
                             in_vain[label, what])
            begun = account.answered["lease", 201]
            assert begun <= rows[label, "", LEASE_BEGUN] <= begun + account.unanswered["lease"], (label, "leases", account)
        print(f"The journal has {kinds[HOLD]} holds, {kinds[REFUSAL]} refusals, {kinds[LEFT]} waiters that left, {kinds[BREAK]} breaks, "
              f"{kinds[MODE]} changes of the mode and {kinds[LEASE_BEGUN]} leases, as the metrics and the clients say.")

    @staticmethod
    def compare(label: str, what: str, account: Account, holds: int, refusals: int, in_vain: int) -> None:
        done, refused, unsure = account.answered[what, 201], account.answered[what, 409], account.unanswered[what]
        said = f"{label} {what}: {account}; the journal has {holds} holds, {in_vain} of them in vain, and {refusals} refusals"
        # Each request left a hold, or a refusal; one that a break or a stop met at its beginning left both.
        assert done + refused <= holds + refusals <= done + 2 * refused + 2 * unsure + (done if what == MOVE else 0), said
        assert refusals + in_vain >= refused, said
        if what != MOVE:  # which is answered before it has the lock
            assert done <= holds <= done + refused + unsure, said

    def check_memory(self) -> None:
        quarter = len(self.memory) // 4
        if not SOAK or quarter < 30:
            return
        early, late = statistics.median(self.memory[quarter:2 * quarter]), statistics.median(self.memory[-quarter:])
        slope = statistics.linear_regression(range(3 * quarter), self.memory[-3 * quarter:]).slope * 3600
        print(f"Memory: {self.memory[0]} kB at first, {early:.0f} kB in the second quarter, {late:.0f} kB in the last one; "
              f"the slope of the last three is {slope:.0f} kB in an hour.")
        assert late - early < MOST_GROWTH, "the memory grows"


HOLD, REFUSAL, LEFT, BREAK, MODE, LEASE_BEGUN, LEASE_ENDED = 1, 2, 3, 4, 5, 6, 7
BROKEN, UNUSED = 3, 4


def total(metrics: dict[str, float], beginning: str) -> float:
    return sum(value for name, value in metrics.items() if name.startswith(beginning))


def main() -> int:
    server, ctl = sys.argv[1:3]
    chance = seeded()
    with tempfile.TemporaryDirectory() as name:
        soak = Soak(server, ctl, Path(name), chance)
        try:
            soak.run()
        except BaseException:
            print(soak.process.output()[-5000:], flush=True)
            if kept := os.environ.get("HOLDFAST_KEEP"):
                shutil.copytree(name, kept, dirs_exist_ok=True)
            raise
        finally:
            soak.process.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
