# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each test of this folder runs against two servers: LabThings' own, which proves that the expectations are true
of LabThings, and Holdfast. Both host Things of the same names, from mirror_things and mirrorserver."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dialect_server import DialectServer, Kind, classes
from holdfast_process import end_all


@pytest.fixture(scope="session", params=list(Kind), ids=[kind.value for kind in Kind])
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


@pytest.fixture(scope="session")
def program(kind: Kind, request: pytest.FixtureRequest) -> list[str]:
    """Returns the command that starts Holdfast, without its arguments; LabThings needs none."""
    return [request.config.getoption("--mirror"), "--headless"] if kind is Kind.HOLDFAST else []


Start = Callable[..., DialectServer]


def starter(kind: Kind, program: list[str], new_folder: Callable[[], Path]) -> Iterator[Start]:
    servers: list[DialectServer] = []

    def start(configuration: dict[str, Any], folder: Path | None = None, *options: str) -> DialectServer:
        servers.append(DialectServer(kind, program, folder or new_folder(), configuration, *options))
        return servers[-1]

    yield start
    end_all(servers)


@pytest.fixture
def start_server(kind: Kind, program: list[str], tmp_path: Path) -> Iterator[Start]:
    """Starts servers that are ended after the test."""
    yield from starter(kind, program, lambda: tmp_path)


@pytest.fixture(scope="session")
def start_shared(
    kind: Kind, program: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Start]:
    yield from starter(kind, program, lambda: tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="session")
def server(start_shared: Start) -> DialectServer:
    """Things of all kinds, without the global lock."""
    return start_shared(
        {
            "things": classes(
                acts="Actions",
                blobs="Blobs",
                camera="Camera",
                cancels="Cancels",
                counter="Counter",
                errors="Errors",
                faulty="Faulty",
                logs="Logs",
                props="Properties",
                stately="Stately",
            ),
            "enable_global_lock": False,
            "application_config": {"lab": "B 12", "lamps": [1, 2]},
        }
    )


@pytest.fixture(scope="session")
def locked_server(start_shared: Start) -> DialectServer:
    """The Things for the tests of the lock, with the lock."""
    return start_shared(
        {"things": classes(locked="Locked", errors="Errors"), "enable_global_lock": True}
    )


@pytest.fixture(scope="session")
def prefixed_server(start_shared: Start) -> DialectServer:
    return start_shared(
        {
            "things": classes(counter="Counter", camera="Camera", blobs="Blobs"),
            "enable_global_lock": False,
            "api_prefix": "/api/v1",
        }
    )
