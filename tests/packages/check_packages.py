#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks Debian packages of Holdfast in a clean Debian: installs, runs, upgrades, removes and purges them.

Usage: check_packages.py --root FOLDER --report FILE --sources FOLDER [--base] [--architecture ARCHITECTURE] NEW [OLD]

Runs as root for ./dev package. FOLDER is a minimal Debian with /proc and /dev, which is thrown away afterwards; NEW and OLD are folders
with the packages, OLD with those of an earlier version. With --base the programs of OLD are those of an earlier commit, which did not know
systemd. With an architecture the packages are those of another kind of computer: the programs run in an emulator, and
there are no earlier ones. Prints a line for each failure, and nothing when all is well. What was seen (sizes, times, memory, what is
left on the disk) is written to FILE.
"""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

from checking import Failed, Report, require, run
from debianroot import Debian, names_in, package_in
from families import check_families, network, serving
from packagefiles import check_desktop, check_hardening, check_lintian, check_sizes, check_texts, check_units
from service import NETWORK_OF, check_service, kept_files
from starts import check_start, check_window


def change_configuration(debian: Debian) -> str:
    path = debian.root / "etc/holdfast/holdfast.json"
    changed = path.read_text(encoding="utf-8").replace('"port": 5000', '"port": 5123')
    path.write_text(changed, encoding="utf-8")
    return changed


def require_no_window(debian: Debian) -> None:
    require("libqt6widgets6" not in debian.packages() and "libqt6gui6" not in debian.packages(),
            "holdfast-server needs a library for windows")


def check_upgrade(report: Report, debian: Debian, new: Path, old: Path, base: bool) -> None:
    """Upgrades the service: its configuration, its settings and its journal stay, and are read."""
    debian.install(old, "holdfast-server", "holdfastctl")
    before = debian.run("holdfastctl", "--version").strip()
    if not base:
        require_no_window(debian)
    entries = check_service(report, debian, 5000, notifies=not base)
    changed = change_configuration(debian)
    kept = kept_files(debian)

    debian.install(new, "holdfast-server", "holdfastctl")
    version = debian.run("dpkg-query", "-W", "-f", "${Version}", "holdfast-server")
    require(f"_{version}_" in package_in(new, "holdfast-server").name, f"the version after the upgrade is {version}")
    require((debian.root / "etc/holdfast/holdfast.json").read_text(encoding="utf-8") == changed,
            "the upgrade has changed the configuration")
    require(kept_files(debian) == kept, "the upgrade has changed what the service keeps")
    after = check_service(report, debian, 5123, remembered=entries)
    camera = debian.root / "var/lib/holdfast/settings/camera/Settings-SimulatedCamera.json"
    require(json.loads(camera.read_text(encoding="utf-8"))["exposure_time"] == 700, "the exposure is not kept")
    report.add("upgrade", "\n".join([
        f"from {package_in(old, 'holdfast-server').name} ({before}) to {package_in(new, 'holdfast-server').name}"
        f" ({debian.run('holdfastctl', '--version').strip()})",
        f"entries of the journal before: {len(entries)}, at the end: {len(after)}, none of the first is missing",
        *[f"kept: /{path.relative_to(debian.root)}, {len(content)} bytes" for path, content in sorted(kept.items())]]))


def check_removal(report: Report, debian: Debian, before: set[str]) -> None:
    """Removes and purges everything: only what the service keeps is left of what was not there before."""
    names = debian.own_packages()
    report.add("packages that are removed", "\n".join(names))
    debian.run("apt-get", "remove", "-qq", "-y", *names)
    report.add("left after remove", "\n".join(sorted(debian.files() - before)))
    configuration = debian.root / "etc/holdfast/holdfast.json"
    require(configuration.exists(), "removing the packages has removed the configuration")
    debian.run("dpkg", "--purge", *names)
    debian.run("apt-get", "autoremove", "--purge", "-qq", "-y")
    left = debian.files() - before
    report.add("left after purge", "\n".join(sorted(left)))
    require(not configuration.exists(), "purging the packages has not removed the configuration")
    others = [path for path in left if not re.match(r"/var/lib/holdfast(/|$)", path)]
    require(not others, f"left after purge: {others}")
    require("/var/lib/holdfast/settings/camera/Settings-SimulatedCamera.json" in left, "purging has removed what the user has set")


def check_development(report: Report, debian: Debian, new: Path, sources: Path) -> None:
    """Builds the plug-in of the documentation with libholdfast-dev, tests it, and lets a station load it."""
    debian.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "cmake", "g++", "make")
    debian.install(new, "holdfast-server", "libholdfast-dev")
    shutil.copytree(sources / "docs/examples/plugin", debian.root / "tmp/plugin")
    said = debian.run("cmake", "-S", "/tmp/plugin", "-B", "/tmp/plugin/build", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_INSTALL_PREFIX=/usr")
    said += debian.run("cmake", "--build", "/tmp/plugin/build", "-j2")
    said += debian.run("ctest", "--test-dir", "/tmp/plugin/build", "--output-on-failure")
    said += debian.run("cmake", "--install", "/tmp/plugin/build")
    things = json.loads((debian.root / "tmp/plugin/holdfast.json").read_text(encoding="utf-8"))["things"]
    with network() as network_of, serving(debian, network_of, 5000, things):
        lamp = "http://127.0.0.1:5000/lamp/brightness"
        run(*NETWORK_OF, network_of, "curl", "-sS", "--fail", "-X", "PUT", "-d", "12.5", "-H", "Content-Type: application/json", lamp)
        said += "brightness: " + run(*NETWORK_OF, network_of, "curl", "-sS", "--fail", lamp).stdout
    require(said.endswith("brightness: 12.5"), said)
    report.add("plug-in, built with libholdfast-dev", said)


def check_installed(report: Report, debian: Debian, arguments: argparse.Namespace, unpacked: Path) -> None:
    debian.prepare()
    before = debian.files()
    check_upgrade(report, debian, arguments.new, arguments.old, arguments.base)
    if arguments.base:
        # The earlier program, which is in the older package of the service too, had a window.
        debian.run("apt-get", "autoremove", "--purge", "-qq", "-y")
    require_no_window(debian)
    check_families(report, debian, arguments.new)
    debian.install(arguments.new, *sorted(names_in(arguments.new)))
    memory = check_start(report, debian)
    check_window(report, debian)
    check_removal(report, debian, before)
    check_development(report, debian, arguments.new, arguments.sources)
    check_units(report, debian, unpacked)
    # The last one, so that all else is tried as well.
    require(memory <= 28, f"holdfast-server uses {memory:.1f} MB (RSS), and should use at most 28")


def check_foreign(report: Report, debian: Debian, arguments: argparse.Namespace) -> None:
    """Runs packages of another architecture."""
    debian.prepare()
    before = debian.files()
    debian.install(arguments.new, *sorted(names_in(arguments.new)))
    require_no_window(debian)
    said = debian.run(*debian.emulator, "/usr/bin/holdfastctl", "--version")
    report.add("holdfastctl in the emulator", said + run("file", "-b", debian.root / "usr/bin/holdfastctl").stdout)
    check_service(report, debian, 5000)
    check_removal(report, debian, before)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--base", action="store_true")
    parser.add_argument("--architecture", default="")
    parser.add_argument("new", type=Path)
    parser.add_argument("old", type=Path, nargs="?")
    arguments = parser.parse_args()
    report = Report(arguments.report)
    debian = Debian(arguments.root, arguments.architecture)
    unpacked = arguments.root.parent / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    for package in arguments.new.glob("*.deb"):
        run("dpkg-deb", "-x", package, unpacked)
    checks = [lambda: check_sizes(report, arguments.new), lambda: check_lintian(report, arguments.new),
              lambda: check_hardening(report, unpacked, arguments.sources), lambda: check_texts(report, unpacked)]
    if arguments.architecture:
        checks += [lambda: check_foreign(report, debian, arguments)]
    else:
        checks += [lambda: check_desktop(report, unpacked), lambda: check_installed(report, debian, arguments, unpacked)]
    failed = 0
    for check in checks:
        try:
            check()
        except Failed as failure:
            failed = 1
            print(failure, file=sys.stderr)
    shutil.rmtree(unpacked, ignore_errors=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
