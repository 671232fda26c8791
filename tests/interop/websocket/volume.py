# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups 9 and 10: large messages, many fragments, small segments, many round trips."""

from case import Case, chopped, echo
from rawsocket import BINARY, TEXT, RawSocket, Wrong, fragmented, frame

KIB, MIB = 1024, 1024 * 1024
KINDS = ((TEXT, "text", b"*"), (BINARY, "binary", b"\xfe"))
LARGEST = 16 * MIB  # the limit of the echo


class RoundTrips(Case):
    """Sends a thousand messages, each when the one before has come back."""

    def run(self, port: int) -> None:
        with RawSocket(port) as client:
            client.open()
            for i in range(1000):
                client.send(self.sent)
                if client.hear(i + 1).messages[i:] != self.back:
                    raise Wrong(f"message {i} did not come back")


def cases() -> list[Case]:
    made: list[Case] = []
    for kind, (opcode, name, byte) in enumerate(KINDS):
        for i, size in enumerate((64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, LARGEST), 1):
            made.append(echo(f"9.{1 + kind}.{i}", f"{name} of {size // KIB} KiB", opcode, byte * size))
        payload = byte * (4 * MIB)
        for i, size in enumerate((64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB), 1):
            made.append(Case(f"9.{3 + kind}.{i}", f"{name} of 4 MiB in frames of {size} bytes",
                             [b"".join(fragmented(opcode, payload, size))], [(opcode, payload)]))
        payload = byte * MIB
        for i, size in enumerate((64, 128, 256, 512, KIB, 2 * KIB), 1):
            made.append(Case(f"9.{5 + kind}.{i}", f"{name} of 1 MiB in segments of {size} bytes",
                             chopped([frame(opcode, payload)], size), [(opcode, payload)]))
        for i, size in enumerate((0, 16, 64, 256, KIB, 4 * KIB), 1):
            payload = byte * size
            made.append(RoundTrips(f"9.{7 + kind}.{i}", f"1000 round trips of {name} of {size} bytes",
                                   [frame(opcode, payload)], [(opcode, payload)]))
        made.append(Case(f"9.9.{1 + kind}", f"{name} of one byte more than is taken",
                         [frame(opcode, byte * (LARGEST + 1))], closes=frozenset({1009})))
        made.append(Case(f"9.9.{3 + kind}", f"{name} of fragments that are more than is taken together",
                         fragmented(opcode, byte * (LARGEST + 1), MIB), closes=frozenset({1009})))
    payload = b"*" * 65536
    made.append(Case("10.1.1", "64 KiB in frames of 1300 bytes", fragmented(TEXT, payload, 1300), [(TEXT, payload)]))
    return made
