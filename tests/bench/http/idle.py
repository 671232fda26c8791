# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cost of idle connections, and whether they still work afterwards."""

import resource
import socket
import time

from contender import PATIENCE, Server


def allow_files(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count if hard == resource.RLIM_INFINITY else min(count, hard), hard))


def ask(connection: socket.socket, path: str) -> bool:
    """Sends a request, and returns whether it was answered with 200."""
    try:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        return b" 200 " in connection.recv(4096)
    except OSError:
        return False


def idle(server: Server, count: int, seconds: float) -> tuple[float, int]:
    """Returns the memory (MB) of this many connections, each of which has sent one request, and how many of
    them cannot be used any more after `seconds`."""
    allow_files(count + 100)
    path = server.contender.property
    before = server.memory_mb()
    connections = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(count)]
    try:
        unused = sum(not ask(connection, path) for connection in connections)
        taken = server.memory_mb() - before
        time.sleep(seconds)
        unusable = sum(not ask(connection, path) for connection in connections)
    finally:
        for connection in connections:
            connection.close()
    return taken, max(unused, unusable)
