# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: the configurations, and starts that fail."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Start
from dialect_server import START_LIMIT, Kind, classes, expect, start_process

GOOD = json.dumps({"things": classes(counter="Counter")})


class Ended:
    """A start that failed: its exit code and its output."""

    def __init__(self, kind: Kind, program: list[str], folder: Path, *arguments: str):
        process = start_process(kind, program, folder, *arguments)
        try:
            self.code = process.wait(START_LIMIT)
        except BaseException:
            process.kill()
            process.wait()
            raise
        self.said = (folder / "output").read_text()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "configuration.json"


def test_a_configuration_can_be_a_text(start_server: Start) -> None:
    assert start_server({}, None, "-j", GOOD).get("/counter/count") == 0


def test_a_file_and_a_text_together_are_too_much(
    kind: Kind, program: list[str], tmp_path: Path, file: Path
) -> None:
    file.write_text(GOOD)
    ended = Ended(kind, program, tmp_path, "-c", str(file), "-j", GOOD)
    assert ended.code == expect(
        kind,
        labthings=1,
        holdfast=2,
        because="a wrong command line has a code of its own, and no traceback",
    )
    assert "--config and --json" in ended.said or ("config" in ended.said and "json" in ended.said)


def test_a_file_that_is_not_there_stops_the_start(
    kind: Kind, program: list[str], tmp_path: Path, file: Path
) -> None:
    ended = Ended(kind, program, tmp_path, "-c", str(file))
    assert ended.code == expect(
        kind, labthings=1, holdfast=3, because="one code for everything that prevents a start"
    )
    assert str(file) in ended.said


@pytest.mark.parametrize(
    "text",
    [
        "{bad",
        '{"things": 5}',
        '{"things": {"no name": "mirror_things:Counter"}}',
        '{"things": {"a": "mirror_things:Absent"}}',
        '{"things": {"a": "nowhere:Thing"}}',
        "{}",
        '{"things": {}, "api_prefix": "api/"}',
        '{"things": {}, "api_prefix": "/api/"}',
        '{"things": {}, "api_prefix": "/a b"}',
        '{"things": {"things": "mirror_things:Counter"}}',
        '{"things": {}, "global_lock_log_level": "LOUD"}',
    ],
)
def test_a_configuration_that_cannot_be_used_stops_the_start(
    kind: Kind, program: list[str], tmp_path: Path, file: Path, text: str
) -> None:
    file.write_text(text)
    ended = Ended(kind, program, tmp_path, "-c", str(file))
    assert ended.code == 3
    assert "onfiguration" in ended.said


def test_an_unknown_key(
    kind: Kind, program: list[str], tmp_path: Path, start_server: Start, file: Path
) -> None:
    configuration = {"things": classes(counter="Counter"), "colour": "red"}
    if (
        expect(
            kind,
            labthings="ignored",
            holdfast="refused",
            because="a mistake should be noticed at the start (8.2, 18)",
        )
        == "ignored"
    ):
        assert start_server(configuration).get("/counter/count") == 0
    else:
        file.write_text(json.dumps(configuration))
        ended = Ended(kind, program, tmp_path, "-c", str(file))
        assert ended.code == 3 and "colour" in ended.said


@pytest.mark.parametrize("prefix", ["", "/api", "/api/v2", "/a-b/c_d"])
def test_prefixes_that_may_be(start_server: Start, prefix: str) -> None:
    server = start_server({"things": classes(counter="Counter"), "api_prefix": prefix})
    assert server.get("/counter/count") == 0


@pytest.mark.parametrize("name", ["a", "A-1", "under_score", "0"])
def test_names_that_may_be(start_server: Start, name: str) -> None:
    assert start_server({"things": {name: "mirror_things:Counter"}}).get(f"/{name}/count") == 0


def test_the_class_may_be_called_cls(start_server: Start) -> None:
    server = start_server({"things": {"counter": {"cls": "mirror_things:Counter"}}})
    assert server.get("/counter/count") == 0


@pytest.mark.parametrize(
    ("class_name", "reason", "code"),
    [
        ("CannotBeMade", "It cannot be made.", 1),
        ("CannotOpen", "It does not open.", 3),
    ],
)
def test_a_thing_that_does_not_start_stops_the_start(
    kind: Kind, program: list[str], tmp_path: Path, file: Path, class_name: str, reason: str, code: int
) -> None:
    file.write_text(json.dumps({"things": classes(bad=class_name)}))
    ended = Ended(kind, program, tmp_path, "-c", str(file), "--port", "0")
    assert ended.code == (code if kind is Kind.LABTHINGS else 3), (
        "one code for all that stands in the way"
    )
    assert reason in ended.said
    assert ("'bad'" in ended.said) is expect(
        kind, labthings=False, holdfast=True, because="the message has to say where the error is"
    )


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_port_that_is_taken_stops_the_start(
    kind: Kind, program: list[str], tmp_path: Path, file: Path
) -> None:
    file.write_text(GOOD)
    with taken_port() as port:
        ended = Ended(kind, program, tmp_path, "-c", str(file), "--port", str(port))
    assert ended.code == 3
    assert str(port) in ended.said


def test_help_is_given(kind: Kind, program: list[str], tmp_path: Path) -> None:
    ended = Ended(kind, program, tmp_path, "--help")
    assert ended.code == 0
    for option in ("--config", "--json", "--fallback", "--host", "--port", "--debug"):
        assert option in ended.said
