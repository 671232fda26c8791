# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Known deviations of the server from the cases, and the reasons for them.

The one place for such: what is expected here instead will do, too, and every run that finds it lists it.
Another version of Qt may do as the case asks.
"""

from dataclasses import replace

from case import NOT_TEXT, Case
from rawsocket import CONTINUATION, TEXT, frame
from utf8 import GREEK

# Deviations by case: the reason, and the changed members of the case.
WHOLE_FRAMES = ("Qt checks a frame when it is complete, so an error in a text is noticed at the end of its frame. "
                "RFC 6455 lets a server choose when (8.1); Autobahn calls this NON-STRICT.")
ONE_BY_ONE = ("Qt 6.4 decodes each frame of a text by itself, so a character that is cut in two by fragments is an "
              "error, and the connection is closed with 1007. By RFC 6455, 5.6, only the whole message must be valid. "
              "Clients that send unfragmented text, or cut between characters, as all common ones do, are not affected.")
CUT: dict[str, object] = {"back": [], "closes": NOT_TEXT}
DEVIATIONS: dict[str, tuple[str, dict[str, object]]] = {
    "6.2.3": (ONE_BY_ONE, CUT),
    "6.2.4": (ONE_BY_ONE, CUT),
    "6.2.5": (ONE_BY_ONE, CUT),
    "6.4.3": (WHOLE_FRAMES, {"sent": [
        frame(TEXT, GREEK, fin=False) + frame(CONTINUATION, b"\xf4\x90\x80\x80" + b"x" * 60)]}),
    "6.4.4": (WHOLE_FRAMES, {"sent": [
        frame(TEXT, GREEK, fin=False) + frame(CONTINUATION, b"\xf4\x90\x80\x80")]}),
}


def as_served(case: Case) -> Case:
    """Returns a case with the expectations that its deviation changes."""
    return replace(case, **DEVIATIONS[case.id][1])  # type: ignore[arg-type]
