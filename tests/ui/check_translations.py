#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails where a text of the window is not translated.

Usage: check_translations.py LUPDATE SOURCE_FOLDER

Brings a copy of each file in resources/translations up to date, and looks at what lupdate had to add;
then at placeholders and keys that a translation has lost.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PLACEHOLDER = re.compile(r"%(?:n|L?\d)")


def complaints(file: Path) -> list[str]:
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            translation = message.find("translation")
            where = f"{name}: {source!r}"
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if translation.get("type") == "unfinished" or not all(forms):
                found.append(f"not translated: {where}")
                continue
            wanted = set(PLACEHOLDER.findall(source))
            for form in forms:
                has = set(PLACEHOLDER.findall(form))
                # A single one may be said without its number.
                if has - wanted or wanted - has - ({"%n"} if message.get("numerus") else set()):
                    found.append(f"other placeholders: {where} and {form!r}")
    return found


def main() -> int:
    lupdate, folder = sys.argv[1], Path(sys.argv[2])
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        for original in sorted((folder / "resources/translations").glob("*.ts")):
            copy = Path(temporary) / original.name
            shutil.copy(original, copy)
            # What Things say is in core, and translated where the window shows it.
            sources = folder / ("core" if original.name.startswith("things_") else "ui")
            subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-I", str(folder),
                            "-recursive", str(sources), "-ts", str(copy)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            found += [f"{original.name}: {line}" for line in complaints(copy)]
    print("\n".join(found))
    if found:
        print("Run the targets update_translations and update_thing_translations, and translate what is unfinished.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
