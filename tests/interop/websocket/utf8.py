# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Group 6: texts that are UTF-8, and those that are not."""

from case import NOT_TEXT, Case, chopped
from rawsocket import CONTINUATION, TEXT, fragmented, frame

KOSME = "Hello-µ@ßöäüàá-UTF-8!!".encode()
GREEK = "\u03ba\u1f79\u03c3\u03bc\u03b5".encode()  # of 2, 3, 2, 2 and 2 bytes
GREEK_THEN_WRONG = GREEK + b"\xed\xa0\x80" + b"edited"

# The cases of Markus Kuhn's stress test, in its order: part, name, bytes, whether they are UTF-8.
SEQUENCES: list[tuple[int, str, list[bytes], bool]] = [
    (5, "some valid text", [GREEK], True),
    (6, "a beginning of it", [GREEK[:end] for end in (1, 3, 4, 6, 8, 10)], False),
    (6, "a whole part of it", [GREEK[:end] for end in (2, 5, 7, 9, 11)], True),
    (7, "the first sequence of a length", [b"\x00", b"\xc2\x80", b"\xe0\xa0\x80", b"\xf0\x90\x80\x80"], True),
    (8, "the first sequence of 5 and 6 bytes", [b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80"], False),
    (9, "the last sequence of a length", [b"\x7f", b"\xdf\xbf", b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf"], True),
    (10, "beyond the last of 4, 5 and 6 bytes",
     [b"\xf7\xbf\xbf\xbf", b"\xfb\xbf\xbf\xbf\xbf", b"\xfd\xbf\xbf\xbf\xbf\xbf"], False),
    (11, "a boundary", [b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xef\xbf\xbd", b"\xf4\x8f\xbf\xbf"], True),
    (11, "behind the last character", [b"\xf4\x90\x80\x80"], False),
    (12, "a continuation alone", [b"\x80", b"\xbf", b"\x80\xbf", b"\x80\xbf\x80", bytes(range(0x80, 0xC0))], False),
    (13, "a start alone", [b"".join(bytes([start, 0x20]) for start in starts) for starts in
                           (range(0xC0, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF8), range(0xF8, 0xFC),
                            (0xFC, 0xFD))], False),
    (14, "a sequence without its last byte",
     [b"\xc0", b"\xe0\x80", b"\xf0\x80\x80", b"\xf8\x80\x80\x80", b"\xfc\x80\x80\x80\x80", b"\xdf",
      b"\xef\xbf", b"\xf7\xbf\xbf", b"\xfb\xbf\xbf\xbf", b"\xfd\xbf\xbf\xbf\xbf"], False),
    (15, "all of these one behind the other", [b"\xc0\xe0\x80\xf0\x80\x80\xdf\xef\xbf\xf7\xbf\xbf"], False),
    (16, "an impossible byte", [b"\xfe", b"\xff", b"\xfe\xfe\xff\xff"], False),
    (17, "a slash that is too long", [b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xf8\x80\x80\x80\xaf",
                                      b"\xfc\x80\x80\x80\x80\xaf"], False),
    (18, "the longest of what is too long", [b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xf0\x8f\xbf\xbf",
                                             b"\xf8\x87\xbf\xbf\xbf", b"\xfc\x83\xbf\xbf\xbf\xbf"], False),
    (19, "a NUL that is too long", [b"\xc0\x80", b"\xe0\x80\x80", b"\xf0\x80\x80\x80", b"\xf8\x80\x80\x80\x80",
                                    b"\xfc\x80\x80\x80\x80\x80"], False),
    (20, "half a surrogate pair", [b"\xed\xa0\x80", b"\xed\xad\xbf", b"\xed\xae\x80", b"\xed\xaf\xbf",
                                   b"\xed\xb0\x80", b"\xed\xbe\x80", b"\xed\xbf\xbf"], False),
    (21, "a surrogate pair", [first + second for first in (b"\xed\xa0\x80", b"\xed\xad\xbf", b"\xed\xae\x80",
                                                           b"\xed\xaf\xbf")
                              for second in (b"\xed\xb0\x80", b"\xed\xbf\xbf")], False),
    (22, "what is no character, but may be sent",
     [chr(plane << 16 | 0xFFFE | low).encode() for plane in range(17) for low in (0, 1)], True),
    (23, "a special character", [chr(0xFFF9 + i).encode() for i in range(7)], True),
]


def sequences() -> list[Case]:
    cases = []
    count: dict[int, int] = {}
    for part, name, all_bytes, valid in SEQUENCES:
        for payload in all_bytes:
            count[part] = count.get(part, 0) + 1
            back, closes = ([(TEXT, payload)], frozenset()) if valid else ([], NOT_TEXT)
            cases.append(Case(f"6.{part}.{count[part]}", f"{name}: {payload.hex(' ')[:40]}",
                              [frame(TEXT, payload)], back, closes))
    return cases


def whole() -> list[Case]:
    """Cases with text that is valid UTF-8 as a whole, cut at different places."""
    return [
        Case("6.1.1", "an empty text", [frame(TEXT)], [(TEXT, b"")]),
        Case("6.1.2", "three empty fragments", [
            frame(TEXT, fin=False), frame(CONTINUATION, fin=False), frame(CONTINUATION)], [(TEXT, b"")]),
        Case("6.1.3", "an empty fragment on each side", [
            frame(TEXT, fin=False), frame(CONTINUATION, KOSME, fin=False), frame(CONTINUATION)], [(TEXT, KOSME)]),
        Case("6.2.1", "a text", [frame(TEXT, KOSME)], [(TEXT, KOSME)]),
        Case("6.2.2", "in two fragments between characters", fragmented(TEXT, KOSME, 15), [(TEXT, KOSME)]),
        Case("6.2.3", "a fragment for each byte", fragmented(TEXT, KOSME, 1), [(TEXT, KOSME)]),
        Case("6.2.4", "a fragment for each byte of other letters", fragmented(TEXT, GREEK, 1), [(TEXT, GREEK)]),
        Case("6.2.5", "four bytes of a character in four fragments", fragmented(TEXT, "😀".encode(), 1),
             [(TEXT, "😀".encode())]),
    ]


def failing() -> list[Case]:
    """Cases with invalid text; in the last ones the server has to notice that before the message is over."""
    start, wrong = frame(TEXT, GREEK, fin=False), frame(CONTINUATION, b"\xf4\x90\x80\x80", fin=False)
    return [
        Case("6.3.1", "a text with half a surrogate pair", [frame(TEXT, GREEK_THEN_WRONG)], closes=NOT_TEXT),
        Case("6.3.2", "a fragment for each byte of it", fragmented(TEXT, GREEK_THEN_WRONG, 1), closes=NOT_TEXT),
        Case("6.3.3", "the same text byte by byte", chopped([frame(TEXT, GREEK_THEN_WRONG)]), closes=NOT_TEXT),
        Case("6.4.1", "a second fragment beyond Unicode; a third is never sent", [start, wrong], closes=NOT_TEXT),
        Case("6.4.2", "the same, where its third byte would still do", [
            start, frame(CONTINUATION, b"\xf4\x90", fin=False)], closes=NOT_TEXT),
        Case("6.4.3", "a frame beyond Unicode whose end is never sent", [
            start + frame(CONTINUATION, b"\xf4\x90\x80\x80" + b"x" * 60)[:-30]], closes=NOT_TEXT),
        Case("6.4.4", "the same, two bytes before the end of the sequence", [
            start + frame(CONTINUATION, b"\xf4\x90\x80\x80")[:-2]], closes=NOT_TEXT),
    ]


def cases() -> list[Case]:
    return whole() + failing() + sequences()
