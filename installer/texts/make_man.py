#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the man page of a program of Holdfast from what the program prints for --help.

Usage: make_man.py --name NAME --summary TEXT --version VERSION [--more FILE] [--see-also "a(1), b(1)"] OUTPUT PROGRAM...

With --more, FILE has further sections in the form of a help text ("Files:" and a table below it). PROGRAM may begin with an
emulator.
"""

import argparse
import re
import sys
from pathlib import Path

import helptext


def escaped(text: str) -> str:
    text = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq").replace("'", r"\(aq")
    return re.sub(r"^\.", r"\&.", text)


def styled(term: str) -> str:
    """Returns an option or a command with its literal parts in bold, and what stands for a value in italics."""
    separators = ("[", "]", "=", ",", " ", "...", "")
    parts = re.split(r"(<?\b[A-Z][A-Z]+\b>?|[\[\]=, ]|\.\.\.)", term)
    shown = []
    for part in parts:
        name = part.strip("<>")
        if re.fullmatch(r"[A-Z][A-Z]+", name):
            shown.append(rf"\fI{name}\fR")
        else:
            shown.append(part if part in separators else rf"\fB{escaped(part)}\fR")
    return "".join(shown)


def section_of(block: helptext.Block, default: str) -> str:
    heading = block.heading or block.before
    for begins, section in (("Options", "OPTIONS"), ("Filters", "OPTIONS"), ("Commands", "COMMANDS"),
                            ("Exit codes", "EXIT STATUS"), ("Files", "FILES")):
        if heading.startswith(begins):
            return section
    return default


def without_exit_codes(text: str) -> str:
    """Returns the text without the words that the heading of its section says already."""
    text = re.sub(r"^Exit codes(: )?", "", text)
    match = re.fullmatch(r" \((.*)\)", text)
    if match:
        text = match[1] + "."
    return text[:1].upper() + text[1:]


def body(block: helptext.Block, heading: str) -> list[str]:
    lines = []
    for text in (heading, without_exit_codes(block.before)):
        if text:
            lines += [".PP", escaped(text)]
    for row in block.rows:
        lines += [".TP", styled(row.term), escaped(row.text) or r"\&"]
    if block.after:
        lines += [".PP", escaped(block.after)]
    return lines


def command_lines(text: helptext.HelpText) -> list[str]:
    lines = [f'.SS "{styled(text.usage)}"']
    for block in text.blocks:
        heading = block.heading
        lines += body(block, "" if heading in ("", "Options") else heading + ":")
        if block.before.startswith("Exit codes"):
            lines[-1] = escaped(block.before)
    return lines


def page(name: str, summary: str, version: str, see_also: str, text: helptext.HelpText,
         commands: list[helptext.HelpText], more: list[helptext.Block]) -> str:
    sections: dict[str, list[str]] = {
        "NAME": [rf"{escaped(name)} \- {escaped(summary)}"],
        "SYNOPSIS": [styled(text.usage)],
        "DESCRIPTION": [], "COMMANDS": [], "OPTIONS": [], "EXIT STATUS": [], "FILES": [],
    }
    for block in text.blocks + more:
        section = section_of(block, "DESCRIPTION")
        heading = block.heading
        if section == "EXIT STATUS":
            heading = without_exit_codes(heading)
        elif heading in ("Options", "Commands", "Files", "Options of every command"):
            heading = ""
        sections[section] += body(block, heading)
    for command in commands:
        sections["COMMANDS"] += command_lines(command)
    sections["SEE ALSO"] = [escaped(see_also)]
    lines = [r'.\" Made from what the program prints for --help.',
             f'.TH {name.upper().replace("-", chr(92) + "-")} 1 "" "Holdfast {version}" "User Commands"']
    for title, content in sections.items():
        if content and content != [""]:
            lines += [f".SH {title}" if " " not in title else f'.SH "{title}"', *content]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--name", required=True)
    parser.add_argument("--summary", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--see-also", default="")
    parser.add_argument("output", type=Path)
    parser.add_argument("program", nargs="+")
    arguments = parser.parse_args()
    text = helptext.run(arguments.program)
    commands = [helptext.run(arguments.program, *command.split()) for command in text.commands()]
    more = []
    if arguments.more:
        more = helptext.read("Usage: \n\n" + arguments.more.read_text(encoding="utf-8")).blocks
    arguments.output.write_text(page(arguments.name, arguments.summary, arguments.version, arguments.see_also, text,
                                     commands, more), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
