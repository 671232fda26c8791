#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of the house that no compiler checks.

Usage: check_house.py [--long] [DIRECTORY]

Prints one line for each violation (file, line, rule, what to do) and exits with 1 if there is any. It also prints how
often the tree has the words that docs/style.md avoids. With --long it lists the long files instead, which is no violation.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

# Which folders of core a folder of core may include: only those below it.
CORE_MAY_INCLUDE = {
    "base": set(),
    "lock": {"base"},
    "thing": {"lock", "base"},
    "journal": {"lock", "base"},
    "wire": {"thing", "journal", "lock", "base"},
    "client": {"wire", "thing", "journal", "lock", "base"},
    "lab": {"client", "wire", "thing", "lock", "base"},
    "session": {"lab", "thing", "journal", "lock", "base"},
    "metrics": {"session", "lab", "thing", "journal", "lock", "base"},
    "server": {"metrics", "session", "lab", "wire", "thing", "journal", "lock", "base"},
    "instruments": {"thing", "lock", "base"},
    "config": {"thing", "journal", "lock", "base"},
}
# The same for the folders of ui.
UI_MAY_INCLUDE = {
    "base": set(),
    "access": {"base"},
    "operation": {"base"},
    "settings": {"base"},
    "lock": {"operation", "base"},
    "lab": {"base"},
    "log": {"base"},
    "start": {"settings", "base"},
    "stop": {"base"},
    "timeline": {"base"},
    "live": {"base"},
    "stage": {"lock", "settings", "operation", "base"},
    "gamepad": {"stage", "settings", "base"},
    "thing": {"lock", "operation", "base"},
    "camera": {"thing", "settings", "operation", "base"},
    "focus": {"thing", "operation", "base"},
    "mapping": {"focus", "operation", "base"},
    "invocations": {"thing", "base"},
    "scan": {"live", "thing", "operation", "base"},
    "mainwindow": {"access", "camera", "focus", "gamepad", "mapping", "invocations", "scan", "thing", "stage", "live", "timeline", "stop",
                   "log", "lab", "lock", "settings", "base"},
}
# The plug-in of a family of devices makes its classes known.
FAMILY_PLUGIN = re.compile(r"core/instruments/\w+/\w+plugin\.(h|cpp)")
# The family of other servers is a client of theirs.
CLIENT_FAMILY = "core/instruments/remote/"
MAY_INCLUDE = {"core": CORE_MAY_INCLUDE, "ui": UI_MAY_INCLUDE}
# The same for those folders of core/server that must not know the routes.
SERVER_MAY_INCLUDE = {
    "access": {"access"},
    "http": {"http", "access"},
    "describe": {"describe", "http"},
    "stream": {"stream", "http"},
}
# The same for the top folders.
TOP_MAY_INCLUDE = {
    "core": {"core"},
    "ui": {"ui", "core"},
    "app": {"app", "ui", "core"},
    "docs": {"docs", "core"},
    "tests": {"tests", "docs", "app", "ui", "core"},
}
# The only files that may include these headers. The bare servers of the benchmarks need them, too.
ONE_PLACE = [
    (re.compile(r"QtHttpServer|QHttpServer|QAbstractHttpServer"), "core/server/http/qthttpadapter.cpp",
     {"tests/bench/http/servebare.cpp"}),
    (re.compile(r"nlohmann/"), "core/thing/json/json.h",
     {"tests/bench/yardstick.cpp", "app/holdfast-mmcore/json.h"}),
]
WIDGETS = re.compile(
    r"(QtWidgets\b|Q(Application|Widget|MainWindow|Dialog|DialogButtonBox|Label|PushButton|ToolButton"
    r"|LineEdit|TextEdit|PlainTextEdit|SpinBox|DoubleSpinBox|ComboBox|CheckBox|MessageBox|FileDialog"
    r"|(Box|HBox|VBox|Grid|Form)?Layout|TableView|TreeView|ListView|StyledItemDelegate|StatusBar"
    r"|MenuBar|Menu|Style|SystemTrayIcon)$)"
)
WAITING = [
    (re.compile(r"\bprocessEvents\b"), "processEvents"),
    (re.compile(r"\bQEventLoop\b"), "QEventLoop"),
    (re.compile(r"\bQThread\s*::\s*(sleep|msleep|usleep)\b"), "QThread::sleep"),
    (re.compile(r"\bsleep_(for|until)\b"), "std::this_thread::sleep"),
    (re.compile(r"(?<!:)(?<!\.)(?<!>)\b(usleep|nanosleep)\s*\("), "sleep"),
]
# What Qt 6.4 takes without a word, and Qt 6.8 warns of, and the version here may be the older one: pattern, what to write instead.
DEPRECATED = [
    (re.compile(r"\bfromM?SecsSinceEpoch\s*\([^;]*\bQt\s*::\s*(UTC|LocalTime|OffsetFromUTC)\b"), "QTimeZone::utc(), or toUTC()"),
]
NESTED_LOOP = re.compile(r"(->|\.)\s*exec\s*\(")
# The programs' main loops, and QSqlQuery::exec(), which is not a loop.
MAY_EXEC = ("app/", "core/journal/file/journaldatabase.cpp")

# The look of the window, which docs/window.md gives the reasons for: the only spacings, in pixels, and sizes of types, as multiples of
# the desktop's own.
SPACINGS = {0, 2, 4, 6, 8, 12, 24}
TYPE_SCALE = {"0.8", "1.15", "1.3", "1.6"}
SPACING = re.compile(r"set(?:Horizontal|Vertical)?Spacing\(([^;]*)\);|setContentsMargins\(([^;]*)\);")
TYPE_SIZE = re.compile(r"\bset(?:Point|Pixel)SizeF?\(([^;]*)\);")

LINES_CPP, LINES_HEADER, LINES_TEST = 300, 200, 500
# How many headers and sources one folder has at most, those of its sub-folders not counted: some twenty things, most of
# which have two files.
CROWDED = 34

# Projects of their own, which see Holdfast as it is installed.
OUTSIDE = ("docs/examples/plugin/", "tests/plugins/faulty/", "tests/plugins/headers/")

# Exceptions: (rule, file) with the reason in a comment. Keep it short.
ALLOWED: set[tuple[str, str]] = {
    ("no-waiting", "core/base/taskthread.cpp"),  # a QEventLoop that never runs: it makes the thread's dispatcher
}

WITH_SPDX = {".h", ".cpp", ".py", ".sh", ".cmake", ".js", ".css", ".html"}
SPDX_TAGS = ("SPDX-FileCopyrightText: ", "SPDX-License-Identifier: ")
# The output of clang-format differs between versions; this one decides.
CLANG_FORMAT_MAJOR = 14

# Words that hide the one that acts: see docs/style.md. The whole tree may have so many of them, for a text that quotes them.
VAGUE_WORD = re.compile(r"whoever|somebody|nobody|everybody", re.IGNORECASE)
VAGUE_WORDS_AIM = 40
# Files about the words themselves.
MAY_BE_VAGUE = ("docs/style.md", "tests/house/check_house.py", "tests/house/test_check_house.py")


class Violation(NamedTuple):
    file: str
    line: int
    rule: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: [{self.rule}] {self.advice}"


def tracked_files(root: Path) -> list[str]:
    """Lists the files that git tracks or would add; without git, all files."""
    if (root / ".git").exists() and shutil.which("git"):
        listing = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        if listing.returncode == 0:
            names = listing.stdout.decode().split("\0")
            return sorted(name for name in names if name and (root / name).is_file())
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*")
        if path.is_file() and not {".git", "build", "__pycache__"} & set(path.relative_to(root).parts))


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])*'",
    re.DOTALL)


def without_comments_and_strings(text: str) -> str:
    """Returns the code alone; the numbers of lines stay the same."""
    return TOKEN.sub(lambda match: "\n" * match.group().count("\n") or " ", text)


def includes(text: str) -> Iterator[tuple[int, str, str]]:
    """Yields line number, opening bracket and name of each #include."""
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match[1], match[2]


def is_script(path: Path) -> bool:
    with path.open("rb") as file:
        return path.suffix == "" and file.read(2) == b"#!"


def check_spdx(name: str, text: str) -> Iterator[Violation]:
    head = text.splitlines()[:6]
    absent = [tag for tag in SPDX_TAGS if not any(tag in line for line in head)]
    if absent:
        yield Violation(name, 1, "spdx", f'no "{absent[0]}..." in the first lines: copy the two lines from another file')


def check_include_directions(name: str, text: str) -> Iterator[Violation]:
    parts = name.split("/")
    top = parts[0]
    if top not in TOP_MAY_INCLUDE or name.startswith(OUTSIDE):
        return
    rooms = MAY_INCLUDE.get(top, {}) if len(parts) > 2 or top == "core" else {}
    if FAMILY_PLUGIN.fullmatch(name):
        rooms = rooms | {"instruments": rooms["instruments"] | {"config"}}
    if name.startswith(CLIENT_FAMILY):
        rooms = rooms | {"instruments": rooms["instruments"] | {"client", "wire"}}
    if rooms and (len(parts) < 3 or parts[1] not in rooms):
        yield Violation(name, 1, "layers", f"not in a known folder of {top}: move it, or give the folder its place in "
                        f"{top.upper()}_MAY_INCLUDE of tests/house/check_house.py")
        return
    for line, bracket, target in includes(text):
        if bracket == "<" or target.endswith(".moc") or re.match(r"(moc|ui|qrc)_", target):
            continue
        other = target.split("/")
        if len(other) < 2 or other[0] not in TOP_MAY_INCLUDE:
            yield Violation(name, line, "include-path",
                            f'"{target}" should be the path from the root of the repository, like "core/lock/globallock.h"')
        elif other[0] not in TOP_MAY_INCLUDE[top]:
            yield Violation(name, line, "layers", f'{top} must not include "{target}": includes go down, '
                            f'and {top} may only know {", ".join(sorted(TOP_MAY_INCLUDE[top]))}')
        elif rooms and top == other[0] and other[1] != parts[1] and other[1] not in rooms[parts[1]]:
            below = ", ".join(sorted(rooms[parts[1]])) or f"nothing else of {top}"
            yield Violation(name, line, "layers", f'{top}/{parts[1]} must not include "{target}": includes go down, '
                            f"and {top}/{parts[1]} may only know {below}")
        elif parts[:2] == other[:2] == ["core", "server"] and len(parts) > 3 and len(other) > 3 \
                and other[2] not in SERVER_MAY_INCLUDE.get(parts[2], {other[2]}):
            yield Violation(name, line, "layers", f'core/server/{parts[2]} must not include "{target}": it may only know '
                            f'{", ".join(sorted(SERVER_MAY_INCLUDE[parts[2]]))}')


def check_one_place(name: str, text: str) -> Iterator[Violation]:
    for line, bracket, target in includes(text):
        for pattern, place, besides in ONE_PLACE:
            if bracket == "<" and pattern.match(target) and name != place and name not in besides:
                yield Violation(name, line, "one-place", f"<{target}> belongs in {place} alone: use what that file offers")


def check_no_widgets(name: str, text: str) -> Iterator[Violation]:
    if not name.startswith("core/"):
        return
    if name.endswith("CMakeLists.txt"):
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"^[^#]*Qt6?::Widgets", line):
                yield Violation(name, number, "no-widgets", "core must not link Qt6::Widgets: what needs it belongs in ui")
        return
    for line, bracket, target in includes(text):
        if bracket == "<" and WIDGETS.match(target):
            yield Violation(name, line, "no-widgets", f"core must not include <{target}>: what needs it belongs in ui")


def check_waiting(name: str, text: str) -> Iterator[Violation]:
    if not name.startswith(("app/", "core/", "ui/")):
        return
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        for pattern, what in WAITING:
            if pattern.search(line):
                yield Violation(name, number, "no-waiting", f"no {what} here: wait for a signal, a ticket or a condition "
                                "(in a worker: cancellableSleep)")
        if NESTED_LOOP.search(line) and not name.startswith(MAY_EXEC):
            yield Violation(name, number, "no-waiting", "no nested event loop here: use open() or popup() and a signal")


def check_deprecated(name: str, text: str) -> Iterator[Violation]:
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        for pattern, instead in DEPRECATED:
            if pattern.search(line):
                yield Violation(name, number, "deprecated", f"a newer Qt warns of this: write {instead}")


def check_look(name: str, text: str) -> Iterator[Violation]:
    if not name.startswith("ui/"):
        return
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        for match in SPACING.finditer(line):
            for value in re.findall(r"(?<![\w.])\d+", match[1] or match[2] or ""):
                if int(value) not in SPACINGS:
                    yield Violation(name, number, "look", f"no spacing of {value} here: the grid is "
                                    f"{', '.join(map(str, sorted(SPACINGS)))} (docs/window.md)")
        for match in TYPE_SIZE.finditer(line):
            scale = re.fullmatch(r".*pointSizeF\(\) \* ([\d.]+)", match[1])
            if not scale or scale[1] not in TYPE_SCALE:
                yield Violation(name, number, "look", "a type is as large as the desktop's own, times one of "
                                f"{', '.join(sorted(TYPE_SCALE))} (docs/window.md)")


def long_files(texts: dict[str, str]) -> Iterator[str]:
    """Reports long files, which are no violation: what is one thing may be one file, however long."""
    for name, text in texts.items():
        if name.startswith("tests/"):
            limit = LINES_TEST
        else:
            limit = LINES_CPP if name.endswith(".cpp") else LINES_HEADER
        count = len(text.splitlines())
        if name.endswith((".h", ".cpp")) and count > limit:
            yield f"{name}: {count} lines. Is it one thing?"


def check_crowded_folders(texts: dict[str, str]) -> Iterator[Violation]:
    counts: dict[str, int] = {}
    for name in texts:
        if name.startswith(("core/", "ui/", "app/")) and name.endswith((".h", ".cpp")):
            folder = name.rpartition("/")[0]
            counts[folder] = counts.get(folder, 0) + 1
    for folder, count in sorted(counts.items()):
        if count > CROWDED:
            yield Violation(folder, 1, "crowded", f"{count} headers and sources, more than {CROWDED}: give what belongs "
                            "together a folder of its own in it")


def check_pragma_once(name: str, text: str) -> Iterator[Violation]:
    if name.endswith(".h") and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield Violation(name, 1, "pragma-once", 'a header needs "#pragma once" below its SPDX lines')


def check_no_orphans(texts: dict[str, str]) -> Iterator[Violation]:
    """Each C++ file must be named by some CMake file, or it is not compiled (or installed)."""
    listed = set()
    for name, text in texts.items():
        if not name.endswith(("CMakeLists.txt", ".cmake")):
            continue
        folder = Path(name).parent
        for token in re.split(r"[\s()\";]+", re.sub(r"#[^\n]*", "", text)):
            token = re.sub(r"^\$\{CMAKE_CURRENT_(SOURCE|LIST)_DIR\}/", "", token)
            base = folder
            if re.match(r"\$\{(PROJECT|CMAKE)_SOURCE_DIR\}/", token):
                base, token = Path(), token.split("/", 1)[1]
            parts: list[str] = []
            for part in (base / token).as_posix().split("/"):
                if part == ".." and parts:
                    parts.pop()
                elif part != ".":
                    parts.append(part)
            listed.update({"/".join(parts), "/".join(parts) + ".cpp"})
    for name in texts:
        if name.endswith((".h", ".cpp")) and name not in listed:
            yield Violation(name, 1, "orphan", "no CMakeLists.txt lists it: add it to that of its folder, or delete it")


def vague_words(root: Path) -> Iterator[tuple[str, int, str]]:
    """Yields file, line number and word, for all text files."""
    for name in tracked_files(root):
        data = (root / name).read_bytes()
        if name in MAY_BE_VAGUE or b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            for match in VAGUE_WORD.finditer(line):
                yield name, number, match[0]


def check_plain_english(words: list[tuple[str, int, str]]) -> Iterator[Violation]:
    """Reports all vague words once there are too many of them."""
    if len(words) <= VAGUE_WORDS_AIM:
        return
    for name, line, word in words:
        yield Violation(name, line, "plain-english", f'"{word}" hides the one that acts: name the caller, client, owner, '
                        f"waiter, listener, thread or operator (docs/style.md); {len(words)} such words are more than "
                        f"{VAGUE_WORDS_AIM}")


def check_format(root: Path, names: list[str]) -> Iterator[Violation]:
    tool = shutil.which(f"clang-format-{CLANG_FORMAT_MAJOR}") or shutil.which("clang-format")
    if not tool or not names or not (root / ".clang-format").exists():
        return
    version = subprocess.run([tool, "--version"], stdout=subprocess.PIPE, text=True, check=False).stdout
    if f"version {CLANG_FORMAT_MAJOR}." not in version:
        print(f"(The format is not checked: that takes clang-format {CLANG_FORMAT_MAJOR}.)")
        return
    result = subprocess.run([tool, "--dry-run", "--style=file", "--ferror-limit=1", *names], cwd=root,
                            stderr=subprocess.PIPE, text=True, check=False)
    for match in re.finditer(r"^(.+?):(\d+):\d+: \w+: code should be clang-formatted", result.stderr, re.MULTILINE):
        yield Violation(match[1], int(match[2]), "format", "not formatted: run ./dev format")


FILE_CHECKS = [check_include_directions, check_one_place, check_waiting, check_deprecated, check_pragma_once, check_look]


def checked_texts(root: Path) -> dict[str, str]:
    texts = {}
    for name in tracked_files(root):
        path = root / name
        if path.suffix in WITH_SPDX or path.name == "CMakeLists.txt" or is_script(path):
            texts[name] = path.read_text(encoding="utf-8", errors="replace")
    return texts


def check(root: Path) -> list[Violation]:
    texts = checked_texts(root)
    found: list[Violation] = []
    for name, text in texts.items():
        found += check_spdx(name, text)
        found += check_no_widgets(name, text)
        if name.endswith((".h", ".cpp")):
            for file_check in FILE_CHECKS:
                found += file_check(name, text)
    found += check_no_orphans(texts)
    found += check_crowded_folders(texts)
    found += check_plain_english(list(vague_words(root)))
    found += check_format(root, [name for name in texts if name.endswith((".h", ".cpp"))])
    return [violation for violation in found if (violation.rule, violation.file) not in ALLOWED]


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--long"]
    root = Path(arguments[0] if arguments else ".").resolve()
    if "--long" in sys.argv[1:]:
        for line in long_files(checked_texts(root)):
            print(line)
        return 0
    violations = check(root)
    for violation in violations:
        print(violation)
    count = len(list(vague_words(root)))
    print(f"(The words that docs/style.md avoids occur {count} times in the tree, of at most {VAGUE_WORDS_AIM}.)")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
