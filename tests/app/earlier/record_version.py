#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records the files that a version of Holdfast leaves behind, for test_earlier.py.

Usage: record_version.py PROGRAM FOLDER

To be run once for each version that is released, with its program and a new folder beside this file: 0.1.0 was recorded so.
FOLDER then has the settings, the state of the lock, and the journal as SQL; and history.json, which is what the program
itself said of its journal.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from earlierfiles import CONFIGURATION, HISTORY, JOURNAL, HoldfastProcess, database_as_text, request, wait_until


def use(url: str) -> None:
    """Does with the server what leaves something in its files, and stops it at last."""
    def checked(method: str, path: str, body: object = None, status: int = 200, **headers: str) -> object:
        answered, answer = request(method, url + path, body, **headers)
        assert answered == status, (method, path, answered, answer)
        return answer

    def is_held() -> bool:
        return checked("GET", "/lock")["owner"] is not None

    scan, anna = {"Holdfast_Client": "tile scan"}, {"Holdfast_Client": "Anna Müller"}
    checked("PUT", "/camera/exposure_time", 800, 201, **scan)
    checked("PUT", "/camera/analogue_gain", 2.5, 201, **anna)
    checked("POST", "/stage/move_relative", {"x": 60_000}, 201, **scan)
    wait_until(is_held, "the move has the lock")
    checked("PUT", "/camera/exposure_time", 900, 409, **anna)
    generation = checked("GET", "/lock")["generation"]
    checked("POST", "/lock/ask", {"reason": "five minutes, please", "generation": generation}, **anna)
    checked("POST", "/lock/break", {"reason": "the scan hangs", "generation": generation}, **anna)
    wait_until(lambda: not is_held(), "the broken move is over")
    lease = checked("POST", "/lock/leases", {"label": "night run", "note": "until six"}, 201, **anna)
    checked("POST", "/stage/move_relative", {"y": 10}, 201, Lock_Token=lease["token"])
    wait_until(lambda: not checked("GET", "/stage/moving"), "the move is over")
    checked("DELETE", f"/lock/leases/{lease['id']}", None, 204, Lock_Token=lease["token"])
    checked("PUT", "/lock/mode", {"mode": "local_only", "reason": "adjusting the lamp"})
    checked("PUT", "/camera/exposure_time", 900, 409, **scan)
    checked("PUT", "/lock/mode", {"mode": "shared"})
    checked("POST", "/stop", {"reason": "smoke"}, **anna)


def main() -> int:
    program, target = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = HoldfastProcess(program, folder, CONFIGURATION)
        try:
            use(server.url)
            # Entries are written a moment after what they tell of.
            wait_until(lambda: request("GET", f"{server.url}/lock/history?kind=mode")[1]["entries"][0]["reason"] == "smoke",
                       "the stop is in the journal")
            _, history = request("GET", f"{server.url}/lock/history?limit=1000")
        finally:
            server.end()
        shutil.copytree(folder / "settings", target, ignore=shutil.ignore_patterns("*.lock"))
        journal = target / JOURNAL
        journal.with_suffix(".sql").write_text(database_as_text(journal), encoding="utf-8")
        for file in target.glob(f"{JOURNAL}*"):
            file.unlink()
        (target / HISTORY).write_text(json.dumps(history, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
