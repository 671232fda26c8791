# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the documentation as the tests see them: blocks of code, links and headings.

A block of code stands between fences that name its language. A comment in front of it, which no reader sees, says how
a test treats it, if that is not by its language alone:

    <!-- snippet: not run: it installs packages -->

What a comment may say (several are separated by semicolons):

    not run: REASON      it cannot run in a test; the test lists it with the reason
    file: NAME           it is the content of a file, which later blocks of the page use
    until: REGEX         it runs until its output matches, and is then ended by Ctrl+C
    each line            its lines are alternatives: each is run alone
    background           it goes on while the next block runs: the reader has another terminal
    exit: NUMBER         the code with which it ends; otherwise 0
    no server            no Holdfast is running
    server: ARGUMENTS    the Holdfast that is running was started with these arguments
    examples             and has the Things of the examples (tests/docs/examplethings.cpp) instead of its own
    answer of: PATH      it is what the server answers there, apart from the values
    before: COMMANDS     what happened before: they are run first, in the same shell. This one comes last
"""

import re
import textwrap
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

KEYS = {"not run", "file", "until", "each line", "background", "examples", "exit", "no server", "server",
        "answer of"}
WITHOUT_VALUE = {"each line", "background", "examples", "no server"}
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w+-]*) *$")
COMMENT = re.compile(r"<!--(.*?)-->", re.S)


class PageError(Exception):
    """Says what is wrong in a page, with the file and the line."""


@dataclass
class Block:
    """One fenced block of code."""

    page: str
    line: int  # of the opening fence
    language: str
    text: str
    orders: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def title(self) -> str:
        return next((line.strip() for line in self.text.splitlines() if line.strip()), "(empty)")


def parse_orders(comment: str, place: str) -> dict[str, str]:
    """Returns what a comment in front of a block says."""
    orders: dict[str, str] = {}
    settings, found, commands = " ".join(comment.split()).partition("before: ")
    if found:
        orders["before"] = commands
    for part in filter(None, re.split(r";\s+", settings.strip().rstrip(";"))):
        key, colon, value = part.partition(": ")
        key = key.strip().rstrip(":;")
        if key not in KEYS or bool(colon and value) == (key in WITHOUT_VALUE):
            raise PageError(f'{place}: a snippet\'s comment says "{part}", and should be one of: before, {", ".join(sorted(KEYS))}')
        orders[key] = value.strip()
    return orders


def slug(heading: str) -> str:
    """Returns the anchor of a heading, as GitHub and the documentation site make it."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


class Page:
    """A page of the documentation."""

    def __init__(self, file: Path, root: Path):
        self.file = file
        self.name = file.relative_to(root).as_posix()
        self.text = file.read_text(encoding="utf-8")

    def _place(self, line: int) -> str:
        return f"{self.name}:{line}"

    @cached_property
    def blocks(self) -> list[Block]:
        found: list[Block] = []
        lines = self.text.splitlines()
        comment, comment_line = "", 0
        number = 0
        while number < len(lines):
            line = lines[number]
            number += 1
            if line.lstrip().startswith("<!--"):
                comment, comment_line = line, number
                while "-->" not in lines[number - 1]:
                    comment += "\n" + lines[number]
                    number += 1
                continue
            fence = FENCE.match(line)
            if not fence:
                if line.strip():
                    comment = ""
                continue
            block = Block(self.name, number, fence["language"], "")
            said = COMMENT.search(comment)
            if said and said[1].strip().startswith("snippet:"):
                block.orders = parse_orders(said[1].strip().removeprefix("snippet:"), self._place(comment_line))
            comment = ""
            content = []
            while number < len(lines) and lines[number].strip() != "```":
                content.append(lines[number])
                number += 1
            if number == len(lines):
                raise PageError(f"{block.place}: this block of code has no end")
            number += 1
            indent = len(fence["indent"])
            block.text = "".join(f"{each[indent:] if each[:indent].isspace() else each}\n" for each in content)
            found.append(block)
        return found

    @cached_property
    def prose(self) -> str:
        """The text without comments and blocks of code; the numbers of lines stay the same."""
        def emptied(match: re.Match[str]) -> str:
            return "\n" * match.group().count("\n")
        text = COMMENT.sub(emptied, self.text)
        return re.sub(r"^ *```.*?^ *```[ ]*$", emptied, text, flags=re.M | re.S)

    def faults(self) -> list[str]:
        """Returns what keeps blocks of code from being seen by the tests."""
        lines = self.prose.splitlines()
        found = []
        for number, (before, line) in enumerate(zip([""] + lines, lines), 1):
            indent = len(line) - len(line.lstrip())
            if line.strip() and not before.strip() and indent >= 4 and not line.lstrip().startswith(("* ", "- ")):
                found.append(f"{self._place(number)}: a block of code by indentation: put it between ``` with its language")
        found += [f"{block.place}: a block of code without a language" for block in self.blocks if not block.language]
        return found

    @cached_property
    def anchors(self) -> set[str]:
        found: dict[str, int] = {}
        anchors = set()
        for heading in re.findall(r"^#{1,6} +(.*)$", self.prose, re.M):
            anchor = slug(heading)
            count = found.get(anchor, 0)
            found[anchor] = count + 1
            anchors.add(f"{anchor}-{count}" if count else anchor)
        return anchors

    @cached_property
    def links(self) -> list[tuple[int, str]]:
        """The targets of links and images, with the numbers of their lines."""
        # Code may contain brackets that are no links.
        text = re.sub(r"`[^`\n]*`", "", self.prose)
        return [(text.count("\n", 0, match.start()) + 1, match[1])
                for match in re.finditer(r"\]\(\s*([^)\s]+)\s*\)", text)]

    @cached_property
    def code_spans(self) -> list[tuple[int, str]]:
        """What stands in the text as code, with the numbers of the lines."""
        return [(self.prose.count("\n", 0, match.start()) + 1, " ".join(match[1].split()))
                for match in re.finditer(r"`([^`]+)`", self.prose)]


def pages(root: Path) -> list[Page]:
    """Returns the pages below `root`, a checkout: the README and the folder docs/."""
    return [Page(file, root) for file in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]]


def paragraphs(code: str) -> list[str]:
    """Returns the parts of a block that empty lines separate, each without its indentation."""
    return [textwrap.dedent(part).strip("\n") for part in re.split(r"\n\s*\n", code.strip("\n"))]
