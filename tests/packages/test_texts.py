#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that man pages and completions can be made from what the programs print for --help, and say all of it.

Usage: test_texts.py PROGRAM...
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TEXTS = Path(__file__).resolve().parents[2] / "installer" / "texts"
sys.path.insert(0, str(TEXTS))

import helptext  # noqa: E402
import make_completions  # noqa: E402
import make_man  # noqa: E402

PROGRAMS: dict[str, str] = {}

CTL = """Usage: holdfastctl history [FILTERS] [--limit N]

Shows what happened.

Filters:
  --last TIME       the latest 8h
  --from, --to TIME from and up to
                    a local time: 22:00
Options:
  --limit N         so many; else 100
With --json: one line for each entry.

Exit codes: 0 shown, 2 wrong usage.
"""


class HelpText(unittest.TestCase):
    def test_it_reads_tables_below_each_other(self):
        text = helptext.read(CTL)
        self.assertEqual(text.usage, "holdfastctl history [FILTERS] [--limit N]")
        self.assertEqual([block.heading for block in text.blocks], ["", "Filters", "Options", ""])
        self.assertEqual([row.term for row in text.rows()], ["--last TIME", "--from, --to TIME", "--limit N"])
        self.assertEqual(text.rows()[1].text, "from and up to a local time: 22:00")
        self.assertEqual(text.blocks[2].after, "With --json: one line for each entry.")

    def test_it_reads_options(self):
        row = helptext.Row("-c, --config <FILE>", "The configuration.")
        self.assertEqual((row.names, row.value), (["-c", "--config"], "FILE"))
        self.assertIsNone(helptext.Row("--keep-running", "").value)

    def test_it_refuses_what_is_no_help(self):
        with self.assertRaises(ValueError):
            helptext.read("Segmentation fault\n")


class Man(unittest.TestCase):
    def test_it_escapes(self):
        self.assertEqual(make_man.escaped(".a\\b-c"), r"\&.a\eb\-c")

    def test_a_page_says_all_that_the_help_says(self):
        for name, program in PROGRAMS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                output = Path(folder) / "page.1"
                subprocess.run([sys.executable, "-B", str(TEXTS / "make_man.py"), "--name", name, "--summary", "a summary",
                                "--version", "1.2.3", "--see-also", "other(1)", str(output), program], check=True)
                page = re.sub(r"\\f[BIR]", "", output.read_text(encoding="utf-8")).replace(r"\-", "-")
                page = page.replace(r"\(dq", '"').replace(r"\(aq", "'").replace("\n", " ")
                text = helptext.run([program])
                texts = [text] + [helptext.run([program], *command.split()) for command in text.commands()]
                rows = [row for each in texts for row in each.rows()]
                self.assertGreater(len(rows), 5)
                for row in rows:
                    self.assertIn(row.term.replace("<", "").replace(">", ""), page)
                    self.assertIn(row.text, page)
                for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", '"EXIT STATUS"', '"SEE ALSO"'):
                    self.assertIn(f".SH {heading}", page)


class Completions(unittest.TestCase):
    def test_each_shell_knows_all_options(self):
        for name, program in PROGRAMS.items():
            commands = make_completions.commands_of([program])
            shells = [write(name, commands) for write in (make_completions.bash, make_completions.zsh, make_completions.fish)]
            options = {option for command in commands for row in command.options for option in row.names}
            self.assertGreater(len(options), 4)
            for option in options:
                with self.subTest(name, option=option):
                    self.assertIn(f"{option}", shells[0])
                    self.assertIn(f"{option}[", shells[1])
                    self.assertIn(f"-l {option[2:]} " if option.startswith("--") else f"-s {option[1:]} ", shells[2])

    def complete(self, name: str, program: str, *words: str) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "completion"
            script.write_text(make_completions.bash(name, make_completions.commands_of([program])), encoding="utf-8")
            quoted = " ".join(f"'{word}'" for word in words)
            said = subprocess.run(["bash", "-c", f'. "$0"; COMP_WORDS=({name} {quoted}); COMP_CWORD={len(words)};'
                                   f' _{name.replace("-", "_")}; printf "%s\\n" "${{COMPREPLY[@]}}"', str(script)],
                                  stdout=subprocess.PIPE, text=True, check=True, cwd=TEXTS)
        return said.stdout.split()

    def test_bash_completes(self):
        for name, words, expected in (("holdfast", ["--head"], ["--headless"]), ("holdfast", ["-c", "helpt"], ["helptext.py"]),
                                      ("holdfast", ["--port", ""], []), ("holdfastctl", ["lo"], ["lock"]),
                                      ("holdfastctl", ["lock", "w"], ["watch"]),
                                      ("holdfastctl", ["--url", "lock", "hist"], ["history"]),
                                      ("holdfastctl", ["lock", "break", "--rea"], ["--reason"])):
            with self.subTest(name, words=words):
                self.assertEqual(self.complete(name, PROGRAMS[name], *words), expected)


if __name__ == "__main__":
    PROGRAMS = {Path(program).name: program for program in sys.argv[1:]}
    unittest.main(argv=sys.argv[:1])
