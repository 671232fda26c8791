# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from typing import Any, Literal

import labthings_fastapi as lt


class Faulty(lt.Thing):
    """Properties that fail, each in another way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._level = 5

    @lt.property
    def unreadable(self) -> int:
        raise ValueError("broken getter")

    @lt.property
    def unwritable(self) -> int:
        return 1

    @unwritable.setter
    def _set_unwritable(self, _value: int) -> None:
        raise ValueError("broken setter")

    @lt.property
    def unresettable(self) -> int:
        return 1

    @unresettable.setter
    def _set_unresettable(self, value: int) -> None:
        if value == 0:
            raise ValueError("broken resetter")

    @unresettable.resetter
    def _reset_unresettable(self) -> None:
        raise ValueError("broken resetter")

    @lt.property
    def out_of_range(self) -> int:
        return 11

    out_of_range.constraints = {"ge": 0, "le": 10}

    @lt.property
    def nameless(self) -> Literal["known"]:
        return "unknown"  # type: ignore[return-value]

    @lt.action
    def nameless_output(self) -> Literal["known"]:
        return "unknown"  # type: ignore[return-value]


class CannotBeMade(lt.Thing):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        raise RuntimeError("It cannot be made.")


class CannotOpen(lt.Thing):
    def __enter__(self) -> None:
        raise RuntimeError("It does not open.")

    def __exit__(self, *_: object) -> None:
        pass
