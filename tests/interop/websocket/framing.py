# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups 1 to 5: frames, pings, reserved bits, opcodes, fragments."""

from case import PROTOCOL, Case, chopped, echo, text, three_ways
from rawsocket import BINARY, CONTINUATION, PING, PONG, TEXT, closing, fragmented, frame

HELLO = "Hello, world!"
HELLO_BACK = (TEXT, HELLO.encode())


def group_1() -> list[Case]:
    cases = []
    for part, (name, opcode, byte) in enumerate((("text", TEXT, b"*"), ("binary", BINARY, b"\xfe")), 1):
        sizes = (0, 125, 126, 127, 128, 65535, 65536)
        cases += [echo(f"1.{part}.{i}", f"{name} of {size} bytes", opcode, byte * size)
                  for i, size in enumerate(sizes, 1)]
        payload = byte * 65536
        cases.append(Case(f"1.{part}.8", f"{name} of 65536 bytes in segments of 997",
                          chopped([frame(opcode, payload)], 997), [(opcode, payload)]))
    return cases


def group_2() -> list[Case]:
    def pings(payloads: list[bytes]) -> tuple[list[bytes], list[tuple[int, bytes]]]:
        return [frame(PING, payload) for payload in payloads], [(PONG, payload) for payload in payloads]

    binary, longest = b"\x00\xff\xfe\xfd\xfc\xfb\x00\xff", b"\xfe" * 125
    ten, ten_back = pings([f"payload-{i}".encode() for i in range(10)])
    unsolicited = frame(PONG, b"unsolicited")
    return [
        Case("2.1", "a ping without payload", *pings([b""])),
        Case("2.2", "a ping with text", *pings([HELLO.encode()])),
        Case("2.3", "a ping with bytes that are no text", *pings([binary])),
        Case("2.4", "the longest ping", *pings([longest])),
        Case("2.5", "a ping of 126 bytes", [frame(PING, b"\xfe" * 126)], closes=PROTOCOL),
        Case("2.6", "the longest ping byte by byte", chopped(pings([longest])[0]), [(PONG, longest)]),
        Case("2.7", "an unsolicited pong without payload", [frame(PONG)]),
        Case("2.8", "an unsolicited pong", [unsolicited]),
        Case("2.9", "a ping after an unsolicited pong", [unsolicited, frame(PING, b"p")], [(PONG, b"p")]),
        Case("2.10", "ten pings", ten, ten_back),
        Case("2.11", "ten pings byte by byte", chopped(ten), ten_back),
    ]


def group_3() -> list[Case]:
    after_one = [text(HELLO), frame(TEXT, HELLO.encode(), rsv=2), frame(PING)]
    wrong = {"closes": PROTOCOL}
    return [
        Case("3.1", "RSV 1 on a text", [frame(TEXT, HELLO.encode(), rsv=1)], closes=PROTOCOL),
        *three_ways("3", 2, "RSV 2 on the second text", after_one, back=[HELLO_BACK], **wrong),
        Case("3.5", "RSV 5 on a binary", [frame(BINARY, b"\x00\xff", rsv=5)], closes=PROTOCOL),
        Case("3.6", "RSV 6 on a ping", [frame(PING, HELLO.encode(), rsv=6)], closes=PROTOCOL),
        Case("3.7", "RSV 7 on a close", [frame(8, rsv=7)], closes=PROTOCOL),
    ]


def group_4() -> list[Case]:
    cases = []
    for part, opcodes in ((1, (3, 4, 5, 6, 7)), (2, (11, 12, 13, 14, 15))):
        for i, opcode in enumerate(opcodes, 1):
            alone = [frame(opcode, b"" if i == 1 else HELLO.encode())]
            after = [text(HELLO), *alone, frame(PING)]
            sent = alone if i < 3 else after if i == 3 else chopped(after, 1 if i == 5 else 7)
            cases.append(Case(f"4.{part}.{i}", f"reserved opcode {opcode}", sent,
                              [HELLO_BACK] if i > 2 else [], PROTOCOL))
    return cases


def group_5() -> list[Case]:
    first, last = frame(TEXT, b"fragment1", fin=False), frame(CONTINUATION, b"fragment2")
    both = (TEXT, b"fragment1fragment2")
    lost, lost_open = frame(CONTINUATION, b"lost"), frame(CONTINUATION, b"lost", fin=False)
    ping = frame(PING, b"ping")
    pong = (PONG, b"ping")
    five = fragmented(TEXT, b"fragment" * 5, 8)
    with_pings = [five[0], five[1], ping, five[2], five[3], ping, five[4]]
    wrong = {"closes": PROTOCOL}
    return [
        Case("5.1", "a ping in fragments", [frame(PING, b"a", fin=False), frame(CONTINUATION, b"b")], **wrong),
        Case("5.2", "a pong in fragments", [frame(PONG, b"a", fin=False), frame(CONTINUATION, b"b")], **wrong),
        *three_ways("5", 3, "a text in two fragments", [first, last], back=[both]),
        *three_ways("5", 6, "a ping between two fragments", [first, ping, last], back=[pong, both]),
        *three_ways("5", 9, "a continuation of nothing", [lost, text(HELLO)], **wrong),
        *three_ways("5", 12, "an open continuation of nothing", [lost_open, text(HELLO)], **wrong),
        Case("5.15", "a continuation after a whole message", [first, last, lost_open, text(HELLO)], [both], PROTOCOL),
        Case("5.16", "a continuation of nothing, then a text, twice", [lost_open, text(HELLO)] * 2, **wrong),
        Case("5.17", "a last continuation of nothing, twice", [lost, text(HELLO)] * 2, **wrong),
        Case("5.18", "a text within a text", [first, text("fragment2")], **wrong),
        Case("5.19", "five fragments and two pings", with_pings, [pong, pong, (TEXT, b"fragment" * 5)]),
        Case("5.20", "the same byte by byte", chopped(with_pings), [pong, pong, (TEXT, b"fragment" * 5)]),
        Case("5.21", "an empty fragment at each end", [frame(TEXT, fin=False), frame(CONTINUATION, b"x", fin=False),
                                                       frame(CONTINUATION)], [(TEXT, b"x")]),
        Case("5.22", "a close between two fragments", [first, closing(1000)], closes=frozenset({1000})),
        Case("5.23", "a frame that is not masked", [frame(TEXT, b"x", masked=False)], **wrong),
    ]


def cases() -> list[Case]:
    return group_1() + group_2() + group_3() + group_4() + group_5()
