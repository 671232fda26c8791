#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends a running Holdfast requests that its OpenAPI document allows, and requests that it does not allow.

Usage: run_schemathesis.py --environment DIRECTORY --program HOLDFAST

With HOLDFAST_SOAK=1 it takes longer, and uses other examples each time. No answer may have a status or a form that the document does
not describe, and none may be an internal error. Exits with 77 (skipped) when schemathesis cannot be installed, see run_interop.py.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from holdfast_process import HoldfastProcess
from run_interop import HERE, clean_environment, prepare

REQUIREMENTS = [HERE / "schemathesis-requirements.txt", HERE / "schemathesis-constraints.txt"]
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_headers_conformance", "response_schema_conformance"]
# Streams do not end, and observing waits for changes. A request for a lease waits in line for up to a minute; to save time, leases
# have their own tests.
LEFT_OUT = ["watchLock", "createLease"]
WAITING = "^(observe|open-socket|read-all|watch)-|^getLog$"
IS_SOAK = os.environ.get("HOLDFAST_SOAK") == "1"
# Operations after which others are refused, or which unplug a device: everything else is tried first.
LAST = ["write-stage-connected", "write-camera-connected", "stop", "setLockMode"]


def trial(program: Path, environment: Path, url: str, *selection: str) -> int:
    command = [str(environment / "bin" / "schemathesis"), f"--config-file={HERE / 'schemathesis.toml'}",
               "run", f"{url}/openapi.json", "--url", url, "--checks", ",".join(CHECKS),
               "--phases", "examples,coverage,fuzzing", "--workers", "1",
               *(["--max-examples", "200", "--max-time", "1200"] if IS_SOAK else
                 ["--max-examples", "12", "--max-time", "25", "--generation-deterministic"]),
               "--request-timeout", "20", "--continue-on-failure", "--warnings", "off", "--no-color",
               *selection]
    return subprocess.run(command, env=clean_environment(), cwd=program.parent, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    arguments = parser.parse_args()
    environment = arguments.environment.resolve()
    program = arguments.program.resolve()
    cannot = prepare(environment, REQUIREMENTS, "schemathesis")
    if cannot is not None:
        return cannot

    with tempfile.TemporaryDirectory() as folder:
        server = HoldfastProcess(str(program), Path(folder))
        try:
            most = [f"--exclude-operation-id={name}" for name in LEFT_OUT + LAST]
            most.append(f"--exclude-operation-id-regex={WAITING}")
            last = [f"--include-operation-id={name}" for name in LAST]
            results = [trial(program, environment, server.url, *selection) for selection in (most, last)]
        finally:
            server.end()
    return 0 if results == [0, 0] else 1


if __name__ == "__main__":
    sys.exit(main())
