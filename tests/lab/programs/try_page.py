#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands of docs/lab-of-stations.md as they stand there, in a network of their own; installing excepted.

Usage: try_page.py FOLDER_OF_PROGRAMS
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from labprograms import SKIPPED, memory_folder, skip_without_etcd

PAGE = Path(__file__).resolve().parents[3] / "docs" / "lab-of-stations.md"
PATIENCE = 300
# A network with nothing but loopback, so that the ports of the page are free.
OWN_NETWORK = ["unshare", "--net", "--map-root-user", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]


def commands() -> str:
    blocks = re.findall(r"<!-- snippet: not run: tests/lab/programs [^>]*-->\n```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert len(blocks) >= 6, "The page has lost its commands."
    return "\n".join(blocks)


def main() -> int:
    skip_without_etcd()
    if subprocess.run([*OWN_NETWORK, "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        print("The system allows no network of its own, and the ports of the page may be taken.")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="holdfast-lab-", dir=memory_folder()) as folder:
        environment = {**os.environ, "PATH": f"{sys.argv[1]}:{os.environ['PATH']}", "HOME": folder}
        with open(Path(folder) / "output", "w+", encoding="utf-8") as output:
            shell = subprocess.Popen([*OWN_NETWORK, "bash", "-e", "-u", "-x", "-c", commands()], cwd=folder, env=environment,
                                     stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
            try:
                code = shell.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                code = -1
            finally:
                try:
                    os.killpg(shell.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            output.seek(0)
            said = output.read()
        if code != 0 or '"tokens"' not in said and "Holdfast-Lab" not in said:
            print(said)
            print(f"The commands of the page end with {code}.")
            for log in sorted(Path(folder).glob("*.log")):
                print(f"--- {log.name}\n{log.read_text()[-1500:]}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
