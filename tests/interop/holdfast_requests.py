# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests to a running Holdfast, as OpenFlexure's programs send them. Needs only Python."""

import json
import urllib.error
import urllib.request
from typing import Any

from holdfast_process import GENEROUS, wait_until


class Requests:
    """Sends requests to the server at `url`."""

    def __init__(self, url: str):
        self.url = url

    def request(self, method: str, path: str, body: Any = None) -> tuple[int, Any, bytes]:
        """Returns the status, the headers and the body; an error's as well."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(path if path.startswith("http") else f"{self.url}/{path}", data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=GENEROUS) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def read(self, path: str) -> Any:
        status, _, body = self.request("GET", path)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def run(self, path: str, body: Any = None, limit: float = GENEROUS) -> Any:
        """Runs an action, polls as OpenFlexure's programs do, and returns its output."""
        status, _, text = self.request("POST", path, {} if body is None else body)
        assert status == 201, (path, status, text)
        href = json.loads(text)["href"]

        def ended() -> Any:
            invocation = self.read(href)
            return invocation["status"] in ("completed", "error", "cancelled") and invocation

        invocation = wait_until(ended, f"{path} has ended", limit)
        assert invocation["status"] == "completed", invocation
        return invocation["output"]
