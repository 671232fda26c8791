# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

from pathlib import Path
from typing import Any

import labthings_fastapi as lt


class Lifecycle(lt.Thing):
    """Writes down when it is opened and closed."""

    def __init__(self, record: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._record = Path(record)
        self._open = False

    def _note(self, what: str) -> None:
        with self._record.open("a", encoding="utf-8") as file:
            file.write(f"{what} {self.name}\n")

    def __enter__(self) -> "Lifecycle":
        self._open = True
        self._note("open")
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._note("close")

    @lt.property
    def opened(self) -> bool:
        return self._open
