# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under test in a process of its own. Needs only Python."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

GENEROUS = 30.0  # seconds: a limit for any step on a busy machine


def wait_until(condition: Callable[[], Any], what: str, limit: float = GENEROUS) -> Any:
    """Returns the first true value of the condition; fails when there is none within the limit."""
    deadline = time.monotonic() + limit
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"waited {limit:.0f} s in vain: {what}"
        time.sleep(0.01)


def end_all(servers: list[Any]) -> None:
    """Ends all servers, also when one of them fails to end, and fails then."""
    failures = []
    for server in servers:
        try:
            server.end()
        except Exception as failure:
            failures.append(failure)
    assert not failures, failures


class HoldfastProcess:
    """One running server. Its address is `url`, with the prefix but without a slash at the end."""

    def __init__(self, program: str, folder: Path, configuration: dict[str, Any] | None = None,
                 port: int = 0, headless: bool = True, waits: bool = True,
                 wrapper: Sequence[str] = (), variables: Mapping[str, str] | None = None,
                 arguments: Sequence[str] = ()):
        """Starts it, and waits until it serves; without `waits` it may be killed earlier, and has no address. The `wrapper` is a
        command that runs the one behind it; the `variables` are added to its environment, and the `arguments` to its command."""
        self._output = folder / "holdfast.output"
        command = [*wrapper, program, *(["--headless"] if headless else []), "--port", str(port), *arguments]
        prefix = ""
        if configuration is not None:
            file = folder / "holdfast.json"
            file.write_text(json.dumps(configuration), encoding="utf-8")
            command += ["-c", str(file)]
            prefix = configuration.get("api_prefix", "")
        # Each run has folders of its own, so that none continues another, or leaves data behind.
        environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "XDG_DATA_HOME": str(folder / "share"),
                       **(variables or {})}
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                             stdout=output, stderr=subprocess.STDOUT)
        if not waits:
            return
        try:
            self.origin = wait_until(self._announced, "Holdfast says where it serves")
        except BaseException:
            self.kill()
            raise
        self.url = self.origin + prefix

    @property
    def pid(self) -> int:
        return self._process.pid

    def output(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")

    def _announced(self) -> str | None:
        assert self._process.poll() is None, f"Holdfast ended:\n{self.output()}"
        line = re.search(r" serves \d+ Things? at (https?://[0-9.:]+)/", self.output())
        return line and line[1]

    def kill(self) -> None:
        """Ends the server in the middle of its work, as the loss of power does."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Ends the server with a signal, as its operator does; it must end with code 0."""
        if self._process.returncode is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(GENEROUS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        assert code == 0, f"Holdfast ended with {code}:\n{self.output()}"
