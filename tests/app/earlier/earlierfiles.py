# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that a version of Holdfast has left behind, and a Holdfast that goes on with them."""

import json
import sqlite3
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "interop"))

from holdfast_process import GENEROUS, HoldfastProcess, wait_until  # noqa: E402, F401

CONFIGURATION = {"things": {"stage": "SimulatedStage", "camera": "SimulatedCamera", "grid_scan": "GridScan"},
                 "settings_folder": "settings"}
JOURNAL, HISTORY = "lock_journal.sqlite", "history.json"
# What a database of SQLite has beside its tables.
PRAGMAS = ("application_id", "user_version", "auto_vacuum")


def request(method: str, url: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """Returns the status of an answer, and its JSON."""
    headers = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
    asked = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode(),
                                   headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked, timeout=GENEROUS) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or b"null")


def database_as_text(file: Path) -> str:
    """Returns the statements that make a database anew."""
    with sqlite3.connect(file) as database:
        pragmas = [f"PRAGMA {name}={database.execute(f'PRAGMA {name}').fetchone()[0]};" for name in PRAGMAS]
        return "\n".join([*pragmas, *database.iterdump()]) + "\n"


def database_from_text(text: str, file: Path) -> None:
    """Makes a database of these statements."""
    database = sqlite3.connect(file)
    try:
        database.executescript(text)
    finally:
        database.close()
