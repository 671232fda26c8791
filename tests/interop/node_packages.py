# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs third-party software from npm. Needs only Python."""

import fcntl
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def lacks_node(major: int) -> str | None:
    """Returns why software that needs this Node.js cannot run here, or None."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "there is no npm"
    version = subprocess.run(["node", "--version"], stdout=subprocess.PIPE, text=True, check=False).stdout
    found = version.strip().lstrip("v").split(".")[0]
    if not found.isdigit() or int(found) < major:
        return f"Node.js is {version.strip()}, and should be {major} or newer"
    return None


def install_locked(folder: Path, manifest: Path) -> str | None:
    """Installs the packages of package.json and package-lock.json, unless they are installed already.
    Returns why that could not be done, or None."""
    files = [manifest / "package.json", manifest / "package-lock.json"]
    wanted = "".join(file.read_text(encoding="utf-8") for file in files)
    return _install(folder, wanted, ["ci"], files)


def install(folder: Path, package: str) -> str | None:
    """Does the same with one package, by its name and version."""
    return _install(folder, package, ["install", "--no-save", package], [])


def _install(folder: Path, wanted: str, arguments: list[str], files: Sequence[Path]) -> str | None:
    folder.mkdir(parents=True, exist_ok=True)
    made_for = folder / "made-for"
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made_for.exists() and made_for.read_text(encoding="utf-8") == wanted:
            return None
        made_for.unlink(missing_ok=True)
        for file in files:
            shutil.copy(file, folder)
        result = subprocess.run(["npm", *arguments, "--prefix", str(folder), "--no-audit", "--no-fund",
                                 "--ignore-scripts"], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if result.returncode != 0:
            return result.stdout.strip()
        made_for.write_text(wanted, encoding="utf-8")
    return None
