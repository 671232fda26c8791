# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Things of LabThings' own, to be put behind Holdfast.

Usage: upstream_things.py PORT [--lock] [--other]; with --other the stage describes itself otherwise.
"""

import argparse
import threading
import time
from typing import Any

import labthings_fastapi as lt
import uvicorn
from labthings_fastapi.outputs import MJPEGStreamDescriptor
from pydantic import BaseModel

PICTURE = b"\xff\xd8" + b"picture " * 4000 + b"\xff\xd9"


class Position(BaseModel):
    x: int = 0
    y: int = 0


class Picture(lt.blob.Blob):
    media_type: str = "image/jpeg"


class Stage(lt.Thing):
    """A stage that takes its time."""

    position: Position = lt.property(default=Position(), readonly=True)
    speed: float = lt.property(default=100.0, ge=1, le=1000)
    _moving = False

    @lt.property
    def moving(self) -> bool:
        """Whether it moves."""
        return self._moving

    @lt.property
    def broken(self) -> int:
        """Cannot be read."""
        raise RuntimeError("the sensor is broken")

    @lt.action
    def move_relative(self, x: int = 0, seconds: float = 0.2) -> Position:
        """Moves in steps."""
        self.logger.info("moving by %d", x)
        self._moving = True
        start = self.position.x
        try:
            for step in range(1, 11):
                lt.cancellable_sleep(seconds / 10)
                self.position = Position(x=start + x * step // 10)
        finally:
            self._moving = False
        return self.position

    @lt.action
    def fail(self) -> None:
        """Fails."""
        raise RuntimeError("the motor is on fire")


class OtherStage(Stage):
    acceleration: int = lt.property(default=3)


class Camera(lt.Thing):
    """A camera with a stream."""

    mjpeg_stream = MJPEGStreamDescriptor()
    _running = False

    def __enter__(self) -> "Camera":
        self._running = True
        threading.Thread(target=self._produce, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._running = False

    def _produce(self) -> None:
        while self._running:
            self.mjpeg_stream.add_frame(PICTURE)
            time.sleep(0.02)

    @lt.action
    def grab(self) -> Picture:
        """Takes a picture."""
        return Picture.from_bytes(PICTURE)

    @lt.action
    def size(self, picture: Picture) -> int:
        """Returns how many bytes a picture has."""
        return len(picture.content)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--lock", action="store_true")
    parser.add_argument("--other", action="store_true")
    arguments = parser.parse_args()
    server = lt.ThingServer.from_things(
        {"stage": OtherStage if arguments.other else Stage, "camera": Camera},
        enable_global_lock=arguments.lock)
    uvicorn.run(server.app, host="127.0.0.1", port=arguments.port, ws="websockets-sansio", access_log=False,
                log_level="warning")
