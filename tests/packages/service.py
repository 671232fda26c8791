# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the service of holdfast-server as systemd would, and checks what it tells systemd."""

import contextlib
import json
import os
import shlex
import signal
import socket
import subprocess
from pathlib import Path
from typing import Callable, Iterator, Sequence

from checking import PATIENCE, Failed, Report, require, run, started, wait_until
from debianroot import Debian

SERVICE = "usr/lib/systemd/system/holdfast-server.service"
# systemd gives a dynamic user a number from 61184 to 65519.
SERVICE_USER = 61184
# Followed by the number of a process: runs a command in the network of that process.
NETWORK_OF = ["nsenter", "-n", "-t"]
READ_ONLY = """
set -e
ip link set lo up
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
mount -t proc -o subset=pid,hidepid=invisible proc "$1/proc"
mount --bind "$1/var/lib/holdfast" "$1/var/lib/holdfast"
mount -o remount,bind,rw "$1/var/lib/holdfast"
shift
exec env WATCHDOG_PID=$$ "$@"
"""


class NotifySocket:
    """The socket on which systemd listens to a service."""

    def __init__(self, path: Path):
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        path.chmod(0o666)
        self._socket.setblocking(False)
        self.told: list[str] = []

    def has(self, line: str, times: int = 1) -> bool:
        with contextlib.suppress(BlockingIOError):
            while True:
                self.told += self._socket.recv(65536).decode().splitlines()
        return sum(told.startswith(line) for told in self.told) >= times


def service_settings(root: Path) -> dict[str, list[str]]:
    settings: dict[str, list[str]] = {}
    for line in (root / SERVICE).read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            settings.setdefault(name, []).append(value.replace("%S", "/var/lib"))
    return settings


def in_network_of_its_own(pid: int) -> bool:
    return os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/self/ns/net")


Curl = Callable[..., str]
# Of the journal: id, kind, time, who, operation.
Entry = tuple


@contextlib.contextmanager
def running_service(debian: Debian, port: int, notifies: bool = True) -> Iterator[tuple[subprocess.Popen, NotifySocket, Curl]]:
    """Runs what the unit says as systemd would: as a user of its own, who may write only its state; without a network.

    It serves at the port. If it does not notify, it is ready when it answers there.
    """
    root = debian.root
    settings = service_settings(root)
    require(settings["DynamicUser"] == ["yes"], "the service has no user of its own")
    state = root / "var/lib" / settings["StateDirectory"][0]
    state.mkdir(exist_ok=True)
    run("chown", "-R", f"{SERVICE_USER}:{SERVICE_USER}", state)
    state.chmod(int(settings["StateDirectoryMode"][0], 8))
    notify = NotifySocket(root / "run/notify")
    environment = ["NOTIFY_SOCKET=/run/notify", "WATCHDOG_USEC=2000000", "HOME=/", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                   *settings["Environment"]]
    command = ["unshare", "--net", "--mount", "--propagation", "private", "sh", "-c", READ_ONLY, "sh", root, *environment,
               "chroot", root, "setpriv", f"--reuid={SERVICE_USER}", f"--regid={SERVICE_USER}", "--clear-groups",
               "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all",
               "sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", settings["WorkingDirectory"][0],
               *debian.emulator, *shlex.split(settings["ExecStart"][0])]
    log = root.parent / "service.log"
    with log.open("w", encoding="utf-8") as output, started(command, stdout=output, stderr=output) as process:
        def curl(*arguments: str) -> str:
            return run(*NETWORK_OF, process.pid, "curl", "-sS", "--max-time", "20", "--fail", *arguments).stdout

        def ready() -> bool:
            if notifies:
                return notify.has("READY=1")
            # Before it has a network of its own, another program may answer.
            return in_network_of_its_own(process.pid) and run(
                *NETWORK_OF, process.pid, "curl", "-sS", "--fail", f"http://127.0.0.1:{port}/things/", check=False).returncode == 0

        try:
            wait_until(lambda: ready() or process.poll() is not None, "the service is ready")
            require(process.poll() is None, f"the service ended:\n{log.read_text(encoding='utf-8')}")
            yield process, notify, curl
        except Failed as failure:
            raise Failed(f"{failure}\n{log.read_text(encoding='utf-8')}") from failure


def check_service(report: Report, debian: Debian, port: int, notifies: bool = True,
                  remembered: Sequence[Entry] = ()) -> list[Entry]:
    """Checks the service. It should remember the given entries of the journal; returns those that it has at last."""
    with running_service(debian, port, notifies) as (process, notify, curl):
        address = f"http://127.0.0.1:{port}"
        if notifies:
            require(notify.has("STATUS=Holdfast serves ") and f" Things at {address}/." in "".join(notify.told),
                    f"its status is {notify.told}")
        require("stage" in json.loads(curl(f"{address}/things/")), "the service does not serve the stage")

        def history() -> list[Entry]:
            entries = json.loads(curl(f"{address}/lock/history?limit=1000"))["entries"]
            return [tuple(entry[name] for name in ("id", "kind", "at", "who", "operation")) for entry in entries]

        lost = set(remembered) - set(history())
        require(not lost, f"the journal has lost {sorted(lost)}")
        curl("-d", '{"x": 10}', "-H", "Content-Type: application/json", f"{address}/stage/move_relative")
        wait_until(lambda: json.loads(curl(f"{address}/stage/position"))["x"] == 10, "the stage moves")
        moves = sum(operation == "stage.move_relative" for *_, operation in remembered)
        wait_until(lambda: sum(operation == "stage.move_relative" for *_, operation in history()) > moves, "the move is in the journal")
        curl("-X", "PUT", "-d", "700", "-H", "Content-Type: application/json", f"{address}/camera/exposure_time")
        if notifies:
            wait_until(lambda: notify.has("WATCHDOG=1", 3), "the watchdog is told that the service is alive")
            maps = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
            for part in ("Widgets", "Qt6Gui", "/platforms/"):
                require(part not in maps, f"the service has loaded {part}")
        report.add(f"service at {address}", "\n".join(
            [*notify.told[:3], Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"),
             Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8")]))
        entries = history()
        process.send_signal(signal.SIGTERM)
        require(process.wait(timeout=PATIENCE) == 0, f"the service ended with {process.returncode}")
        require(not notifies or notify.has("STOPPING=1"), f"the service did not tell that it ends: {notify.told}")
    kept = kept_files(debian)
    for name in ("Settings-SimulatedCamera.json", "lock_state.json", "lock_journal.sqlite"):
        require(name in {path.name for path in kept}, f"the service has not kept {name}, only {sorted(kept)}")
    require(all(path.stat().st_uid == SERVICE_USER for path in kept), "files of the service are another user's")
    return entries


def kept_files(debian: Debian) -> dict[Path, bytes]:
    """Returns what the service keeps, with the contents."""
    return {path: path.read_bytes() for path in (debian.root / "var/lib/holdfast").rglob("*") if path.is_file()}
