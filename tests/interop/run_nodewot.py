#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets node-wot's consumer use Holdfast by its Thing Descriptions alone.

Usage: run_nodewot.py --environment DIRECTORY --program HOLDFAST --rich PROGRAM

The tests are in nodewot/. Exits with 77 (skipped) where there is no npm or too old a Node.js; Debian's npm
is some 350 packages, so ./dev does not install it. Otherwise it behaves like run_interop.py when it cannot be installed.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from holdfast_process import HoldfastProcess
from node_packages import install_locked, lacks_node
from run_interop import HERE, SKIPPED, clean_environment, skipped

NODE_MAJOR = 18
TESTS = HERE / "nodewot"


def trial(program: Path, environment: Path, test: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        server = HoldfastProcess(str(program), Path(folder))
        try:
            variables = {**clean_environment(), "NODE_PATH": str(environment / "node_modules"),
                         "HOLDFAST_URL": server.url}
            return subprocess.run(["node", "--test", str(TESTS / test)], env=variables,
                                  cwd=folder, check=False).returncode
        finally:
            server.end()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--rich", type=Path, required=True)
    arguments = parser.parse_args()
    environment = arguments.environment.resolve()
    lacking = lacks_node(NODE_MAJOR)
    if lacking is not None:
        print(f"node-wot was not tried: {lacking}")
        return SKIPPED
    why_not = install_locked(environment, TESTS)
    if why_not is not None:
        return skipped(f"node-wot was not tried: {why_not}")
    results = [trial(arguments.program.resolve(), environment, "microscope.test.js"),
               trial(arguments.rich.resolve(), environment, "rich.test.js")]
    return 0 if results == [0, 0] else 1


if __name__ == "__main__":
    sys.exit(main())
