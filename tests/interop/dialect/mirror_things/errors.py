# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from typing import Any

import labthings_fastapi as lt
from labthings_fastapi.exceptions import GlobalLockBusyError, InvocationCancelledError


class CustomError(Exception):
    """An error that only this module has."""


class Errors(lt.Thing):
    """Actions that fail, each with another error."""

    @lt.action
    def custom(self) -> None:
        raise CustomError("made to measure")

    @lt.action
    def value(self) -> None:
        raise ValueError("This never works!")

    @lt.action
    def busy(self) -> None:
        raise GlobalLockBusyError("The global lock could not be acquired.")

    @lt.action
    def cancelled(self) -> None:
        raise InvocationCancelledError("The action was cancelled.")

    @lt.action
    def lock_needed(self) -> Any:
        with self._thing_server_interface.hold_global_lock():
            return "held"
