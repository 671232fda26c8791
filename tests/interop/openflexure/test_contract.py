# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request of OpenFlexure's programs, with the shape of its answer; and the requests of its web app's screens."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from contract import CONTRACT, Action, Property, Resource, misfit, thing_of
from holdfast_server import HoldfastServer, wait_until

PREFIX = "/api/v3"
DEFAULT = Path(__file__).parents[3] / "resources" / "default.json"
THINGS: dict[str, Any] = json.loads(DEFAULT.read_text(encoding="utf-8"))["things"]
# What the built-in microscope lacks cannot be asked.
ROWS = [row for row in CONTRACT if thing_of(row) in (None, *THINGS)]


@pytest.fixture(scope="module")
def microscope(start_server: Any, tmp_path_factory: pytest.TempPathFactory) -> HoldfastServer:
    """The built-in microscope, at OpenFlexure's prefix, with a web app."""
    app = tmp_path_factory.mktemp("app")
    (app / "index.html").write_text("<!doctype html><title>app</title>", encoding="utf-8")
    (app / "titleiconpink.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return start_server({"api_prefix": PREFIX, "things": THINGS, "serve": {"/": str(app)},
                         "application_config": {"data_folder": str(app.parent / "data")}})


class WebApp:
    """Finds addresses as OpenFlexure's web app does, from the descriptions of the Things."""

    def __init__(self, server: HoldfastServer):
        self._server = server
        self.descriptions = server.get("/thing_descriptions/")

    def form(self, kind: str, thing: str, name: str, op: str) -> str:
        description = self.descriptions[thing]
        for form in description[kind][name]["forms"]:
            if op == form["op"] or op in form["op"]:
                href = form["href"]
                return href if href.startswith("http") else urljoin(description["base"], href)
        raise AssertionError(f"Could not find form for {kind} {thing}/{name} with op {op}")

    def read(self, thing: str, name: str) -> Any:
        answer = self._server.http.get(self.form("properties", thing, name, "readproperty"))
        assert answer.status_code == 200, f"{thing}.{name}: {answer.text}"
        return answer.json()

    def write(self, thing: str, name: str, value: Any) -> None:
        answer = self._server.http.put(self.form("properties", thing, name, "writeproperty"), json=value)
        assert answer.status_code == 201, f"{thing}.{name}: {answer.text}"

    def begin(self, thing: str, name: str, body: Any) -> dict[str, Any]:
        answer = self._server.http.post(self.form("actions", thing, name, "invokeaction"), json=body)
        assert answer.status_code == 201, f"{thing}.{name}: {answer.text}"
        assert answer.json()["id"] and answer.json()["href"].startswith("http")
        return answer.json()

    def run(self, thing: str, name: str, body: Any) -> dict[str, Any]:
        def ended() -> dict[str, Any] | None:
            invocation = self._server.http.get(href).json()
            assert set(invocation) >= {"status", "progress", "log", "output", "input"}
            return None if invocation["status"] in ("pending", "running") else invocation

        href = self.begin(thing, name, body)["href"]
        return wait_until(ended, f"{thing}.{name} has ended", 120)


@pytest.fixture(scope="module")
def app(microscope: HoldfastServer) -> WebApp:
    return WebApp(microscope)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_request_has_the_answer_that_its_program_needs(row: Property | Action | Resource, app: WebApp,
                                                            microscope: HoldfastServer) -> None:
    match row:
        case Property():
            if row.write is not None:
                app.write(row.thing, row.name, row.write)
                assert app.read(row.thing, row.name) == row.write
            assert misfit(app.read(row.thing, row.name), row.shape) is None
        case Action():
            invocation = app.run(row.thing, row.name, row.body)
            assert invocation["status"] == row.status, invocation
            assert misfit(invocation["output"], row.output) is None
            listed = microscope.get(f"/{row.thing}/{row.name}")
            assert misfit(listed, [{"status": str, "id": str, "links": list}]) is None
        case Resource():
            url = microscope.origin + row.path[1:] if row.path.startswith("//") else microscope.url + row.path
            # A camera that has just begun may need longer than the server waits for a picture.
            answer = wait_until(lambda: (got := microscope.http.request(row.method, url)).status_code != 503 and got,
                                f"{url} is there")
            assert answer.status_code == row.status, answer.text
            assert answer.headers["content-type"].split(";")[0] == row.media_type
            if row.shape is not None:
                assert misfit(answer.json(), row.shape) is None


def test_a_shape_that_does_not_fit_is_noticed() -> None:
    assert misfit({"x": 1, "y": True}, {"x": int, "y": int}) == "it.y is True"
    assert misfit({"x": 1}, {"x": int, "y": int}) == "it has no ['y']"
    assert misfit([1, "2"], [int]) == "it[1] is '2'"
    assert misfit([1], (int, int)) == "it is [1] and no list of 2"


def test_the_app_starts(app: WebApp, microscope: HoldfastServer) -> None:
    page = microscope.http.get(microscope.origin + "/")
    assert page.text.startswith("<!doctype html><title>app")
    assert page.headers["cache-control"] == "no-store"
    assert microscope.http.get(microscope.origin + "/titleiconpink.svg").status_code == 200
    assert {"camera", "stage", "system"} <= set(app.descriptions)
    for name in ("hostname", "version_data", "is_raspberrypi", "microscope_id"):
        app.read("system", name)
    # Nothing lets a page of this server switch the computer off, unless its owner says so.
    for description in app.descriptions.values():
        assert not {"shutdown", "reboot"} & set(description["actions"])
    assert microscope.http.post(f"{microscope.url}/system/shutdown").status_code == 404


def test_the_live_view_streams(microscope: HoldfastServer) -> None:
    with microscope.http.stream("GET", f"{microscope.url}/camera/mjpeg_stream?streamId=ViewContent") as stream:
        assert stream.status_code == 200
        assert b"image/jpeg" in next(stream.iter_raw())


def test_the_position_screen_works(app: WebApp, microscope: HoldfastServer) -> None:
    app.run("stage", "set_zero_position", {})
    app.run("stage", "move_absolute", {"x": 30, "y": -20, "z": 10})
    assert app.read("stage", "position") == {"x": 30, "y": -20, "z": 10}
    app.run("stage", "move_to_origin", {})
    assert app.read("stage", "position") == {"x": 0, "y": 0, "z": 0}
    # A move that is under way when the screen opens is adopted, and its Cancel works.
    app.begin("stage", "move_absolute", {"x": 50_000})
    running = wait_until(lambda: [run for run in microscope.get("/stage/move_absolute") if run["status"] == "running"],
                         "the move is listed")[0]
    address = next(link["href"] for link in running["links"] if link["rel"] == "self")
    assert microscope.http.delete(address).status_code == 200
    assert microscope.ended(address)["status"] == "cancelled"


@pytest.mark.parametrize("axis", ["x", "y", "z"])
@pytest.mark.parametrize("direction", [1, -1])
def test_the_arrows_and_keys_jog(axis: str, direction: int, app: WebApp, microscope: HoldfastServer) -> None:
    before = app.read("stage", "position")[axis]
    command = {"x": 0, "y": 0, "z": 0, axis: direction * 600}
    app.begin("stage", "jog", command)
    wait_until(lambda: direction * (app.read("stage", "position")[axis] - before) > 50, "the stage moves")
    app.begin("stage", "jog", {"stop": True})
    wait_until(lambda: not app.read("stage", "moving"), "the stage stands still")


def test_the_stage_settings_work(app: WebApp) -> None:
    before = app.read("stage", "axis_inverted")
    app.run("stage", "invert_axis_direction", {"axis": "z"})
    assert app.read("stage", "axis_inverted") == {**before, "z": not before["z"]}
    app.run("stage", "invert_axis_direction", {"axis": "z"})
    assert app.read("stage", "axis_inverted") == before


def test_a_refusal_says_who_is_in_the_way(app: WebApp, microscope: HoldfastServer) -> None:
    """The app shows log[0] of what it asked for, and the last line only where that is an error."""
    with microscope.long_move("tile scan"):
        refused = app.run("stage", "set_zero_position", {})
        assert refused["status"] == "error"
        assert refused["log"][0] == refused["log"][-1]
        assert refused["log"][0]["levelname"] == "ERROR"
        assert "tile scan (127.0.0.1:" in refused["log"][0]["message"]
        jog = microscope.http.post(f"{microscope.url}/stage/jog", json={"x": 600, "y": 0, "z": 0})
        assert jog.status_code == 409 and "tile scan (127.0.0.1:" in jog.json()["detail"]
        assert microscope.get("/lock")["queue"] == []


def test_the_logging_screen_names_what_an_action_has_logged(app: WebApp, microscope: HoldfastServer) -> None:
    moved = app.run("stage", "move_relative", {"x": 1})
    lines = [line for line in microscope.get("/log/") if line["invocation_id"] == moved["id"]]
    assert [line["message"].split()[0] for line in reversed(lines)] == ["Moving", "Arrived"]
    assert {(line["calling_action"], line["logger"]) for line in lines} == {("move_relative", "holdfast.things.stage")}
    newest = microscope.get("/log/")[0]["sequence"]
    assert newest == max(line["sequence"] for line in microscope.get("/log/"))
    assert "Arrived at" in microscope.http.get(f"{microscope.url}/logfile/").text
