#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that bench_http works, with all peers that can be installed here. Usage: test_run_http.py BENCH_HTTP"""

import json
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import load  # noqa: E402
from figures import Figures  # noqa: E402
from run_http import Bench, Request  # noqa: E402

PROGRAM = ""
SKIPPED = 77


class RunHttp(unittest.TestCase):
    def test_it_works(self):
        result = subprocess.run([PROGRAM, "--quick"], text=True, check=False, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        said = json.loads(result.stdout)
        names = [entry["name"] for entry in said["measurements"]]
        self.assertEqual(len(names), len(set(names)), "names must be unique")
        for start in ("GET by 16 connections, time of one, against a bare handler behind the gate",
                      "PUT by 16 connections, CPU time of one, against a bare QHttpServer",
                      "change until 50 of 50 observers have seen it, p99", "memory for 1000 idle connections",
                      "start of the headless program until its first answer",
                      "GET by 16 connections, time of one, Holdfast with tokens and TLS, against Holdfast without",
                      "growth of memory in the next 50000 actions"):
            self.assertIn(start, names)
        for entry in said["measurements"]:
            self.assertEqual(list(entry), ["name", "value", "unit", "baseline", "ratio", "goal", "met"])
            self.assertIn(entry["unit"], ("us", "ms", "MB", "connections"), entry)
            self.assertEqual(entry["baseline"] is None, entry["ratio"] is None, entry)
            self.assertEqual(entry["goal"] is None, entry["met"] is None, entry)
        # Exactly the peers that could not be measured are named in the notes.
        for peer in ("LabThings", "node-wot"):
            measured = any(name.endswith(f"against {peer}") for name in names)
            missed = any(note.startswith(f"{peer} was not measured: ") for note in said["notes"])
            self.assertNotEqual(measured, missed, f"{peer}: {said['notes']}")


class FiguresTest(unittest.TestCase):
    def test_the_round_with_the_median_ratio_is_the_one(self):
        figures = Figures()
        figures.compare("n", [(10, 100), (1, 100), (50, 100)], "us", 0.1)
        figures.compare("m", [(11, 100)], "us", 0.1)
        first, second = figures.measurements
        self.assertEqual((first["value"], first["baseline"], first["goal"], first["met"]), (10, 100, 10, True))
        self.assertEqual((second["ratio"], second["met"]), (0.11, False))

    def test_goals_are_for_many_connections(self):
        contenders = {"holdfast": None, "gate": load.Server.__new__(load.Server)}
        contenders["gate"].name = "the gate"
        bench = Bench(contenders, Path(), True)
        found = [{"holdfast": load.Load(1, 100.0, 20.0), "gate": load.Load(1, 100.0, 10.0)}]
        bench.compare(Request.GET, 1, found)
        bench.compare(Request.GET, 16, found)
        self.assertEqual([entry["met"] for entry in bench.figures.measurements], [None, None, True, False])


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    for tool in ("wrk", "taskset"):
        if shutil.which(tool) is None:
            print(f"HTTP was not measured: there is no {tool}")
            sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
