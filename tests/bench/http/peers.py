# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that are measured: our own, and those of other projects that can be installed here."""

import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

from contender import Contender

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "interop"))
import run_interop  # noqa: E402 (its environment has LabThings already)
from node_packages import install_locked  # noqa: E402


class CannotInstall(Exception):
    """Says why a peer cannot be installed."""


def ours(programs: Path) -> dict[str, Contender]:
    def program(name: str) -> tuple[str, ...]:
        return (str(programs / name), "{port}")

    def secured(how: str) -> tuple[str, ...]:
        return (*program("serveholdfast"), how, "{folder}")

    return {
        "token": Contender("Holdfast with tokens", secured("token"), is_ours=True, token="token"),
        "tls": Contender("Holdfast with tokens and TLS", secured("tls"), is_ours=True, token="token", scheme="https"),
        "holdfast": Contender("Holdfast", program("serveholdfast"), action="/bench/noop", socket="/bench/ws",
                              is_ours=True),
        "bare": Contender("a bare QHttpServer", program("servebare")),
        "gate": Contender("a bare handler behind the gate", program("servegate")),
        "headless": Contender("the headless program", (str(programs / "holdfast"), "--headless", "--port", "{port}"),
                              property="/stage/moving", is_ours=True),
    }


def labthings(environment: Path) -> dict[str, Contender]:
    with redirect_stdout(sys.stderr):
        cannot = run_interop.prepare(environment, run_interop.REQUIREMENTS, "LabThings")
    if cannot is not None:
        raise CannotInstall("its packages cannot be installed (see above)")
    command = (str(environment / "bin" / "python"), "-B", str(HERE / "servelabthings.py"), "{port}")

    def contender(name: str, *more: str) -> Contender:
        return Contender(name, command + more, action="/bench/noop", socket="/bench/ws")

    return {"labthings": contender("LabThings"), "labthings_lock": contender("LabThings with its lock", "--lock")}


def nodewot(folder: Path) -> dict[str, Contender]:
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise CannotInstall("there is no npm")
    why_not = install_locked(folder, HERE)
    if why_not is not None:
        raise CannotInstall(f"npm said: {why_not}")
    command = ("node", str(HERE / "servenodewot.js"), str(folder), "{port}")
    return {"nodewot": Contender("node-wot", command, property="/bench/properties/number",
                                 action="/bench/actions/noop")}


def all_contenders(programs: Path, packages: Path) -> tuple[dict[str, Contender], list[str]]:
    """Returns all contenders by their keys, and notes about those that cannot be installed."""
    found = ours(programs)
    notes = []
    for name, make in (("LabThings", lambda: labthings(packages / "labthings")),
                       ("node-wot", lambda: nodewot(packages / "bench-nodewot"))):
        try:
            found |= make()
        except CannotInstall as reason:
            notes.append(f"{name} was not measured: {reason}.")
    return found, notes
