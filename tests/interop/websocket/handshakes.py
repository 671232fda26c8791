# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Group H: requests that become a WebSocket, and those that do not."""

from dataclasses import dataclass, field

from rawsocket import ACCEPT, TEXT, RawSocket, Wrong, frame, handshake


@dataclass(frozen=True)
class Handshake:
    """A request, and the expected answer: the status, fields, and fields that must be absent."""

    id: str
    what: str
    head: bytes
    status: int
    fields: dict[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()

    def run(self, port: int) -> None:
        with RawSocket(port) as client:
            behind = frame(TEXT, b"early") if self.status == 101 else b""
            status, fields = client.ask(self.head + behind)
            if status != self.status:
                raise Wrong(f"answered with {status}, and should have been with {self.status}")
            for name, value in self.fields.items():
                if fields.get(name, "").lower() != value.lower():
                    raise Wrong(f"{name} is {fields.get(name)!r}, and should be {value!r}")
            for name in self.absent:
                if name in fields:
                    raise Wrong(f"{name} is {fields[name]!r}, and must be absent")
            if status == 101 and client.hear(1).messages != [(TEXT, b"early")]:
                raise Wrong("what came right behind the handshake was not heard")


def cases() -> list[Handshake]:
    accepted = {"sec-websocket-accept": ACCEPT, "upgrade": "websocket", "connection": "upgrade"}
    # The server sends neither: it supports no subprotocol and no extension, and thus no compression.
    not_negotiated = ("sec-websocket-protocol", "sec-websocket-extensions")
    deflate = "permessage-deflate; client_max_window_bits"

    def good(number: int, what: str, **changed: str) -> Handshake:
        return Handshake(f"H.1.{number}", what, handshake(**changed), 101, accepted, not_negotiated)

    def bad(number: int, what: str, status: int, head: bytes, **fields: str) -> Handshake:
        return Handshake(f"H.2.{number}", what, head, status,
                         {name.replace("_", "-"): value for name, value in fields.items()},
                         ("sec-websocket-accept",))

    return [
        good(1, "a proper one"),
        good(2, "as browsers write it", Upgrade="WebSocket", Connection="keep-alive, Upgrade"),
        good(3, "a subprotocol is offered", Sec_WebSocket_Protocol="chat, superchat"),
        good(4, "compression is offered", Sec_WebSocket_Extensions=deflate),
        good(5, "a page of this host asks", Origin="http://127.0.0.1"),
        bad(1, "an old version", 426, handshake(Sec_WebSocket_Version="8"), sec_websocket_version="13"),
        bad(2, "a coming version", 426, handshake(Sec_WebSocket_Version="14"), sec_websocket_version="13"),
        bad(3, "no version", 426, handshake(without="Sec-WebSocket-Version"), sec_websocket_version="13"),
        bad(4, "no key", 400, handshake(without="Sec-WebSocket-Key")),
        bad(5, "a key of 15 bytes", 400, handshake(Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25j")),
        bad(6, "a key that is no base64", 400, handshake(Sec_WebSocket_Key="!" * 24)),
        bad(7, "another method", 405, handshake(start="POST /echo HTTP/1.1"), allow="GET, HEAD, OPTIONS"),
        bad(8, "another path", 404, handshake(start="GET /nothing HTTP/1.1")),
        bad(9, "no Upgrade", 426, handshake(without="Upgrade"), upgrade="websocket"),
        bad(10, "an Upgrade to something else", 426, handshake(Upgrade="h2c"), upgrade="websocket"),
        bad(11, "a Connection that does not say so", 426, handshake(Connection="keep-alive")),
        bad(12, "HTTP/1.0", 426, handshake(start="GET /echo HTTP/1.0"), upgrade="websocket"),
        bad(13, "no Host", 400, handshake(without="Host")),
        bad(14, "a page of another host asks", 403, handshake(Origin="http://elsewhere.example")),
    ]
