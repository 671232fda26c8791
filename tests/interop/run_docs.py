#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the documentation page in a headless Chromium that can only reach this computer.

Usage: run_docs.py --program HOLDFAST

The page must show the operations, send no requests to other hosts, and write nothing to its console. Exits with
77 (skipped) where there is no Chromium: ./dev installs it only where a skip is a failure, because it takes some 500 MB with its
dependencies.
"""

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from holdfast_process import HoldfastProcess
from run_interop import clean_environment, skipped

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 180.0  # seconds: a limit for the start of a browser on a busy machine
# Features with which the browser would send requests of its own.
QUIET = ["--headless=new", "--no-first-run", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync",
         "--disable-breakpad", "--disable-dev-shm-usage", "--metrics-recording-only"]
# Hosts that the browser itself contacts, with any page. The page's policy forbids requests to them: if the page
# sent one, the console would say so.
BROWSERS_OWN = re.compile(r"(https?://)?([a-z0-9-]+[.])*(google|googleapis|gstatic|gvt1)[.]com[:/]")
CONSOLE = re.compile(r':(?:INFO|WARNING|ERROR):CONSOLE[^"]*(".*)')


class Nowhere(ThreadingHTTPServer):
    """The proxy that is the browser's only network. It refuses all requests, and records them."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), NoAnswer)

    def __enter__(self) -> "Nowhere":
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class NoAnswer(BaseHTTPRequestHandler):
    server: Nowhere

    def refuse(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(403)

    do_GET = do_HEAD = do_POST = do_CONNECT = refuse

    def log_message(self, *_: object) -> None:
        pass


def shown(chromium: str, url: str, folder: Path, network: Nowhere) -> tuple[str, list[str]]:
    """Returns the page, once its scripts have run, and the messages of its console."""
    command = [chromium, *QUIET, f"--proxy-server=127.0.0.1:{network.server_port}",
               "--proxy-bypass-list=127.0.0.1", f"--user-data-dir={folder / 'profile'}", "--enable-logging=stderr",
               "--timeout=60000", "--virtual-time-budget=20000", "--dump-dom", url]
    if os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # root has none
    result = subprocess.run(command, env={**clean_environment(), "HOME": str(folder)}, cwd=folder,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, errors="replace", timeout=PATIENCE, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout, CONSOLE.findall(result.stderr)


def text_of(dom: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|noscript).*?</\1>", " ", dom, flags=re.S)))


def what_is_wrong(dom: str, console: list[str]) -> list[str]:
    text = text_of(dom)
    wanted = ["Holdfast", "/stage/move_relative", "/stage/position", "/camera/capture", "/lock", "/stop",
              "Moves to a position", "steps"]
    faults = [f"the page does not show {each}" for each in wanted if each not in text]
    faults += [f"the page refers to {each}" for each in re.findall(r'(?:src|href)="(https?://[^"]*)"', dom)
               if not each.startswith("http://127.0.0.1:")]
    return faults + [f"the console says {line}" for line in console]


def what_is_not_heard(chromium: str, folder: Path, network: Nowhere) -> list[str]:
    """Checks that problems would be noticed, with a page that has two errors and two requests to other hosts."""
    page = folder / "broken.html"
    page.write_text("<script>console.error('heard'); absent()</script>"
                    "<img src='http://elsewhere.example/'><img src='http://192.0.2.1/'>", encoding="utf-8")
    _, console = shown(chromium, page.as_uri(), folder, network)
    faults = [] if len(console) == 2 else [f"of two errors, the console has these: {console}"]
    return faults + [f"it is not noticed that a page asks for {each}"
                     for each in ("http://elsewhere.example/", "http://192.0.2.1/") if each not in network.asked]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    arguments = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        return skipped("The documentation page was not opened: there is no Chromium")

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, Nowhere() as network:
        folder = Path(name)
        server = HoldfastProcess(str(arguments.program.resolve()), folder)
        try:
            faults = what_is_wrong(*shown(chromium, f"{server.origin}/docs", folder, network))
        finally:
            server.end()
        faults += [f"something asks for {each}" for each in network.asked if not BROWSERS_OWN.match(each)]
        faults += what_is_not_heard(chromium, folder, network)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
