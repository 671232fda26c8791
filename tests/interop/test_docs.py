# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the examples of the documentation for scripts unchanged."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from holdfast_server import GENEROUS, HoldfastServer

PAGE = Path(__file__).resolve().parents[2] / "docs" / "script.md"
BLOCKS = re.findall(r"^```(bash|python)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def test_there_is_something_to_run() -> None:
    assert {language for language, _ in BLOCKS} == {"bash", "python"}


@pytest.mark.parametrize("language, code", BLOCKS, ids=[code.split("\n", 1)[0] for _, code in BLOCKS])
def test_the_example_works_as_it_stands(server: HoldfastServer, language: str, code: str) -> None:
    command = ["bash", "-euo", "pipefail", "-c"] if language == "bash" else [sys.executable, "-c"]
    before = server.get("/lock")["generation"]
    ran = subprocess.run([*command, code], env={**os.environ, "HOLDFAST_URL": server.url}, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=4 * GENEROUS,
                         check=False)
    assert ran.returncode == 0, ran.stdout
    assert server.get("/lock/leases") == [], "it gives its lease back"
    assert server.get("/lock")["generation"] > before, "it had the lock"
