# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from typing import Annotated

import labthings_fastapi as lt
from labthings_fastapi.exceptions import InvocationCancelledError, InvocationError
from pydantic import Field

from .properties import Point


class Actions(lt.Thing):
    """Actions with each kind of input and output."""

    @lt.action
    def move(
        self,
        x: float,
        y: Annotated[int, Field(ge=0, le=1000)] = 3,
        note: str | None = None,
        tags: list[str] = [],
    ) -> Point:  # noqa: B006 (never changed)
        return Point(x=x, y=y, label=note)

    @lt.action
    def twice(self, value: int) -> int:
        return 2 * value

    @lt.action
    def answer(self) -> int:
        return 42

    @lt.action
    def nothing(self) -> None:
        pass

    @lt.action
    def zero(self) -> int:
        return 0

    @lt.action
    def no_words(self) -> list[str]:
        return []

    @lt.action(retention_time=0)
    def short_lived(self, pause: float = 0) -> None:
        lt.cancellable_sleep(pause)


class Cancels(lt.Thing):
    """Actions that take a request to end each in its own way."""

    count: int = lt.property(default=0)
    handled: bool = lt.property(default=False)

    def _count(self, times: int, pause: float) -> None:
        for _ in range(times):
            lt.cancellable_sleep(pause)
            self.count += 1

    @lt.action
    def obedient(self, times: int, pause: float) -> None:
        try:
            self._count(times, pause)
        except InvocationCancelledError:
            self.handled = True
            raise

    @lt.action
    def deaf(self, times: int, pause: float) -> None:
        for _ in range(times):
            try:
                lt.cancellable_sleep(pause)
            except InvocationCancelledError:
                self.handled = True
            self.count += 1

    @lt.action
    def reluctant(self, times: int, pause: float) -> None:
        try:
            self._count(times, pause)
        except InvocationCancelledError:
            self.handled = True
            self._count(times, pause)


class Logs(lt.Thing):
    """Actions that say what they do."""

    @lt.action
    def levels(self) -> None:
        self.logger.debug("quiet")
        self.logger.info("told")
        self.logger.warning("warned")
        self.logger.error("alarmed")

    @lt.action
    def count_up(self, times: int) -> None:
        for number in range(times):
            self.logger.info("m%d", number)

    @lt.action
    def unexpected(self) -> None:
        self.logger.info("about to fail")
        raise RuntimeError("it broke")

    @lt.action
    def anticipated(self) -> None:
        self.logger.info("about to give up")
        raise InvocationError("as was to be expected")
