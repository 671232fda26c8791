# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings: properties that are kept from one start to the next, and their file."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Start
from dialect_server import DialectServer, classes, expect
from holdfast_process import wait_until

FIRST = {
    "angle": 0.0,
    "corner": {"x": 1.0, "y": 0.0, "label": None},
    "exposure": 0.1,
    "limit": 10,
    "operator": "unknown",
    "serial": "SN0",
}


def begin(start: Start, folder: Path, class_name: str = "Settings") -> DialectServer:
    return start(
        {
            "things": classes(keeper=class_name),
            "enable_global_lock": False,
            "settings_folder": str(folder / "settings"),
        },
        folder,
    )


def file_of(folder: Path, class_name: str = "Settings") -> Path:
    return folder / "settings" / "keeper" / f"Settings-{class_name}.json"


def write_file(folder: Path, content: str | bytes) -> None:
    file = file_of(folder)
    file.parent.mkdir(parents=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def kept(folder: Path, class_name: str = "Settings", **expected: Any) -> dict[str, Any]:
    """Waits until the file has the expected contents, and returns them: Holdfast writes it in another thread."""

    def content() -> dict[str, Any] | None:
        if not file_of(folder, class_name).exists():
            return None
        found = json.loads(file_of(folder, class_name).read_text())
        return found if isinstance(found, dict) and expected.items() <= found.items() else None

    return wait_until(content, f"the file has {expected}")


# A getter may query a device, which is not open yet: Holdfast keeps the value that the setter got.
COMPUTED = {"angle"}


def first(server: DialectServer) -> dict[str, Any]:
    """Returns what the file contains of settings that were not changed."""
    names = expect(
        server,
        labthings=set(FIRST),
        holdfast=set(FIRST) - COMPUTED,
        because="a computed value is kept once it was set",
    )
    return {name: FIRST[name] for name in FIRST if name in names}


def values(server: DialectServer) -> dict[str, Any]:
    return {name: server.get(f"/keeper/{name}") for name in FIRST}


def test_the_file_comes_with_the_first_write(start_server: Start, tmp_path: Path) -> None:
    server = begin(start_server, tmp_path)
    assert values(server) == FIRST
    assert file_of(tmp_path).parent.is_dir() is expect(
        server, labthings=True, holdfast=False, because="an empty folder keeps nothing"
    )
    assert not file_of(tmp_path).exists()
    assert server.put("/keeper/scratch", 5).status_code == 201
    assert not file_of(tmp_path).exists(), "that is no setting"
    assert server.put("/keeper/exposure", 0.25).status_code == 201
    assert kept(tmp_path, exposure=0.25) == {**first(server), "exposure": 0.25}


def test_the_file_is_laid_out_as_labthings_does(start_server: Start, tmp_path: Path) -> None:
    server = begin(start_server, tmp_path)
    assert server.put("/keeper/operator", "Mary").status_code == 201
    content = kept(tmp_path, operator="Mary")
    assert list(content) == sorted(first(server))
    assert file_of(tmp_path).read_text() == json.dumps(content, indent=4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("exposure", 0.5),
        ("operator", "Mary"),
        ("limit", 42),
        ("angle", 90.0),
        ("corner", {"x": 3.0, "y": 4.0, "label": "there"}),
    ],
)
def test_a_setting_is_there_at_the_next_start(
    start_server: Start, tmp_path: Path, name: str, value: Any
) -> None:
    server = begin(start_server, tmp_path)
    assert server.put(f"/keeper/{name}", value).status_code == 201
    server.end()
    assert values(begin(start_server, tmp_path)) == {**FIRST, name: value}


def test_what_an_action_set_is_kept_too(start_server: Start, tmp_path: Path) -> None:
    server = begin(start_server, tmp_path)
    assert server.put("/keeper/serial", "mine").status_code == 405
    assert server.run("/keeper/rename", serial="SN 42")["status"] == "completed"
    kept(tmp_path, serial="SN 42")
    server.end()
    assert begin(start_server, tmp_path).get("/keeper/serial") == "SN 42"


def test_a_reset_is_kept(start_server: Start, tmp_path: Path) -> None:
    server = begin(start_server, tmp_path)
    assert server.put("/keeper/limit", 42).status_code == 201
    assert server.request("POST", "/keeper/limit/reset").status_code == 200
    assert server.get("/keeper/limit") == 10
    assert kept(tmp_path, limit=10) == first(server)


def test_what_was_refused_is_not_kept(start_server: Start, tmp_path: Path) -> None:
    server = begin(start_server, tmp_path)
    assert server.put("/keeper/limit", 101).status_code == 422
    assert not file_of(tmp_path).exists()


def test_a_file_is_loaded_at_the_start(start_server: Start, tmp_path: Path) -> None:
    written = json.dumps({"exposure": 0.75, "serial": "SN 7"})
    write_file(tmp_path, written)
    server = begin(start_server, tmp_path)
    assert values(server) == {**FIRST, "exposure": 0.75, "serial": "SN 7"}
    assert file_of(tmp_path).read_text() == written, "loading writes nothing"


def told(server: DialectServer) -> bool:
    return expect(
        server,
        labthings=False,
        holdfast=True,
        because="LabThings warns before it has anywhere to warn to",
    )


@pytest.mark.parametrize("content", ["{bad", "", "[1, 2]", "null"])
def test_a_file_that_cannot_be_used_is_reported(
    start_server: Start, tmp_path: Path, content: str
) -> None:
    write_file(tmp_path, content)
    server = begin(start_server, tmp_path)
    assert values(server) == FIRST
    assert (file_of(tmp_path).name in server.output()) is told(server)
    assert server.put("/keeper/limit", 42).status_code == 201
    kept(tmp_path, limit=42)
    aside = [file for file in file_of(tmp_path).parent.iterdir() if file.name != file_of(tmp_path).name]
    assert [file.read_text() for file in aside] == expect(
        server, labthings=[], holdfast=[content], because="the file of the user is kept aside, never lost"
    )


def test_a_file_that_is_no_text_does_not_stop_the_start(
    start_server: Start, tmp_path: Path, program: list[str], kind: Any
) -> None:
    write_file(tmp_path, b'{"operator": "\xff\xfe"}')
    if (
        expect(
            kind,
            labthings="dies",
            holdfast="starts",
            because="a bad file must not prevent the start (8.2, 10)",
        )
        == "starts"
    ):
        assert values(begin(start_server, tmp_path)) == FIRST
    else:
        with pytest.raises(AssertionError, match="UnicodeDecodeError"):
            begin(start_server, tmp_path)


def test_one_wrong_value_spoils_no_other(start_server: Start, tmp_path: Path) -> None:
    write_file(tmp_path, json.dumps({**FIRST, "limit": "many", "exposure": 0.75}))
    server = begin(start_server, tmp_path)
    assert values(server) == {**FIRST, "exposure": 0.75}
    assert ("limit" in server.output().partition("GET ")[0]) is told(server)


def test_an_unknown_key_is_reported(start_server: Start, tmp_path: Path) -> None:
    write_file(tmp_path, json.dumps({**FIRST, "flux_capacitor": 1}))
    server = begin(start_server, tmp_path)
    assert ("flux_capacitor" in server.output()) is told(server)
    assert server.put("/keeper/limit", 42).status_code == 201
    assert ("flux_capacitor" in kept(tmp_path, limit=42)) is expect(
        server, labthings=False, holdfast=True, because="the file of the user is never lost"
    )


def test_another_class_has_another_file(start_server: Start, tmp_path: Path) -> None:
    server = begin(start_server, tmp_path)
    assert server.put("/keeper/exposure", 0.25).status_code == 201
    server.end()
    server = begin(start_server, tmp_path, "OtherSettings")
    assert server.get("/keeper/exposure") == 0.9
    assert server.put("/keeper/exposure", 0.8).status_code == 201
    server.end()
    assert kept(tmp_path, "OtherSettings", exposure=0.8) == {"exposure": 0.8}
    assert begin(start_server, tmp_path).get("/keeper/exposure") == 0.25, (
        "the first one's file is as it was"
    )
