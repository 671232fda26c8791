#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the pictures that a running Holdfast takes read by OpenFlexure's own reader, by tifffile, and by the schema of OME.

Usage: run_pictures.py --environment DIRECTORY --program HOLDFAST [pytest's arguments]

Exits with 77 (skipped) when the readers cannot be installed, see run_interop.py.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from run_interop import HERE, clean_environment, prepare

REQUIREMENTS = [HERE / "pictures-requirements.txt", HERE / "pictures-constraints.txt"]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    arguments, for_pytest = parser.parse_known_args()
    environment = arguments.environment.resolve()
    cannot = prepare(environment, REQUIREMENTS, "OpenFlexure's reader of pictures")
    if cannot is not None:
        return cannot
    folder = HERE / "pictures"
    command = [str(environment / "bin" / "python"), "-m", "pytest", f"--rootdir={HERE}", f"--confcutdir={folder}",
               "-c", str(HERE / "pytest.ini"), f"--program={arguments.program.resolve()}", str(folder), *for_pytest]
    variables = {**clean_environment(), "PYTHONPATH": str(HERE)}
    # None of pytest's own exit codes may be taken for a skip.
    return 0 if subprocess.run(command, env=variables, cwd=HERE, check=False).returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
