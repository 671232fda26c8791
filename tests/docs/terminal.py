# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal in which a command runs until Ctrl+C is pressed."""

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path

CTRL_C = b"\x03"
# Sequences that move the cursor or set colours.
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])")


class Terminal:
    """A command with a terminal of its own."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]):
        self._raw = b""
        self._ended = False
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            try:
                os.chdir(folder)
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    @property
    def output(self) -> str:
        return ESCAPES.sub("", self._raw.decode("utf-8", "replace")).replace("\r\n", "\n")

    def _read(self, seconds: float) -> bool:
        """Reads what is there. Returns false when the command has ended."""
        if self._ended:
            return False
        if select.select([self._terminal], [], [], seconds)[0]:
            try:
                read = os.read(self._terminal, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                read = b""
            self._raw += read
            self._ended = not read
        return not self._ended

    def wait_for(self, pattern: str, limit: float) -> bool:
        """Waits until the output matches. Returns false when it does not within the limit, or the command has ended."""
        deadline = time.monotonic() + limit
        while not re.search(pattern, self.output):
            if time.monotonic() > deadline or not self._read(0.1):
                return re.search(pattern, self.output) is not None
        return True

    def interrupt(self, limit: float) -> None:
        """Presses Ctrl+C until the command has ended; after the limit it is killed."""
        deadline = time.monotonic() + limit
        pressed = 0.0
        while not self._ended:
            if time.monotonic() > deadline:
                os.killpg(self._process, signal.SIGKILL)
                break
            # A second Ctrl+C would be another request: it is pressed again only when the first one was lost.
            if time.monotonic() - pressed > 10:
                pressed = time.monotonic()
                os.write(self._terminal, CTRL_C)
            self._read(0.1)
        os.waitpid(self._process, 0)
        os.close(self._terminal)
