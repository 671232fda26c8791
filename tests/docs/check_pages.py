#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the pages of the documentation say, as far as nothing has to run for that.

Usage: check_pages.py --bin FOLDER

Links lead to a file or a heading that exists, and every page can be reached from docs/index.md. Blocks of code have a
language. C++ and CMake are quoted from a file that is compiled or used. Options and commands in the text are those that the programs and
./dev have. run_snippets.py runs the rest.
"""

import argparse
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from markdownpages import Page, PageError, pages, paragraphs

ROOT = Path(__file__).resolve().parents[2]
# C++ is quoted from these; all are compiled.
QUOTED = ("docs/examples", "tests/docs", "core/instruments", "app")
INDEX = "docs/index.md"


def without_spaces(code: str) -> str:
    return " ".join(code.split())


@cache
def compiled() -> list[str]:
    """Returns the code that pages may quote, without line breaks: for each class its header and its source."""
    files = sorted({file.with_suffix("") for folder in QUOTED for file in (ROOT / folder).rglob("*")
                    if file.suffix in (".h", ".cpp")})
    classes = [without_spaces("\n".join(part.read_text(encoding="utf-8") for suffix in (".h", ".cpp")
                                        if (part := file.with_suffix(suffix)).exists())) for file in files]
    builds = (ROOT / "docs" / "examples").rglob("CMakeLists.txt")
    return classes + [without_spaces(file.read_text(encoding="utf-8")) for file in builds]


def is_quoted(code: str) -> bool:
    """Returns whether the files of one class contain the code, or all paragraphs of it."""
    parts = [without_spaces(part) for part in paragraphs(code)]
    return any(without_spaces(code) in file or all(part in file for part in parts) for file in compiled())


def faults_of_links(page: Page, by_name: dict[str, Page]) -> list[str]:
    found = []
    for line, target in page.links:
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.file.parent / path).resolve() if path else page.file
        name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else ""
        if not name or not file.exists():
            found.append(f"{page.name}:{line}: a link leads to {target}, which does not exist")
        elif anchor and name in by_name and anchor not in by_name[name].anchors:
            found.append(f"{page.name}:{line}: a link leads to {target}, and {name} has no such heading")
    return found


def faults_of_code(page: Page) -> list[str]:
    return [f"{block.place}: this is in no file that is compiled: quote it from {', '.join(QUOTED)}"
            for block in page.blocks
            if block.language in ("cpp", "cmake") and "not run" not in block.orders and not is_quoted(block.text)]


def unreachable(by_name: dict[str, Page]) -> list[str]:
    """Returns the pages to which no way leads from the entry page."""
    reached, todo = set(), [INDEX]
    while todo:
        name = todo.pop()
        if name in reached or name not in by_name:
            continue
        reached.add(name)
        page = by_name[name]
        for _, target in page.links:
            path = target.partition("#")[0]
            if path and not re.match(r"[a-z]+:", target):
                name = Path(os.path.relpath(page.file.parent / path, ROOT)).as_posix()
                todo += [name, f"{name}/README.md"]  # GitHub shows that with a folder
    return [f"{name}: no link leads here from {INDEX}" for name in by_name
            if name.startswith("docs/") and name not in reached]


class Programs:
    """What the programs say about themselves."""

    def __init__(self, folder: Path):
        self._folder = folder

    @cache
    def _help(self, *command: str) -> str:
        program = self._folder / command[0]
        if not program.exists():
            return ""
        ran = subprocess.run([program, *command[1:], "--help"], env={**os.environ, "LC_ALL": "C.UTF-8"},
                             stdin=subprocess.DEVNULL, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             check=False, timeout=60)
        return ran.stdout if ran.returncode == 0 else ""

    @cache
    def _dev(self) -> str:
        return subprocess.run([ROOT / "dev", "help"], stdin=subprocess.DEVNULL, text=True, stdout=subprocess.PIPE,
                              check=True, timeout=60).stdout

    def fault(self, span: str) -> str:
        """Returns what is wrong with a command in the text; empty when nothing is."""
        words = span.split()
        if words[0] == "./dev":
            commands = re.findall(r"^  ([a-z0-9]+)", self._dev(), re.M)
            return "" if len(words) == 1 or words[1] in commands else f"./dev has no command {words[1]}"
        # Options behind "--" are those of another program.
        own = words[:words.index("--")] if "--" in words else words
        command = [words[0]]
        if words[0] == "holdfastctl":
            command += [word for word in own[1:3] if re.fullmatch(r"[a-z-]+", word) and not word.startswith("-")]
        helps = ""
        while command and not helps:
            helps = self._help(*command)
            command.pop()
        known = set(re.findall(r"(?<![\w-])--?[\w-]+", helps))
        unknown = [option for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", " ".join(own)) if option not in known]
        return f"{words[0]} has no option {', '.join(unknown)}" if unknown else ""


def faults_of_commands(page: Page, programs: Programs) -> list[str]:
    return [f"{page.name}:{line}: `{span}`: {fault}" for line, span in page.code_spans
            if re.match(r"(\./dev|holdfast|holdfastctl|holdfast-server)( |$)", span) and (fault := programs.fault(span))]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True, help="the folder with the programs")
    arguments = parser.parse_args()
    programs = Programs(arguments.bin.resolve())
    faults: list[str] = []
    by_name = {page.name: page for page in pages(ROOT)}
    for page in by_name.values():
        try:
            faults += page.faults() + faults_of_links(page, by_name) + faults_of_code(page)
        except PageError as error:
            faults.append(str(error))
        faults += faults_of_commands(page, programs)
    faults += unreachable(by_name)
    for fault in faults:
        print(fault)
    print(f"{len(by_name)} pages, {sum(len(page.links) for page in by_name.values())} links, "
          f"{sum(len(page.blocks) for page in by_name.values())} blocks of code: {len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
