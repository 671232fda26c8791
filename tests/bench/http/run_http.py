#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the HTTP server beside others. Usage: bench_http [--quick]

Prints one JSON object (see tests/bench/report.h), with "notes": what could not be measured, and why.
Exits with 1 when one of our servers behaved wrongly.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from contender import Contender, Server, Wrong
from figures import Figures
from idle import idle
from load import Load, Request, load
from observing import latencies
from peers import all_contenders

CONNECTIONS = (1, 16, 64)
FROM_CONNECTIONS = 16  # with fewer, the time depends on wake-ups: there is no goal
# The greatest ratio to the other server.
GOALS = {
    (Request.GET, "gate"): 1.15, (Request.PUT, "gate"): 1.6, (Request.ACTION, "nodewot"): 1,
    (Request.GET, "labthings"): 1 / 6, (Request.GET, "labthings_lock"): 1 / 6,
    (Request.PUT, "labthings"): 1 / 8, (Request.PUT, "labthings_lock"): 1 / 8,
    (Request.ACTION, "labthings"): 1 / 10, (Request.ACTION, "labthings_lock"): 1 / 10,
}
SECURED = ("token", "tls")
COMPARED = ("gate", "bare", "labthings_lock", "labthings", "nodewot")


def by(connections: int) -> str:
    return "by 1 connection" if connections == 1 else f"by {connections} connections"


@dataclass
class Bench:
    contenders: dict[str, Contender]
    folder: Path
    quick: bool
    figures: Figures = field(default_factory=Figures)
    notes: list[str] = field(default_factory=list)
    _logs: count = field(default_factory=count)

    def start(self, key: str, pinned: bool = True) -> Server:
        return Server(self.contenders[key], self.folder / f"{next(self._logs)}.log", pinned)

    def present(self, *keys: str) -> list[str]:
        return [key for key in keys if key in self.contenders]

    def requests(self) -> None:
        """Measures all servers in turns, so that each is measured in the same minute as ours."""
        rounds = 1 if self.quick else 5
        with ExitStack() as ended:
            servers = {key: ended.enter_context(self.start(key)) for key in self.present("holdfast", *COMPARED)}
            for request in Request:
                able = {key: server for key, server in servers.items()
                        if request is not Request.ACTION or server.contender.action}
                for server in able.values():
                    load(server, request, CONNECTIONS[0], 1, self.folder)  # warms it up
                for connections in CONNECTIONS[1:2] if self.quick else CONNECTIONS:
                    found = [{key: load(server, request, connections, 1, self.folder) for key, server in able.items()}
                             for _ in range(rounds)]
                    self.compare(request, connections, found)

    def compare(self, request: Request, connections: int, found: list[dict[str, Load | None]]) -> None:
        for other in self.present(*COMPARED):
            if other not in found[0]:
                continue
            pairs = [(each["holdfast"], each[other]) for each in found if each[other]]
            if not pairs:
                self.notes.append(f"{request.title} {by(connections)} was not measured with "
                                  f"{self.contenders[other].name}: it answered nothing.")
                continue
            goal = GOALS.get((request, other)) if connections >= FROM_CONNECTIONS else None
            start = f"{request.title} {by(connections)}"
            end = f"against {self.contenders[other].name}"
            self.figures.compare(f"{start}, time of one, {end}",
                                 [(ours.time_us, theirs.time_us) for ours, theirs in pairs], "us", goal)
            self.figures.compare(f"{start}, CPU time of one, {end}",
                                 [(ours.cpu_us, theirs.cpu_us) for ours, theirs in pairs], "us", goal)

    def security(self) -> None:
        """Measures what tokens and TLS cost: servers with them, and one without in turns."""
        rounds = 1 if self.quick else 5
        with ExitStack() as ended:
            servers = {key: ended.enter_context(self.start(key)) for key in ("holdfast", *SECURED)}
            for server in servers.values():
                load(server, Request.GET, CONNECTIONS[0], 1, self.folder)  # warms it up
            for connections in CONNECTIONS[1:2] if self.quick else CONNECTIONS:
                found = [{key: load(server, Request.GET, connections, 1, self.folder) for key, server in servers.items()}
                         for _ in range(rounds)]
                for key in SECURED:
                    pairs = [(each[key], each["holdfast"]) for each in found]
                    start, end = f"GET {by(connections)}", f"{self.contenders[key].name}, against Holdfast without"
                    self.figures.compare(f"{start}, time of one, {end}", [(ours.time_us, bare.time_us) for ours, bare in pairs], "us",
                                         None)
                    self.figures.compare(f"{start}, CPU time of one, {end}", [(ours.cpu_us, bare.cpu_us) for ours, bare in pairs],
                                         "us", None)

    def notifications(self) -> None:
        changes, rounds = (3, 1) if self.quick else (100, 3)
        for observers in (1, 50):
            found: dict[str, list[list[float]]] = {}
            with ExitStack() as ended:
                servers = {key: ended.enter_context(self.start(key))
                           for key in self.present("holdfast", "labthings_lock")}
                for _ in range(rounds):
                    for key, server in servers.items():
                        found.setdefault(key, []).append(sorted(latencies(server, observers, changes)))
            for title, part in (("p50", 0.5), ("p99", 0.99)):
                middle = {key: statistics.median(run[int(len(run) * part)] for run in runs)
                          for key, runs in found.items()}
                self.figures.add(f"change until {observers} of {observers} observers have seen it, {title}",
                                 middle["holdfast"], "ms", baseline=middle.get("labthings_lock"),
                                 goal=7 if observers == 50 and title == "p99" else None)
        self.notes.append("Observing was not measured with node-wot: what serves HTTP there has no WebSocket.")

    def idle(self) -> None:
        connections, seconds = (50, 0.2) if self.quick else (1000, 10)
        found = {}
        for key in self.present("headless", "bare", "labthings_lock", "nodewot"):
            with self.start(key, pinned=False) as server:
                found[key] = (server.memory_mb(), *idle(server, connections, seconds))
        memory, taken, unusable = found.pop("headless")
        self.figures.add("memory of the headless program", memory, "MB", goal=28)
        self.figures.add("memory for 1000 idle connections", taken, "MB", goal=15)
        self.figures.add("of 1000 idle connections, unusable after 10 s", unusable, "connections", goal=0)
        for key, (other_memory, other_taken, other_unusable) in found.items():
            end = f"against {self.contenders[key].name}"
            self.figures.add(f"memory of the headless program, {end}", memory, "MB", baseline=other_memory)
            self.figures.add(f"memory for 1000 idle connections, {end}", taken, "MB", baseline=other_taken)
            self.figures.add(f"of 1000 idle connections, unusable after 10 s, {end}", unusable, "connections",
                             baseline=other_unusable)

    def starts(self) -> None:
        found: dict[str, list[float]] = {}
        for _ in range(1 if self.quick else 7):
            for key in self.present("headless", "labthings_lock", "nodewot"):
                with self.start(key, pinned=False) as server:
                    found.setdefault(key, []).append(server.start_ms)
        middle = {key: statistics.median(times) for key, times in found.items()}
        ours = middle.pop("headless")
        self.figures.add("start of the headless program until its first answer", ours, "ms", goal=300)
        for key, other in middle.items():
            self.figures.add(f"start of the headless program until its first answer, "
                             f"against {self.contenders[key].name}", ours, "ms", baseline=other)

    def many_actions(self) -> None:
        half = 100 if self.quick else 50_000
        grown = []
        with self.start("holdfast") as server:
            for _ in range(2):
                before, done = server.memory_mb(), 0
                while done < half:
                    done += load(server, Request.ACTION, 16, 1, self.folder).requests
                grown.append(server.memory_mb() - before)
        self.figures.add("growth of memory in the first 50000 actions", grown[0], "MB")
        self.figures.add("growth of memory in the next 50000 actions", grown[1], "MB", goal=4)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench_http")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--packages", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=json.loads, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="only try that everything works")
    arguments = parser.parse_args()
    said = {"build": arguments.build, "measurements": [], "notes": []}
    lacking = [tool for tool in ("wrk", "taskset") if shutil.which(tool) is None]
    good = True
    if lacking:
        said["notes"] = [f"Nothing of HTTP was measured: there is no {' and no '.join(lacking)}."]
    else:
        with tempfile.TemporaryDirectory() as folder:
            contenders, notes = all_contenders(arguments.programs, arguments.packages)
            bench = Bench(contenders, Path(folder), arguments.quick, notes=notes)
            for part in (bench.starts, bench.idle, bench.notifications, bench.many_actions, bench.security, bench.requests):
                try:
                    part()
                except (Wrong, OSError, subprocess.SubprocessError) as error:
                    print(f"WRONG: {error}", file=sys.stderr)
                    good = False
            said["measurements"], said["notes"] = bench.figures.measurements, bench.notes
    print(json.dumps(said))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
