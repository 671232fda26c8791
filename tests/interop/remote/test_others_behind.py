# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are not LabThings' behind Holdfast: node-wot's, and another Holdfast."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from holdfast_process import wait_until
from holdfast_server import HoldfastServer
from node_packages import lacks_node
from upstream_process import HERE, UpstreamProcess, behind

NODE_MAJOR = 18


@pytest.fixture
def nodewot(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[UpstreamProcess]:
    packages = Path(request.config.getoption("--environment-of-nodewot") or "/nonexistent")
    lacking = lacks_node(NODE_MAJOR)
    if lacking is None and not (packages / "made-for").is_file():
        lacking = "its packages are not installed: interop/nodewot does that"
    if lacking is not None:
        pytest.skip(f"node-wot was not tried: {lacking}")
    server = UpstreamProcess(tmp_path, ["node", str(HERE / "nodewot_server.js"), str(packages)])
    yield server
    server.end()


def test_node_wots_thing(nodewot: UpstreamProcess, start_front: Callable[..., HoldfastServer]) -> None:
    wait_until(lambda: nodewot.http.get(nodewot.url + "/lamp").status_code == 200, "the lamp is exposed")
    front = start_front({"things": {"lamp": {"class": "RemoteThing", "kwargs": {"url": nodewot.url + "/lamp"}}}})
    lamp = front.thing("lamp")
    assert lamp.brightness == 10
    lamp.brightness = 55
    assert nodewot.http.get(nodewot.url + "/lamp/properties/brightness").json() == 55
    refused = front.http.put(front.url + "/lamp/brightness", json=101)
    assert refused.status_code == 422
    assert front.owner() is None
    href = front.http.post(front.url + "/lamp/fade", json=70).json()["href"]
    faded = front.ended(href)
    assert (faded["status"], faded["output"]) == ("completed", 70)
    failed = front.ended(front.http.post(front.url + "/lamp/fail").json()["href"])
    assert failed["status"] == "error"


def test_another_holdfast(start_front: Callable[..., HoldfastServer]) -> None:
    back = start_front(None)
    front = start_front(behind(back.url, name_prefix="far_"))
    stage = front.thing("far_stage")
    stage.move_relative(x=500)
    assert back.get("/stage/position")["x"] == 500
    invocation = front.ended(front.begin("/far_stage/move_relative", "a test", x=-500))
    assert invocation["progress"] is not None
    assert front.http.get(front.url + "/far_camera/snapshot").status_code in (200, 404)
    picture = front.thing("far_camera").grab_jpeg()
    assert picture.content.startswith(b"\xff\xd8")
    # The other station's lock shows who has it.
    with back.long_move("tile scan"):
        wait_until(lambda: "tile scan" in front.get("/remote/direct_use"), "direct use is shown")
        refused = front.http.put(front.url + "/far_camera/exposure_time", json=5000)
        assert refused.status_code == 409
        assert "tile scan" in refused.json()["detail"]
    # STOP ends what runs there.
    href = front.begin("/far_stage/move_relative", "a test", x=60_000)
    wait_until(lambda: back.get("/stage/moving"), "the stage moves")
    front.stop()
    wait_until(lambda: not back.get("/stage/moving"), "the stage stands")
    front.ended(href)
    front.clear_stop()
