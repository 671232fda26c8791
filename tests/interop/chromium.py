# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser without a window, driven by its DevTools protocol."""

import base64
import itertools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from holdfast_process import GENEROUS, wait_until
from websockets.sync.client import ClientConnection, connect

PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# A page of this size is what a phone shows.
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
DESK = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}


class Page:
    """The one page of a browser."""

    def __init__(self, socket: ClientConnection):
        self._socket = socket
        self._ids = itertools.count(1)
        self.problems: list[str] = []  # messages of the page's console, at warning and above
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._socket.recv(timeout=GENEROUS))
            if said.get("id") == number:
                assert "error" not in said, f"{method}: {said['error']}"
                return said["result"]
            self._note(said)

    def _note(self, said: dict[str, Any]) -> None:
        if said["method"] == "Log.entryAdded":
            entry = said["params"]["entry"]
            if entry["level"] in ("warning", "error"):
                self.problems.append(f"{entry['text']} {entry.get('url', '')}")
        elif said["method"] == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(said["params"]["exceptionDetails"]))

    def open(self, url: str) -> None:
        self.send("Page.navigate", url=url)
        wait_until(lambda: self.run("document.readyState") == "complete", f"{url} is loaded")

    def run(self, script: str) -> Any:
        """Evaluates an expression in the page, and waits for promises."""
        said = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def text(self, selector: str) -> str:
        """Returns the visible text of an element; empty when it is hidden or absent."""
        return self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    def click(self, selector: str) -> None:
        """Clicks with the mouse where the element is; fails when it is covered or hidden."""
        spot = self.run(f"""(() => {{
            const element = document.querySelector({json.dumps(selector)});
            const box = element.getBoundingClientRect();
            const at = [box.x + box.width / 2, box.y + box.height / 2];
            return element.contains(document.elementFromPoint(...at)) ? at : null;
        }})()""")
        assert spot, f"{selector} cannot be clicked"
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], button="left", clickCount=1)

    def look_like(self, screen: dict[str, Any], scheme: str = "light") -> None:
        self.send("Emulation.setDeviceMetricsOverride", **screen)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def screenshot(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def browser(folder: Path, names: Sequence[str] = ()) -> Iterator[Page]:
    """Starts a browser, for which the `names` of hosts are this computer; there are no others."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        if os.environ.get("HOLDFAST_REQUIRE_INTEROP") == "1":
            pytest.fail("HOLDFAST_REQUIRE_INTEROP=1, but there is no Chromium")
        pytest.skip("there is no Chromium here")
    profile = folder / "profile"
    rules = " , ".join([*(f"MAP {name} 127.0.0.1" for name in names), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"])
    # Without a sandbox, which needs more rights than a container has; the browser only loads pages of our
    # own server.
    command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
               "--no-first-run", "--disable-extensions", "--disable-background-networking",
               "--disable-component-update", "--disable-sync", "--no-proxy-server", "--hide-scrollbars",
               f"--host-resolver-rules={rules}",
               "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
    with (folder / "browser.output").open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        port_file = profile / "DevToolsActivePort"
        wait_until(lambda: port_file.exists() and len(port_file.read_text().split()) == 2,
                   "the browser says where it listens")
        port, path = port_file.read_text().split()
        with connect(f"ws://127.0.0.1:{port}{path}", max_size=None, proxy=None) as whole:
            target = wait_until(lambda: _page_of(whole), "the browser has a page")
        with connect(f"ws://127.0.0.1:{port}/devtools/page/{target}", max_size=None, proxy=None) as socket:
            yield Page(socket)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(GENEROUS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _page_of(whole: ClientConnection) -> str | None:
    whole.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
    while (said := json.loads(whole.recv(timeout=GENEROUS))).get("id") != 1:
        pass
    pages = [target for target in said["result"]["targetInfos"] if target["type"] == "page"]
    return pages[0]["targetId"] if pages else None
