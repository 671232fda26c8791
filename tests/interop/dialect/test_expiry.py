# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long invocations are kept."""

import pytest
from dialect_server import DialectServer, expect
from holdfast_process import wait_until
from labthings_fastapi.client import poll_invocation
from labthings_fastapi.exceptions import ServerActionError


def test_what_has_expired_is_gone(server: DialectServer) -> None:
    href = server.begin("/acts/short_lived")
    kept = server.run("/acts/answer")["href"]

    def gone() -> bool:
        # LabThings looks for expired invocations only after another action was invoked.
        server.run("/acts/nothing")
        return server.http.get(href).status_code == 404

    wait_until(gone, "the invocation expires")
    assert href not in [invocation["href"] for invocation in server.get("/action_invocations")]
    assert server.http.get(href + "/output").status_code == 404
    assert server.http.get(kept).status_code == 200


def test_an_idle_server_forgets_too(server: DialectServer) -> None:
    href = server.begin("/acts/short_lived", pause=0.3)
    if expect(
        server,
        labthings=False,
        holdfast=True,
        because="expired invocations are removed without another action (8.2, 15)",
    ):
        wait_until(lambda: server.http.get(href).status_code == 404, "the invocation expires")
    else:
        wait_until(lambda: server.invocation(href)["status"] == "completed", "the invocation ends")
        assert server.http.get(href).status_code == 200


def test_the_client_says_when_its_invocation_is_gone(server: DialectServer) -> None:
    begun = server.request("POST", "/acts/short_lived", json={}).json()

    def gone() -> bool:
        server.run("/acts/nothing")
        return server.http.get(begun["href"]).status_code == 404

    wait_until(gone, "the invocation expires")
    with pytest.raises(ServerActionError, match=begun["id"]):
        poll_invocation(server.http, {**begun, "status": "running"})
