# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's end of a WebSocket, frame by frame: it can send valid and invalid data."""

import os
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
PATIENCE = 60.0  # seconds: a limit for any step on a busy machine
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="  # RFC 6455, 1.3


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0, masked: bool = True) -> bytes:
    """Returns a frame as bytes. Large frames are masked with zeros, which is valid and faster."""
    size = len(payload)
    head = bytes([fin << 7 | rsv << 4 | opcode])
    mark = 0x80 if masked else 0
    if size < 126:
        head += bytes([mark | size])
    elif size < 65536:
        head += struct.pack("!BH", mark | 126, size)
    else:
        head += struct.pack("!BQ", mark | 127, size)
    if not masked:
        return head + payload
    if size > 4096:
        return head + bytes(4) + payload
    mask = os.urandom(4)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def closing(code: int | None = None, reason: bytes = b"") -> bytes:
    return frame(CLOSE, b"" if code is None else struct.pack("!H", code) + reason)


def pieces(payload: bytes, size: int) -> list[bytes]:
    return [payload[at:at + size] for at in range(0, len(payload), size)] or [b""]


def fragmented(opcode: int, payload: bytes, size: int) -> list[bytes]:
    """Returns a message in frames of this many bytes."""
    parts = pieces(payload, size)
    return [frame(opcode if i == 0 else CONTINUATION, part, fin=i == len(parts) - 1)
            for i, part in enumerate(parts)]


class Wrong(Exception):
    """The server has violated the protocol."""


@dataclass
class Heard:
    """The messages and control frames that the server has sent, as (opcode, payload), and whether it has
    closed the connection."""

    messages: list[tuple[int, bytes]] = field(default_factory=list)
    closed: bool = False  # it sent a close frame
    code: int | None = None
    ended: bool = False  # it closed the connection


class RawSocket:
    def __init__(self, port: int):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray()
        self._message: tuple[int, bytearray] | None = None
        self.heard = Heard()

    def __enter__(self) -> "RawSocket":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, parts: Iterable[bytes]) -> None:
        """Sends each part in a segment of its own. Ignores that the server may have closed by then."""
        try:
            for part in parts:
                self._socket.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def ask(self, head: bytes) -> tuple[int, dict[str, str]]:
        """Sends a handshake, and returns the status of the answer and its header fields."""
        self._socket.sendall(head)
        while b"\r\n\r\n" not in self._buffer:
            if not self._receive():
                raise Wrong("the handshake was not answered")
        answer, _, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        self._buffer = bytearray(rest)
        first, *fields = answer.decode("latin-1").split("\r\n")
        pairs = (each.partition(":") for each in fields)
        return int(first.split(" ")[1]), {name.strip().lower(): value.strip() for name, _, value in pairs}

    def open(self) -> None:
        status, fields = self.ask(handshake())
        if status != 101 or fields.get("sec-websocket-accept") != ACCEPT:
            raise Wrong(f"the handshake was answered {status}, {fields}")

    def hear(self, count: int) -> Heard:
        """Waits for this many messages and control frames in all, or for the end."""
        while len(self.heard.messages) < count and not self.heard.closed and self._next():
            pass
        return self.heard

    def hear_out(self) -> Heard:
        """Waits until the server closes the connection."""
        while self._next():
            pass
        return self.heard

    def _receive(self) -> bool:
        try:
            more = self._socket.recv(1 << 20)
        except ConnectionResetError:
            more = b""
        except TimeoutError:
            raise Wrong(f"nothing was said or closed for {PATIENCE:.0f} s, after {self._summary()}") from None
        self._buffer += more
        self.heard.ended = not more
        return bool(more)

    def _summary(self) -> str:
        return f"{len(self.heard.messages)} messages" + (", a close" if self.heard.closed else "")

    def _take(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            if not self._receive():
                return None
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _next(self) -> bool:
        """Reads a frame; raises Wrong when RFC 6455 does not allow a server to send it."""
        head = self._take(2)
        if head is None:
            return False
        fin, rsv, opcode = head[0] >> 7, head[0] >> 4 & 7, head[0] & 15
        size = head[1] & 127
        if size > 125:
            wide = self._take(2 if size == 126 else 8)
            size = int.from_bytes(wide or b"", "big")
        payload = self._take(size)
        if payload is None:
            raise Wrong("the connection ended within a frame")
        if rsv or head[1] & 128:
            raise Wrong("a server's frame was masked or had reserved bits")
        if self.heard.closed:
            raise Wrong("something was said after the close")
        if opcode >= 8 and (not fin or size > 125 or opcode not in (CLOSE, PING, PONG)):
            raise Wrong(f"no such control frame: {opcode}, {size} bytes")
        if opcode == CLOSE:
            self._close(payload)
        elif opcode >= 8:
            self.heard.messages.append((opcode, payload))
        else:
            self._add(opcode, payload, bool(fin))
        return True

    def _add(self, opcode: int, payload: bytes, fin: bool) -> None:
        if (opcode == CONTINUATION) == (self._message is None) or opcode > BINARY:
            raise Wrong(f"a frame of opcode {opcode} at the wrong time")
        if self._message is None:
            self._message = (opcode, bytearray())
        self._message[1].extend(payload)
        if fin:
            self.heard.messages.append((self._message[0], bytes(self._message[1])))
            self._message = None

    def _close(self, payload: bytes) -> None:
        if len(payload) == 1:
            raise Wrong("a close of one byte")
        self.heard.closed = True
        if payload:
            self.heard.code = int.from_bytes(payload[:2], "big")
            payload[2:].decode("utf-8")


def handshake(*, start: str = "GET /echo HTTP/1.1", without: str = "", **changed: str) -> bytes:
    """Returns a valid handshake, except for the fields that are left out or changed: Sec_WebSocket_Version="8"."""
    fields = {"Host": "127.0.0.1", "Upgrade": "websocket", "Connection": "Upgrade",
              "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": KEY}
    fields |= {name.replace("_", "-"): value for name, value in changed.items()}
    fields.pop(without, None)
    return "\r\n".join([start, *(f"{name}: {value}" for name, value in fields.items()), "", ""]).encode()
