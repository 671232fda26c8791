#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network camera that is another Holdfast, with a certificate that it has made itself. Usage: test_pinnedcamera.py SERVER CTL"""

import json
import re
import ssl
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "interop"))

from holdfast_process import GENEROUS, HoldfastProcess, wait_until  # noqa: E402

SERVER = CTL = ""
JPEG_BEGIN = b"\xff\xd8"


class PinnedCamera(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.there = self.start("there", {"tls": True, "require_token": "always", "settings_folder": "settings",
                                          "things": {"camera": "SimulatedCamera"}})
        made = subprocess.run([CTL, "token", "create", "--name", "camera", "--role", "viewer", "--json",
                               "--file", self.folder / "there" / "settings" / "tokens.json"], stdout=subprocess.PIPE, check=True)
        self.token = json.loads(made.stdout)["token"]
        file = self.folder / "token"
        file.write_text(self.token + "\n", encoding="ascii")
        self.fingerprint = re.findall(r"fingerprint of the server's certificate is ([0-9A-F:]+)", self.there.output())[0]

    def start(self, name: str, configuration: dict[str, Any]) -> HoldfastProcess:
        (self.folder / name).mkdir()
        server = HoldfastProcess(SERVER, self.folder / name, configuration, headless=False)
        self.addCleanup(server.kill)
        return server

    def camera(self, **options: str) -> HoldfastProcess:
        return self.start("here", {"things": {"camera": {"class": "GStreamerCamera", "kwargs": {
            "preset": "http", "url": f"{self.there.url}/camera/mjpeg_stream", "token_file": str(self.folder / "token"), **options}}}})

    def get(self, url: str) -> tuple[int, bytes]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
        try:
            with opener.open(urllib.request.Request(url, headers={"Authorization": f"Bearer {self.token}"}), timeout=GENEROUS) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def was_asked(self) -> bool:
        """Returns whether a client has sent a request for pictures."""
        return b"mjpeg_stream" in self.get(f"{self.there.url}/metrics")[1]

    def test_the_right_certificate_needs_no_authority(self) -> None:
        here = self.camera(fingerprint=self.fingerprint)
        wait_until(lambda: self.get(f"{here.url}/camera/snapshot")[1].startswith(JPEG_BEGIN), "a picture comes through")
        self.assertTrue(self.was_asked())

    def test_another_certificate_gets_no_request_and_no_token(self) -> None:
        wrong = ("0" if self.fingerprint[0] != "0" else "1") + self.fingerprint[1:].lower().replace(":", "")
        here = self.camera(fingerprint=wrong)
        wait_until(lambda: "ertificate" in here.output(), "the log tells of the certificate")
        self.assertGreaterEqual(self.get(f"{here.url}/camera/snapshot")[0], 400)
        self.assertFalse(self.was_asked())

    def test_without_a_fingerprint_an_authority_has_to_vouch(self) -> None:
        here = self.camera()
        wait_until(lambda: "ertificate" in here.output(), "the log tells of the certificate")
        self.assertFalse(self.was_asked())


class Options(unittest.TestCase):
    def check(self, **options: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "lab.json"
            file.write_text(json.dumps({"things": {"camera": {"class": "GStreamerCamera", "kwargs": options}}}), encoding="utf-8")
            done = subprocess.run([SERVER, "--check", "-c", file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            return done.stdout

    def test_what_is_no_fingerprint_is_refused(self) -> None:
        for wrong in ("5E:0B", "x" * 64, "5" * 65):
            self.assertIn("has 64 hexadecimal digits", self.check(preset="http", url="https://a/b", fingerprint=wrong), wrong)

    def test_a_fingerprint_needs_tls(self) -> None:
        self.assertIn("begins with https://", self.check(preset="http", url="http://a/b", fingerprint="5" * 64))


if __name__ == "__main__":
    SERVER, CTL = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
