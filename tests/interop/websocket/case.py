# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A case: the data to send, and the expected answer."""

from dataclasses import dataclass, field

from rawsocket import TEXT, RawSocket, Wrong, closing, frame

PROTOCOL = frozenset({1002})
NOT_TEXT = frozenset({1007})


@dataclass(frozen=True)
class Case:
    """The parts of `sent` are sent one by one; the messages of `back` have to come back, in this order. Where
    the server has to close by itself, `closes` has the codes that it may use; before, it may have returned
    the messages that it had received."""

    id: str
    what: str
    sent: list[bytes]
    back: list[tuple[int, bytes]] = field(default_factory=list)
    closes: frozenset[int | None] = frozenset()

    def run(self, port: int) -> None:
        """Runs the case; raises Wrong when the server behaves differently."""
        with RawSocket(port) as client:
            client.open()
            client.send(self.sent)
            if self.closes:
                heard = client.hear_out()
                if heard.messages != self.back[:len(heard.messages)]:
                    raise Wrong(f"{short(heard.messages)} came back")
                if not heard.closed or heard.code not in self.closes:
                    raise Wrong(f"closed with {heard.code if heard.closed else 'no close frame'}, "
                                f"and should have with {sorted(self.closes, key=str)}")
                return
            heard = client.hear(len(self.back))
            if not heard.closed:
                client.send([closing(1000)])
                heard = client.hear_out()
            if heard.messages != self.back:
                raise Wrong(f"{short(heard.messages)} came back, closed with {heard.code}")
            if not heard.closed or heard.code != 1000:
                raise Wrong(f"a close with 1000 was answered with {heard.code}")


def short(messages: list[tuple[int, bytes]]) -> str:
    return str([(opcode, f"{len(payload)} bytes, {payload[:24]!r}") for opcode, payload in messages[:5]])


def chopped(parts: list[bytes], size: int = 1) -> list[bytes]:
    """Returns the same bytes in segments of this size."""
    whole = b"".join(parts)
    return [whole[at:at + size] for at in range(0, len(whole), size)]


def three_ways(group: str, first: int, what: str, sent: list[bytes], **expected: object) -> list[Case]:
    """Makes three cases: all in one segment, a segment for each frame, and a segment for each byte."""
    ways = [("at once", [b"".join(sent)]), ("frame by frame", sent), ("byte by byte", chopped(sent))]
    return [Case(f"{group}.{first + i}", f"{what}, {how}", parts, **expected)  # type: ignore[arg-type]
            for i, (how, parts) in enumerate(ways)]


def text(payload: str) -> bytes:
    return frame(TEXT, payload.encode())


def echo(case_id: str, what: str, opcode: int, payload: bytes) -> Case:
    return Case(case_id, what, [frame(opcode, payload)], [(opcode, payload)])

