#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the output of ./dev while it builds, with programs in place of CMake, Ninja and CTest. Usage: test_dev.py"""

import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DEV = Path(__file__).resolve().parents[2] / "dev"
SOAK = DEV.parent / "tests" / "soak.py"
FUZZ = DEV.parent / "tests" / "fuzz" / "run_fuzz.py"
# The programs that ./dev uses, except for those that build and install.
TOOLS = ["cat", "date", "dirname", "env", "find", "flock", "grep", "mkdir", "mv", "nproc", "rm", "sed", "sh", "stty"]
NINJA = """#!/bin/sh
case "$* " in
*' -n '*) cat todo; exit ;;
esac
cp build/release/warnings.options options
[ "$NINJA_STATUS" = '[ninja %p %e] ' ] || exit 9
cat said
exit "$(cat code)"
"""
A = "[ninja  45% 12.345] Building CXX object core/lock/CMakeFiles/holdfast_lock.dir/a.cpp.o"
B = "[ninja  50% 31.2] Building CXX object core/lock/CMakeFiles/holdfast_lock.dir/b.cpp.o"
C = "[ninja  51% 32.5] Building CXX object core/lock/CMakeFiles/holdfast_lock.dir/c.cpp.o"
LINK = "[ninja 100% 95.1] Linking CXX executable bin/holdfast"
A_OBJECT, B_OBJECT = (f"build/release/core/lock/CMakeFiles/holdfast_lock.dir/{name}.cpp.o" for name in "ab")


class Dev(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Path(folder.name)
        shutil.copy(DEV, self.tree)
        (self.tree / "bin").mkdir()
        for tool in [*TOOLS, "cp"]:
            (self.tree / "bin" / tool).symlink_to(shutil.which(tool))
        for name, text in (("ninja", NINJA), ("cmake", "#!/bin/sh\n"), ("c++", ""), ("ctest", "#!/bin/sh\n")):
            program = self.tree / "bin" / name
            program.write_text(text, encoding="utf-8")
            program.chmod(0o755)
        self.leave("CMakePresets.json", "{}")
        self.leave("build/release/build.ninja", "build bin/holdfast: x\n")
        self.leave("build/release/bin/holdfast", "#!/bin/sh\n")
        (self.tree / "build/release/bin/holdfast").chmod(0o755)
        self.ninja(A, B, C, LINK)

    def leave(self, name: str, text: str) -> None:
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def ninja(self, *lines: str, code: int = 0, todo: str = "much") -> None:
        self.leave("said", "".join(f"{line}\n" for line in lines))
        self.leave("code", f"{code}\n")
        self.leave("todo", todo)

    def start(self, *arguments: str, **more) -> subprocess.Popen:
        return subprocess.Popen([str(self.tree / "dev"), *arguments], cwd=self.tree, stdin=subprocess.DEVNULL,
                                env={"PATH": str(self.tree / "bin"), "DISPLAY": ":0", "JOBS": "1"}, **more)

    def dev(self, *arguments: str) -> tuple[int, str]:
        process = self.start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        output, _ = process.communicate(timeout=60)
        return process.returncode, output

    def test_without_a_terminal_it_prints_the_progress_from_time_to_time(self):
        code, output = self.dev("build")
        self.assertEqual(code, 0, output)
        self.assertRegex(output, r"\APreparing build/release \.\.\.\nBuilding build/release .*\n"
                                 r"  50% after 31 s: core/lock/b\.cpp\n  100% after 1 min 35 s: bin/holdfast\n"
                                 r"Built build/release in \d+ s\.\n\Z")
        log = (self.tree / "build/release/build.log").read_text(encoding="utf-8")
        self.assertEqual(log.splitlines(), [A, B, C, LINK])

    def test_on_a_terminal_one_line_shows_the_progress(self):
        near, far = pty.openpty()
        process = self.start("build", stdout=subprocess.PIPE, stderr=far)
        os.close(far)
        output = b""
        try:
            while chunk := os.read(near, 4096):
                output += chunk
        except OSError:
            pass  # reading a terminal whose other side is closed fails
        os.close(near)
        process.communicate(timeout=60)
        self.assertIn(b"\r[45%] core/lock/a.cpp\x1b[K\r[50%] core/lock/b.cpp\x1b[K", output)
        self.assertRegex(output, rb"\r\x1b\[KBuilt build/release in \d+ s\.\r\n\Z")

    def test_it_prints_nothing_when_nothing_is_to_be_done(self):
        self.assertEqual(self.dev("build")[0], 0)
        self.ninja(todo="ninja: no work to do.")
        self.assertEqual(self.dev("build"), (0, ""))

    def test_a_failure_shows_the_output_of_the_compiler(self):
        self.ninja(A, "FAILED: a.cpp.o", "a.cpp:1: error: no", "ninja: build stopped", code=1)
        code, output = self.dev("build")
        self.assertEqual(code, 1)
        self.assertIn("\nFAILED: a.cpp.o\na.cpp:1: error: no\nninja: build stopped\n./dev: the build failed", output)
        self.assertNotIn("[ninja", output)

    def test_warnings_are_errors_but_not_for_run(self):
        self.ninja(A, "a.cpp:1: warning: odd", B, LINK)
        for name in (A_OBJECT, B_OBJECT):
            self.leave(name, "")
        self.assertEqual(self.dev("run")[0], 0)
        self.assertEqual((self.tree / "options").read_text(encoding="utf-8"), "")

        code, output = self.dev("build")
        self.assertEqual(code, 0, output)
        self.assertEqual((self.tree / "options").read_text(encoding="utf-8"), "-Werror\n")
        self.assertFalse((self.tree / A_OBJECT).exists(), "what was let pass is compiled again")
        self.assertTrue((self.tree / B_OBJECT).exists(), "the others are not")


class Soak(unittest.TestCase):
    """The script behind ./dev soak, with a program in place of CTest."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.tests = []

    def add(self, name: str, script: str, **properties) -> None:
        properties = {"WORKING_DIRECTORY": str(self.folder), **properties}
        self.tests.append({"name": name, "command": ["sh", "-c", script],
                           "properties": [{"name": key, "value": value} for key, value in properties.items()]})

    def soak(self, *arguments: str) -> tuple[int, str]:
        ctest = self.folder / "ctest"
        (self.folder / "listed").write_text(json.dumps({"tests": self.tests}), encoding="utf-8")
        ctest.write_text(f"#!/bin/sh\n[ \"$5\" = '^soak$' ] && cat '{self.folder}/listed'\n", encoding="utf-8")
        ctest.chmod(0o755)
        options = [argument for argument in arguments if argument.startswith("--")]
        result = subprocess.run([sys.executable, "-B", str(SOAK), *options, "build", *arguments[len(options):]], text=True,
                                check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                env={"PATH": f"{self.folder}:{os.environ['PATH']}"})
        return result.returncode, result.stdout

    def test_only_named_tests_run_in_their_long_form(self):
        self.add("ui/tst_jogsoak", "echo soak $HOLDFAST_SOAK $LC_ALL", ENVIRONMENT=["LC_ALL=C.UTF-8"], TIMEOUT=1)
        self.add("lock/tst_lockmodel", "echo not me")
        code, output = self.soak("jog")
        self.assertEqual(code, 0, output)
        self.assertRegex(output, r"\ASoaking ui/tst_jogsoak \.\.\.\nsoak 1 C\.UTF-8\nui/tst_jogsoak passed \(\d+ s\)\.\n\Z")

    def test_minutes_reach_the_test(self):
        self.add("app/clients", "echo for $HOLDFAST_SOAK_MINUTES minutes")
        code, output = self.soak("clients", "15")
        self.assertEqual(code, 0, output)
        self.assertIn("for 15.0 minutes\n", output)
        for wrong in ("0", "-1", "1000", "soon"):
            code, output = self.soak("clients", wrong)
            self.assertEqual(code, 2, output)
            self.assertIn("MINUTES", output)

    def test_an_unknown_name_is_an_error_that_lists_the_names(self):
        self.add("ui/tst_jogsoak", "exit 1")
        for arguments in (("absent",), ("--check", "absent")):
            code, output = self.soak(*arguments)
            self.assertEqual(code, 2)
            self.assertIn('"absent"', output)
            self.assertIn("  ui/tst_jogsoak\n", output)
        self.assertEqual(self.soak("--check", "jog"), (0, ""))

    def test_failed_and_skipped_tests_do_not_count_as_passed(self):
        self.add("a/failed", "exit 3")
        self.add("b/skipped", "exit 77", SKIP_RETURN_CODE=77)
        self.add("c/passed", "exit 0")
        code, output = self.soak("/")
        self.assertEqual(code, 1)
        self.assertIn("a/failed FAILED with exit code 3", output)
        self.assertIn("b/skipped was skipped", output)
        self.assertIn("c/passed passed", output)


class Fuzz(unittest.TestCase):
    """The script behind ./dev fuzz, with a program in place of the fuzzer."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("gate", "head"):
            (self.folder / "tests/fuzz/corpus" / name).mkdir(parents=True)

    def fuzz(self, *arguments: str, script: str = "") -> tuple[int, str]:
        program = self.folder / "build/bin/fuzz_head"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n" + script, encoding="utf-8")
        program.chmod(0o755)
        options = [argument for argument in arguments if argument == "--check"]
        result = subprocess.run([sys.executable, "-B", str(FUZZ), *options, "build", *arguments[len(options):]], text=True, check=False,
                                cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return result.returncode, result.stdout

    def test_without_a_name_it_lists_the_targets(self):
        self.assertEqual(self.fuzz(), (0, "The targets are:\n  gate\n  head\n"))

    def test_nonsense_is_an_error_that_says_what_is_right(self):
        for arguments, part in ((("heat", "1"), "  gate\n  head\n"), (("head",), "for how long?"), (("head", "long"), "number of minutes"),
                                (("head", "0"), "above 0"), (("head", "nan"), "above 0"), (("head", "9999"), "at most 1440"),
                                (("head", "1", "2"), "unrecognized")):
            for check in ((), ("--check",)):
                code, output = self.fuzz(*check, *arguments)
                self.assertEqual(code, 2, output)
                self.assertIn(part, output)
        self.assertEqual(self.fuzz("--check", "head", "0.5"), (0, ""))

    def test_it_says_how_much_was_tried_and_what_is_new(self):
        code, output = self.fuzz("head", "0.5", script="""
[ "$*" = "build/head/inputs tests/fuzz/corpus/head -max_total_time=30 -artifact_prefix=build/head/ -timeout=30 \
-rss_limit_mb=2048 -max_len=4096 -print_final_stats=1" ] || exit 3
echo new >build/head/inputs/a
echo 'INFO: Loaded 1 PC tables (900 PCs): 900 [0x1,0x2), (900 inline 8-bit counters)
#2 INITED cov: 40 ft: 41 corp: 1/1b exec/s: 0 rss: 30Mb
#1234 DONE cov: 55 ft: 60 corp: 2/2b exec/s: 41 rss: 30Mb
stat::number_of_executed_units: 1234
stat::average_exec_per_sec:     41'
""")
        self.assertEqual(code, 0, output)
        self.assertIn("head: 1,234 runs, 41 a second; 55 of 900 places in the code reached; new inputs: 1, in build/head/inputs.\n", output)

    def test_of_a_failure_it_says_how_to_replay_and_keep_the_input(self):
        code, output = self.fuzz("head", "1", script="""
echo '#7 NEW cov: 9 ft: 9 corp: 1/1b exec/s: 7 rss: 30Mb
This does not hold: A head is short.
    #1 0x1 in readHead core/server/http/parse/headparser.cpp:7'
touch build/head/crash-1
exit 77
""")
        self.assertEqual(code, 1, output)
        for part in ("This does not hold: A head is short.\n", "headparser.cpp:7", "Replay it: build/bin/fuzz_head build/head/crash-1\n",
                     "cp build/head/crash-1 tests/fuzz/corpus/head/"):
            self.assertIn(part, output)


if __name__ == "__main__":
    unittest.main()
