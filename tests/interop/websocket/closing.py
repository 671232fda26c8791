# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Group 7: how a connection is closed."""

import struct

from case import PROTOCOL, Case, text
from utf8 import GREEK
from rawsocket import CLOSE, CONTINUATION, PING, TEXT, closing, frame

NORMAL = frozenset({1000})
GOOD_CODES = (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999)
BAD_CODES = (0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999)
BEYOND = (5000, 65535)


def cases() -> list[Case]:
    bye = closing(1000)
    large = b"a" * (256 * 1024)
    return [
        Case("7.1.1", "a close after a message", [text("Hello")], [(TEXT, b"Hello")]),
        Case("7.1.2", "two closes", [bye, bye], closes=NORMAL),
        Case("7.1.3", "a ping after the close", [bye, frame(PING)], closes=NORMAL),
        Case("7.1.4", "a text after the close", [bye, text("Hello")], closes=NORMAL),
        Case("7.1.5", "a close within a message, then its end", [
            frame(TEXT, b"fragment1", fin=False), bye, frame(CONTINUATION, b"fragment2")], closes=NORMAL),
        Case("7.1.6", "256 KiB, a close, a ping", [frame(TEXT, large), bye, frame(PING)],
             [(TEXT, large)], NORMAL),
        Case("7.3.1", "a close without code", [closing()], closes=frozenset({None, 1000})),
        Case("7.3.2", "a close of one byte", [frame(CLOSE, b"a")], closes=PROTOCOL),
        Case("7.3.3", "a close with a code", [closing(1000)], closes=NORMAL),
        Case("7.3.4", "a close with a reason", [closing(1000, b"Hello world!")], closes=NORMAL),
        Case("7.3.5", "a close with the longest reason", [closing(1000, b"*" * 123)], closes=NORMAL),
        Case("7.3.6", "a close with too long a reason", [frame(CLOSE, struct.pack("!H", 1000) + b"*" * 124)],
             closes=PROTOCOL),
        Case("7.5.1", "a reason that is not UTF-8", [closing(1000, GREEK + b"\xed\xa0\x80edited")],
             closes=frozenset({1007})),
        *(Case(f"7.7.{i}", f"code {code}", [closing(code)], closes=frozenset({code, 1000}))
          for i, code in enumerate(GOOD_CODES, 1)),
        *(Case(f"7.9.{i}", f"code {code}, which must not be sent", [closing(code)], closes=PROTOCOL)
          for i, code in enumerate(BAD_CODES, 1)),
        *(Case(f"7.13.{i}", f"code {code}, which is none", [closing(code)], closes=PROTOCOL)
          for i, code in enumerate(BEYOND, 1)),
    ]
