#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands and programs that the documentation shows, as they stand there.

Usage: run_snippets.py --bin FOLDER --environment FOLDER [--list] [PAGE ...]

A page is read as a reader would: its blocks run one after the other, in one folder, against one Holdfast with the
built-in microscope at the default port; what a block sets in the shell, the next one has. Each page has a network of
its own, with nothing but loopback, so that the default port is free and nothing else is reached. The snippets that cannot
run are listed with the reason: see markdownpages.py for how a page says so. Exits with 77 (skipped) when the system
allows no networks of their own and the port is taken.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from markdownpages import Block, Page, pages
from ownnetwork import enter_own_network
from terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "interop"))
from run_interop import REQUIREMENTS, SKIPPED, clean_environment, prepare  # noqa: E402

PORT = 5000  # the default one, which the pages name
URL = f"http://127.0.0.1:{PORT}"
GENEROUS = 60.0  # seconds: a limit for a block on a busy machine
SHELL, PYTHON, CONSOLE, JSON, YAML = {"sh", "bash"}, {"python"}, {"console"}, {"json"}, {"yaml"}
# These are for people, or are checked by check_pages.py.
NOT_TO_BE_RUN = {"text", "cpp", "cmake"}
RUNNABLE = SHELL | PYTHON | CONSOLE | JSON | YAML
# In the pages ./dev starts the programs of a checkout, after building them. Here they are built.
DEV = """#!/bin/sh
command=$1
shift
case $command in
run) exec holdfast "$@" ;;
ctl) exec holdfastctl "$@" ;;
*) echo "./dev $command: in a test there is only ./dev run and ./dev ctl" >&2; exit 2 ;;
esac
"""
# What a terminal shows when what happened before a block is over.
BEGUN = "--begun--"
# Without this an answer with an error's status would count as a success. The retries are for 503, try again later, which
# a snapshot is answered on a machine that is too busy for a first picture.
CURLRC = "fail\nsilent\nshow-error\nretry = 5\nretry-delay = 1\n"


class SnippetFailed(Exception):
    """Says what a block did that it should not have done."""


def shape_differs(shown: Any, answered: Any, place: str = "the answer") -> str:
    """Returns where two JSON values have other members than each other; empty when they have not."""
    if isinstance(shown, dict) and isinstance(answered, dict):
        if shown.keys() != answered.keys():
            return f"{place} has {sorted(answered)}, and the page shows {sorted(shown)}"
        for key in shown:
            if difference := shape_differs(shown[key], answered[key], f"{place}, {key}"):
                return difference
    elif isinstance(shown, list) and isinstance(answered, list) and shown and answered:
        return shape_differs(shown[0], answered[0], f"{place}, [0]")
    elif shown is not None and answered is not None and type(shown) is not type(answered) \
            and not {type(shown), type(answered)} <= {int, float}:
        return f"{place} is {answered!r}, and the page shows {shown!r}"
    return ""


def json_values(text: str) -> list[Any]:
    """Parses JSON values that follow one another."""
    decoder, values = json.JSONDecoder(), []
    rest = text.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        values.append(value)
        rest = rest[end:].strip()
    return values


def matches(expected: str, output: str) -> bool:
    """Returns whether the output is as shown; "..." stands for anything."""
    pattern = r".*".join(re.escape(part) for part in re.split(r"\.\.\.|…", expected.rstrip()))
    return re.fullmatch(pattern, output.rstrip(), re.S) is not None


class Reader:
    """What a reader of one page has: a folder, a shell's variables, and a Holdfast that is running."""

    def __init__(self, folder: Path, programs: Path, python: Path | None):
        self._folder = folder
        self._python = python
        self._state = folder / ".variables"
        self._state.touch()
        self._server: subprocess.Popen[bytes] | None = None
        self._server_command: list[str] = []
        self._output = folder / ".holdfast.output"
        self._background: list[Terminal] = []
        self._written_files = 0
        (folder / ".curlrc").write_text(CURLRC, encoding="utf-8")
        dev = folder / "dev"
        dev.write_text(DEV, encoding="utf-8")
        dev.chmod(0o755)
        self._environment = {
            **clean_environment(), "HOME": str(folder), "PATH": f"{programs}:{os.environ['PATH']}",
            "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8", "TERM": "xterm",
            **{f"XDG_{name}_HOME": str(folder / f".{name.lower()}") for name in ("STATE", "CONFIG", "DATA", "CACHE")}}
        self._environment.pop("HOLDFAST_URL", None)

    # --- the server ---

    def serve(self, arguments: list[str], program: str = "holdfast") -> None:
        """Makes sure that a Holdfast with these arguments is running."""
        command = [program, "--headless", *arguments]
        if self._server and self._server_command == command:
            return
        self.end_server()
        with self._output.open("wb") as output:
            self._server = subprocess.Popen(command, cwd=self._folder, env=self._environment,
                                            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        self._server_command = command
        deadline = time.monotonic() + GENEROUS
        while b" serves " not in self._output.read_bytes():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise SnippetFailed(f"Holdfast did not start:\n{self.server_output()}")
            time.sleep(0.01)

    def server_output(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")

    def end_server(self) -> None:
        if not self._server:
            return
        server, self._server = self._server, None
        server.send_signal(signal.SIGTERM)
        try:
            code = server.wait(GENEROUS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            raise
        if code != 0:
            raise SnippetFailed(f"Holdfast ended with {code}:\n{self.server_output()}")

    def get(self, path: str) -> Any:
        with urlopen(URL + path, timeout=GENEROUS) as answer:
            return json.load(answer)

    # --- blocks ---

    def run(self, block: Block) -> None:
        """Runs a block, or throws SnippetFailed."""
        if "no server" in block.orders:
            self.end_server()
        else:
            self.serve(block.orders.get("server", "").split(), "serveexamples" if "examples" in block.orders else "holdfast")
        if "file" in block.orders:
            file = self._folder / block.orders["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
            if block.language in SHELL | PYTHON:
                file.chmod(0o755)
        if block.language in JSON:
            self._check_json(block)
        elif block.language in YAML:
            self._check_yaml(block)
        elif block.language in PYTHON:
            before = f"{block.orders['before']}\n" if "before" in block.orders else ""
            self._program([str(self._python), self._written(before + block.text, "snippet.py")], block)
        elif block.language in CONSOLE:
            self._console(block)
        elif "file" not in block.orders:
            lines = [line for line in block.text.splitlines() if line.split("#")[0].strip()]
            for text in lines if "each line" in block.orders else [block.text]:
                self._shell(text, block)
        if "background" not in block.orders:
            self._end_background()

    def _end_background(self) -> None:
        while self._background:
            self._background.pop().interrupt(GENEROUS)

    def finish(self) -> None:
        """Ends everything; what the page has left behind is a failure."""
        try:
            self._end_background()
            # A program that was just interrupted gives its lease back a moment later.
            deadline = time.monotonic() + 10
            while self._server and (leases := self.get("/lock/leases")):
                if time.monotonic() > deadline:
                    raise SnippetFailed(f"the page leaves leases behind: {leases}")
                time.sleep(0.05)
        finally:
            self.end_server()

    def _written(self, text: str, name: str) -> str:
        """Writes a file that no other block gets: a block in the background may not have read its own one yet."""
        self._written_files += 1
        file = self._folder / f".{self._written_files}.{name}"
        file.write_text(text, encoding="utf-8")
        return str(file)

    def _bash(self, text: str, block: Block) -> list[str]:
        """Returns the command that runs a shell's text with the variables of the blocks before, and keeps them."""
        names = sorted(set(re.findall(r"^\s*(?:export\s+)?([A-Za-z_]\w*)=", text, re.M)))
        keep = f"\ndeclare -p {' '.join(names)} >> {self._state} 2>/dev/null || true\n" if names else "\n"
        before = f"{{\n{block.orders['before']}\n}} > /dev/null\n" if "before" in block.orders else ""
        if "background" in block.orders:
            before += f"echo {BEGUN}\n"
        script = f". {self._state}\n{before}. {self._written(text, 'snippet.sh')}{keep}"
        return ["bash", "-euo", "pipefail", self._written(script, "run.sh")]

    def _shell(self, text: str, block: Block) -> None:
        self._program(self._bash(text, block), block)

    def _program(self, command: list[str], block: Block) -> None:
        expected = int(block.orders.get("exit", 0))
        if {"until", "background"} & block.orders.keys():
            terminal = Terminal(command, self._folder, self._environment)
            if "background" in block.orders:
                self._background.append(terminal)
                if not terminal.wait_for(BEGUN, GENEROUS):
                    raise SnippetFailed(f"what happened before it has failed:\n{terminal.output}")
                return
            found = terminal.wait_for(block.orders["until"], GENEROUS)
            terminal.interrupt(GENEROUS)
            if not found:
                beside = "".join(f"\nThe block that goes on beside it:\n{each.output}" for each in self._background)
                raise SnippetFailed(f"its output does not match \"{block.orders['until']}\":\n{terminal.output}{beside}")
            return
        code, output = self._completed(command)
        if code != expected:
            raise SnippetFailed(f"it ended with {code}, not {expected}:\n{output}")

    def _completed(self, command: list[str]) -> tuple[int, str]:
        output = self._folder / ".output"
        with output.open("wb") as file:
            process = subprocess.Popen(command, cwd=self._folder, env=self._environment, stdin=subprocess.DEVNULL,
                                       stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            code = process.wait(GENEROUS)
        except subprocess.TimeoutExpired:
            code = -1
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM if code != -1 else signal.SIGKILL)  # what it has left behind
        said = output.read_text(encoding="utf-8", errors="replace")
        if code == -1:
            process.wait()
            raise SnippetFailed(f"it had not ended after {GENEROUS:.0f} s:\n{said}")
        return code, said

    def _console(self, block: Block) -> None:
        """Runs the lines that begin with "$ ", and compares what follows with the output."""
        for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            code, output = self._completed(self._bash(command, block))
            if code != int(block.orders.get("exit", 0)):
                raise SnippetFailed(f'"{command}" ended with {code}:\n{output}')
            if not matches(expected, output):
                raise SnippetFailed(f'"{command}" printed\n{output}and the page shows\n{expected}')

    def _check_json(self, block: Block) -> None:
        try:
            values = json_values(block.text)
        except json.JSONDecodeError as error:
            raise SnippetFailed(f"this is no JSON: {error}") from None
        if path := block.orders.get("answer of"):
            if "before" in block.orders:
                self._shell("", block)
            if difference := shape_differs(values[0], self.get(path)):
                raise SnippetFailed(difference)
        elif isinstance(values[0], dict) and "things" in values[0]:
            self._check_configuration(block.text)

    def _check_configuration(self, text: str) -> None:
        """Starts Holdfast with a configuration."""
        self.end_server()
        self.serve(["-c", self._written(text, "configuration.json")])
        self.end_server()

    def _check_yaml(self, block: Block) -> None:
        file = self._written(block.text, "snippet.yaml")
        code, output = self._completed([str(self._python), "-c", "import sys, yaml; yaml.safe_load(open(sys.argv[1]))", file])
        if code != 0:
            raise SnippetFailed(f"this is no YAML:\n{output}")


def read_page(page: Page, programs: Path, python: Path | None) -> dict[str, list[str]]:
    """Runs the blocks of a page. Returns lines for people: the blocks that ran, those that did not, and failures."""
    result: dict[str, list[str]] = {"run": [], "excepted": [], "failed": []}
    needs_python = PYTHON | YAML
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        reader = Reader(Path(name), programs, python)
        try:
            for block in page.blocks:
                if block.language in NOT_TO_BE_RUN:
                    continue
                if reason := block.orders.get("not run"):
                    result["excepted"].append(f"{block.place}: {block.title}  [{reason}]")
                elif block.language not in RUNNABLE:
                    result["failed"].append(f'{block.place}: this test cannot run "{block.language}"; say "not run: REASON"')
                elif block.language in needs_python and python is None:
                    result["excepted"].append(f"{block.place}: {block.title}  [there is no LabThings client here]")
                else:
                    try:
                        reader.run(block)
                        result["run"].append(f"{block.place}: {block.title}")
                    except Exception as failure:  # each block is reported, and the next one is tried
                        what = failure if isinstance(failure, SnippetFailed) else "".join(traceback.format_exception(failure))
                        result["failed"].append(f"{block.place}: {block.title}\n{what}")
        finally:
            try:
                reader.finish()
            except Exception as failure:
                result["failed"].append(f"{page.name}: at its end: {failure}")
    return result


def read_in_own_network(page: Page, arguments: argparse.Namespace) -> dict[str, list[str]]:
    """Runs the blocks of a page in a process with a network of its own."""
    command = [sys.executable, "-B", __file__, "--inside", "--bin", str(arguments.bin), page.name]
    if arguments.python:
        command += ["--python", str(arguments.python)]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                         errors="replace", check=False)
    try:
        return json.loads(ran.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {"run": [], "excepted": [], "failed": [f"{page.name}: the test ended with {ran.returncode}:\n{ran.stdout}"]}


def port_is_free() -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", PORT))
        except OSError:
            return False
    return True


def own_networks_are_allowed() -> bool:
    check = "import sys; from ownnetwork import enter_own_network; sys.exit(0 if enter_own_network() else 1)"
    return subprocess.run([sys.executable, "-B", "-c", check], cwd=Path(__file__).parent, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True, help="the folder with the programs")
    parser.add_argument("--environment", type=Path, help="where LabThings' client is installed, or is to be")
    parser.add_argument("--python", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--list", action="store_true", help="also print what was run")
    parser.add_argument("pages", nargs="*", help="the names of pages, as in docs/operate.md; otherwise all")
    arguments = parser.parse_args()
    arguments.bin = arguments.bin.resolve()
    chosen = [page for page in pages(ROOT) if not arguments.pages or page.name in arguments.pages]

    if arguments.inside:
        if own := enter_own_network():
            assert port_is_free()
        results = read_page(chosen[0], arguments.bin, arguments.python)
        print(f"\n{json.dumps(results)}", flush=True)
        return 0 if own else 1

    if arguments.environment:
        environment = arguments.environment.resolve()
        cannot = prepare(environment, REQUIREMENTS, "The Python of the documentation")
        if cannot == 1:
            return 1
        arguments.python = environment / "bin" / "python" if cannot is None else None
    side_by_side = own_networks_are_allowed()
    if not side_by_side and not port_is_free():
        print(f"The snippets were not run: port {PORT} is taken, and this system allows no networks of their own")
        return SKIPPED

    with ThreadPoolExecutor(4 if side_by_side else 1) as pool:
        # The longest page comes first.
        order = sorted(chosen, key=lambda page: -len(page.blocks))
        results = list(pool.map(lambda page: read_in_own_network(page, arguments), order))
    total = {key: [line for result in results for line in result[key]] for key in results[0]}
    for key, title in (("run", "Run"), ("excepted", "Not run"), ("failed", "FAILED")):
        if total[key] and (key != "run" or arguments.list):
            print(f"{title}:", *sorted(total[key]), sep="\n  ")
    print(f"{len(total['run'])} snippets were run, {len(total['excepted'])} are excepted, {len(total['failed'])} failed.")
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
