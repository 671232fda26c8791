# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how long it takes until all observers of a property have seen a change."""

import base64
import json
import os
import re
import select
import socket
import time

from contender import PATIENCE, Server, Wrong

ASK = json.dumps({"messageType": "addPropertyObservation", "data": {"number": True}}).encode()
SEEN = b"propertyStatus"


class Observer:
    """A minimal client of a WebSocket, so that its own cost is small."""

    def __init__(self, server: Server):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {server.contender.socket} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            more = self.socket.recv(4096)
            if not more:
                break
            head += more
        if b" 101 " not in head:
            raise Wrong(f"{server.contender.name} opens no WebSocket: {head!r}")
        # A client has to mask its frames; a mask of zeros is valid.
        self.socket.sendall(bytes([0x81, 0x80 | len(ASK), 0, 0, 0, 0]) + ASK)

    def seen(self) -> int:
        """Returns how many changes have arrived; each is a small frame of its own."""
        return self.socket.recv(65536).count(SEEN)


class Writer:
    """Writes a property over a connection that stays open."""

    def __init__(self, server: Server):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = f"PUT {server.contender.property} HTTP/1.1\r\nHost: 127.0.0.1\r\n" \
                     "Content-Type: application/json\r\nContent-Length: "

    def send(self, number: int) -> None:
        body = str(number)
        self.socket.sendall(f"{self._head}{len(body)}\r\n\r\n{body}".encode())

    def receive(self) -> bool:
        """Reads the whole answer, and returns whether its status is good."""
        answer = b""
        while True:
            head, end, body = answer.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: *(\d+)", head.lower())
            if end and len(body) >= (int(length[1]) if length else 0):
                return head.split(b" ", 2)[1].startswith(b"2")
            more = self.socket.recv(4096)
            if not more:
                return False
            answer += more


def latencies(server: Server, count: int, changes: int, pause: float = 0.02) -> list[float]:
    """Returns the milliseconds from each write until each observer has the change, unsorted."""
    observers = [Observer(server) for _ in range(count)]
    writer = Writer(server)
    poll = select.epoll()
    for observer in observers:
        poll.register(observer.socket, select.EPOLLIN)
    by_file = {observer.socket.fileno(): observer for observer in observers}
    # Subscriptions are not acknowledged: the first changes show that they are active.
    settled = changes // 10 + 1
    found: list[float] = []
    try:
        for number in range(changes + settled):
            begin = time.monotonic()
            writer.send(number)
            waiting = set(by_file)
            while waiting:
                ready = poll.poll(0.5 if number < settled else PATIENCE)
                now = time.monotonic()
                if not ready:
                    if number < settled:
                        break
                    raise Wrong(f"{server.contender.name}: a change did not reach {len(waiting)} of {count}")
                for file, _ in ready:
                    if by_file[file].seen() > 0 and file in waiting:
                        waiting.discard(file)
                        if number >= settled:
                            found.append((now - begin) * 1000)
            if not writer.receive():
                raise Wrong(f"{server.contender.name} refused a write")
            time.sleep(max(0.0, begin + pause - time.monotonic()))
    finally:
        for connection in [writer, *observers]:
            connection.socket.close()
        poll.close()
    return found
