# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from threading import Thread
from typing import Any, Literal

import labthings_fastapi as lt
from labthings_fastapi.types.numpy import NDArray
from pydantic import BaseModel


class Counter(lt.Thing):
    """Counts."""

    count: int = lt.property(default=0)
    """How many."""

    @lt.action
    def increment(self) -> None:
        """One more."""
        self.count += 1


class Point(BaseModel):
    x: float = 1.0
    y: float = 0.0
    label: str | None = None


class Properties(lt.Thing):
    """A property of each kind."""

    title = "Of each kind"

    flag: bool = lt.property(default=False)
    count: int = lt.property(default=7)
    number: float = lt.property(default=0.5)
    text: str = lt.property(default="hello")
    maybe: int | None = lt.property(default=None)
    anything: Any = lt.property(default=None)
    mode: Literal["slow", "fast"] = lt.property(default="slow")
    words: list[str] = lt.property(default_factory=lambda: ["a", "b"])
    point: Point = lt.property(default_factory=Point)
    serial: str = lt.property(default="SN0", readonly=True)
    percent: int = lt.property(default=50, ge=0, le=100)
    ratio: float = lt.property(default=0.25, ge=0.0, le=1.0)
    above: float = lt.property(default=1.0, gt=0.0)
    below: int = lt.property(default=1, lt=10)
    step: int = lt.property(default=5, multiple_of=5)
    short: str = lt.property(default="ab", min_length=2, max_length=4)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._scaled = 2.5
        self._unsettled = "never reset"
        self._matrix = [[1.0, 2.0], [3.0, 4.0]]

    @lt.property
    def scaled(self) -> float:
        """Has a getter, a setter and a resetter."""
        return self._scaled

    @scaled.setter
    def _set_scaled(self, value: float) -> None:
        self._scaled = value

    @scaled.resetter
    def _reset_scaled(self) -> None:
        self._scaled = 2.5

    @lt.property
    def unsettled(self) -> str:
        """Has a getter and a setter."""
        return self._unsettled

    @unsettled.setter
    def _set_unsettled(self, value: str) -> None:
        self._unsettled = value

    @lt.property
    def measured(self) -> float:
        """Has a getter only."""
        return 21.5

    @lt.property
    def matrix(self) -> NDArray:
        """An array of two dimensions."""
        return self._matrix

    @matrix.setter
    def _set_matrix(self, value: NDArray) -> None:
        self._matrix = value

    @lt.action
    def toggle(self) -> None:
        self.flag = not self.flag

    @lt.action
    def toggle_elsewhere(self) -> None:
        thread = Thread(target=self.toggle)
        thread.start()
        thread.join()

    @lt.action
    def transposed(self, matrix: NDArray) -> NDArray:
        return matrix.T
