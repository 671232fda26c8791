#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks Debian packages of Holdfast in a clean Debian: installs, runs, upgrades, removes and purges them.

Usage: check_packages.py --root FOLDER --report FILE --sources FOLDER NEW OLD

Runs as root for ./dev package. FOLDER is a minimal Debian with /proc and /dev, which is thrown away afterwards; NEW and OLD are folders
with the packages, OLD with those of an earlier version. Prints a line for each failure, and nothing when all is well. What was
seen (sizes, times, memory, what is left on the disk) is written to FILE.
"""

import argparse
import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Iterator, Optional

SERVICE = "usr/lib/systemd/system/holdfast-server.service"
PROGRAMS = {"holdfast": "usr/bin/holdfast", "holdfast-server": "usr/bin/holdfast-server", "holdfastctl": "usr/bin/holdfastctl"}
# systemd gives a dynamic user a number from 61184 to 65519.
SERVICE_USER = 61184
OPERATOR = 1000
PATIENCE = 60.0
# What apt and other packages write, whatever is installed.
VOLATILE = re.compile(r"/(proc|sys|dev|tmp|run|root)/|/var/(cache|log|lib/(dpkg|apt|systemd|ucf))/|/etc/(ld\.so\.cache|mailcap|.*-)$"
                      r"|/usr/share/mime/|/usr/share/glib-2\.0/|/__pycache__/|\.cache$|/var/lib/dbus/|/etc/(passwd|group|g?shadow)$")
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


class Failed(Exception):
    """A check that failed."""


def run(*command: object, check: bool = True, **more: object) -> subprocess.CompletedProcess:
    result = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False, **more)
    if check and result.returncode != 0:
        raise Failed(f"{shlex.join(str(word) for word in command)} ended with {result.returncode}:\n{result.stdout}")
    return result


def require(condition: object, what: str) -> None:
    if not condition:
        raise Failed(what)


def wait_until(condition: Callable[[], object], what: str) -> object:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        result = condition()
        if result:
            return result
        time.sleep(0.02)
    raise Failed(f"not within {PATIENCE:.0f} s: {what}")


@contextlib.contextmanager
def started(command: list, **more: object) -> Iterator[subprocess.Popen]:
    """Starts a program, which is killed when a check fails."""
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, **more)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


class Report:
    """What was seen, for the reader of build/package/report.txt."""

    def __init__(self, path: Path):
        self.path = path
        self.path.write_text("", encoding="utf-8")

    def add(self, title: str, text: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"== {title}\n{text.rstrip()}\n\n")


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


class Debian:
    """A Debian in a folder."""

    def __init__(self, root: Path):
        self.root = root

    def run(self, *command: object, **more: object) -> str:
        return run("chroot", self.root, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
                   "DEBIAN_FRONTEND=noninteractive", *command, **more).stdout

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


def package_in(folder: Path, name: str) -> Path:
    found = list(folder.glob(f"{name}_*.deb"))
    require(len(found) == 1, f"{folder} should have one package {name}, and has {len(found)}")
    return found[0]


# --- the packages as files ----------------------------------------------------------------------

def check_lintian(report: Report, packages: Path) -> None:
    said = run("lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "0", *sorted(packages.glob("*.deb")))
    report.add("lintian", said.stdout or "(nothing)")


def check_sizes(report: Report, packages: Path) -> None:
    lines = []
    for package in sorted(packages.glob("*.deb")):
        fields = run("dpkg-deb", "-f", package, "Package", "Version", "Architecture", "Installed-Size", "Depends").stdout
        lines.append(f"{package.name}: {package.stat().st_size / 1024:.0f} kB\n  " + fields.strip().replace("\n", "\n  "))
    report.add("sizes", "\n".join(lines))


def check_hardening(report: Report, unpacked: Path, sources: Path) -> None:
    lines = []
    for name, path in PROGRAMS.items():
        said = run("readelf", "-W", "-h", "-l", "-d", "-n", "-S", "--dyn-syms", unpacked / path).stdout
        sought = {
            "position independent (PIE)": r"Type:\s+DYN \(Position-Independent",
            "relocations are read-only (RELRO)": r"GNU_RELRO",
            "bound at the start (BIND_NOW)": r"FLAGS.*(BIND_NOW|NOW)",
            "stack is not executable": r"GNU_STACK.* RW ",
            "stack protector": r"__stack_chk_fail",
            "_FORTIFY_SOURCE": r"__\w+_chk\b(?<!__stack_chk)",
        }
        for what, pattern in sought.items():
            require(re.search(pattern, said), f"{name} is not hardened: {what}")
        require(".symtab" not in said, f"{name} is not stripped")
        content = (unpacked / path).read_bytes()
        # The files of glibc with which a program begins have no mark for it in Debian 12, so that the program has none either;
        # what was compiled here has the instructions.
        for machine, name_of, instruction in (("X86-64", "endbr64", b"\xf3\x0f\x1e\xfa"), ("AArch64", "bti c", b"\x5f\x24\x03\xd5")):
            if machine in said:
                places = content.count(instruction)
                require(places > 1000, f"{name} is not hardened: control flow ({name_of} at {places} places)")
                marked = "marked" if re.search(r"(x86|AArch64) feature:.*(IBT|BTI)", said) else "not marked, as glibc's start files"
                sought[f"control flow ({name_of} at {places} places, {marked})"] = ""
        for folder in (sources, sources.resolve()):
            require(str(folder).encode() not in content, f"{name} tells that it was built in {folder}")
        lines.append(f"{name}: {', '.join(sought)}, stripped, no build path")
    report.add("hardening (readelf)", "\n".join(lines))


def check_texts(report: Report, unpacked: Path) -> None:
    for name in PROGRAMS:
        page = unpacked / f"usr/share/man/man1/{name}.1.gz"
        require(page.exists(), f"there is no man page of {name}")
        said = run("man", "--warnings", "-l", page, env={"MANWIDTH": "100", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
        require("warning" not in said.stdout, f"the man page of {name} is faulty:\n{said.stdout}")
        report.add(f"man {name}", said.stdout)
    completions = unpacked / "usr/share/bash-completion/completions"

    def offered(program: str, *words: str) -> list[str]:
        script = (f'. "{completions}/{program}"; COMP_WORDS=({program} {shlex.join(words)});'
                  f' COMP_CWORD={len(words)}; _{program.replace("-", "_")}; printf "%s\\n" "${{COMPREPLY[@]}}"')
        return run("bash", "-c", script, cwd=unpacked / "etc").stdout.split()

    require(offered("holdfast", "--head") == ["--headless"], "bash does not complete holdfast --head")
    require(offered("holdfast-server", "-c", "hold") == ["holdfast"], "bash does not complete a file after holdfast-server -c")
    require(offered("holdfastctl", "lo") == ["lock"], "bash does not complete holdfastctl lo")
    require(set(offered("holdfastctl", "lock", "")) == {"status", "watch", "run", "ask", "break"},
            "bash does not complete holdfastctl lock")
    require("--reason" in offered("holdfastctl", "lock", "break", "--re"), "bash does not complete holdfastctl lock break --re")
    for name in PROGRAMS:
        run("zsh", "-n", unpacked / f"usr/share/zsh/vendor-completions/_{name}")
    fish = unpacked / "usr/share/fish/vendor_completions.d"
    for line, expected in (("holdfast --head", "--headless"), ("holdfastctl lo", "lock"), ("holdfastctl lock st", "status"),
                           ("holdfastctl lock break --rea", "--reason"), ("holdfastctl hist", "history")):
        said = run("fish", "--no-config", "-c", f"source {fish / line.split()[0]}.fish; complete -C '{line}'").stdout
        require(expected in [row.split("\t")[0] for row in said.splitlines()], f"fish completes '{line}' with: {said}")
    run("desktop-file-validate", unpacked / "usr/share/applications/holdfast.desktop")
    said = run("appstreamcli", "validate", "--no-net", "--explain", unpacked / "usr/share/metainfo/holdfast.metainfo.xml", check=False)
    report.add("appstreamcli", said.stdout)
    require(said.returncode == 0, f"the AppStream metadata is faulty:\n{said.stdout}")
    json.loads((unpacked / "etc/holdfast/holdfast.json").read_text(encoding="utf-8"))


def check_unit(report: Report, root: Path) -> None:
    """Lets systemd judge the units, the drop-ins too. ROOT has the packages installed."""
    for kind in ("system", "user"):
        unit = root / f"usr/lib/systemd/{kind}/holdfast-server.service"
        copy = root / "tmp/unit" / kind
        copy.mkdir(parents=True)
        # The program is where the unit says only inside; what is judged is the unit.
        text = unit.read_text(encoding="utf-8").replace("/usr/bin/holdfast-server", "/bin/true")
        (copy / unit.name).write_text(text, encoding="utf-8")
        dropins = [None] if kind == "user" else [None, *sorted((root / "usr/share/doc/holdfast-server/examples").glob("*.conf"))]
        for dropin in dropins:
            folder = copy / f"{unit.name}.d"
            shutil.rmtree(folder, ignore_errors=True)
            if dropin:
                folder.mkdir()
                shutil.copy(dropin, folder)
            said = run("systemd-analyze", f"--{kind}", "verify", "--man=no", copy / unit.name, check=False,
                       env={**os.environ, "XDG_RUNTIME_DIR": str(root / "run")})
            relevant = [line for line in said.stdout.splitlines() if "holdfast" in line]
            require(not relevant, f"systemd-analyze verify of the {kind} unit with {dropin}:\n" + "\n".join(relevant))
    said = run("systemd-analyze", "security", "--offline=true", "--no-pager", root / SERVICE)
    report.add("systemd-analyze security", said.stdout)
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    require(level, f"systemd-analyze security says:\n{said.stdout}")
    require(float(level[1]) <= 2.5, f"the exposure level of the service is {level[1]}, and should be at most 2.5")


# --- the packages installed ----------------------------------------------------------------------

def service_settings(root: Path) -> dict[str, list[str]]:
    settings: dict[str, list[str]] = {}
    for line in (root / SERVICE).read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            settings.setdefault(name, []).append(value.replace("%S", "/var/lib"))
    return settings


@contextlib.contextmanager
def running_service(debian: Debian) -> Iterator[tuple[subprocess.Popen, NotifySocket, Callable[..., str]]]:
    """Runs what the unit says as systemd would: as a user of its own, who may write only its state; without a network."""
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
               *shlex.split(settings["ExecStart"][0])]
    log = root.parent / "service.log"
    with log.open("w", encoding="utf-8") as output, started(command, stdout=output, stderr=output) as process:
        def curl(*arguments: str) -> str:
            return run("nsenter", "-t", process.pid, "-n", "curl", "-sS", "--max-time", "20", "--fail", *arguments).stdout

        try:
            wait_until(lambda: notify.has("READY=1") or process.poll() is not None, "the service is ready")
            require(process.poll() is None, f"the service ended:\n{log.read_text(encoding='utf-8')}")
            yield process, notify, curl
        except Failed as failure:
            raise Failed(f"{failure}\n{log.read_text(encoding='utf-8')}") from failure


def check_service(report: Report, debian: Debian, port: int) -> None:
    with running_service(debian) as (process, notify, curl):
        address = f"http://127.0.0.1:{port}"
        require(notify.has("STATUS=Holdfast serves ") and f" Things at {address}/." in "".join(notify.told),
                f"its status is {notify.told}")
        require("stage" in json.loads(curl(f"{address}/things/")), "the service does not serve the stage")
        curl("-d", '{"x": 10}', "-H", "Content-Type: application/json", f"{address}/stage/move_relative")
        wait_until(lambda: json.loads(curl(f"{address}/stage/position"))["x"] == 10, "the stage moves")
        curl("-X", "PUT", "-d", "700", "-H", "Content-Type: application/json", f"{address}/camera/exposure_time")
        wait_until(lambda: notify.has("WATCHDOG=1", 3), "the watchdog is told that the service is alive")
        maps = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
        for part in ("Widgets", "Qt6Gui", "/platforms/"):
            require(part not in maps, f"the service has loaded {part}")
        report.add(f"service at {address}", "\n".join(
            [*notify.told[:3], Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"),
             Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8")]))
        process.send_signal(signal.SIGTERM)
        require(process.wait(timeout=PATIENCE) == 0, f"the service ended with {process.returncode}")
        require(notify.has("STOPPING=1"), f"the service did not tell that it ends: {notify.told}")
    kept = {path.name: path for path in (debian.root / "var/lib/holdfast").rglob("*") if path.is_file()}
    for name in ("Settings-SimulatedCamera.json", "lock_state.json", "lock_journal.sqlite"):
        require(name in kept, f"the service has not kept {name}, only {sorted(kept)}")
    require(all(path.stat().st_uid == SERVICE_USER for path in kept.values()), "files of the service are another user's")


def memory_of(pid: int) -> tuple[float, float]:
    """Returns RSS and PSS in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return tuple(int(re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)[1]) / 1024 for name in ("Rss", "Pss"))


def start_of(debian: Debian, *command: str) -> tuple[float, float, float]:
    """Starts a program. Returns the milliseconds until it serves, and RSS and PSS then."""
    folder = debian.root / "tmp/start"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    begin = time.monotonic()
    with started(["chroot", debian.root, "env", "-i", "XDG_STATE_HOME=/tmp/start", *command], text=True,
                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        line = process.stdout.readline()
        took = (time.monotonic() - begin) * 1000
        rss, pss = memory_of(process.pid)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    require(" serves " in line, f"{command} does not serve: {line}")
    return took, rss, pss


def check_start(report: Report, debian: Debian, times: int = 15) -> None:
    figures: dict[str, list[tuple[float, float, float]]] = {"holdfast": [], "holdfast-server": []}
    for name in figures:
        start_of(debian, name, "--headless", "--port", "0") # so that all is in memory
    for _ in range(times):
        for name, list_of in figures.items():
            list_of.append(start_of(debian, name, "--headless", "--port", "0"))
    median = {name: [statistics.median(column) for column in zip(*list_of)] for name, list_of in figures.items()}
    ratio = median["holdfast-server"][0] / median["holdfast"][0]
    report.add("start", "\n".join(
        [f"{name}: serves after {figure[0]:.1f} ms; {figure[1]:.1f} MB RSS, {figure[2]:.1f} MB PSS (medians of {times})"
         for name, figure in median.items()] + [f"time of holdfast-server by that of holdfast --headless: {ratio:.2f}"]))
    require(median["holdfast-server"][1] <= 28, f"holdfast-server uses {median['holdfast-server'][1]:.1f} MB (RSS)")


def check_window(report: Report, debian: Debian) -> None:
    sockets = debian.root / "tmp/.X11-unix"
    sockets.mkdir(mode=0o1777, exist_ok=True)
    Path("/tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)
    run("mount", "--bind", "/tmp/.X11-unix", sockets)
    home = debian.root / "tmp/operator"
    home.mkdir()
    os.chown(home, OPERATOR, OPERATOR)
    reader, writer = os.pipe()
    screen = ["Xvfb", "-displayfd", writer, "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with started(screen, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        os.close(writer)
        display = ":" + os.read(reader, 100).decode().strip()
        command = ["chroot", f"--userspec={OPERATOR}:{OPERATOR}", "--groups=", debian.root, "env", "-i", "HOME=/tmp/operator", "XDG_RUNTIME_DIR=/tmp/operator",
                   f"DISPLAY={display}", "LANG=C.UTF-8", "holdfast", "--port", "0"]
        log = debian.root.parent / "window.log"
        with log.open("w", encoding="utf-8") as output, \
                started(command, stdout=subprocess.PIPE, stderr=output, text=True) as program:
            line = program.stdout.readline()
            require(" serves " in line, f"holdfast under Xvfb says: {line}\n{log.read_text(encoding='utf-8')}")

            def windows() -> Optional[str]:
                said = run("xwininfo", "-display", display, "-root", "-tree", check=False).stdout
                return said if re.search(r'"[^"]*Holdfast[^"]*": \("holdfast"', said) else None

            report.add("window", str(wait_until(windows, "the window is there")))
            program.send_signal(signal.SIGTERM)
            require(program.wait(timeout=PATIENCE) == 0,
                    f"holdfast under Xvfb ended with {program.returncode}:\n{log.read_text(encoding='utf-8')}")
    run("umount", sockets)


def change_configuration(debian: Debian) -> str:
    path = debian.root / "etc/holdfast/holdfast.json"
    changed = path.read_text(encoding="utf-8").replace('"port": 5000', '"port": 5123')
    path.write_text(changed, encoding="utf-8")
    return changed


def check_installed(report: Report, debian: Debian, new: Path, old: Path) -> None:
    debian.run("apt-get", "update", "-qq")
    before = debian.files()
    debian.install(old, "holdfast-server", "holdfastctl")
    require("libqt6widgets6" not in debian.packages() and "libqt6gui6" not in debian.packages(),
            "holdfast-server needs a library for windows")
    check_service(report, debian, 5000)
    changed = change_configuration(debian)
    kept = {path: path.read_bytes() for path in (debian.root / "var/lib/holdfast").rglob("*") if path.is_file()}

    debian.install(new, "holdfast-server", "holdfastctl")
    version = debian.run("dpkg-query", "-W", "-f", "${Version}", "holdfast-server")
    require(f"_{version}_" in package_in(new, "holdfast-server").name, f"the version after the upgrade is {version}")
    require((debian.root / "etc/holdfast/holdfast.json").read_text(encoding="utf-8") == changed,
            "the upgrade has changed the configuration")
    require(all(path.read_bytes() == content for path, content in kept.items()), "the upgrade has changed what the service keeps")
    check_unit(report, debian.root)
    check_service(report, debian, 5123)
    camera = debian.root / "var/lib/holdfast/settings/camera/Settings-SimulatedCamera.json"
    require(json.loads(camera.read_text(encoding="utf-8"))["exposure_time"] == 700, "the exposure is not kept")

    debian.install(new, *[package.name.split("_")[0] for package in new.glob("*.deb")])
    check_start(report, debian)
    check_window(report, debian)

    names = sorted(name for name in debian.packages() if "holdfast" in name)
    report.add("packages that are removed", "\n".join(names))
    debian.run("apt-get", "remove", "-qq", "-y", *names)
    left = debian.files() - before
    report.add("left after remove", "\n".join(sorted(left)))
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("new", type=Path)
    parser.add_argument("old", type=Path)
    arguments = parser.parse_args()
    report = Report(arguments.report)
    debian = Debian(arguments.root)
    unpacked = arguments.root.parent / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    for package in arguments.new.glob("*.deb"):
        run("dpkg-deb", "-x", package, unpacked)
    failed = 0
    for check in (lambda: check_sizes(report, arguments.new), lambda: check_lintian(report, arguments.new),
                  lambda: check_hardening(report, unpacked, arguments.sources), lambda: check_texts(report, unpacked),
                  lambda: check_installed(report, debian, arguments.new, arguments.old)):
        try:
            check()
        except Failed as failure:
            failed = 1
            print(failure, file=sys.stderr)
    shutil.rmtree(unpacked, ignore_errors=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
