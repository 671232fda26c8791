# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leases, as the author of a script uses them."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from holdfast_server import GENEROUS, HoldfastServer
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import (
    ClientPropertyError,
    FailedToInvokeActionError,
    GlobalLockBusyError,
)


class Leased:
    """A user with a lease, and LabThings' own client under it."""

    def __init__(self, server: HoldfastServer, **wish: Any):
        answer = httpx2.post(f"{server.url}/lock/leases", json=wish, timeout=GENEROUS)
        answer.raise_for_status()
        self.lease = answer.json()
        self.url = f"{server.url}/lock/leases/{self.lease['id']}"
        self.http = httpx2.Client(base_url=server.url, timeout=GENEROUS,
                                  headers={"Lock-Token": self.lease["token"]})
        self.stage = ThingClient.from_url(f"{server.url}/stage/", client=self.http)
        self.camera = ThingClient.from_url(f"{server.url}/camera/", client=self.http)


@pytest.fixture
def leased(server: HoldfastServer):
    leased = Leased(server, label="tile scan", note="overnight")
    yield leased
    leased.http.delete(leased.url)


def test_labthings_client_works_under_a_lease(leased: Leased, stage: ThingClient,
                                              camera: ThingClient) -> None:
    for exposure in (700, 800):
        leased.camera.exposure_time = exposure
        leased.stage.move_relative(x=10)
    assert camera.exposure_time == 800
    with pytest.raises(GlobalLockBusyError, match="tile scan .* on a lease \\(overnight\\)"):
        stage.move_relative(x=1)
    with pytest.raises(ClientPropertyError, match="tile scan"):
        camera.exposure_time = 900


def test_a_dead_token_is_told(server: HoldfastServer) -> None:
    late = Leased(server, label="late")
    assert late.http.delete(late.url).status_code == 204
    before = late.camera.exposure_time
    with pytest.raises(ClientPropertyError, match="The lease of late .* was given back at"):
        late.camera.exposure_time = 2 * before
    with pytest.raises(FailedToInvokeActionError, match="The lease of late .* was given back at"):
        late.stage.move_relative(x=1)
    assert late.camera.exposure_time == before


def test_a_lease_ends_with_the_server(start_server: Callable[..., HoldfastServer]) -> None:
    first = start_server()
    token = Leased(first, label="survivor").lease["token"]
    first.end()
    second = start_server()
    answer = httpx2.put(f"{second.url}/camera/exposure_time", json=900, timeout=GENEROUS,
                        headers={"Lock-Token": token})
    assert answer.status_code == 410
    assert answer.json()["reason"] == "restarted"
    assert second.owner() is None
