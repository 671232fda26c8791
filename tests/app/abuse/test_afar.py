#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits of one client, by clients of other computers: each of them has an address of its own. Usage: test_afar.py SERVER

The test is in a network of its own, in which the loopback interface has these addresses, too.
"""

import fcntl
import json
import re
import socket
import struct
import sys
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tests" / "interop"), str(ROOT / "tests" / "docs")]

from holdfast_process import GENEROUS, HoldfastProcess, wait_until  # noqa: E402
from ownnetwork import enter_own_network  # noqa: E402

SERVER = ""
HERE, ANNA, BERT = "192.0.2.1", "192.0.2.2", "192.0.2.3"
MOST = 6  # connections of one client
SIOCSIFADDR = 0x8916
SKIPPED = 77


def add_address(name: str, address: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sHH4s8x", name.encode(), socket.AF_INET, 0, socket.inet_aton(address))
        fcntl.ioctl(any_socket, SIOCSIFADDR, request)


class Visitor:
    """A connection from one address to the server."""

    def __init__(self, port: int, source: str):
        to = "127.0.0.1" if source == "127.0.0.1" else HERE
        self.socket = socket.create_connection((to, port), timeout=GENEROUS, source_address=(source, 0))
        self.host = to

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> None:
        text = "" if body is None else json.dumps(body)
        fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.socket.sendall(f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nContent-Length: {len(text)}\r\n{fields}\r\n{text}".encode())

    def answer(self) -> tuple[int, str]:
        """Returns the status and the body; 0 when the server has closed without an answer."""
        data = b""
        while b"\r\n\r\n" not in data:
            if not (part := self.socket.recv(65536)):
                return 0, ""
            data += part
        head, body = data.split(b"\r\n\r\n", 1)
        length = re.search(rb"(?i)content-length: (\d+)", head)
        while length and len(body) < int(length[1]) and (part := self.socket.recv(65536)):
            body += part
        return int(head.split()[1]), body.decode()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        self.send(method, path, body, **headers)
        return self.answer()

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Afar(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        configuration = {"host": "0.0.0.0", "settings_folder": "settings", "things": {"stage": "SimulatedStage"},
                         "limits": {"client": {"connections": MOST, "queue_places": 4}}}
        self.server = HoldfastProcess(SERVER, Path(folder.name), configuration, headless=False, arguments=["--insecure"])
        self.addCleanup(self.server.kill)
        port = urlsplit(self.server.url).port
        assert port
        self.port = port

    def visitor(self, stack: ExitStack, source: str) -> Visitor:
        return stack.enter_context(Visitor(self.port, source))

    def test_one_client_does_not_take_all_connections(self) -> None:
        with ExitStack() as stack:
            first = [self.visitor(stack, ANNA) for _ in range(MOST)]
            for visitor in first:
                self.assertEqual(visitor.ask("GET", "/lock")[0], 200)
            one_more = self.visitor(stack, ANNA)
            status, body = one_more.ask("GET", "/lock")
            self.assertEqual(status, 429)
            self.assertEqual(json.loads(body)["limit"], {"key": "limits.client.connections", "value": MOST, "counts_for": "client"})
            # It may stop everything all the same, and others are not concerned.
            self.assertEqual(self.visitor(stack, ANNA).ask("POST", "/stop", {})[0], 200)
            for source in (BERT, "127.0.0.1"):
                for _ in range(MOST):
                    self.assertEqual(self.visitor(stack, source).ask("GET", "/lock")[0], 200)
            metrics = self.visitor(stack, "127.0.0.1").ask("GET", "/metrics")[1]
            met = re.findall(r'holdfast_limits_met_total\{limit="connections",section="client"\} (\d+)', metrics)
            self.assertEqual(met, ["2"], "the one that could only stop counts as well")
            # What is given back is free again.
            first[0].close()
            wait_until(lambda: self.may_connect(ANNA), "there is room for a connection again")

    def may_connect(self, source: str) -> bool:
        with Visitor(self.port, source) as visitor:
            return visitor.ask("GET", "/lock")[0] == 200

    def test_one_client_does_not_fill_the_queue_under_many_names(self) -> None:
        with ExitStack() as stack:
            local = self.visitor(stack, "127.0.0.1")
            self.assertEqual(local.ask("POST", "/lock/leases", {})[0], 201)
            anna, bert = self.visitor(stack, ANNA), self.visitor(stack, BERT)
            move = ("POST", "/stage/move_relative", {"x": 1})
            for number in range(4):
                self.assertEqual(anna.ask(*move, Holdfast_Client=f"name {number}", Prefer="wait=60")[0], 201)
            wait_until(lambda: len(json.loads(local.ask("GET", "/lock")[1])["queue"]) == 4, "four wait in line")
            status, body = anna.ask(*move, Holdfast_Client="one more", Prefer="wait=60")
            self.assertEqual((status, json.loads(body)["limit"]["key"]), (429, "limits.client.queue_places"))
            self.assertEqual(bert.ask(*move, Prefer="wait=60")[0], 201)
            wait_until(lambda: len(json.loads(local.ask("GET", "/lock")[1])["queue"]) == 5, "another client has a place")


if __name__ == "__main__":
    SERVER = sys.argv.pop(1)
    if not enter_own_network():
        print("This account may not have a network of its own.")
        sys.exit(SKIPPED)
    for number, each in enumerate((HERE, ANNA, BERT)):
        add_address(f"lo:{number}", each)
    unittest.main()
