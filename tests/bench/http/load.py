# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads a server with wrk: each connection sends its next request when the last one is answered."""

import subprocess
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from contender import Server, Wrong, processors

# The script only runs at the end; all requests are the same, so that wrk itself costs little.
SCRIPT = """
wrk.method = "{method}"
wrk.body = {body}
wrk.headers["Content-Type"] = {type}
wrk.headers["Authorization"] = {authorization}
done = function(summary)
    local errors = summary.errors
    print("RESULT", summary.requests, summary.duration, errors.status,
          errors.connect + errors.read + errors.write + errors.timeout)
end
"""


class Request(Enum):
    """A kind of request: its name in the table, method and body."""

    GET = ("GET", "GET", None)
    PUT = ("PUT", "PUT", "43")
    ACTION = ("action", "POST", "")

    @property
    def title(self) -> str:
        return self.value[0]

    def script(self, folder: Path, token: str = "") -> Path:
        _, method, body = self.value
        file = folder / f"{self.name}.lua"
        has_body = body is not None
        file.write_text(SCRIPT.format(method=method, body=f'"{body}"' if has_body else "nil",
                                      type='"application/json"' if has_body else "nil",
                                      authorization=f'"Bearer {token}"' if token else "nil"), encoding="utf-8")
        return file

    def path(self, server: Server) -> str:
        return server.contender.action if self is Request.ACTION else server.contender.property


@dataclass(frozen=True)
class Load:
    """The result of a load. Smaller is better."""

    requests: int
    time_us: float  # per request
    cpu_us: float  # of the server, per request


def load(server: Server, request: Request, connections: int, seconds: int, folder: Path) -> Load | None:
    """Loads a server. Returns None when a server of another project answered nothing."""
    command = ["taskset", "-c", str(processors()[1]), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
               "-s", str(request.script(folder, server.token())), f"{server.contender.scheme}://127.0.0.1:{server.port}{request.path(server)}"]
    before = server.cpu_seconds()
    said = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False).stdout
    used = server.cpu_seconds() - before
    line = next((line for line in said.splitlines() if line.startswith("RESULT")), None)
    what = f"{request.title} to {server.contender.name} by {connections} connections"
    if line is None:
        raise Wrong(f"{what}: wrk said\n{said}")
    requests, duration, refused, broken = map(int, line.split()[1:])
    # On a busy machine some requests wait too long for the lock: only those that were served count.
    served = requests - refused
    if server.contender.is_ours and (served == 0 or broken > 0 or refused > requests / 100):
        raise Wrong(f"{what}: of {requests} requests {refused} were refused, {broken} connections broke")
    if served == 0:
        return None
    return Load(served, duration / served, used * 1e6 / served)
