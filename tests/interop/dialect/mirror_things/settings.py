# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from typing import Any

import labthings_fastapi as lt

from .properties import Point


class Settings(lt.Thing):
    """Remembers."""

    exposure: float = lt.setting(default=0.1)
    operator: str = lt.setting(default="unknown")
    limit: int = lt.setting(default=10, ge=0, le=100)
    corner: Point = lt.setting(default_factory=Point)
    serial: str = lt.setting(default="SN0", readonly=True)
    scratch: int = lt.property(default=0)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._angle = 0.0

    @lt.setting
    def angle(self) -> float:
        return self._angle

    @angle.setter
    def _set_angle(self, value: float) -> None:
        self._angle = value

    @lt.action
    def rename(self, serial: str) -> None:
        self.serial = serial


class OtherSettings(lt.Thing):
    """Remembers something else under the same name."""

    exposure: float = lt.setting(default=0.9)
