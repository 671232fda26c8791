# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is used without mercy, and the clients that do it. Needs only Python."""

import http.client
import json
import os
import random
import sys
import threading
import traceback
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "interop"))

from holdfast_process import GENEROUS, HoldfastProcess, wait_until  # noqa: E402, F401

SOAK = os.environ.get("HOLDFAST_SOAK") == "1"
STEP_X, STEP_Y = 60, 40  # between the tiles of a scan, in motor steps

# A scan lets other clients in after each tile, which takes about a tenth of a second.
CONFIGURATION: dict[str, Any] = {
    "settings_folder": "settings",
    "application_config": {"data_folder": "data"},
    "global_lock_ageing_ms": 20,
    "things": {
        "stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 50_000}},
        "camera": {"class": "SimulatedCamera", "kwargs": {"frame_rate": 60}},
        "snake_workflow": "SnakeWorkflow",
        "smart_scan": {"class": "SmartScan", "kwargs": {"reserved_megabytes": 1, "stitcher": "there-is-none"}},
    },
}


def seeded() -> random.Random:
    """Returns the source of all decisions of a run; HOLDFAST_SEED repeats them."""
    seed = int(os.environ.get("HOLDFAST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"HOLDFAST_SEED={seed}", flush=True)
    return random.Random(seed)


def plan(columns: int, rows: int) -> dict[str, Any]:
    return {"columns": columns, "rows": rows, "step_x": STEP_X, "step_y": STEP_Y, "autofocus_every": 0, "settling_time": 0.02}


class Gone(Exception):
    """There was no answer: the connection is lost."""


class Client:
    """One connection to a server, with a name."""

    def __init__(self, url: str, label: str, patience: float = GENEROUS):
        parts = urlsplit(url)
        assert parts.hostname and parts.port
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=patience)
        self._label = label

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Returns the status of the answer, and its JSON."""
        fields = {"Content-Type": "application/json", "Holdfast-Client": self._label,
                  **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            self._connection.request(method, path, None if body is None else json.dumps(body), fields)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as lost:
            self._connection.close()
            raise Gone(f"{method} {path}: {lost!r}") from lost
        return answer.status, json.loads(text) if text else None

    def get(self, path: str) -> Any:
        status, answer = self.request("GET", path)
        assert status == 200, (path, status, answer)
        return answer

    def close(self) -> None:
        self._connection.close()


class Worker(threading.Thread):
    """Does something with a server again and again, until it is told to end, or the server is killed."""

    def __init__(self, over: threading.Event):
        super().__init__(name=type(self).__name__, daemon=True)
        self.over = over
        self.failure = ""

    def step(self) -> None:
        raise NotImplementedError

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.step()
        except Gone as gone:
            if not self.over.is_set():
                self.failure = f"{self.name}: the server does not answer any more: {gone}"
        except Exception:
            self.failure = f"{self.name}: {traceback.format_exc()}"


def end_all(workers: list[Worker]) -> None:
    """Waits for the end of all, and fails with what one of them has met."""
    for worker in workers:
        worker.join(2 * GENEROUS)
        assert not worker.is_alive(), f"{worker.name} waits for ever"
    failures = [worker.failure for worker in workers if worker.failure]
    assert not failures, "\n".join(failures)
