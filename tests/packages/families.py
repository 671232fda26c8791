# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the packages with families of devices: a station without one says what to install, and with it starts."""

import contextlib
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Iterator, NamedTuple

from checking import PATIENCE, Failed, Report, require, run, started, wait_until
from debianroot import Debian, names_in
from service import NETWORK_OF, in_network_of_its_own

OPERATOR = 1000
PORT = 5000
UPSTREAM_PORT = 5001


class Family(NamedTuple):
    #: Things of the family, by name.
    things: dict
    #: What the log says because the device is not there; empty when it is.
    fault: str = ""
    #: What is served with status 200.
    path: str = ""


FAMILIES = {
    "holdfast-aravis": [
        Family({"camera": {"class": "AravisCamera", "kwargs": {"id": "no such camera"}}}, fault="no such camera")],
    "holdfast-gstreamer": [
        Family({"camera": {"class": "GStreamerCamera", "kwargs": {"pipeline": "videotestsrc is-live=true ! videoconvert ! appsink"}}},
               path="/camera/snapshot"),
        # What USB cameras need is recommended, and not installed here.
        Family({"camera": {"class": "GStreamerCamera", "kwargs": {"preset": "usb", "device": "/dev/no-such-camera"}}},
               fault="gstreamer1.0-plugins-good")],
    "holdfast-micromanager": [
        Family({"microscope": {"class": "MicroManager", "kwargs": {"config": "MMConfig_demo.cfg"}}}, fault="holdfast-mmcore")],
    "holdfast-remote": [
        Family({"other": {"class": "RemoteServer", "kwargs": {"url": f"http://127.0.0.1:{UPSTREAM_PORT}"}}}, path="/stage/position")],
    "holdfast-sangaboard": [
        Family({"stage": {"class": "SangaboardStage", "kwargs": {"port": "/dev/no-such-board"}}, "light": "SangaIllumination"},
               fault="There is no serial port /dev/no-such-board")],
}


@contextlib.contextmanager
def network() -> Iterator[int]:
    """Makes a network with nothing but loopback, in which stations can have the same ports as others on this computer."""
    with started(["unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep infinity"], text=True,
                 stdout=subprocess.PIPE) as holder:
        require(holder.stdout.readline() == "up\n", "there is no network of its own to be had")
        require(in_network_of_its_own(holder.pid), "the network is this computer's")
        yield holder.pid


@contextlib.contextmanager
def serving(debian: Debian, network_of: int, port: int, things: dict) -> Iterator[Path]:
    """Runs a station of the operator. Yields its log."""
    home = debian.root / f"tmp/station-{port}"
    home.mkdir(exist_ok=True)
    os.chown(home, OPERATOR, OPERATOR)
    (home / "holdfast.json").write_text(json.dumps({"things": things}), encoding="utf-8")
    inside = Path("/") / home.relative_to(debian.root)
    log = debian.root.parent / f"station-{port}.log"
    command = [*NETWORK_OF, network_of, "chroot", f"--userspec={OPERATOR}:{OPERATOR}", "--groups=", debian.root,
               "env", "-i", f"HOME={inside}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8",
               "holdfast-server", "-c", inside / "holdfast.json", "--port", port]
    with log.open("w", encoding="utf-8") as output, started(command, text=True, stdout=subprocess.PIPE, stderr=output) as program:
        line = program.stdout.readline()
        require(" serves " in line, f"holdfast-server with {things} says: {line}\n{log.read_text(encoding='utf-8')}")
        try:
            yield log
        except Failed as failure:
            raise Failed(f"{failure}\n{log.read_text(encoding='utf-8')}") from failure
        program.send_signal(signal.SIGTERM)
        require(program.wait(timeout=PATIENCE) == 0,
                f"holdfast-server with {things} ended with {program.returncode}:\n{log.read_text(encoding='utf-8')}")


def check_missing(debian: Debian, name: str, family: Family) -> str:
    """Checks what a station says that lacks the package."""
    (debian.root / "tmp/missing.json").write_text(json.dumps({"things": family.things}), encoding="utf-8")
    for command in (["holdfast-server", "--check"], ["holdfast-server", "--port", "0"]):
        said = debian.run("timeout", "60", *command, "-c", "/tmp/missing.json", check=False)
        require(f"is not installed: package {name}." in said, f"without {name} {' '.join(command)} says:\n{said}")
    return said


def check_present(debian: Debian, family: Family) -> str:
    """Checks that a station with the package starts, with its device or without. Returns what its log says."""
    with network() as network_of, contextlib.ExitStack() as upstream:
        if family.path:
            upstream.enter_context(serving(debian, network_of, UPSTREAM_PORT, {"stage": "SimulatedStage"}))
        with serving(debian, network_of, PORT, family.things) as log:
            def answers() -> bool:
                return run(*NETWORK_OF, network_of, "curl", "-sS", "--fail", "--max-time", "20", "-o", "/dev/null",
                           f"http://127.0.0.1:{PORT}{family.path}", check=False).returncode == 0

            if family.path:
                wait_until(answers, f"{family.path} is served")
            else:
                wait_until(lambda: family.fault in log.read_text(encoding="utf-8"), f"the log says {family.fault}")
            return log.read_text(encoding="utf-8")


def check_families(report: Report, debian: Debian, new: Path) -> None:
    """Installs each family beside holdfast-server, and removes it again."""
    packed = {name for name in names_in(new) if name.startswith("holdfast-")} - {"holdfast-server"}
    require(packed == set(FAMILIES), f"the families in packages are {sorted(packed)}, and should be {sorted(FAMILIES)}")
    for name, families in FAMILIES.items():
        seen = [check_missing(debian, name, families[0])]
        debian.install(new, name)
        require("holdfast" not in debian.packages(), f"{name} needs the window")
        seen += [check_present(debian, family) for family in families]
        report.add(name, "without it:\n{}\nwith it:\n{}".format(seen[0], "\n".join(seen[1:])))
        debian.run("apt-get", "purge", "-qq", "-y", name)
        debian.run("apt-get", "autoremove", "--purge", "-qq", "-y")
