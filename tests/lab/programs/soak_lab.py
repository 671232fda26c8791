#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets scripts share two devices through five programs and three nodes of etcd, with faults.

Usage: soak_lab.py HOLDFAST_SERVER

Each script asks its own station for a ticket of one device or both, enters, leaves and gives the ticket back. The devices check
that only one script is in, and that tokens rise. Meanwhile nodes and stations are killed and frozen, and one station is cut off from
etcd. The short form takes some fifteen seconds; with HOLDFAST_SOAK=1 it is 10,000 grants. Exit code 77: skipped, without etcd.
"""

import http.client
import json
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Optional

from labprograms import Program, free_port, memory_folder, skip_without_etcd

SOAK = os.environ.get("HOLDFAST_SOAK") == "1"
GRANTS = 10_000 if SOAK else 150
STATIONS = 5
SCRIPTS_PER_STATION = 2
DEVICES = ["laser", "robot"]
TTL = 4  # seconds, of the lease of a station
TICKET_TTL = 3  # seconds
ELECTION = 1  # seconds, etcd's own
PATIENCE = 120  # seconds: a waiter that has no answer by then is lost


def say(line: str) -> None:
    print(f"{time.monotonic() - BEGIN:7.2f} s  {line}", flush=True)


class Proxy:
    """Passes the bytes of one port on to another one, unless it is cut: then it keeps them back."""

    def __init__(self, target: int):
        self._target = target
        self._open = threading.Event()
        self._open.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self._open.clear()

    def heal(self) -> None:
        self._open.set()

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        self._open.wait()
        try:
            server = socket.create_connection(("127.0.0.1", self._target), timeout=2)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        for source, sink in ((client, server), (server, client)):
            threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self._open.wait()
                sink.sendall(data)
        except OSError:
            pass
        for each in (source, sink):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Device:
    """Checks that one script is in at a time, and that the tokens rise."""

    def __init__(self, name: str):
        self._name = name
        self._lock = threading.Lock()
        self._inside: Optional[str] = None
        self._token = 0
        self.problems: list[str] = []
        self.fenced = 0
        self.entries: list[float] = []

    def enter(self, who: str, token: int) -> bool:
        with self._lock:
            if token <= self._token:
                self.fenced += 1
                return False
            if self._inside:
                self.problems.append(f"{self._name}: {who} enters with {token} while {self._inside} is in")
            self._inside, self._token = who, token
            self.entries.append(time.monotonic())
            return True

    def leave(self, who: str) -> None:
        with self._lock:
            if self._inside == who:
                self._inside = None


class Station:
    def __init__(self, number: int, program: str, folder: Path, endpoints: list[int]):
        self.name = f"table-{number + 1}"
        self.port = free_port()
        home = {} if number == 0 else {"home": "table-1"}
        configuration = {
            "things": {"stage": "SimulatedStage"},
            "port": self.port,
            "settings_folder": str(folder / self.name),
            "lab": {"station": self.name, "ttl_s": TTL, "endpoints": [f"http://127.0.0.1:{port}" for port in endpoints],
                    "resources": {device: dict(home) for device in DEVICES}},
        }
        file = folder / f"{self.name}.json"
        file.write_text(json.dumps(configuration))
        self.program = Program(self.name, [program, "--headless", "-c", str(file)], folder / f"{self.name}.log")

    def ask(self, method: str, path: str, body: Any = None, timeout: float = PATIENCE) -> tuple[int, Any]:
        """Returns status 0 when the station cannot be reached."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=None if body is None else json.dumps(body),
                               headers={"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()

    def is_ready(self) -> bool:
        status, ticket = self.ask("POST", "/lab/tickets", {"resources": DEVICES[:1], "wait_ms": 10_000})
        if status == 201:
            self.ask("DELETE", f"/lab/tickets/{ticket['key']}")
        return status == 201


class Soak:
    def __init__(self, program: str, folder: Path):
        self.random = random.Random(1)
        self.nodes: list[Program] = []
        self.client_ports = [free_port() for _ in range(3)]
        peers = [free_port() for _ in range(3)]
        members = ",".join(f"n{i}=http://127.0.0.1:{port}" for i, port in enumerate(peers))
        for i, port in enumerate(self.client_ports):
            url, peer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{peers[i]}"
            self.nodes.append(Program(f"node {i}", [
                "etcd", "--name", f"n{i}", "--data-dir", str(folder / f"n{i}"), "--listen-client-urls", url,
                "--advertise-client-urls", url, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
                "--initial-cluster", members, "--pre-vote"], folder / f"n{i}.log"))
        self.proxies = [Proxy(port) for port in self.client_ports]
        self.stations = [Station(i, program, folder, [proxy.port for proxy in self.proxies] if i == 1 else self.client_ports)
                         for i in range(STATIONS)]
        self.devices = {name: Device(name) for name in DEVICES}
        self.lock = threading.Lock()
        self.left = GRANTS
        self.grants = 0
        self.lost_tickets = 0
        self.longest_wait = 0.0
        self.problems: list[str] = []

    def start(self) -> None:
        for each in self.nodes:
            each.start()
        for station in self.stations:
            station.program.start()
        for station in self.stations:
            self.wait_for(station.is_ready, f"{station.name} is in the lab")

    def stop(self) -> None:
        for each in [*self.nodes, *(station.program for station in self.stations)]:
            if each.is_alive():
                each.signal(signal.SIGCONT)
            each.kill()

    def wait_for(self, condition: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"It does not come about that {what}.")
            time.sleep(0.1)

    # --- scripts ---

    def script(self, station: Station, name: str, seed: int) -> None:
        chance = random.Random(seed)
        while True:
            with self.lock:
                if self.left <= 0:
                    return
                self.left -= 1
            wants = chance.choice([["laser"], ["robot"], DEVICES])
            while not self.work(station, name, wants, chance):
                time.sleep(0.1)

    def work(self, station: Station, name: str, wants: list[str], chance: random.Random) -> bool:
        """Uses what it wants once. Returns false when it did not get it, and has to ask again."""
        begin = time.monotonic()
        status, ticket = station.ask("POST", "/lab/tickets", {
            "resources": wants, "operation": name, "ttl_ms": TICKET_TTL * 1000, "wait_ms": (PATIENCE - 20) * 1000})
        waited = time.monotonic() - begin
        if status != 201:
            if status == 409 or waited >= PATIENCE:
                self.problem(f"{name} has waited for {wants} for {waited:.0f} s in vain: {ticket}")
            return False
        place = f"/lab/tickets/{ticket['key']}"
        # The answer may be old, because its station slept.
        status, _ = station.ask("PUT", place, timeout=1)
        if status != 200:
            with self.lock:
                self.lost_tickets += 1
            station.ask("DELETE", place, timeout=2)
            return False
        inside = [device for device in wants if self.devices[device].enter(name, ticket["tokens"][device])]
        time.sleep(chance.uniform(0, 0.005))
        for device in inside:
            self.devices[device].leave(name)
        station.ask("DELETE", place)
        with self.lock:
            self.grants += 1
            self.longest_wait = max(self.longest_wait, waited)
        return True

    def problem(self, what: str) -> None:
        with self.lock:
            self.problems.append(what)
        say(f"PROBLEM: {what}")

    # --- faults ---

    def leader(self) -> int:
        for i, port in enumerate(self.client_ports):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
                connection.request("POST", "/v3/maintenance/status", body="{}")
                status = json.loads(connection.getresponse().read())
                if status.get("leader") == status["header"]["member_id"]:
                    return i
            except (OSError, http.client.HTTPException, ValueError, KeyError):
                continue
        return 0

    def kill_a_node(self, leads: bool) -> None:
        leader = self.leader()
        node = self.nodes[leader if leads else (leader + 1) % 3]
        say(f"kill -9 {node.name} ({'leader' if leads else 'follower'})")
        node.kill()
        time.sleep(3)
        node.start()

    def freeze_a_node(self, leads: bool) -> None:
        leader = self.leader()
        node = self.nodes[leader if leads else (leader + 1) % 3]
        say(f"SIGSTOP {node.name} ({'leader' if leads else 'follower'})")
        node.signal(signal.SIGSTOP)
        time.sleep(4)
        node.signal(signal.SIGCONT)

    def kill_two_nodes(self) -> None:
        say("kill -9 two nodes")
        for node in self.nodes[:2]:
            node.kill()
        time.sleep(TTL + 3)
        for node in self.nodes[:2]:
            node.start()

    def freeze_a_station(self) -> None:
        station = self.random.choice(self.stations)
        say(f"SIGSTOP {station.name}")
        station.program.signal(signal.SIGSTOP)
        time.sleep(TTL + 3)
        station.program.signal(signal.SIGCONT)

    def kill_a_station(self) -> None:
        """A station that has the laser dies: the laser has to be free in time."""
        station = self.stations[3]
        status, _ = station.ask("POST", "/lab/tickets", {"resources": ["laser"], "operation": "dies", "wait_ms": 60_000,
                                                         "ttl_ms": 600_000})
        if status != 201:
            say(f"{station.name} did not get the laser before it was to die ({status})")
            return
        say(f"kill -9 {station.name}, which has the laser")
        died = time.monotonic()
        station.program.kill()
        other = self.stations[2]
        status, ticket = other.ask("POST", "/lab/tickets", {"resources": ["laser"], "operation": "inherits", "wait_ms": 60_000})
        # Others may have been before it: the first of them counts.
        entries = [entry for entry in self.devices["laser"].entries if entry > died]
        free = min([*entries, time.monotonic()]) - died
        if status == 201:
            other.ask("DELETE", f"/lab/tickets/{ticket['key']}")
        limit = TTL + ELECTION + 1
        say(f"the laser was free {free:.1f} s after the death of its station (limit {limit} s)")
        if free > limit + (0 if SOAK else 2):
            self.problem(f"The laser was free {free:.1f} s after the death of its station.")
        station.program.start()

    def abandon(self) -> None:
        """A script dies with the laser."""
        station = self.stations[4]
        status, _ = station.ask("POST", "/lab/tickets", {"resources": ["laser"], "operation": "forgets", "wait_ms": 60_000,
                                                         "ttl_ms": 2000})
        say(f"a script of {station.name} dies with the laser ({status})")
        time.sleep(3)

    def cut_a_station(self) -> None:
        say("table-2 is cut off from etcd")
        for proxy in self.proxies:
            proxy.cut()
        time.sleep(TTL + 3)
        for proxy in self.proxies:
            proxy.heal()

    def faults(self) -> None:
        once = [lambda: self.kill_a_node(True), self.kill_a_station]
        always = [lambda: self.kill_a_node(True), lambda: self.kill_a_node(False), lambda: self.freeze_a_node(True),
                  lambda: self.freeze_a_node(False), self.kill_two_nodes, self.freeze_a_station, self.kill_a_station,
                  self.abandon, self.cut_a_station]
        if not SOAK:
            for fault in once:
                fault()
            return
        while self.left > 0:
            for fault in always:
                if self.left <= 0:
                    break
                fault()
                time.sleep(3)

    def run(self) -> None:
        self.start()
        say(f"{len(self.nodes)} nodes and {STATIONS} stations are up")
        scripts = [threading.Thread(target=self.script, daemon=True, args=(station, f"{station.name}.{i}", 10 * n + i))
                   for n, station in enumerate(self.stations) for i in range(SCRIPTS_PER_STATION)]
        for each in scripts:
            each.start()
        self.faults()
        end = time.monotonic() + 3 * PATIENCE + (24 * 3600 if SOAK else 0)
        for each in scripts:
            each.join(max(0.0, end - time.monotonic()))
            if each.is_alive():
                self.problem("A script is still waiting: it is lost.")


def main() -> int:
    skip_without_etcd()
    with tempfile.TemporaryDirectory(prefix="holdfast-lab-", dir=memory_folder()) as folder:
        soak = Soak(sys.argv[1], Path(folder))
        try:
            soak.run()
        finally:
            soak.stop()
        problems = soak.problems + [problem for device in soak.devices.values() for problem in device.problems]
        say(f"{soak.grants} grants, {len(problems)} problems, {soak.lost_tickets} tickets lost with their stations, "
            f"{sum(device.fenced for device in soak.devices.values())} refused by their tokens, "
            f"longest wait {soak.longest_wait:.2f} s")
        for problem in problems:
            print(problem)
        if problems:
            for log in sorted(Path(folder).glob("table-*.log")):
                print(f"--- {log.name}\n{log.read_text()[-2000:]}")
    return 1 if problems or soak.grants < GRANTS else 0


if __name__ == "__main__":
    BEGIN = time.monotonic()
    sys.exit(main())
