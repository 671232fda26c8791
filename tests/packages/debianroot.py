# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Debian in a folder, in which packages are tried."""

import re
import shutil
from pathlib import Path

from checking import require, run

# What apt and other packages write, whatever is installed.
VOLATILE = re.compile(r"/(proc|sys|dev|tmp|run|root)/|/var/(cache|log|lib/(dpkg|apt|systemd|ucf))/|/etc/(ld\.so\.cache|mailcap|.*-)$"
                      r"|/usr/share/mime/|/usr/share/glib-2\.0/|/__pycache__/|\.cache$|/var/lib/dbus/|/etc/(passwd|group|g?shadow)$")
# What runs the programs of another architecture on this computer.
EMULATORS = {"arm64": ["qemu-aarch64-static"]}


class Debian:
    """A Debian in a folder. With an architecture its packages of Holdfast are those of another kind of computer."""

    def __init__(self, root: Path, architecture: str = ""):
        self.root = root
        self.architecture = architecture
        #: What stands before a program of Holdfast's that is run in there.
        self.emulator: list[str] = EMULATORS[architecture] if architecture else []

    def run(self, *command: object, **more: object) -> str:
        return run("chroot", self.root, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
                   "DEBIAN_FRONTEND=noninteractive", *command, **more).stdout

    def prepare(self) -> None:
        """Fetches the lists of packages, and installs what it takes to run the programs."""
        if self.architecture:
            self.run("dpkg", "--add-architecture", self.architecture)
        self.run("apt-get", "update", "-qq")
        if self.architecture:
            self.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "qemu-user-static")

    def install(self, folder: Path, *names: str) -> None:
        inside = self.root / "tmp/packages"
        shutil.rmtree(inside, ignore_errors=True)
        inside.mkdir()
        for name in names:
            shutil.copy(package_in(folder, name), inside)
        self.run("sh", "-c", "apt-get install -qq -y --no-install-recommends -o Dpkg::Options::=--force-confold"
                             " /tmp/packages/*.deb")

    def files(self) -> set[str]:
        """Returns all files and folders that no package of Debian owns."""
        said = run("find", self.root, "-xdev", "-printf", "/%P\n").stdout.splitlines()
        owned = set()
        for listing in (self.root / "var/lib/dpkg/info").glob("*.list"):
            owned |= set(listing.read_text(encoding="utf-8").splitlines())
        real = {path if not path.startswith(("/bin/", "/sbin/", "/lib")) else "/usr" + path for path in owned}
        return {path for path in said if path not in owned | real and not VOLATILE.search(path)}

    def packages(self) -> set[str]:
        return set(self.run("dpkg-query", "-W", "-f", "${db:Status-Abbrev}${Package}\n").replace("ii ", "").split("\n"))

    def own_packages(self) -> list[str]:
        """Returns which packages of Holdfast are installed, each as apt calls it."""
        lines = self.run("dpkg-query", "-W", "-f", "${db:Status-Abbrev}${binary:Package}\n").splitlines()
        return sorted(line.removeprefix("ii ") for line in lines if line.startswith("ii ") and "holdfast" in line)


def package_in(folder: Path, name: str) -> Path:
    found = list(folder.glob(f"{name}_*.deb"))
    require(len(found) == 1, f"{folder} should have one package {name}, and has {len(found)}")
    return found[0]


def names_in(folder: Path) -> set[str]:
    return {package.name.split("_")[0] for package in folder.glob("*.deb")}
