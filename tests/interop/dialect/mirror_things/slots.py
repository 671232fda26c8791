# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from collections.abc import Mapping
from typing import Any

import labthings_fastapi as lt

from .properties import Counter


class Stately(lt.Thing):
    """Tells its state, and what it finds around itself."""

    @property
    def thing_state(self) -> Mapping[str, Any]:
        return {"level": 3}

    @lt.action
    def states(self) -> Any:
        return self._thing_server_interface.get_thing_states()

    @lt.action
    def configured(self) -> Any:
        return self._thing_server_interface.application_config


class Hub(lt.Thing):
    """Has a slot of each kind."""

    single: Counter = lt.thing_slot()
    optional: Stately | None = lt.thing_slot()
    many: Mapping[str, Counter] = lt.thing_slot()

    @lt.action
    def connections(self) -> Any:
        return {
            "single": self.single.name,
            "optional": self.optional.name if self.optional else None,
            "many": sorted(self.many),
        }

    @lt.action
    def increment_single(self) -> None:
        self.single.increment()


class Ping(lt.Thing):
    other: "Pong" = lt.thing_slot()

    @lt.action
    def name_of_other(self) -> str:
        return self.other.name


class Pong(lt.Thing):
    other: Ping = lt.thing_slot()

    @lt.action
    def name_of_other(self) -> str:
        return self.other.name
