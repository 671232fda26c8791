# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""When Things are opened and closed."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest
from conftest import Start
from dialect_server import START_LIMIT, DialectServer, Kind, expect, start_process
from holdfast_process import GENEROUS


def things(record: Path, *names: str) -> dict[str, Any]:
    return {
        name: {"class": "mirror_things:Lifecycle", "kwargs": {"record": str(record)}} for name in names
    }


def begin(start: Start, record: Path) -> DialectServer:
    return start({"things": things(record, "zebra", "apple", "mango"), "enable_global_lock": False})


def test_things_are_open_while_they_are_served(start_server: Start, tmp_path: Path) -> None:
    record = tmp_path / "record"
    server = begin(start_server, record)
    assert server.get("/apple/opened") is True
    assert record.read_text().splitlines() == ["open zebra", "open apple", "open mango"]
    server.end()
    assert record.read_text().splitlines()[3:] == ["close mango", "close apple", "close zebra"]


def test_a_server_can_be_started_again(start_server: Start, tmp_path: Path) -> None:
    record = tmp_path / "record"
    for _ in range(2):
        server = begin(start_server, record)
        assert server.get("/zebra/opened") is True
        server.end()
    assert (
        record.read_text().splitlines()
        == ["open zebra", "open apple", "open mango", "close mango", "close apple", "close zebra"] * 2
    )


def test_what_was_opened_is_closed_when_another_does_not_open(
    kind: Kind, program: list[str], tmp_path: Path
) -> None:
    record = tmp_path / "record"
    file = tmp_path / "configuration.json"
    file.write_text(
        json.dumps(
            {
                "things": {
                    **things(record, "first"),
                    "bad": "mirror_things:CannotOpen",
                    **things(record, "last"),
                }
            }
        )
    )
    process = start_process(kind, program, tmp_path, "-c", str(file), "--port", "0")
    assert process.wait(START_LIMIT) == 3
    assert "It does not open." in (tmp_path / "output").read_text()
    assert record.read_text().splitlines() == ["open first", "close first"]


def test_an_open_stream_does_not_keep_the_server(start_server: Start) -> None:
    server = start_server({"things": {"camera": "mirror_things:Camera"}, "enable_global_lock": False})
    ends = expect(
        server, labthings=False, holdfast=True, because="a viewer must not delay the end of the server (8.2, 8)"
    )
    with httpx2.stream("GET", server.url + "/camera/stream", timeout=GENEROUS) as answer:
        frames = answer.iter_raw()  # kept, or the connection would be closed
        next(frames)
        server.process.send_signal(signal.SIGTERM)
        if ends:
            assert server.process.wait(GENEROUS) == 0
        else:
            with pytest.raises(subprocess.TimeoutExpired):
                server.process.wait(2)
    server.end()
