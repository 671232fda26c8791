# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that is served when the instrument cannot start."""

import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from dialect_server import START_LIMIT, DialectServer, Kind, classes, expect, start_process
from holdfast_process import GENEROUS, wait_until

THINGS = {
    "things": classes(counter="Counter", bad="CannotOpen"),
    "application_config": {"marker": "b12 lab"},
}


class FallbackServer:
    """A server that only says why the instrument cannot start."""

    def __init__(self, kind: Kind, program: list[str], folder: Path, *arguments: str):
        self.kind = kind
        self.folder = folder
        self.process = start_process(kind, program, folder, "--port", "0", "--fallback", *arguments)
        self.url = wait_until(self._served, "the fallback is served", START_LIMIT)

    def _served(self) -> str | None:
        assert self.process.poll() is None, (self.folder / "output").read_text()
        said = (self.folder / "output").read_text()
        if "allback" not in said:
            return None
        for address in re.findall(r"http://[0-9.]+:[0-9]+", said.partition("allback")[2]) + re.findall(
            r"http://[0-9.]+:[0-9]+", said
        ):
            try:
                if httpx2.get(f"{address}/labthings_fallback").status_code == 200:
                    return address
            except httpx2.TransportError:
                continue
        return None

    def get(self, path: str) -> httpx2.Response:
        return httpx2.get(self.url + path)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(GENEROUS)
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise


def begin(kind: Kind, program: list[str], folder: Path, configuration: Any) -> FallbackServer:
    file = folder / "configuration.json"
    file.write_text(configuration if isinstance(configuration, str) else json.dumps(configuration))
    return FallbackServer(kind, program, folder, "-c", str(file))


@pytest.fixture(scope="module")
def fallback(
    kind: Kind, program: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FallbackServer]:
    server = begin(kind, program, tmp_path_factory.mktemp("fallback"), THINGS)
    yield server
    server.end()


def test_the_page_says_what_went_wrong(fallback: FallbackServer) -> None:
    answer = fallback.get("/")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "It does not open." in answer.text
    assert "bad" in answer.text and "counter" in answer.text
    assert "b12 lab" in answer.text, "the configuration"


def test_a_client_can_tell_it_from_an_instrument(
    fallback: FallbackServer, server: DialectServer
) -> None:
    answer = fallback.get("/labthings_fallback")
    assert (answer.status_code, answer.json()) == (200, True)
    assert server.http.get(server.origin + "/labthings_fallback").status_code == 404


@pytest.mark.parametrize("path", ["/things/", "/counter/count", "/no/such/path"])
def test_other_paths_lead_to_the_page(fallback: FallbackServer, path: str) -> None:
    answer = fallback.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, "/")


def test_other_methods_are_not_allowed(fallback: FallbackServer) -> None:
    assert httpx2.put(fallback.url + "/counter/count", json=1).status_code == 405
    assert httpx2.post(fallback.url + "/").status_code == 405


def test_pages_from_elsewhere_may_read_it_as_little_as_the_instrument(fallback: FallbackServer) -> None:
    answer = httpx2.get(
        fallback.url + "/labthings_fallback", headers={"origin": "http://elsewhere.example"}
    )
    assert answer.headers.get("access-control-allow-origin") == expect(
        fallback.kind,
        labthings="http://elsewhere.example",
        holdfast=None,
        because="a web page of another host must not read the errors of an instrument (8.2, 17)",
    )


@pytest.mark.parametrize(
    ("configuration", "reason"),
    [
        ("{bad", "JSON"),
        ({"things": {"a": "nowhere:Thing"}}, "nowhere"),
        ({"things": {"bad": "mirror_things:CannotBeMade"}}, "It cannot be made."),
        ({"things": {"hub": "mirror_things:Hub"}}, "single"),
    ],
    ids=["no JSON", "no such class", "cannot be made", "empty slot"],
)
def test_whatever_stops_the_start_is_told_and_the_end_is_no_success(
    kind: Kind, program: list[str], tmp_path: Path, configuration: Any, reason: str
) -> None:
    server = begin(kind, program, tmp_path, configuration)
    try:
        answer = server.get("/")
        assert answer.status_code == 500 and reason in answer.text
    finally:
        code = server.end()
    assert code in expect(
        kind,
        labthings=(3, -signal.SIGTERM),
        holdfast=(3,),
        because="uvicorn raises the signal again after it has shut down",
    )
