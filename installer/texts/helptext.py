# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what a program of Holdfast prints for --help, so that man pages and completions say the same."""

import re
import subprocess
from dataclasses import dataclass, field
from typing import Optional


@dataclass
class Row:
    """A line of a table: an option, a command or an exit code, and what it means."""
    term: str
    text: str

    @property
    def names(self) -> list[str]:
        """Returns the names of an option, for instance -c and --config."""
        return re.findall(r"(?:^|, )(--?[A-Za-z][A-Za-z-]*)", self.term)

    @property
    def value(self) -> Optional[str]:
        """Returns what an option's value is called; None when it takes none."""
        match = re.search(r"(?:^|, )--?[A-Za-z][A-Za-z-]*[ =]<?([A-Z]+)>?$", self.term)
        return match[1] if match else None


@dataclass
class Block:
    """Lines without an empty one between them: text, and perhaps a table below a heading."""
    heading: str = ""
    before: str = ""
    rows: list[Row] = field(default_factory=list)
    after: str = ""


@dataclass
class HelpText:
    """The help of a program, or of one of its commands."""
    usage: str
    blocks: list[Block]

    def rows(self) -> list[Row]:
        return [row for block in self.blocks for row in block.rows]

    def options(self) -> list[Row]:
        return [row for row in self.rows() if row.names]

    def commands(self) -> list[str]:
        """Returns the names of the commands that the program has, for instance "lock run"."""
        return [re.split(r" (?=-|[A-Z])", row.term)[0]
                for block in self.blocks if block.heading == "Commands" for row in block.rows]


def is_row(line: str) -> bool:
    return re.match(r"  \S", line) is not None


def column_of_texts(lines: list[str]) -> int:
    """Returns where the right column of a table begins."""
    for line in lines:
        match = re.match(r"  \S+(?: \S+)*  +(?=\S)", line)
        if match:
            return match.end()
    raise ValueError(f"no second column in: {lines}")


def is_heading(lines: list[str]) -> bool:
    return len(lines) > 1 and re.match(r"\S.*:$", lines[0]) is not None and is_row(lines[1])


def parts(lines: list[str]) -> list[list[str]]:
    """Separates tables that stand below each other without an empty line."""
    begins = [0] + [number for number in range(1, len(lines)) if is_heading(lines[number:])]
    return [lines[begin:end] for begin, end in zip(begins, begins[1:] + [len(lines)])]


def read_block(lines: list[str]) -> Block:
    block = Block()
    if is_heading(lines):
        block.heading = lines[0][:-1]
        lines = lines[1:]
    table = [line for line in lines if line.startswith("  ")]
    column = column_of_texts(table) if table else 0
    for line in lines:
        if not line.startswith("  "):
            part = "after" if block.rows else "before"
            setattr(block, part, f"{getattr(block, part)} {line}".strip())
        elif is_row(line):
            block.rows.append(Row(line[:column].strip(), line[column:].strip()))
        else:
            block.rows[-1].text += " " + line.strip()
    return block


def read(text: str) -> HelpText:
    """Takes the text of --help apart. Raises ValueError when it is not of the usual form."""
    paragraphs = [paragraph.splitlines() for paragraph in re.split(r"\n\s*\n", text.strip("\n"))]
    first = paragraphs[0]
    if not first[0].startswith("Usage: "):
        raise ValueError(f'the help does not begin with "Usage: ", but with "{first[0]}"')
    rest = [first[1:]] if len(first) > 1 else []
    blocks = [part for lines in rest + paragraphs[1:] for part in parts(lines)]
    return HelpText(first[0][len("Usage: "):], [read_block(lines) for lines in blocks])


def run(command: list[str], *arguments: str) -> HelpText:
    """Asks a program for its help. The command may begin with an emulator."""
    said = subprocess.run([*command, *arguments, "--help"], stdout=subprocess.PIPE, check=True, timeout=60)
    return read(said.stdout.decode())
