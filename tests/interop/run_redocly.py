#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets Redocly check /openapi.json.

Usage: run_redocly.py --environment DIRECTORY --program HOLDFAST

Exits with 77 (skipped) where there is no Node.js that it runs on (Debian 12 has an older one): another
validator checks the document in any case. Otherwise it behaves like run_interop.py when it cannot be installed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from holdfast_process import GENEROUS, HoldfastProcess
from node_packages import install, lacks_node
from run_interop import HERE, skipped

PACKAGE = "@redocly/cli@2.77.0"
NODE_MAJOR = 20
SKIPPED = 77


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    arguments = parser.parse_args()
    environment = arguments.environment.resolve()
    lacking = lacks_node(NODE_MAJOR)
    if lacking is not None:
        print(f"Redocly was not tried: {lacking}")
        return SKIPPED
    why_not = install(environment, PACKAGE)
    if why_not is not None:
        return skipped(f"Redocly was not tried: {why_not}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = HoldfastProcess(str(arguments.program.resolve()), folder)
        try:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"{server.origin}/openapi.json", timeout=GENEROUS) as answer:
                (folder / "openapi.json").write_bytes(answer.read())
        finally:
            server.end()
        variables = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
        command = [str(environment / "node_modules" / ".bin" / "redocly"), "lint", "openapi.json",
                   f"--config={HERE / 'redocly.yaml'}"]
        return subprocess.run(command, cwd=folder, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
