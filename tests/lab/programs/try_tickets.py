#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries tickets of the lab, and the fence at the home of a resource, with two programs and one node of etcd.

Usage: try_tickets.py HOLDFAST_SERVER HOLDFASTCTL
"""

import http.client
import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Optional

from labprograms import Program, free_port, memory_folder, skip_without_etcd

PATIENCE = 60


class Station:
    def __init__(self, name: str, program: str, folder: Path, etcd: Optional[int], **more: Any):
        self.port = free_port()
        self.folder = folder / name
        configuration: dict[str, Any] = {"things": {"stage": "SimulatedStage"}, "port": self.port,
                                         "settings_folder": str(self.folder)}
        if etcd:
            configuration["lab"] = {"station": name, "ttl_s": 4, "endpoints": [f"http://127.0.0.1:{etcd}"],
                                    "resources": {"laser": more, "light": {key: value for key, value in more.items() if key != "members"}}}
        file = folder / f"{name}.json"
        file.write_text(json.dumps(configuration))
        self.program = Program(name, [program, "--headless", "-c", str(file)], folder / f"{name}.log")
        self.program.start()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body=None if body is None else json.dumps(body),
                               headers={"Content-Type": "application/json",
                                        **{name.replace("_", "-"): value for name, value in headers.items()}})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()

    def move(self, **headers: str) -> tuple[int, Any]:
        """Moves the stage, and returns how that ended."""
        status, invocation = self.ask("POST", "/stage/move_relative", {"x": 1, "y": 0, "z": 0}, **headers)
        while status == 201 and invocation["status"] in ("pending", "running"):
            time.sleep(0.02)
            _, invocation = self.ask("GET", f"/action_invocations/{invocation['id']}")
        if status == 201 and invocation["error"]:
            return invocation["error"]["status"], invocation["error"]
        return status, invocation


def wait_for(condition: Any, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"It does not come about that {what}."
        time.sleep(0.05)


def equal(value: Any, expected: Any, what: str, answer: Any = "") -> None:
    assert value == expected, f"{what}: {value!r} instead of {expected!r} {answer}"


def a_ticket_opens_the_home(home: Station, other: Station) -> None:
    status, ticket = other.ask("POST", "/lab/tickets", {"resources": ["laser"], "operation": "align", "wait_ms": 10_000})
    equal(status, 201, "a ticket of what is free")
    equal(ticket["header"], f"laser={ticket['tokens']['laser']}", "its header")
    # Without the token the home has to wait like everyone else, and says for whom.
    status, problem = home.move()
    equal(status, 409, "a move without the token")
    assert "(station other) has laser for align since" in problem["detail"], problem
    status, problem = home.move(Holdfast_Lab=ticket["header"])
    equal(status, 201, "a move with the token", problem)
    equal(home.ask("PUT", "/stage/properties", {}, Holdfast_Lab=ticket["header"])[0], 200, "a write with the token")
    equal(other.ask("PUT", f"/lab/tickets/{ticket['key']}")[1]["tokens"], ticket["tokens"], "a renewal")
    equal(other.ask("DELETE", f"/lab/tickets/{ticket['key']}")[0], 204, "its return")
    equal(other.ask("DELETE", f"/lab/tickets/{ticket['key']}")[0], 410, "a second return")
    wait_for(lambda: home.move(Holdfast_Lab=ticket["header"])[0] == 412, "the old token is refused")
    status, problem = home.move(Holdfast_Lab=ticket["header"])
    equal((status, problem["title"]), (412, "lock.fenced"), "a move with the old token")
    wait_for(lambda: home.move()[0] == 201, "the home can use it again")


def a_new_token_is_looked_up(home: Station, other: Station) -> None:
    """The home may not know a token yet that was granted a moment ago."""
    for _ in range(20):
        status, ticket = other.ask("POST", "/lab/tickets", {"resources": ["laser"], "wait_ms": 10_000})
        equal(status, 201, "a ticket")
        equal(home.move(Holdfast_Lab=ticket["header"])[0], 201, "a move just after the grant")
        equal(other.ask("DELETE", f"/lab/tickets/{ticket['key']}")[0], 204, "the return")


def a_ticket_waits_in_line(home: Station, other: Station) -> None:
    _, first = other.ask("POST", "/lab/tickets", {"resources": ["light"], "wait_ms": 10_000})
    status, problem = home.ask("POST", "/lab/tickets", {"resources": ["laser", "light"]})
    equal((status, problem["title"]), (409, "LabBusyError"), "a ticket of what is taken")
    answers = []
    waiter = threading.Thread(target=lambda: answers.append(
        home.ask("POST", "/lab/tickets", {"resources": ["laser", "light"], "wait_ms": 30_000})))
    waiter.start()
    time.sleep(0.3)
    equal(answers, [], "a waiter")
    other.ask("DELETE", f"/lab/tickets/{first['key']}")
    waiter.join(PATIENCE)
    equal(answers[0][0], 201, "the waiter's answer")
    assert answers[0][1]["tokens"]["light"] > first["tokens"]["light"]
    equal(home.ask("DELETE", f"/lab/tickets/{answers[0][1]['key']}")[0], 204, "the return")


def a_ticket_that_is_not_renewed_ends(home: Station, other: Station) -> None:
    _, ticket = other.ask("POST", "/lab/tickets", {"resources": ["laser"], "ttl_ms": 2000, "wait_ms": 10_000})
    wait_for(lambda: home.ask("POST", "/lab/tickets", {"resources": ["laser"], "ttl_ms": 2000})[0] == 201, "it is free again")
    status, problem = other.ask("PUT", f"/lab/tickets/{ticket['key']}")
    equal((status, problem["title"]), (410, "LabTicketEnded"), "a late renewal")


def a_command_runs_with_a_ticket(home: Station, other: Station, ctl: str) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([ctl, "lock", "run", "--url", f"http://127.0.0.1:{other.port}", *arguments],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, text=True, timeout=PATIENCE)

    done = run("--lab", "laser,light", "--note", "scan", "--", "sh", "-c", 'echo "$HOLDFAST_LAB"; exit 7')
    equal(done.returncode, 7, "the exit code of the command", done.stderr)
    header = done.stdout.strip()
    assert header.startswith("laser=") and ", light=" in header, header
    wait_for(lambda: home.move(Holdfast_Lab=header)[0] in (409, 412), "the ticket has ended with the command")
    status, ticket = home.ask("POST", "/lab/tickets", {"resources": ["laser"], "wait_ms": 10_000})
    equal(status, 201, "a ticket of the same laser")
    refused = run("--lab", "laser", "--wait", "0.1", "--", "true")
    equal(refused.returncode, 121, "the exit code where another has it", refused.stderr)
    assert "(station home) has laser" in refused.stderr, refused.stderr
    home.ask("DELETE", f"/lab/tickets/{ticket['key']}")
    equal(run("--lab", "lasr", "--", "true").returncode, 124, "the exit code for no such resource")
    equal(run("--lab", "laser,", "--", "true").returncode, 125, "the exit code for wrong usage")
    equal(run("--lab", "laser", "--", "/nowhere/command").returncode, 127, "the exit code for no command")


def a_command_ends_with_its_ticket(home: Station, other: Station, ctl: str) -> None:
    """The station loses what it has while it sleeps."""
    command = subprocess.Popen([ctl, "lock", "run", "--url", f"http://127.0.0.1:{other.port}", "--lab", "laser", "--ttl", "30",
                                "--", "sh", "-c", "echo begun; exec sleep 600"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert command.stdout
        equal(command.stdout.readline(), "begun\n", "the output of the command")
        other.program.signal(signal.SIGSTOP)
        status, ticket = home.ask("POST", "/lab/tickets", {"resources": ["laser"], "wait_ms": 60_000})
        other.program.signal(signal.SIGCONT)
        equal(status, 201, "a ticket of what the station had")
        _, said = command.communicate(timeout=PATIENCE)
        equal(command.returncode, 123, "the exit code of a lost ticket", said)
        home.ask("DELETE", f"/lab/tickets/{ticket['key']}")
    finally:
        command.kill()


def what_is_wrong_is_said(home: Station, other: Station, alone: Station) -> None:
    for header in ("laser", "laser=", "laser=x", "laser=0", "laser=1,laser=2", "a b=1", "=1"):
        equal(home.move(Holdfast_Lab=header)[0], 422, f"the header {header!r}")
    equal(home.move(Holdfast_Lab="laser=1")[0], 412, "a token of long ago")
    equal(alone.move(Holdfast_Lab="laser=1")[0], 409, "a token at a station without a lab")
    equal(alone.ask("POST", "/lab/tickets", {"resources": ["laser"]})[0], 409, "a ticket there")
    equal(other.ask("POST", "/lab/tickets", {"resources": ["lasr"]})[0], 404, "a resource that there is not")
    for body in ({}, {"resources": []}, {"resources": "laser"}, {"resources": ["laser", "laser"]}, {"resources": ["laser"], "ttl_ms": 1},
                 {"resources": ["laser"], "more": 1}, {"resources": [f"r{i}" for i in range(17)]}):
        equal(other.ask("POST", "/lab/tickets", body)[0], 422, f"the body {body}")
    equal(other.ask("PUT", "/lab/tickets/0")[0], 404, "a ticket that there is not")


def the_fence_needs_a_role(home: Station, ctl: str) -> None:
    for role, status in (("operator", 403), ("station", 412)):
        token = subprocess.run([ctl, "--url", f"http://127.0.0.1:{home.port}", "token", "create", "--name", role, "--role", role],
                               stdout=subprocess.PIPE, check=True, text=True).stdout.split()[-1]
        # Through a proxy, requests of this computer need a token as well.
        equal(home.move(Holdfast_Lab="laser=1", Authorization=f"Bearer {token}", Via="1.1 lab")[0], status, f"the role {role}")


def main() -> int:
    skip_without_etcd()
    with tempfile.TemporaryDirectory(prefix="holdfast-lab-", dir=memory_folder()) as name:
        folder = Path(name)
        port, peer = free_port(), f"http://127.0.0.1:{free_port()}"
        etcd = Program("etcd", ["etcd", "--data-dir", str(folder / "etcd"), "--listen-client-urls", f"http://127.0.0.1:{port}",
                                "--advertise-client-urls", f"http://127.0.0.1:{port}", "--listen-peer-urls", peer,
                                "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}"], folder / "etcd.log")
        etcd.start()
        home = Station("home", sys.argv[1], folder, port, members=["stage"])
        other = Station("other", sys.argv[1], folder, port, home="home")
        alone = Station("alone", sys.argv[1], folder, None)
        try:
            wait_for(lambda: home.move()[0] == 201, "the home is in the lab")
            wait_for(lambda: alone.move()[0] == 201, "the third station serves")
            wait_for(lambda: other.ask("POST", "/lab/tickets", {"resources": ["light"], "ttl_ms": 2000})[0] == 201,
                     "the other station is in the lab")
            a_ticket_that_is_not_renewed_ends(home, other)
            a_ticket_opens_the_home(home, other)
            a_new_token_is_looked_up(home, other)
            a_ticket_waits_in_line(home, other)
            a_command_runs_with_a_ticket(home, other, sys.argv[2])
            a_command_ends_with_its_ticket(home, other, sys.argv[2])
            what_is_wrong_is_said(home, other, alone)
            the_fence_needs_a_role(home, sys.argv[2])
        except AssertionError as error:
            print(error)
            return 1
        finally:
            for each in (home.program, other.program, alone.program, etcd):
                each.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
