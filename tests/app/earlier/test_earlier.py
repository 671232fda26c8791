#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets Holdfast go on with the files of the versions before it. Usage: test_earlier.py PROGRAM

Each folder beside this file has what one version has left behind: see record_version.py.
"""

import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from earlierfiles import CONFIGURATION, HISTORY, JOURNAL, HoldfastProcess, database_from_text, request, wait_until

HERE = Path(__file__).resolve().parent
VERSIONS = sorted(folder.name for folder in HERE.iterdir() if (folder / HISTORY).exists())
PROGRAM = ""


class Earlier(unittest.TestCase):
    def settings_of(self, version: str) -> Path:
        """Returns a folder for a Holdfast, with the files of the version below settings/."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        settings = Path(folder.name) / "settings"
        shutil.copytree(HERE / version, settings)
        (settings / HISTORY).unlink()
        journal = (settings / JOURNAL).with_suffix(".sql")
        database_from_text(journal.read_text(encoding="utf-8"), settings / JOURNAL)
        journal.unlink()
        return Path(folder.name)

    def start(self, folder: Path) -> HoldfastProcess:
        server = HoldfastProcess(PROGRAM, folder, CONFIGURATION)
        self.addCleanup(server.end)
        return server

    def get(self, server: HoldfastProcess, path: str) -> Any:
        status, answer = request("GET", server.url + path)
        self.assertEqual(status, 200, answer)
        return answer

    def test_there_is_one_of_each_version(self):
        self.assertIn("0.1.0", VERSIONS)

    def test_the_journal_tells_what_it_told_then(self):
        for version in VERSIONS:
            with self.subTest(version):
                told = json.loads((HERE / version / HISTORY).read_text(encoding="utf-8"))["entries"]
                self.assertGreater(len(told), 10)
                server = self.start(self.settings_of(version))
                wait_until(lambda: self.get(server, "/lock/history?kind=run_begun&limit=1")["entries"][0]["at"]
                           > told[0]["at"], "the journal has the new run")
                tells = self.get(server, "/lock/history?limit=1000")["entries"]
                by_id = {entry["id"]: entry for entry in tells}
                for entry in told:
                    # A version may tell more of an entry than the one that wrote it.
                    again = by_id[entry["id"]]
                    self.assertEqual({key: again.get(key) for key in entry}, entry)
                ids = [entry["id"] for entry in told]
                self.assertEqual([entry["id"] for entry in tells if entry["id"] in set(ids)], ids, "in the same order")
                self.assertEqual(self.get(server, "/lock/history?limit=1")["journal"]["state"], "writing")

    def test_settings_and_the_state_of_the_lock_are_taken_over(self):
        for version in VERSIONS:
            with self.subTest(version):
                folder = self.settings_of(version)
                server = self.start(folder)
                self.assertEqual(self.get(server, "/camera/exposure_time"), 800)
                self.assertAlmostEqual(self.get(server, "/camera/analogue_gain"), 2.5, delta=0.02)
                lock = self.get(server, "/lock")
                self.assertEqual((lock["mode"], lock["mode_reason"]), ("stopped", "smoke"))
                told = json.loads((HERE / version / HISTORY).read_text(encoding="utf-8"))["entries"]
                self.assertGreaterEqual(lock["generation"], max(entry["generation"] or 0 for entry in told))
                self.assertEqual([file.name for file in (folder / "settings").rglob("*.bad-*")], [])

    def test_it_writes_on_in_the_same_files(self):
        for version in VERSIONS:
            with self.subTest(version):
                folder = self.settings_of(version)
                server = self.start(folder)
                self.assertEqual(request("DELETE", f"{server.url}/stop")[0], 200)
                self.assertEqual(request("PUT", f"{server.url}/camera/exposure_time", 1200)[0], 201)
                server.end()
                server = self.start(folder)
                exposure = self.get(server, "/camera/exposure_time")
                self.assertLess(abs(exposure - 1200), 30, "the sensor exposes for whole lines")
                self.assertEqual(self.get(server, "/lock")["mode"], "shared")


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
