#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that the benchmark programs work, and that run_bench.py reports their figures and errors.

Usage: test_run_bench.py PROGRAM...
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RUNNER = Path(__file__).resolve().parent / "run_bench.py"
PROGRAMS: list[Path] = []
GOOD = {"name": "n", "value": 1, "unit": "ns", "baseline": None, "ratio": None, "goal": 2, "met": True}
BUILD = {"compiler": "c", "qt": "q", "optimised": True}


class RunBench(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "programs").mkdir()

    def program(self, name: str, said: str, code: int = 0, log: str = "") -> None:
        path = self.folder / "programs" / f"bench_{name}"
        path.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{log}\nEND\ncat <<'END'\n{said}\nEND\nexit {code}\n",
                        encoding="utf-8")
        path.chmod(0o755)

    def run_bench(self, *arguments: str):
        file = self.folder / "bench.json"
        result = subprocess.run(
            [sys.executable, "-B", str(RUNNER), "--programs", str(self.folder / "programs"), "--json", str(file),
             "--logs", str(self.folder / "logs"), *arguments], text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        written = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        return result, written

    def test_our_programs_work(self):
        for program in PROGRAMS:
            os.symlink(program, self.folder / "programs" / program.name)
        result, written = self.run_bench("--quick")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        for program in PROGRAMS:
            self.assertIn(f"Measuring: {program.name[len('bench_'):]} ...", result.stderr)
        self.assertGreaterEqual(len(written), len(PROGRAMS))
        names = [entry["name"] for entry in written]
        self.assertEqual(len(names), len(set(names)), "names must be unique")
        for entry in written:
            self.assertEqual(list(entry), ["name", "value", "unit", "baseline", "ratio", "goal", "met"])
            self.assertIsInstance(entry["value"], (int, float), entry)
            self.assertIn(entry["unit"], ("ns", "us", "ms", "B", "bytes", "transactions"), entry)
            self.assertEqual(entry["baseline"] is None, entry["ratio"] is None, entry)
            self.assertEqual(entry["goal"] is None, entry["met"] is None, entry)
            self.assertIn(entry["name"], result.stdout)
        self.assertEqual(len(result.stderr.splitlines()), len(PROGRAMS), "successful programs print nothing else")

    def test_a_missed_goal_is_no_failure(self):
        self.program("slow", json.dumps({"build": BUILD, "measurements": [{**GOOD, "value": 3, "met": False}]}))
        result, written = self.run_bench()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("MISSED", result.stdout)
        self.assertEqual(written, [{**GOOD, "value": 3, "met": False}])

    def test_wrong_behaviour_is_one(self):
        self.program("wrong", json.dumps({"build": BUILD, "measurements": [GOOD]}), code=1)
        self.assertEqual(self.run_bench()[0].returncode, 1)

    def test_a_log_is_shown_only_when_something_is_wrong(self):
        said = json.dumps({"build": BUILD, "measurements": [GOOD]})
        log = "\n".join(["one", "WRONG: two had the lock", *(f"line {i}" for i in range(1000))])
        self.program("noisy", said, log=log)
        result, _ = self.run_bench()
        self.assertEqual(result.stderr, "Measuring: noisy ...\n")
        self.assertEqual((self.folder / "logs" / "noisy.log").read_text(encoding="utf-8"), log + "\n")

        self.program("noisy", said, code=1, log=log)
        result, _ = self.run_bench()
        self.assertEqual(result.returncode, 1)
        self.assertIn("WRONG: two had the lock\n", result.stderr)
        self.assertIn("line 999\n", result.stderr)
        self.assertLess(len(result.stderr.splitlines()), 50)
        self.assertIn("noisy.log", result.stderr)

    def test_what_cannot_be_read_is_one(self):
        for said in ("", "{", "[]", '{"build": {}}', json.dumps({"build": BUILD, "measurements": [{"name": "n"}]})):
            with self.subTest(said):
                self.program("odd", said)
                self.assertEqual(self.run_bench()[0].returncode, 1)

    def test_what_could_not_be_measured_is_said(self):
        self.program("short", json.dumps({"build": BUILD, "measurements": [GOOD], "notes": ["X was not measured: no X."]}))
        result, written = self.run_bench()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(result.stdout.endswith("\n\nX was not measured: no X.\n"), result.stdout)
        self.assertEqual(written, [GOOD])

    def test_only_those_named_are_run(self):
        for name in ("one", "other"):
            self.program(name, json.dumps({"build": BUILD, "measurements": [{**GOOD, "name": name}]}))
        self.assertEqual([entry["name"] for entry in self.run_bench("other")[1]], ["other"])
        result, _ = self.run_bench("absent")
        self.assertEqual(result.returncode, 2)
        self.assertIn("one, other", result.stderr)


if __name__ == "__main__":
    PROGRAMS = [Path(argument).resolve() for argument in sys.argv[1:]]
    if not PROGRAMS:
        sys.exit("No programs were named.")
    unittest.main(argv=sys.argv[:1])
