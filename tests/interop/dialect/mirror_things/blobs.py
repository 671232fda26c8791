# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from types import TracebackType

import labthings_fastapi as lt

TEXT = b"some text in a blob"
FRAME = b"\xff\xd8 a picture, more or less \xff\xd9"


class TextBlob(lt.blob.Blob):
    media_type = "text/plain"


class Blobs(lt.Thing):
    """Makes and takes blobs."""

    def __enter__(self) -> "Blobs":
        self._folder = TemporaryDirectory()
        self._file = Path(self._folder.name) / "blob.txt"
        self._file.write_bytes(TEXT)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    @lt.action
    def from_memory(self) -> TextBlob:
        return TextBlob.from_bytes(TEXT)

    @lt.action
    def from_file(self) -> TextBlob:
        return TextBlob.from_file(str(self._file))

    @lt.action
    def from_folder(self) -> TextBlob:
        folder = TemporaryDirectory()
        (Path(folder.name) / "blob.txt").write_bytes(TEXT)
        return TextBlob.from_temporary_directory(folder, "blob.txt")

    @lt.action
    def binary(self) -> lt.blob.Blob:
        return lt.blob.Blob.from_bytes(bytes(range(256)), "application/octet-stream")

    @lt.action
    def both(self) -> list[TextBlob]:
        return [TextBlob.from_bytes(b"one"), TextBlob.from_bytes(b"two")]

    @lt.action
    def read(self, blob: TextBlob) -> str:
        return blob.content.decode()

    @lt.action
    def size(self, blob: lt.blob.Blob) -> int:
        return len(blob.content)

    @lt.action
    def passed_on(self, blob: TextBlob) -> TextBlob:
        return blob

    @lt.action(retention_time=0)
    def forgotten(self) -> TextBlob:
        return TextBlob.from_bytes(TEXT)


class Camera(lt.Thing):
    """Streams one picture again and again."""

    stream = lt.outputs.MJPEGStreamDescriptor()

    def __enter__(self) -> "Camera":
        self._end = Event()
        self._thread = Thread(target=self._show)
        self._thread.start()
        return self

    def __exit__(
        self,
        exception: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join()

    def _show(self) -> None:
        while not self._end.is_set():
            self.stream.add_frame(FRAME)
            time.sleep(0.02)
