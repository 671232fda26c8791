# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holdfast behind nginx, with the configurations of both that docs/lab.md shows."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from holdfast_process import GENEROUS, wait_until
from holdfast_server import PICTURE_START, HoldfastServer
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lab.md"
HOST = "scope3.lab.example"  # as in the page
# What needs no token: the login page, and what that shows.
OPEN = ("/login", "/logout", "/status.css", "/status.svg")


def block(language: str, marker: str) -> str:
    """Returns the block of code of the page that has the marker in it."""
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = [text for text in blocks if marker in text]
    assert len(found) == 1, (language, marker)
    return found[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Front:
    """Nginx, and the Holdfast behind it."""

    server: HoldfastServer
    port: int
    tokens: dict[str, str]
    client: httpx2.Client

    def headers(self, role: str = "", **more: str) -> dict[str, str]:
        return {"Host": f"{HOST}:{self.port}", **({"Authorization": f"Bearer {self.tokens[role]}"} if role else {}), **more}

    @contextmanager
    def socket(self, role: str = "") -> Iterator[ClientConnection]:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}
        with socket.create_connection(("127.0.0.1", self.port), timeout=GENEROUS) as raw, \
                connect(f"ws://{HOST}:{self.port}/stage/ws", sock=raw, additional_headers=headers, proxy=None) as talk:
            yield talk

    def request(self, method: str, path: str, role: str = "", body: Any = None, **more: str) -> httpx2.Response:
        return self.client.request(method, f"http://127.0.0.1:{self.port}{path}", headers=self.headers(role, **more), json=body)


@pytest.fixture(scope="module")
def front(request: pytest.FixtureRequest, start_server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if not nginx:
        if os.environ.get("HOLDFAST_REQUIRE_INTEROP") == "1":
            pytest.fail("HOLDFAST_REQUIRE_INTEROP=1, but there is no nginx")
        pytest.skip("there is no nginx here")
    folder = tmp_path_factory.mktemp("proxy")
    port = free_port()
    configuration = json.loads(block("json", "trusted_proxies"))
    configuration["public_url"] = f"http://{HOST}:{port}"  # nginx speaks no TLS here
    configuration["settings_folder"] = str(folder)
    configuration["things"] = {"stage": "SimulatedStage", "camera": "SimulatedCamera"}
    server = start_server(configuration)
    ctl = Path(request.config.getoption("--program")).with_name("holdfastctl")
    tokens = {}
    for role in ("viewer", "operator", "admin"):
        made = subprocess.run([ctl, "token", "create", "--name", f"the-{role}", "--role", role, "--json",
                               "--file", folder / "tokens.json"], stdout=subprocess.PIPE, check=True)
        tokens[role] = json.loads(made.stdout)["token"]

    site = block("nginx", "proxy_pass").replace("listen 443 ssl", f"listen 127.0.0.1:{port}") \
        .replace("http://127.0.0.1:5000", server.origin)
    assert str(port) in site and server.origin in site
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    file = folder / "nginx.conf"
    file.write_text(f"{'user root;' if os.getuid() == 0 else ''}\nworker_processes 1;\npid {folder}/pid;\nevents {{}}\nhttp {{\n"
                    f"access_log off;\n{temporary}"
                    "map $http_upgrade $connection_upgrade { default upgrade; '' close; }\n" + site + "}\n", encoding="utf-8")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen([nginx, "-p", folder, "-c", file, "-e", folder / "errors", "-g", "daemon off;"],
                                   stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        def answers() -> bool:
            assert process.poll() is None, (folder / "output").read_text() + (folder / "errors").read_text()
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        wait_until(answers, "nginx listens")
        with httpx2.Client(timeout=GENEROUS) as client:
            yield Front(server, port, tokens, client)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(GENEROUS)


def test_a_visitor_without_a_token_can_do_nothing(front: Front) -> None:
    described = front.request("GET", "/openapi.json", "admin")
    assert described.status_code == 200, described.text
    tried = 0
    # What a visitor may claim of the way of a request makes no difference.
    claims: list[dict[str, str]] = [{}, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1;host=localhost"},
                                    {"X-Real-IP": "127.0.0.1"}, {"Cookie": "holdfast_5000=wrong"}]
    for path, methods in described.json()["paths"].items():
        path = re.sub(r"\{[^}]*\}", "1", path)
        if path in OPEN:
            continue
        for number, method in enumerate(name.upper() for name in methods if name in ("get", "put", "post", "delete")):
            answer = front.request(method, path, body={} if method in ("PUT", "POST") else None, **claims[(tried + number) % len(claims)])
            assert answer.status_code == 401, (method, path, answer.status_code, answer.text)
            tried += 1
    assert tried > 40
    for path in ("/", "/things/", "/metrics", "/docs", "/camera/mjpeg_stream", "/lock/events", "/nothing"):
        assert front.request("GET", path).status_code in (303, 401), path
    with pytest.raises(InvalidStatus) as refused, front.socket():
        pass
    assert refused.value.response.status_code == 401
    # Nothing has arrived.
    admin = front.request("GET", "/lock/history", "admin").json()
    assert [entry["kind"] for entry in admin["entries"]] == ["run_begun"], admin
    assert front.request("GET", "/stage/position", "viewer").json() == {"x": 0, "y": 0, "z": 0}
    assert front.request("GET", "/stop", "viewer").json()["stopped"] is False


def test_a_wrong_token_is_of_no_use(front: Front) -> None:
    assert front.request("GET", "/lock", Authorization="Bearer " + "x" * 43).status_code == 401


def test_each_role_may_do_what_it_may(front: Front) -> None:
    move = ("POST", "/stage/move_relative")
    assert front.request("GET", "/stage/position", "viewer").status_code == 200
    assert front.request(*move, "viewer", {"x": 5}).status_code == 403
    moved = front.request(*move, "operator", {"x": 5})
    assert moved.status_code == 201
    # Addresses in answers are those that a visitor can reach.
    assert moved.json()["href"].startswith(f"http://{HOST}:{front.port}/")
    wait_until(lambda: front.request("GET", "/stage/position", "viewer").json()["x"] == 5, "the stage has moved")
    wait_until(lambda: front.request("GET", "/lock/history?kind=hold", "viewer").json()["entries"], "the journal has it")
    held = front.request("GET", "/lock/history?kind=hold", "viewer").json()["entries"][0]
    assert held["who"] == "the-operator"
    assert front.request("GET", "/tokens", "operator").status_code == 403
    assert front.request("GET", "/tokens", "admin").status_code == 200
    # A viewer who sees an accident may stop it.
    assert front.request("POST", "/stop", "viewer", {}).status_code == 200
    assert front.request("DELETE", "/stop", "operator").status_code == 403
    assert front.request("DELETE", "/stop", "admin").status_code == 200


def test_streams_and_sockets_come_through_at_once(front: Front) -> None:
    with front.client.stream("GET", f"http://127.0.0.1:{front.port}/camera/mjpeg_stream", headers=front.headers("viewer")) as stream:
        assert stream.status_code == 200
        assert any(PICTURE_START in part for part, _ in zip(stream.iter_bytes(), range(100), strict=False))
    with front.socket("viewer") as talk:
        talk.send(json.dumps({"messageType": "addPropertyObservation", "data": {"position": True}}))

        def tells() -> Any:
            assert front.request("POST", "/stage/move_relative", "operator", {"x": 1}).status_code == 201
            try:
                return json.loads(talk.recv(timeout=1))
            except TimeoutError:
                return None

        assert wait_until(tells, "the move is told")["messageType"] == "propertyStatus"
