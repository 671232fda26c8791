#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests build_bench.py with the files that a build leaves. Usage: test_build_bench.py"""

import json
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import build_bench  # noqa: E402

# Uses some CPU, and stands for a compiler.
COMPILER = "#!/bin/sh\ni=0\nwhile [ $i -lt 20000 ]; do i=$((i + 1)); done\n"


class BuildBench(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.build = Path(folder.name)
        self.leave("build.figures", "nothing\n312\n0m0.01s 0m0.00s\n10m2.500000s 1m1.500000s\n")
        self.leave(".ninja_log", "# ninja log v5\n0\t9000\t1\tui/CMakeFiles/holdfast_ui.dir/a.cpp.o\ta\n"
                                 "9000\t9400\t1\tb.h\tb\n9000\t9400\t1\tb.cpp\tb\n100\t20100\t1\tbin/c\tc\n")
        compiler = self.build / "c++"
        compiler.write_text(COMPILER, encoding="utf-8")
        compiler.chmod(0o755)
        self.leave("compile_commands.json", json.dumps([
            {"file": "other.cpp", "command": "false"},
            {"file": str(HERE / "yardstick.cpp"), "command": f"cmake -E env X=1 /usr/bin/ccache {compiler} -o x.o -c y"}]))

    def leave(self, name: str, text: str) -> None:
        (self.build / name).write_text(text, encoding="utf-8")

    def build_bench(self, action: str, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, "-B", str(HERE / "build_bench.py"), action, str(self.build), *arguments],
                              text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def judge(self, ratio: float) -> subprocess.CompletedProcess:
        self.leave("record.json", json.dumps({"ratio": ratio}))
        return self.build_bench("judge", "--record", str(self.build / "record.json"))

    def test_it_reports_what_a_build_took(self):
        file = self.build / "report.json"
        result = self.build_bench("report", "--json", str(file))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("wall time  5 min 12 s\nCPU        11 min 4 s\nsteps      3\n", result.stdout)
        self.assertTrue(result.stdout.endswith("   20.0  bin/c\n    9.0  ui/a.cpp\n    0.4  b.h\n"), result.stdout)
        written = json.loads(file.read_text(encoding="utf-8"))
        self.assertEqual((written["wall"], written["cpu"], written["steps"]), (312, 664.0, 3))

    def test_it_fails_when_a_build_costs_more_than_on_record(self):
        self.assertEqual(self.judge(1e9).returncode, 0)
        result = self.judge(1)
        self.assertEqual(result.returncode, 1, result.stdout)
        self.assertIn("bin/c", result.stderr)
        self.assertIn("record.json", result.stderr)

    def test_the_limit_is_at_1_3_times(self):
        record = self.build / "record.json"
        with (mock.patch.object(build_bench, "yardstick_cpu", return_value=2.0), redirect_stdout(StringIO()),
              redirect_stderr(StringIO())):
            for recorded, code in ((332 / 1.29, 0), (332 / 1.31, 1)):
                self.leave(record.name, json.dumps({"ratio": recorded}))
                self.assertEqual(build_bench.judge(self.build, record), code)

    def test_it_says_what_it_cannot_judge(self):
        for name, text, reason in (
                ("build.figures", "something\n312\n0m0.01s 0m0.00s\n0m2.5s 0m1.5s\n", "had been built before"),
                ("ccache.log", "# a.cpp\ncache_miss\n# b.cpp\ndirect_cache_hit\n", "has spared 1 compilation")):
            with self.subTest(name):
                self.setUp()
                self.leave(name, text)
                result = self.judge(1)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertIn("was not judged", result.stdout)
                self.assertIn(reason, result.stdout)
        (self.build / "build.figures").unlink()
        self.assertIn("nothing was built", self.judge(1).stdout)

    def test_a_cold_cache_can_be_judged(self):
        self.leave("ccache.log", "# a.cpp\ncache_miss\ndirect_cache_miss\n")
        self.assertEqual(self.judge(1).returncode, 1)

    def test_the_record_can_be_read(self):
        record = json.loads((HERE / "build_record.json").read_text(encoding="utf-8"))
        self.assertGreater(record["ratio"], 0)


if __name__ == "__main__":
    unittest.main()
