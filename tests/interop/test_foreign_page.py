# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of another site, in a browser on the computer of the instrument, or in one that is logged in there."""

import http.server
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import Page, browser
from holdfast_process import wait_until
from holdfast_server import HoldfastServer

EVIL, REBOUND = "evil.example", "rebound.example"


class EvilPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>Free music</title><body>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def evil() -> Iterator[str]:
    """The address of a page of another site."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), EvilPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{EVIL}:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server(start_server) -> HoldfastServer:
    return start_server({"things": {"stage": "SimulatedStage", "camera": "SimulatedCamera"}, "settings_folder": "./settings"})


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("browser"), [EVIL, REBOUND]) as page:
        yield page


def fetch(page: Page, url: str, **options: Any) -> Any:
    """Returns the status and the length of what the page can read; the name of the error when it can read nothing."""
    return page.run(f"""fetch({json.dumps(url)}, {json.dumps(options)})
        .then(async (answer) => [answer.type, answer.status, (await answer.arrayBuffer()).byteLength])
        .catch((error) => error.name)""")


def attacks(page: Page, origin: str, **options: Any) -> None:
    """Tries all that a page can do to move the stage, or to stop it, without asking the browser first or with that."""
    move = {"method": "POST", "body": json.dumps({"x": 5}), **options}
    for headers in ({}, {"Content-Type": "application/json"}):
        for mode in ("cors", "no-cors"):
            if headers and mode == "no-cors":
                continue  # the browser would not send the header
            said = fetch(page, f"{origin}/stage/move_relative", mode=mode, headers=headers, **move)
            assert said == "TypeError" or said == ["opaque", 0, 0], said
    assert fetch(page, f"{origin}/stage/position", mode="cors", method="PUT", body="{}", **options) == "TypeError"
    assert fetch(page, f"{origin}/stop", mode="no-cors", method="POST", **options) in ("TypeError", ["opaque", 0, 0])
    # A form needs no script, and a picture or a beacon no permission.
    page.run(f"""(() => {{
        const frame = document.createElement("iframe");
        frame.name = "target";
        const form = document.createElement("form");
        Object.assign(form, {{method: "POST", enctype: "text/plain", target: "target", action: "{origin}/stage/move_relative"}});
        const field = document.createElement("input");
        Object.assign(field, {{name: '{{"x": 5, "y', value: '": 0}}'}});
        form.append(field);
        document.body.append(frame, form);
        form.submit();
        navigator.sendBeacon("{origin}/stage/move_relative", new Blob(['{{"x": 5}}'], {{type: "text/plain"}}));
    }})()""")
    assert page.run(f"""new Promise((done) => {{
        const socket = new WebSocket("{origin.replace("http", "ws")}/stage/ws");
        socket.onopen = () => done("open");
        socket.onclose = () => done("closed");
    }})""") == "closed"


def reads_a_picture(page: Page, origin: str) -> Any:
    """Tries to get at the pixels of a picture; returns the reason why it cannot."""
    return page.run(f"""new Promise((done) => {{
        const picture = new Image();
        picture.onerror = () => done("not shown");
        picture.onload = () => {{
            const canvas = document.createElement("canvas");
            canvas.getContext("2d").drawImage(picture, 0, 0);
            try {{ done(canvas.toDataURL().length); }} catch (error) {{ done(error.name); }}
        }};
        picture.src = "{origin}/camera/snapshot";
    }})""")


def stands_still(server: HoldfastServer) -> None:
    """Fails when something of what the page tried has arrived at the stage."""
    assert server.get("/stage/position") == {"x": 0, "y": 0, "z": 0}
    assert server.get("/stop")["stopped"] is False
    held = [entry for entry in server.get("/lock/history")["entries"] if entry["kind"] == "hold"]
    assert not [entry for entry in held if "move" in (entry["operation"] or "")], held


def test_a_page_of_another_site_can_neither_move_nor_read(server: HoldfastServer, page: Page, evil: str) -> None:
    page.open(evil)
    attacks(page, server.origin)
    assert reads_a_picture(page, server.origin) in ("SecurityError", "not shown")
    for path in ("/camera/snapshot", "/lock", "/stage/position"):
        assert fetch(page, server.origin + path) == "TypeError", path
        assert fetch(page, server.origin + path, mode="no-cors") in ("TypeError", ["opaque", 0, 0]), path
    stands_still(server)


def test_a_page_whose_name_is_bound_to_this_computer_gets_nothing(server: HoldfastServer, page: Page) -> None:
    """DNS rebinding: the page is of the same origin as the server, as the browser sees it."""
    origin = server.origin.replace("127.0.0.1", REBOUND)
    page.open(origin + "/")
    assert page.run("location.origin") == origin
    for path in ("/", "/lock", "/stage/position", "/camera/snapshot"):
        kind, status, _ = fetch(page, path)
        assert (kind, status) == ("basic", 421), path
    for path, body in (("/stage/move_relative", '{"x": 5}'), ("/stop", "{}")):
        assert fetch(page, path, method="POST", headers={"Content-Type": "application/json"}, body=body)[1] == 421, path
    assert reads_a_picture(page, origin) == "not shown"
    stands_still(server)


def test_a_login_is_of_no_use_to_a_page_of_another_site(request: pytest.FixtureRequest, start_server, page: Page, evil: str,
                                                        tmp_path: Path) -> None:
    # The browser needs a token here, as on another computer.
    server = start_server({"things": {"stage": "SimulatedStage", "camera": "SimulatedCamera"}, "settings_folder": str(tmp_path),
                           "require_token": "always"})
    ctl = Path(request.config.getoption("--program")).with_name("holdfastctl")
    made = subprocess.run([ctl, "token", "create", "--name", "anna", "--role", "admin", "--json", "--file", tmp_path / "tokens.json"],
                          stdout=subprocess.PIPE, check=True)
    token = json.loads(made.stdout)["token"]
    page.open(server.origin + "/login")
    page.run(f"document.querySelector('input').value = {json.dumps(token)}; document.querySelector('form').submit()")
    wait_until(lambda: page.run("location.pathname") == "/" and page.text("#state"), "the status page is shown")
    assert fetch(page, "/lock")[1] == 200
    page.open(evil)
    attacks(page, server.origin, credentials="include")
    assert reads_a_picture(page, server.origin) == "not shown"
    server.http.headers["Authorization"] = f"Bearer {token}"
    stands_still(server)
