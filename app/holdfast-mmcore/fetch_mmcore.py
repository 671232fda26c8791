#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches the sources of MMCore, and adapters to try them with, from PyPI. Needs Python with venv.

Usage: fetch_mmcore.py FOLDER

Unpacks into FOLDER: pymmcore, the source distribution, in which subprojects/ has MMCore and MMDevice; and adapters, the
folder with Micro-Manager's demo adapters and its demo configuration. Both belong together: MMCore loads only adapters for
its own device interface, the fourth part of its version. Does nothing when FOLDER has them already. Exits with 1, and
the reason, when it cannot fetch them.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

SOURCES = "pymmcore==12.5.1.75.0"
SOURCES_SHA256 = "30e7dc47d76fd774fc4b34b27c77565d6d523d819575dbb4731b04035c123d76"
ADAPTERS = "mm-test-adapters==75.20261014.post1"
# pip asks a source distribution for its metadata even if it is only to download it. The real answer would take a compiler
# and some minutes, and what is asked is known here.
BACKEND = '''
import pathlib

def get_requires_for_build_wheel(config_settings=None):
    return []

def prepare_metadata_for_build_wheel(folder, config_settings=None):
    name = "pymmcore-12.5.1.75.0.dist-info"
    made = pathlib.Path(folder, name)
    made.mkdir()
    made.joinpath("METADATA").write_text("Metadata-Version: 2.1\\nName: pymmcore\\nVersion: 12.5.1.75.0\\n")
    return name
'''


class CannotFetch(Exception):
    """Says why something could not be fetched."""


def run(what: str, *command: str, backend: Path | None = None) -> None:
    variables = dict(os.environ)
    if backend is not None:
        variables["PYTHONPATH"] = str(backend)
    result = subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, check=False)
    if result.returncode != 0:
        raise CannotFetch(f"{what}:\n{result.stdout.strip()}")


def download(python: Path, folder: Path, *arguments: str) -> None:
    run(f"{arguments[-1]} cannot be downloaded", str(python), "-m", "pip", "download", "--quiet", "--no-input",
        "--disable-pip-version-check", "--retries", "2", "--no-deps", "--dest", str(folder), *arguments,
        backend=folder / "backend")


def only_file(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise CannotFetch(f"pip has left {len(found)} files {pattern} instead of one")
    return found[0]


def make(folder: Path) -> None:
    """Fetches everything. The folders are moved to their places last."""
    work = folder / "unfinished"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "backend").mkdir()
    (work / "backend" / "mesonpy.py").write_text(BACKEND, encoding="utf-8")
    python = Path(sys.executable)
    if importlib.util.find_spec("pip") is None:
        environment = work / "environment"
        run("no virtual environment can be made (on Debian that takes the package python3-venv)",
            sys.executable, "-m", "venv", str(environment))
        python = environment / "bin" / "python"

    download(python, work, "--no-build-isolation", "--no-binary", "pymmcore", SOURCES)
    archive = only_file(work, "pymmcore-*.tar.gz")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SOURCES_SHA256:
        raise CannotFetch(f"{archive.name} is not the file that it was: its SHA-256 differs")
    (work / "sources").mkdir()
    run(f"{archive.name} cannot be unpacked", "tar", "-xf", str(archive), "-C", str(work / "sources"))
    download(python, work, "--only-binary", ":all:", ADAPTERS)
    with zipfile.ZipFile(only_file(work, "mm_test_adapters-*.whl")) as wheel:
        wheel.extractall(work / "wheel")

    for name in ("pymmcore", "adapters"):
        shutil.rmtree(folder / name, ignore_errors=True)
    only_file(work / "sources", "pymmcore-*").rename(folder / "pymmcore")
    (work / "wheel" / "mm_test_adapters" / "libs").rename(folder / "adapters")
    shutil.rmtree(work)


def fetch(folder: Path) -> None:
    """Fetches everything, unless the folder has it. Throws CannotFetch."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "made-for"
    wanted = f"{SOURCES} {SOURCES_SHA256} {ADAPTERS}\n"
    with open(folder / ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            return
        stamp.unlink(missing_ok=True)
        make(folder)
        stamp.write_text(wanted, encoding="utf-8")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    try:
        fetch(Path(sys.argv[1]).resolve())
    except CannotFetch as reason:
        print(f"MMCore was not fetched: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
