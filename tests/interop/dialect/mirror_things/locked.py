# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

import time
from typing import Any

import labthings_fastapi as lt


class Locked(lt.Thing):
    """What takes the global lock, and what does not."""

    locked_data: int = lt.property(default=0)
    free_data: int = lt.property(default=0, use_global_lock=False)
    let_go: bool = lt.property(default=False, use_global_lock=False)
    holding: bool = lt.property(default=False, readonly=True, use_global_lock=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._locked, self._free = 0, 0

    @lt.property
    def locked_functional(self) -> int:
        return self._locked

    @locked_functional.setter
    def _set_locked_functional(self, value: int) -> None:
        self._locked = value

    @lt.property
    def free_functional(self) -> int:
        return self._free

    @free_functional.setter
    def _set_free_functional(self, value: int) -> None:
        self._free = value

    free_functional.use_global_lock = False

    def _until_let_go(self) -> None:
        self.holding = True
        while not self.let_go:
            lt.cancellable_sleep(0.01)
        self.holding = False
        self.let_go = False

    @lt.action
    def hold(self) -> None:
        self._until_let_go()

    @lt.action(use_global_lock=False)
    def watch(self) -> None:
        self._until_let_go()

    @lt.action
    def locked_action(self) -> str:
        return "with"

    @lt.action(use_global_lock=False)
    def free_action(self) -> str:
        return "without"

    @lt.action(use_global_lock=False)
    def sneak(self) -> None:
        self.locked_data = 99

    @lt.action
    def nested(self) -> int:
        self.locked_data = 5
        self.locked_action()
        return self.locked_data

    @lt.action(use_global_lock=False)
    def by_hand(self) -> str:
        with self._thing_server_interface.hold_global_lock():
            time.sleep(0)
            return "held"
