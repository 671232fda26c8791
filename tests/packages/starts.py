# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the installed programs: how long that takes, and the window."""

import os
import re
import shutil
import signal
import statistics
import subprocess
import time
from pathlib import Path
from typing import Optional

from checking import PATIENCE, Report, require, run, started, wait_until
from debianroot import Debian
from families import OPERATOR


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


def check_start(report: Report, debian: Debian, times: int = 15) -> float:
    """Measures how the programs start. Returns the megabytes (RSS) that holdfast-server uses."""
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
    return median["holdfast-server"][1]


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
                   f"DISPLAY={display}", "LANG=C.UTF-8", "holdfast", "--simulation", "--port", "0"]
        log = debian.root.parent / "window.log"
        with log.open("w", encoding="utf-8") as output, \
                started(command, stdout=subprocess.PIPE, stderr=output, text=True) as program:
            line = program.stdout.readline()
            require(" serves " in line, f"holdfast under Xvfb says: {line}\n{log.read_text(encoding='utf-8')}")

            def windows() -> Optional[str]:
                said = run("xwininfo", "-display", display, "-root", "-tree", check=False).stdout
                return said if re.search(r'"[^"]*Holdfast[^"]*": \("holdfast"', said) else None

            report.add("window", str(wait_until(windows, "the window is there")))
            # The camera paints its sample first, which a busy computer may need longer for than the program waits at its end.
            run("curl", "-sS", "--fail", "--max-time", PATIENCE, "-o", "/dev/null",
                re.search(r"http://\S+?(?=/? )", line)[0] + "/camera/snapshot")
            program.send_signal(signal.SIGTERM)
            require(program.wait(timeout=PATIENCE) == 0,
                    f"holdfast under Xvfb ended with {program.returncode}:\n{log.read_text(encoding='utf-8')}")
    run("umount", sockets)
