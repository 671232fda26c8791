#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends a server what no client should, over real sockets: the right answer, little memory, and others are served meanwhile.

Usage: test_abuse.py SERVER

The rows are those at which a bare QHttpServer fails. `./dev soak abuse` lets slowhttptest attack as well.
"""

import base64
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "endurance"))

from station import GENEROUS, SOAK, Client, HoldfastProcess  # noqa: E402

SERVER = ""
MOST_MEMORY = 60 * 1024  # kB above the idle server
MEGABYTE = 1024 * 1024
HEAD = b"PUT /stage/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n"
GET = b"GET /stage/moving HTTP/1.1\r\nHost: 127.0.0.1\r\n"
# Shorter times than usual, so that the test is over sooner.
CONFIGURATION = {
    "settings_folder": "settings",
    "limits": {"connection": {"head_ms": 1500, "body_ms": 3000, "message_ms": 3000}},
    "things": {"stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 1000}},
               "camera": {"class": "SimulatedCamera", "kwargs": {"frame_rate": 20}}},
}

# What is sent at once, and the status of the answer; 0: the connection is closed without one.
ODDITIES: list[tuple[str, bytes, int]] = [
    ("garbage", bytes(range(128, 256)) * 4 + b"\r\n\r\n", 400),
    ("one word", b"hello\r\n\r\n", 400),
    ("HTTP/0.9", b"GET /lock\r\n\r\n", 400),
    ("HTTP/9.9", b"GET /lock HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", 505),
    ("no version of HTTP", b"GET /lock HTTPxA/B\r\nHost: 127.0.0.1\r\n\r\n", 400),
    ("lines that end with LF alone", b"GET /lock HTTP/1.1\nHost: 127.0.0.1\n\n", 400),
    ("no Host", b"GET /lock HTTP/1.1\r\n\r\n", 400),
    ("two Hosts", GET + b"Host: localhost\r\n\r\n", 400),
    ("a Host that is none", b"GET /lock HTTP/1.1\r\nHost: a/b?c#d\r\n\r\n", 400),
    ("a Host that is another one", b"GET /lock HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    ("another host in the target", b"GET http://evil.example/lock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 421),
    ("a folded field", GET + b"A: b\r\n c\r\n\r\n", 400),
    ("a NUL in a field", GET + b"A: b\0c\r\n\r\n", 400),
    ("a field without a colon", GET + b"nonsense\r\n\r\n", 400),
    ("a space before the colon", GET + b"A : b\r\n\r\n", 400),
    ("a negative length", HEAD + b"Content-Length: -5\r\n\r\nhello", 400),
    ("a hexadecimal length", HEAD + b"Content-Length: 0x5\r\n\r\nhello", 400),
    ("a length that is a word", HEAD + b"Content-Length: abc\r\n\r\nhello", 400),
    ("a length of 2^63", HEAD + b"Content-Length: 9223372036854775808\r\n\r\nhello", 413),
    ("a length of 2^64-1", HEAD + b"Content-Length: 18446744073709551615\r\n\r\nhello", 413),
    ("two lengths", HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nhello", 400),
    ("a length and chunks", HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("an encoding that only sounds like chunks", HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
    ("a chunk of negative size", HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", 400),
    ("a chunk without end", HEAD + b"Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nhello", 413),
    ("POST where only GET is", b"POST /stage/moving HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n", 405),
    ("TRACE", b"TRACE /lock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 405),
    ("a method that does not exist", b"BREW /lock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 501),
    ("a number beyond what fits", b"POST /stage/move_relative HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20\r\n\r\n"
     b'{"x":99999999999999}', 422),
]
# A beginning, what follows it for ever, and the answer.
FLOODS: list[tuple[str, bytes, bytes, int]] = [
    ("a body of 500 MB", HEAD + b"Content-Length: 500000000\r\n\r\n", bytes(65536), 413),
    ("endless fields", HEAD, b"A: b\r\n" * 9000, 431),
    ("one endless field", HEAD + b"A: ", b"a" * 65536, 431),
    ("an endless request line", b"GET /", b"a" * 65536, 414),
    ("an endless extension of a chunk", HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;a=", b"a" * 65536, 400),
    ("endless chunks", HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + bytes(4096) + b"\r\n", 413),
]


class Connection:
    """A socket of a client that does not keep the rules."""

    def __init__(self, address: tuple[str, int], patience: float = GENEROUS):
        self.socket = socket.create_connection(address, timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> bool:
        """Returns false when the server has closed."""
        try:
            self.socket.sendall(data)
        except OSError:
            return False
        return True

    def read(self, enough: Callable[[bytes], bool] = lambda _: False) -> bytes:
        """Returns what comes until it is enough, or the server closes."""
        data = b""
        try:
            while not enough(data) and (part := self.socket.recv(65536)):
                data += part
        except OSError:
            pass
        return data

    def status(self) -> int:
        """Returns the status of the first answer; 0 when there is none."""
        found = re.match(rb"HTTP/1\.1 (\d+) ", self.read(lambda data: b"\r\n" in data))
        return int(found[1]) if found else 0

    def is_closed(self) -> bool:
        self.socket.settimeout(0)
        try:
            while self.socket.recv(65536):
                pass
        except BlockingIOError:
            return False
        except OSError:
            pass
        return True

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Abuse(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.server = HoldfastProcess(SERVER, Path(folder.name), CONFIGURATION, headless=False)
        self.addCleanup(self.server.kill)
        parts = urlsplit(self.server.url)
        self.address = (parts.hostname or "", parts.port or 0)
        client = Client(self.server.url, "first")
        for path in ["/camera/snapshot", "/stage/moving", "/lock", "/things", "/metrics"] * 10:
            with Connection(self.address) as connection:
                connection.send(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
                connection.read()
        latencies: list[float] = []
        for _ in range(50):
            latencies.append(self.latency(client))
            time.sleep(0.005)
        self.usual = statistics.median(latencies)
        self.idle = self.resident()
        client.close()

    def resident(self) -> int:
        status = Path(f"/proc/{self.server.pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])

    @staticmethod
    def latency(client: Client) -> float:
        begin = time.monotonic()
        client.get("/stage/moving")
        return time.monotonic() - begin

    @contextmanager
    def watched(self, what: str) -> Iterator[None]:
        """Fails when the server needs too much memory meanwhile, or does not serve another client."""
        over = threading.Event()
        memory, latencies, failures = [self.resident()], [], []

        def look() -> None:
            client = Client(self.server.url, "other")
            try:
                while not over.wait(0.02):
                    latencies.append(self.latency(client))
                    memory.append(self.resident())
            except Exception as failure:
                failures.append(failure)
            finally:
                client.close()

        thread = threading.Thread(target=look)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
        self.assertFalse(failures, what)
        median = statistics.median(latencies) if latencies else 0
        print(f"{what}: at most {(max(memory) - self.idle) / 1024:.1f} MB more; {len(latencies)} requests of another client, "
              f"median {median * 1000:.1f} ms (before: {self.usual * 1000:.1f})", flush=True)
        self.assertLess(max(memory) - self.idle, MOST_MEMORY, what)
        # The test and the server share a busy machine: figures are for reading, this is for a server that hangs.
        self.assertLess(median, 1.0, what)

    def connections(self, stack: ExitStack, count: int) -> list[Connection]:
        return [stack.enter_context(Connection(self.address)) for _ in range(count)]

    def test_oddities_are_refused(self) -> None:
        with self.watched(f"{len(ODDITIES)} oddities"):
            for what, data, status in ODDITIES:
                with self.subTest(what), Connection(self.address) as connection:
                    connection.send(data)
                    self.assertEqual(connection.status(), status)

    def test_floods_are_refused_early(self) -> None:
        for what, beginning, flood, status in FLOODS:
            with self.subTest(what), self.watched(what), Connection(self.address) as connection:
                connection.send(beginning)
                sent = 0
                while sent < 50 * MEGABYTE and connection.send(flood):
                    sent += len(flood)
                self.assertLess(sent, 20 * MEGABYTE, "it was refused early")
                self.assertIn(connection.status(), (status, 0), "a reset may overtake the answer")
            with self.subTest(what + ", slowly enough to read the answer"), Connection(self.address) as connection:
                connection.send(beginning)
                for _ in range(600):
                    if is_readable(connection) or not connection.send(flood[:6000 if b"A: b" in flood else 4104]):
                        break
                self.assertEqual(connection.status(), status)

    def test_a_head_and_a_body_that_stop_in_the_middle_are_told_so(self) -> None:
        count = 300
        with ExitStack() as stack, self.watched(f"{count} slow clients"):
            slow = self.connections(stack, count)
            end = time.monotonic() + 2 * GENEROUS
            for connection in slow:
                connection.send(b"GET /lock HT")
            waiting = list(slow)
            while waiting and time.monotonic() < end:
                time.sleep(0.5)
                for connection in waiting:
                    connection.send(b"T")
                waiting = [connection for connection in waiting if not connection.is_closed()]
            self.assertEqual(len(waiting), 0, "slow clients are not closed")

    def test_idle_connections_cost_little(self) -> None:
        count = min(1000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 100)
        with ExitStack() as stack, self.watched(f"{count} idle connections"):
            self.connections(stack, count)
            time.sleep(1)

    def test_many_bodies_that_do_not_come_to_their_end_cost_little(self) -> None:
        count = 200
        with ExitStack() as stack, self.watched(f"{count} unfinished bodies of 1 MiB"):
            for connection in self.connections(stack, count):
                connection.socket.settimeout(0.05)
                connection.send(HEAD + b"Content-Length: 1048576\r\n\r\n" + bytes(MEGABYTE - 1))
            time.sleep(0.5)

    def test_unfinished_messages_of_websockets_cost_little(self) -> None:
        count = 200
        upgrade = (GET.replace(b"/stage/moving", b"/stage/ws") + b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
                   b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + base64.b64encode(bytes(16)) + b"\r\n\r\n")
        # The first frame of a text, with a mask of zeros; the message goes on.
        frame = bytes([0x01, 0x80 | 127]) + (MEGABYTE - 1).to_bytes(8, "big") + bytes(4) + b"a" * (MEGABYTE - 1)
        with ExitStack() as stack, self.watched(f"{count} unfinished WebSocket messages of 1 MiB"):
            sockets = self.connections(stack, count)
            for connection in sockets:
                connection.send(upgrade)
                self.assertEqual(connection.status(), 101)
                connection.socket.settimeout(0.05)
                connection.send(frame)
            time.sleep(0.5)

    def test_clients_that_do_not_read_cost_little(self) -> None:
        count = 50
        with ExitStack() as stack, self.watched(f"{count} clients that do not read pictures"):
            for connection in self.connections(stack, count):
                connection.send(GET.replace(b"/stage/moving", b"/camera/mjpeg_stream") + b"\r\n")
            time.sleep(5 if SOAK else 2)

    def test_clients_that_leave_harm_nothing(self) -> None:
        with self.watched("100 clients that leave"):
            for _ in range(100):
                with Connection(self.address) as connection:
                    body = b'{"x":10}'
                    connection.send(b"POST /stage/move_relative HTTP/1.1\r\nHost: 127.0.0.1\r\nPrefer: wait=5\r\nContent-Length: "
                                    + str(len(body)).encode() + b"\r\n\r\n" + body)
                with Connection(self.address) as connection:
                    connection.send(b"GET /camera/snapshot HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    def test_answers_come_in_the_order_of_the_requests(self) -> None:
        with Connection(self.address) as connection:
            connection.send(b"GET /camera/snapshot HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + GET + b"Connection: close\r\n\r\n")
            answers = connection.read()
        self.assertEqual(re.findall(rb"content-type: ([^\r]*)", answers.lower()), [b"image/jpeg", b"application/json"])

    def test_head_options_and_expect_are_answered_as_they_should(self) -> None:
        with Connection(self.address) as connection:
            connection.send(GET.replace(b"GET", b"HEAD") + b"Connection: close\r\n\r\n")
            head, body = connection.read().split(b"\r\n\r\n", 1)
            self.assertTrue(head.startswith(b"HTTP/1.1 200 "), head)
            self.assertEqual(body, b"")
        with Connection(self.address) as connection:
            connection.send(GET.replace(b"GET", b"OPTIONS") + b"Connection: close\r\n\r\n")
            answer = connection.read()
            self.assertNotIn(b"false", answer)
            self.assertIn(b"allow: ", answer.lower())
        with Connection(self.address) as connection:
            connection.send(HEAD + b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            self.assertIn(connection.status(), (100, 404))
        for ending in (b"GET /lock HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", GET + b"Connection: close\r\n\r\n"):
            with Connection(self.address) as connection:
                connection.send(ending)
                connection.read()
                self.assertTrue(connection.is_closed())

    def test_slowhttptest_in_its_four_modes(self) -> None:
        program = shutil.which("slowhttptest")
        if not SOAK:
            self.skipTest("./dev soak abuse does this")
        if not program:
            self.skipTest("slowhttptest is not installed")
        seconds = 30
        modes = {"slow headers": ["-H", "-i", "2"], "slow body": ["-B", "-i", "2", "-s", "8192", "-t", "PUT"],
                 "ranges": ["-R", "-t", "HEAD"], "slow reading": ["-X", "-w", "10", "-y", "20", "-n", "5", "-z", "32", "-k", "3"]}
        for what, options in modes.items():
            with self.subTest(what), self.watched(f"slowhttptest, {what}"), tempfile.TemporaryDirectory() as folder:
                path = "/openapi.json" if what == "slow reading" else "/lock"
                done = subprocess.run([program, *options, "-c", "500", "-r", "200", "-l", str(seconds), "-u", self.server.url + path],
                                      cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                      timeout=10 * GENEROUS, check=False)
                text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout.decode(errors="replace"))
                figures = re.findall(r"(connected|closed|error|service available):\s+(\S+)", text)
                print(f"slowhttptest, {what}: {dict(figures[-4:])}", flush=True)
                self.assertTrue(figures, text)


def is_readable(connection: Connection) -> bool:
    """Returns whether something has come."""
    connection.socket.settimeout(0.005)
    try:
        return bool(connection.socket.recv(1, socket.MSG_PEEK))
    except OSError:
        return False
    finally:
        connection.socket.settimeout(GENEROUS)


if __name__ == "__main__":
    SERVER = sys.argv.pop(1)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    unittest.main()
