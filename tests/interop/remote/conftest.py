# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from holdfast_process import end_all
from holdfast_server import HoldfastServer
from upstream_process import UpstreamProcess, behind


@pytest.fixture
def start_front(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., HoldfastServer]]:
    """Starts Holdfasts that are ended after the test, and must end with code 0."""
    servers: list[HoldfastServer] = []

    def start(configuration: dict[str, Any] | None, folder: Path | None = None) -> HoldfastServer:
        where = folder or tmp_path / f"front{len(servers)}"
        where.mkdir(exist_ok=True)
        servers.append(HoldfastServer(request.config.getoption("--program"), where, configuration))
        return servers[-1]

    yield start
    end_all(servers)


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[UpstreamProcess]:
    """A LabThings server with its lock on."""
    server = UpstreamProcess.labthings(tmp_path, "--lock")
    yield server
    server.end()


@pytest.fixture
def front(start_front: Callable[..., HoldfastServer], upstream: UpstreamProcess) -> HoldfastServer:
    """Holdfast in front of that server."""
    return start_front(behind(upstream.url))
