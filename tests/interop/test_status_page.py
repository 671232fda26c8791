# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The status page, in a browser."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest
from chromium import DESK, PHONE, Page, browser
from holdfast_process import HoldfastProcess, wait_until
from holdfast_server import HoldfastServer

PREFIX = "/api/v1"
# A label that would be markup, if it were not shown as text.
EVIL = "<img src=x onerror=alert(1)> & Co"


@pytest.fixture(scope="module")
def server(start_server) -> HoldfastServer:
    return start_server({
        "things": {"stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 1000}}, "camera": "SimulatedCamera"},
        "api_prefix": PREFIX, "settings_folder": "./settings",
    })


@pytest.fixture(scope="module")
def page(server: HoldfastServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("browser")) as page:
        page.look_like(DESK)
        page.open(server.origin + "/")
        wait_until(lambda: page.text("#state"), "the page shows a state")
        yield page
        # Violations of the policy would be among the problems, too.
        problems = [text for text in page.problems if "favicon" not in text]
        assert not [text for text in problems if "Content Security Policy" in text or "Uncaught" in text], problems


@contextmanager
def leased(server: HoldfastServer, user: str, **body: object) -> Iterator[str]:
    answer = server.http.post(f"{server.url}/lock/leases", json=body, headers={"Holdfast-Client": user})
    assert answer.status_code == 201, answer.text
    lease = answer.json()
    try:
        yield lease["token"]
    finally:
        server.http.delete(f"{server.url}/lock/leases/{lease['id']}", headers={"Lock-Token": lease["token"]})


@contextmanager
def in_line(server: HoldfastServer, user: str) -> Iterator[None]:
    answer = server.http.post(f"{server.url}/stage/move_relative", json={"x": 1},
                              headers={"Holdfast-Client": user, "Prefer": "wait=60"})
    assert answer.status_code == 201, answer.text
    try:
        yield
    finally:
        server.http.delete(answer.json()["href"])


def shows(page: Page, selector: str, text: str) -> None:
    wait_until(lambda: text in page.text(selector), f"{selector} shows {text}")


def test_a_foreign_hold_is_shown_within_a_second(server: HoldfastServer, page: Page) -> None:
    shows(page, "#state", "FREE")
    shows(page, "#link", "live")
    # The page measures the time; it begins at the latest when the lease is granted.
    page.run("""window.seen = new Promise((done) => {
        const look = () => (document.querySelector("#owner").textContent ? done(Date.now()) : setTimeout(look, 5));
        look();
    })""" + "; null")
    before = time.time()
    with leased(server, EVIL, note="overnight"):
        seen = page.run("window.seen") / 1000
        assert seen - before < 1
        shows(page, "#state", "IN USE")
        shows(page, "#owner", EVIL)
        shows(page, "#remarks", "overnight")
        shows(page, "#elapsed", "1 s")
        assert page.run("document.querySelectorAll('#owner img').length") == 0
    shows(page, "#state", "FREE")


def test_the_queue_grows_and_shrinks(server: HoldfastServer, page: Page) -> None:
    with leased(server, "tile scan"):
        with ExitStack() as line:
            for place, user in enumerate(("anna", "bert", "cleo"), start=1):
                line.enter_context(in_line(server, user))
                shows(page, "#queue", user)
                shows(page, "#queue-count", str(place))
                shows(page, "#running", "stage.move_relative")
        wait_until(lambda: page.text("#queue-count") == "0", "the line is empty")
        shows(page, "#queue-empty", "The line is empty.")


def test_an_invocation_is_cancelled(server: HoldfastServer, page: Page) -> None:
    with server.long_move("a long move") as href:
        shows(page, "#running", "a long move")
        page.click("#running button")
        wait_until(lambda: server.invocation(href)["status"] == "cancelled", "it was cancelled")
        wait_until(lambda: "a long move" not in page.text("#running"), "it is gone from the page")


def test_a_refusal_is_shown(server: HoldfastServer, page: Page) -> None:
    with leased(server, "tile scan"):
        refused = server.http.put(f"{server.url}/camera/exposure_time", json=500, headers={"Holdfast-Client": "dora"})
        assert refused.status_code == 409, refused.text
        shows(page, "#refused", "dora")


def test_pictures_come_only_while_the_page_is_visible(page: Page) -> None:
    wait_until(lambda: page.run("document.querySelector('#picture').naturalWidth") > 0, "a picture is there")
    page.run("""Object.defineProperty(document, "hidden", {value: true, configurable: true});
                document.dispatchEvent(new Event("visibilitychange"))""")
    assert page.run("document.querySelector('#picture').getAttribute('src')") is None
    page.run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    wait_until(lambda: page.run("document.querySelector('#picture').naturalWidth") > 0, "pictures again")


def test_one_tap_stops_nothing_two_stop_everything(server: HoldfastServer, page: Page) -> None:
    page.look_like(PHONE)
    with server.long_move("a long move") as href:
        page.click("#stop")
        shows(page, "#stop", "Tap again")
        assert server.get("/stop")["stopped"] is False
        # The second tap must not look like an accidental double tap.
        wait_until(lambda: page.run("document.querySelector('#stop').classList.contains('armed') && "
                                    "clock() - stop.armed > 400"), "the button waits for a second tap")
        page.click("#stop")
        wait_until(lambda: server.get("/stop")["stopped"], "everything is stopped")
        shows(page, "#mode", "STOPPED")
        shows(page, "#stop-note", "Everything stands still.")
        server.ended(href)
    server.clear_stop()
    wait_until(lambda: not page.text("#mode"), "the page shows that it is over")
    page.look_like(DESK)


def test_the_page_needs_nothing_from_elsewhere(server: HoldfastServer) -> None:
    answer = server.http.get(server.origin + "/")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'") and "unsafe" not in policy
    assert "://" not in answer.text
    assert "<script>" not in answer.text and "onclick" not in answer.text and "style=" not in answer.text


def test_everything_has_a_name_for_screen_readers(page: Page) -> None:
    tree = page.send("Accessibility.getFullAXTree")["nodes"]
    for node in tree:
        if node.get("role", {}).get("value") in ("button", "link", "image", "progressbar", "heading"):
            assert node.get("ignored") or node["name"]["value"], node


def test_it_recovers_by_itself(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The page shows that a server has gone, and goes on with the next one at the same address."""
    program = request.config.getoption("--program")
    configuration = {"things": {"stage": "SimulatedStage"}, "settings_folder": "./settings"}
    first = HoldfastProcess(program, tmp_path, configuration)
    port = int(first.origin.rsplit(":", 1)[1])
    try:
        with browser(tmp_path) as page:
            page.open(first.origin + "/")
            shows(page, "#link", "live")
            first.end()
            shows(page, "#link", "OLD: last heard")
            assert page.run("document.body.classList.contains('is-old')")
            second = HoldfastProcess(program, tmp_path, configuration, port=port)
            try:
                shows(page, "#link", "live")
                answer = httpx2.post(f"{second.origin}/lock/leases", json={}, headers={"Holdfast-Client": "afterwards"})
                assert answer.status_code == 201
                shows(page, "#owner", "afterwards")
            finally:
                second.end()
    finally:
        first.end()
