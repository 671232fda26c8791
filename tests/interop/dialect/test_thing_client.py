# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""LabThings' client with a Thing behind a prefix, as its users meet it."""

from typing import Any

import httpx2
import pytest
from dialect_server import DialectServer, expect
from holdfast_process import wait_until
from labthings_fastapi import ThingClient
from labthings_fastapi.exceptions import (
    ClientPropertyError,
    FailedToInvokeActionError,
    GlobalLockBusyError,
    InvocationCancelledError,
    ServerActionError,
)


@pytest.fixture(scope="session")
def client_server(start_shared: Any) -> DialectServer:
    return start_shared(
        {
            "things": {
                "acts": "mirror_things:Actions",
                "props": "mirror_things:Properties",
                "errors": "mirror_things:Errors",
                "counter": "mirror_things:Counter",
            },
            "enable_global_lock": False,
            "api_prefix": "/api/v1",
        }
    )


@pytest.fixture
def acts(client_server: DialectServer) -> ThingClient:
    return client_server.thing("acts")


@pytest.fixture
def props(client_server: DialectServer) -> ThingClient:
    return client_server.thing("props")


def test_the_client_has_the_things_members(acts: ThingClient, props: ThingClient) -> None:
    for name in ("move", "answer", "nothing"):
        assert callable(getattr(acts, name))
    assert "Has a getter only." in (type(props).measured.__doc__ or "")


def test_properties_are_got_and_set(props: ThingClient) -> None:
    assert props.count == 7
    props.count = 8
    assert props.count == 8
    assert props.get_property("count") == 8
    props.set_property("count", 7)
    assert props.count == 7


def test_what_is_not_there_is_not_found(props: ThingClient, acts: ThingClient) -> None:
    with pytest.raises(ClientPropertyError, match="Failed to get property nothing: Not Found"):
        props.get_property("nothing")
    with pytest.raises(ClientPropertyError, match="Failed to set property nothing: Not Found"):
        props.set_property("nothing", 1)
    with pytest.raises(FailedToInvokeActionError, match="Error when invoking action dance: Not Found"):
        acts.invoke_action("dance")


def test_a_wrong_value_is_refused_with_the_reason(props: ThingClient) -> None:
    with pytest.raises(ClientPropertyError) as error:
        props.count = "many"
    assert str(error.value) == (
        "Failed to set property count: Input should be a valid integer, "
        "unable to parse string as an integer"
    )


def test_a_read_only_property_is_not_even_asked_for(props: ThingClient) -> None:
    with pytest.raises(ClientPropertyError, match="^This property may not be set.$"):
        props.serial = "mine"
    with pytest.raises(ClientPropertyError, match="Method Not Allowed"):
        props.set_property("serial", "mine")


def test_actions_return_their_outputs(acts: ThingClient) -> None:
    assert acts.answer() == 42
    assert acts.nothing() is None
    assert acts.zero() == 0
    assert acts.twice(value=4) == 8
    assert acts.move(x=1.5, note="here") == {"x": 1.5, "y": 3.0, "label": "here"}


def test_an_action_without_a_result_has_an_effect(client_server: DialectServer) -> None:
    counter = client_server.thing("counter")
    before = counter.count
    assert counter.increment() is None
    assert counter.count == before + 1


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ({}, "'value' - Field required"),
        (
            {"value": "x"},
            "'value' - Input should be a valid integer, unable to parse string as an integer",
        ),
        ({"value": 1, "other": 2}, "'other' - Extra inputs are not permitted"),
    ],
)
def test_a_wrong_input_is_refused_with_the_reason(
    acts: ThingClient, inputs: dict[str, Any], reason: str
) -> None:
    with pytest.raises(FailedToInvokeActionError) as error:
        acts.twice(**inputs)
    assert str(error.value) == f"Error when invoking action twice: {reason}"


def test_two_clients_see_the_same_thing(client_server: DialectServer, props: ThingClient) -> None:
    other = client_server.thing("props")
    props.text = "seen"
    assert other.text == "seen"
    other.text = "hello"
    assert props.text == "hello"


# How failures of actions are reported


@pytest.mark.parametrize(
    ("action", "title", "detail"),
    [
        ("value", "ValueError", "This never works!"),
        ("custom", "CustomError", "made to measure"),
    ],
)
def test_a_failure_is_told_by_its_name_and_text(
    client_server: DialectServer, action: str, title: str, detail: str
) -> None:
    with pytest.raises(ServerActionError) as error:
        getattr(client_server.thing("errors"), action)()
    assert type(error.value) is ServerActionError
    text = str(error.value)
    assert text.startswith(f"Action {action} (ID: ")
    assert f"failed with error:\n[{title}]: {detail}" in text


def test_a_traceback_is_shown_where_there_is_one(client_server: DialectServer) -> None:
    with pytest.raises(ServerActionError) as error:
        client_server.thing("errors").value()
    assert ("SERVER TRACEBACK START" in str(error.value)) is expect(
        client_server,
        labthings=True,
        holdfast=False,
        because="C++ keeps no traceback, and the network is not to have one (8.2, 17)",
    )


def test_a_busy_lock_is_a_busy_lock(client_server: DialectServer) -> None:
    with pytest.raises(GlobalLockBusyError, match="The global lock could not be acquired"):
        client_server.thing("errors").busy()


def test_a_cancelled_action_is_cancelled(client_server: DialectServer) -> None:
    with pytest.raises(InvocationCancelledError, match="The action was cancelled."):
        client_server.thing("errors").cancelled()


def test_a_lock_that_is_switched_off_cannot_be_held(client_server: DialectServer) -> None:
    with pytest.raises(ServerActionError, match=r"\[FeatureNotEnabledError\]: The global lock"):
        client_server.thing("errors").lock_needed()


class WithoutError:
    """A transport between client and server from the time before invocations had an `error`."""

    def __init__(self, server: DialectServer):
        outer = server.http

        class Transport(httpx2.BaseTransport):
            def handle_request(self, request: httpx2.Request) -> httpx2.Response:
                response = outer.request(
                    request.method,
                    request.url,
                    content=request.read(),
                    headers={"content-type": "application/json"},
                )
                content = response.json()
                if isinstance(content, dict):
                    content.pop("error", None)
                return httpx2.Response(response.status_code, json=content, request=request)

        self.client = httpx2.Client(transport=Transport(), base_url=server.origin)


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("value", "[ValueError]: This never works!"),
        ("custom", "[CustomError]: made to measure"),
        ("busy", "The global lock could not be acquired"),
        ("cancelled", "was cancelled"),
    ],
)
def test_without_the_error_the_log_tells(client_server: DialectServer, action: str, text: str) -> None:
    client = ThingClient.from_url(
        f"{client_server.url}/errors/", client=WithoutError(client_server).client
    )
    with pytest.raises(ServerActionError) as error:
        getattr(client, action)()
    assert text in str(error.value)


def test_without_the_error_a_refused_start_is_told_by_the_log(locked_server: DialectServer) -> None:
    holder = locked_server.running("/locked/hold")
    wait_until(lambda: locked_server.get("/locked/holding"), "it holds the lock")
    try:
        client = ThingClient.from_url(
            f"{locked_server.url}/locked/", client=WithoutError(locked_server).client
        )
        with pytest.raises(ServerActionError, match="didn't run locked_action"):
            client.locked_action()
        with pytest.raises(GlobalLockBusyError, match="The global lock could not be acquired"):
            locked_server.thing("locked").locked_action()
    finally:
        assert locked_server.put("/locked/let_go", True).status_code == 201
        assert locked_server.ended(holder)["status"] == "completed"
