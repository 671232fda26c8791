#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the documentation site: the pages of docs/ by Sphinx, and the programming reference by Doxygen.

Usage: make_site.py OUTPUT

The site is in OUTPUT/html, and works from the disk as from a server: it asks no other computer for anything. Sphinx makes the
pages, because it searches their whole text and knows the anchors that GitHub gives to headings; Doxygen searches names only,
and is there for the reference. A warning of either is an error. The pages stay plain Markdown: what the site needs beyond
that (the table of contents, links to the reference) is added to copies of them.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
THEME = Path("/usr/share/doxygen-awesome-css")
REFERENCE = "reference"
# Links in the pages to the reference are written with this prefix, which the site's address replaces in the end.
API = "api:"
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
# What makes a browser load something. Links that a reader may click are not among these.
LOADED = re.compile(r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\bsrc\s*=\s*["']?(?:https?:)?//
                        |<link\b[^>]*?\bhref\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""",
                    re.X | re.I)
# The same for a place on the disk that is not in the site.
ABSOLUTE = re.compile(r"""(?:href|src)="/[^"]*"|url\(["']?/[^)]*\)""")


class CannotMake(Exception):
    """Says why there is no site."""


def run(what: str, command: list[str], **more: object) -> str:
    """Runs a command, and returns its output. A failure shows it."""
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            errors="replace", check=False, **more)
    if result.returncode != 0:
        raise CannotMake(f"{result.stdout.strip()}\n{what} (above: what {Path(command[0]).name} said)")
    return result.stdout


def version() -> str:
    found = re.search(r"^project\(Holdfast VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"), re.M)
    assert found, "CMakeLists.txt says the version"
    return found[1]


# --- the reference ---


def public_headers() -> list[str]:
    """Returns the headers for authors of Things: those that are installed."""
    plugins = ROOT / "core" / "plugins.cmake"
    found = re.search(r"set\(HOLDFAST_PUBLIC_HEADERS\s([^)]*)\)", plugins.read_text(encoding="utf-8"))
    assert found, "core/plugins.cmake lists the public headers"
    return found[1].split()


def make_reference(output: Path) -> dict[str, tuple[str, str]]:
    """Makes the reference in output/html/api. Returns the address and title of the page about each header."""
    doxygen_version = tuple(int(part) for part in re.findall(r"\d+", run("no version", ["doxygen", "--version"]))[:3])
    settings = (HERE / "Doxyfile").read_text(encoding="utf-8")
    own = {
        "PROJECT_NUMBER": version(),
        "OUTPUT_DIRECTORY": output,
        "HTML_OUTPUT": "html/api",
        "GENERATE_TAGFILE": output / "holdfast.tag",
        "STRIP_FROM_PATH": ROOT,
        "STRIP_FROM_INC_PATH": ROOT,
        "INPUT": " ".join(str(ROOT / name) for name in ["docs/site/reference.dox", *public_headers()]),
        "HTML_EXTRA_STYLESHEET": f"{THEME / 'doxygen-awesome.css'} {HERE / 'reference.css'}",
    }
    if doxygen_version >= (1, 9, 5):
        own["HTML_COLORSTYLE"] = "LIGHT"  # the theme's style sheet has the dark colours
    file = output / "Doxyfile"
    file.write_text(settings + "".join(f"{key} = {value}\n" for key, value in own.items()), encoding="utf-8")
    run("the reference has errors", ["doxygen", str(file)], cwd=ROOT)
    return pages_of_headers(output / "holdfast.tag")


def compounds(tagfile: Path) -> list[tuple[str, str, str]]:
    """Returns kind, name and page of what the reference describes."""
    return [(found.get("kind", ""), found.findtext("name", ""), found.findtext("filename", ""))
            for found in ET.parse(tagfile).getroot().iter("compound")]


def html_name(filename: str) -> str:
    return filename if filename.endswith(".html") else f"{filename}.html"


def pages_of_headers(tagfile: Path) -> dict[str, tuple[str, str]]:
    """Returns for each header the page of the class of that name, or of the file."""
    classes = {name.rpartition("::")[2].lower(): (html_name(page), name) for kind, name, page in compounds(tagfile)
               if kind in ("class", "struct")}
    found = {}
    for compound in ET.parse(tagfile).getroot().iter("compound"):
        if compound.get("kind") == "file":
            name = compound.findtext("name", "")
            path = (compound.findtext("path", "") + name).removeprefix(f"{ROOT}/")
            found[path] = classes.get(Path(name).stem, (html_name(compound.findtext("filename", "")), name))
    return found


def reference_page(tagfile: Path, briefs: dict[str, str]) -> str:
    """Returns a page that lists the classes, so that the site's search finds them."""
    lines = ["# Programming reference\n",
             "The classes that the author of a Thing uses, with everything that their headers say. "
             "[Writing a Thing](write-a-thing.md) explains how they go together.\n",
             "| class | |\n| --- | --- |"]
    for kind, name, page in sorted(compounds(tagfile), key=lambda each: each[1]):
        if kind in ("class", "struct") and name.count("::") == 1:
            lines.append(f"| [{name.rpartition('::')[2]}]({API}{html_name(page)}) | {briefs.get(html_name(page), '')} |")
    return "\n".join(lines) + f"\n\n[All of it]({API}index.html), with files, functions and a search of its own.\n"


def briefs_of_classes(folder: Path) -> dict[str, str]:
    """Returns the first sentence about each class, from the XML that Doxygen writes."""
    found = {}
    for file in folder.glob("*.xml"):
        if not file.name.startswith(("class", "struct")):
            continue
        compound = ET.parse(file).getroot().find("compounddef")
        if compound is None:
            continue
        brief = compound.find("briefdescription")
        text = " ".join("".join(brief.itertext()).split()) if brief is not None else ""
        found[f"{file.stem}.html"] = text.replace("|", "\\|").replace("<", "&lt;")
    return found


# --- the pages ---


def staged(file: Path, headers: dict[str, tuple[str, str]], source: Path) -> str:
    """Returns a page as Sphinx gets it: links to the source code lead into the site."""
    def link(match: re.Match[str]) -> str:
        target = match[2]
        if re.match(r"[a-z]+:|#", target):
            return match.group()
        path = target.partition("#")[0]
        wanted = (file.parent / path).resolve()
        name = wanted.relative_to(ROOT).as_posix()
        if name in headers:
            return f"{match[1]}{API}{headers[name][0]}{match[3]}"
        if name.startswith("docs/") and wanted.suffix in (".md", ".png"):
            return match.group()
        # Another file of the repository: the site has a copy.
        if wanted.is_dir():
            wanted = next(iter(sorted(wanted.glob("*.h"))))
            name = wanted.relative_to(ROOT).as_posix()
        copy = source / "files" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(wanted, copy)
        return f"{match[1]}files/{name}{match[3]}"
    return LINK.sub(link, file.read_text(encoding="utf-8"))


def order_of_pages(index: Path) -> list[str]:
    """Returns the pages in the order in which the entry page links to them."""
    found = re.findall(r"\]\(([\w-]+)\.md\)", index.read_text(encoding="utf-8"))
    return list(dict.fromkeys(found))


def make_pages(output: Path, headers: dict[str, tuple[str, str]]) -> None:
    source = output / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "images", source / "images")
    for file in sorted((ROOT / "docs").glob("*.md")):
        (source / file.name).write_text(staged(file, headers, source), encoding="utf-8")
    (source / f"{REFERENCE}.md").write_text(
        reference_page(output / "holdfast.tag", briefs_of_classes(output / "xml")), encoding="utf-8")
    index = source / "index.md"
    contents = "\n".join([*order_of_pages(index), REFERENCE])
    row = f"| look up a class or a function | [Programming reference]({REFERENCE}.md) |\n| know what stays"
    text = index.read_text(encoding="utf-8").replace("| know what stays", row, 1)
    index.write_text(f"{text}\n```{{toctree}}\n:hidden:\n:maxdepth: 1\n\n{contents}\n```\n", encoding="utf-8")
    for file in ("conf.py", "site.css"):
        shutil.copyfile(HERE / file, source / file)
    html = output / "html"
    run("the pages have errors", ["sphinx-build", "-W", "--keep-going", "-q", "-E", "-b", "html", "-d", str(output / "doctrees"),
                                  str(source), str(html)],
        env={**os.environ, "HOLDFAST_VERSION": version(), "PYTHONDONTWRITEBYTECODE": "1"})
    mend_theme(html / "_static")
    for file in html.rglob("*.html"):
        if file.is_relative_to(html / "api"):
            continue
        text = file.read_text(encoding="utf-8")
        up = "../" * (len(file.relative_to(html).parts) - 1)
        text = text.replace(f'href="{API}', f'href="{up}api/').replace('<script type="module" ', "<script ")
        file.write_text(text, encoding="utf-8")


def mend_theme(static: Path) -> None:
    """Makes Debian's theme complete, and work from the disk. Its style sheet has no dark colours for a browser that prefers
    them, and in Debian 12 it refers to a web server's folder. Its script loads a module, which a page may do only from a server:
    so the button for light and dark would be missing."""
    style = static / "styles" / "furo.css"
    text = style.read_text(encoding="utf-8")
    for imported in re.findall(r"@import url\((/javascript/[^)]*)\);", text):
        shutil.copyfile(Path("/usr/share", imported.lstrip("/")), style.with_name(Path(imported).name))
        text = text.replace(imported, Path(imported).name)
    dark = re.search(r'body\[data-theme="dark"\] \{\s*((?:--[^;]*;\s*)+)', text)
    if dark:
        text += f'@media screen and (prefers-color-scheme: dark) {{\n  body[data-theme="auto"] {{ {dark[1]} }} }}\n'
    style.write_text(text, encoding="utf-8")
    script = static / "scripts" / "furo.js"
    text = script.read_text(encoding="utf-8")
    if module := re.match(r'import (?:\* as )?Gumshoe from "\./([\w.-]+)";\n', text):
        gumshoe = (script.parent / module[1]).read_text(encoding="utf-8")
        script.write_text(gumshoe + text.removeprefix(module.group()), encoding="utf-8")


# --- what has come of it ---


def faults(html: Path) -> list[str]:
    """Returns where the site would ask another computer, or has a link to a page that it does not have."""
    found = []
    for file in sorted(html.rglob("*")):
        if file.suffix not in (".html", ".css"):
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        name = file.relative_to(html).as_posix()
        found += [f"{name} loads something from elsewhere: {match.group()}"
                  for pattern in (LOADED, ABSOLUTE) for match in pattern.finditer(text)]
        if file.suffix == ".html" and not file.is_relative_to(html / "api"):
            for target in re.findall(r'href="([^"#:?]+)(?:[#?][^"]*)?"', text):
                if not (file.parent / target).exists():
                    found.append(f"{name} has a link to {target}, which the site does not have")
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("output", type=Path, help="the folder for what is made")
    output = parser.parse_args().output.resolve()
    for tool in ("doxygen", "sphinx-build"):
        if not shutil.which(tool):
            print(f"There is no {tool}: ./dev docs installs what the site needs", file=sys.stderr)
            return 2
    html = output / "html"
    shutil.rmtree(html, ignore_errors=True)
    html.mkdir(parents=True)
    try:
        headers = make_reference(output)
        make_pages(output, headers)
    except CannotMake as reason:
        print(reason, file=sys.stderr)
        return 1
    wrong = faults(html)
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
