#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists what clang-tidy has to read of a build folder, for `./dev lint`.

Prints the files of its compile_commands.json, each with a NUL behind it, the largest first, so that no processor waits for
the last one. What tools have generated is left out, except the batches of a unity build, which include our own files.
"""

import json
import pathlib
import re
import sys


def weight(file: pathlib.Path) -> int:
    """Returns the size of a file, with that of the files that a batch includes."""
    text = file.read_text(encoding="utf-8")
    if file.parent.name != "Unity":
        return len(text)
    return sum(pathlib.Path(name).stat().st_size for name in re.findall(r'#include "([^"]+)"', text))


def main() -> int:
    folder = pathlib.Path(sys.argv[1]).resolve()
    commands = json.loads((folder / "compile_commands.json").read_text(encoding="utf-8"))
    files = {pathlib.Path(command["file"]) for command in commands}
    ours = [file for file in files if folder not in file.parents or file.parent.name == "Unity"]
    for file in sorted(ours, key=weight, reverse=True):
        sys.stdout.write(f"{file}\0")
    return 0


if __name__ == "__main__":
    sys.exit(main())
