# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scrape of the running program after some requests, and the names in it."""

import json
import re
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "interop"))

from holdfast_process import GENEROUS, HoldfastProcess, wait_until  # noqa: E402

DASHBOARD = ROOT / "docs" / "monitoring" / "holdfast-dashboard.json"
ALERTS = ROOT / "docs" / "monitoring" / "holdfast-alerts.yml"
PAGE = ROOT / "docs" / "monitoring.md"

NAME = re.compile(r"\b(?:holdfast|process)_[a-z_]+\b")


def send(method: str, url: str, body: str | None = None) -> str:
    """Returns the answer, with any status."""
    request = urllib.request.Request(url, method=method, data=None if body is None else body.encode())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=GENEROUS) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()


def scrape(program: str) -> str:
    """Returns /metrics of a server after some requests. It is in a lab that it cannot reach."""
    configuration = json.loads((ROOT / "resources" / "default.json").read_text(encoding="utf-8"))
    configuration["lab"] = {"station": "scope", "endpoints": ["http://127.0.0.1:1"]}
    with tempfile.TemporaryDirectory() as folder:
        server = HoldfastProcess(program, Path(folder), configuration)
        try:
            send("POST", f"{server.url}/stage/move_relative", '{"x": 3000}')
            wait_until(lambda: json.loads(send("GET", f"{server.url}/lock"))["held"], "the move has the lock")
            send("POST", f"{server.url}/stage/move_relative", '{"y": 10}')
            send("GET", f"{server.url}/made-up-place")
            send("POST", f"{server.url}/stop", "{}")
            return wait_until(lambda: with_ended_invocation(send("GET", f"{server.origin}/metrics")),
                              "an invocation is counted")
        finally:
            server.end()


def with_ended_invocation(text: str) -> str | None:
    return text if "\nholdfast_invocations_total{" in text else None


def samples(text: str) -> set[str]:
    """Returns the names of all samples; those of a histogram have their suffixes."""
    return {re.split(r"[{ ]", line)[0] for line in text.splitlines() if line and not line.startswith("#")}


def families(text: str) -> set[str]:
    return {line.split(" ")[2] for line in text.splitlines() if line.startswith("# TYPE ")}


def family(sample: str, known: set[str]) -> str:
    """Returns the family of a sample."""
    for suffix in ("_bucket", "_sum", "_count"):
        if sample.endswith(suffix) and sample.removesuffix(suffix) in known:
            return sample.removesuffix(suffix)
    return sample


def dashboard_expressions() -> list[str]:
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    return [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]


def alert_expressions() -> list[str]:
    return re.findall(r"^\s+expr: (.+)$", ALERTS.read_text(encoding="utf-8"), re.MULTILINE)


def names_in(expressions: list[str]) -> set[str]:
    return {name for expression in expressions for name in NAME.findall(expression)}
