# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notifications of properties and actions on a WebSocket."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from dialect_server import DialectServer, expect
from holdfast_process import GENEROUS
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect


class Socket:
    """A Thing's WebSocket, in JSON."""

    def __init__(self, connection: ClientConnection):
        self.connection = connection

    def send(self, message: Any) -> None:
        self.connection.send(message if isinstance(message, (str, bytes)) else json.dumps(message))

    def observe(self, what: str, *names: str) -> None:
        self.send({"messageType": f"add{what}Observation", "data": {name: True for name in names}})

    def receive(self) -> Any:
        return json.loads(self.connection.recv(GENEROUS))

    def settle(self) -> None:
        """Waits until the server has handled all earlier messages, which it does not acknowledge."""
        self.observe("Property", "no_such_name")
        assert self.receive()["name"] == "no_such_name"


@contextmanager
def opened(server: DialectServer, thing: str, **options: Any) -> Iterator[Socket]:
    with connect(
        server.url.replace("http:", "ws:") + f"/{thing}/ws", proxy=None, **options
    ) as connection:
        yield Socket(connection)


@pytest.fixture
def props(server: DialectServer) -> Iterator[Socket]:
    with opened(server, "props") as socket:
        yield socket


def status(name: str, value: Any) -> dict[str, Any]:
    return {"messageType": "propertyStatus", "data": {name: value}}


def action(name: str, state: str) -> dict[str, Any]:
    return {"messageType": "actionStatus", "data": {"action name": name, "status": state}}


def test_a_write_is_told(server: DialectServer, props: Socket) -> None:
    props.observe("Property", "count")
    props.settle()
    for value in (20, 20, 7):
        assert server.put("/props/count", value).status_code == 201
        assert props.receive() == status("count", value), "also when it is the same again"


def test_a_reset_and_a_model_are_told(server: DialectServer, props: Socket) -> None:
    props.observe("Property", "point")
    props.settle()
    assert server.put("/props/point", {"x": 2.0, "y": 1.0, "label": None}).status_code == 201
    assert props.receive() == status("point", {"x": 2.0, "y": 1.0, "label": None})
    assert server.request("POST", "/props/point/reset").status_code == 200
    assert props.receive() == status("point", {"x": 1.0, "y": 0.0, "label": None})


def test_a_change_by_an_action_is_told(server: DialectServer) -> None:
    with opened(server, "counter") as socket:
        socket.observe("Property", "count")
        socket.settle()
        before = server.get("/counter/count")
        server.run("/counter/increment")
        assert socket.receive() == status("count", before + 1)


def test_what_is_refused_is_not_told(server: DialectServer, props: Socket) -> None:
    props.observe("Property", "percent")
    props.settle()
    assert server.put("/props/percent", 101).status_code == 422
    assert server.put("/props/percent", 50).status_code == 201
    assert props.receive() == status("percent", 50)


def test_only_what_was_asked_for_is_told(server: DialectServer, props: Socket) -> None:
    props.observe("Property", "flag")
    props.observe("Property", "flag")  # a second observation has no effect
    props.settle()
    assert server.put("/props/count", 7).status_code == 201
    assert server.put("/props/flag", False).status_code == 201
    assert props.receive() == status("flag", False)
    props.settle()


def refused(name: str, what: str) -> dict[str, Any]:
    operation = f"observe{what}"
    return {
        "messageType": "response",
        "operation": operation,
        "name": name,
        "error": {
            "status": "404",
            "type": "https://w3c.github.io/web-thing-protocol/errors#not-found",
            "title": "Not Found",
            "detail": f"No {what} found with the name '{name}'.",
        },
    }


def test_what_is_not_there_cannot_be_observed(props: Socket) -> None:
    props.observe("Property", "absent")
    assert props.receive() == refused("absent", "property")
    props.observe("Action", "absent")
    assert props.receive() == refused("absent", "action")


@pytest.mark.parametrize("name", ["scaled", "measured"])
def test_what_is_computed_cannot_be_observed(props: Socket, name: str) -> None:
    props.observe("Property", name)
    assert props.receive() == {
        "messageType": "response",
        "operation": "observeproperty",
        "name": name,
        "error": {
            "status": "403",
            "type": "https://w3c.github.io/web-thing-protocol/errors#not-observable",
            "title": "Not Observable",
            "detail": f"Property '{name}' is not observable.",
        },
    }


def test_names_before_a_wrong_one_are_observed_and_those_behind_it_are_not(
    server: DialectServer, props: Socket
) -> None:
    props.observe("Property", "flag", "absent", "count")
    assert props.receive() == refused("absent", "property")
    assert server.put("/props/count", 7).status_code == 201
    assert server.put("/props/flag", False).status_code == 201
    assert props.receive() == status("flag", False)


@pytest.mark.parametrize(
    ("thing", "name", "inputs", "states"),
    [
        ("acts", "answer", {}, ["pending", "running", "completed"]),
        ("errors", "value", {}, ["pending", "running", "error"]),
        ("cancels", "obedient", {"times": 10_000, "pause": 0.02}, ["pending", "running", "cancelled"]),
    ],
)
def test_the_states_of_an_action_are_told_in_order(
    server: DialectServer, thing: str, name: str, inputs: dict[str, Any], states: list[str]
) -> None:
    with opened(server, thing) as socket:
        socket.observe("Action", name)
        socket.settle()
        href = server.begin(f"/{thing}/{name}", **inputs)
        assert socket.receive() == action(name, states[0])
        assert socket.receive() == action(name, states[1])
        if states[2] == "cancelled":
            assert server.http.delete(href).status_code == 200
        assert socket.receive() == action(name, states[2])


def test_a_refused_start_is_told(locked_server: DialectServer) -> None:
    with opened(locked_server, "locked") as socket:
        holder = locked_server.running("/locked/hold")
        socket.observe("Action", "locked_action")
        socket.settle()
        locked_server.begin("/locked/locked_action")
        assert socket.receive() == action("locked_action", "pending")
        assert socket.receive() == action("locked_action", "error")
        assert locked_server.put("/locked/let_go", True).status_code == 201
        assert locked_server.ended(holder)["status"] == "completed"


@pytest.mark.parametrize(
    "message",
    [
        {"messageType": "removePropertyObservation", "data": {"flag": True}},
        {"messageType": "setProperty", "data": {"flag": True}},
        {"messageType": "requestAction", "data": {"toggle": {}}},
        {"messageType": "of the future"},
    ],
)
def test_what_is_not_known_is_ignored(server: DialectServer, props: Socket, message: Any) -> None:
    props.send(message)
    props.settle()
    assert server.get("/props/flag") is False


@pytest.mark.parametrize(
    "message",
    [
        "no json",
        "[1]",
        "{}",
        b"binary",
        '{"messageType":"addPropertyObservation"}',
        '{"messageType":"addPropertyObservation","data":5}',
    ],
)
def test_what_cannot_be_read_gets_an_error(server: DialectServer, message: str | bytes) -> None:
    with opened(server, "props") as socket:
        socket.send(message)
        if (
            expect(
                server,
                labthings="cut off",
                holdfast="answered",
                because="a client's mistake is answered (8.2, 6)",
            )
            == "cut off"
        ):
            with pytest.raises(ConnectionClosed):
                socket.receive()
        else:
            answer = socket.receive()
            assert answer["messageType"] == "response" and answer["error"]["status"] == "400"
            socket.settle()


def test_a_burst_arrives_complete_or_in_order(server: DialectServer, props: Socket) -> None:
    props.observe("Property", "count")
    props.settle()
    for value in range(30):
        assert server.put("/props/count", value).status_code == 201
    told = [props.receive()["data"]["count"]]
    while told[-1] != 29:
        told.append(props.receive()["data"]["count"])
    assert told == sorted(told), "never backwards"
    assert server.put("/props/count", 7).status_code == 201


def test_two_clients_are_told_alike(server: DialectServer, props: Socket) -> None:
    with opened(server, "props") as other:
        for socket in (props, other):
            socket.observe("Property", "flag")
            socket.settle()
        assert server.put("/props/flag", False).status_code == 201
        assert props.receive() == other.receive() == status("flag", False)


def test_offered_subprotocols_are_not_chosen(server: DialectServer) -> None:
    with opened(server, "props", subprotocols=["webthing"]) as socket:
        assert socket.connection.subprotocol is None
        socket.settle()


def test_there_is_no_websocket_elsewhere(server: DialectServer) -> None:
    with pytest.raises(InvalidStatus) as refusal, opened(server, "absent"):
        pass
    assert refusal.value.response.status_code in expect(
        server, labthings=(403,), holdfast=(404,), because="the Thing does not exist"
    )
    answer = server.request("GET", "/props/ws")
    assert answer.status_code == expect(
        server, labthings=404, holdfast=426, because="the status says what is missing: an upgrade"
    )
