# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from holdfast_process import end_all
from holdfast_server import HoldfastServer
from labthings_fastapi import ThingClient


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--program", required=True, help="the holdfast to try")
    parser.addoption("--rich", required=True, help="the program that describes a rich Thing")
    parser.addoption("--mirror", required=True, help="Holdfast with the Things of mirrorserver/")
    parser.addoption("--environment-of-nodewot", help="the folder with node-wot, for the tests of remote/")


@pytest.fixture(scope="module")
def start_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
                 ) -> Iterator[Callable[..., HoldfastServer]]:
    """Starts servers that are ended after the module, and must end with code 0."""
    servers: list[HoldfastServer] = []

    def start(configuration: dict[str, Any] | None = None) -> HoldfastServer:
        folder = tmp_path_factory.mktemp("server")
        servers.append(HoldfastServer(request.config.getoption("--program"), folder, configuration))
        return servers[-1]

    yield start
    end_all(servers)


@pytest.fixture(scope="module")
def server(start_server: Callable[..., HoldfastServer]) -> HoldfastServer:
    """The built-in microscope, shared by the tests of a module."""
    return start_server()


@pytest.fixture
def stage(server: HoldfastServer) -> ThingClient:
    return server.thing("stage")


@pytest.fixture
def camera(server: HoldfastServer) -> ThingClient:
    return server.thing("camera")
