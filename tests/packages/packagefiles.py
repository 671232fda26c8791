# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks packages as files: what lintian says, sizes, hardening, man pages, completions and units."""

import json
import os
import re
import shlex
import shutil
from pathlib import Path

from checking import Report, require, run
from debianroot import Debian

PROGRAMS = {"holdfast": "usr/bin/holdfast", "holdfast-server": "usr/bin/holdfast-server", "holdfastctl": "usr/bin/holdfastctl"}
# Where ./dev builds in a Debian of its own.
BUILT_IN_DEBIAN = Path("/root/holdfast")


def programs_in(unpacked: Path) -> dict[str, str]:
    return {name: path for name, path in PROGRAMS.items() if (unpacked / path).exists()}

def check_lintian(report: Report, packages: Path) -> None:
    said = run("lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "0", *sorted(packages.glob("*.deb")))
    report.add("lintian", said.stdout or "(nothing)")


def check_sizes(report: Report, packages: Path) -> None:
    lines = []
    for package in sorted(packages.glob("*.deb")):
        fields = run("dpkg-deb", "-f", package, "Package", "Version", "Architecture", "Installed-Size", "Depends", "Recommends",
                     "Suggests").stdout
        lines.append(f"{package.name}: {package.stat().st_size / 1024:.0f} kB\n  " + fields.strip().replace("\n", "\n  "))
    report.add("sizes", "\n".join(lines))


def hardening_of(name: str, file: Path, sources: Path, program: bool) -> str:
    """Checks a program, or a plug-in, which has less code: not all that a compiler can add finds a place in it."""
    said = run("readelf", "-W", "-h", "-l", "-d", "-n", "-S", "--dyn-syms", file).stdout
    always = {
        "relocations are read-only (RELRO)": r"GNU_RELRO",
        "bound at the start (BIND_NOW)": r"FLAGS.*(BIND_NOW|NOW)",
        "stack is not executable": r"GNU_STACK.* RW ",
        "stack protector": r"__stack_chk_fail",
    }
    if program:
        always["position independent (PIE)"] = r"Type:\s+DYN \(Position-Independent"
        always["_FORTIFY_SOURCE"] = r"__\w+_chk\b(?<!__stack_chk)"
    for what, pattern in always.items():
        require(re.search(pattern, said), f"{name} is not hardened: {what}")
    seen = list(always)
    require(".symtab" not in said and ".debug_info" not in said, f"{name} is not stripped")
    require("RPATH" not in said and "RUNPATH" not in said, f"{name} looks for libraries in folders of its own")
    content = file.read_bytes()
    # The files of glibc with which a program begins have no mark for it in Debian 12, so that the program has none either;
    # what was compiled here has the instructions. On arm64 a function that signs its return address needs no other mark.
    for machine, what, instructions in (("X86-64", "endbr64", [b"\xf3\x0f\x1e\xfa"]),
                                        ("AArch64", "bti c, paciasp", [b"\x5f\x24\x03\xd5", b"\x3f\x23\x03\xd5"])):
        if machine in said:
            places = sum(content.count(instruction) for instruction in instructions)
            require(places > (1000 if program else 20), f"{name} is not hardened: control flow ({what} at {places} places)")
            marked = "marked" if re.search(r"(x86|AArch64) feature:.*(IBT|BTI)", said) else "not marked, as glibc's start files"
            seen.append(f"control flow ({what} at {places} places, {marked})")
    for folder in (sources, sources.resolve(), BUILT_IN_DEBIAN):
        require(str(folder).encode() not in content, f"{name} tells that it was built in {folder}")
    return f"{name}: {', '.join(seen)}, stripped, no build path"


def check_hardening(report: Report, unpacked: Path, sources: Path) -> None:
    lines = [hardening_of(name, unpacked / path, sources, True) for name, path in programs_in(unpacked).items()]
    lines += [hardening_of(file.name, file, sources, False) for file in sorted(unpacked.glob("usr/lib/*/holdfast/plugins/*.so"))]
    report.add("hardening (readelf)", "\n".join(lines))


def check_texts(report: Report, unpacked: Path) -> None:
    programs = programs_in(unpacked)
    for name in programs:
        page = unpacked / f"usr/share/man/man1/{name}.1.gz"
        require(page.exists(), f"there is no man page of {name}")
        said = run("man", "--warnings", "-l", page, env={"MANWIDTH": "100", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
        require("warning" not in said.stdout, f"the man page of {name} is faulty:\n{said.stdout}")
        report.add(f"man {name}", said.stdout)
    completions = unpacked / "usr/share/bash-completion/completions"

    def offered(program: str, *words: str) -> list[str]:
        script = (f'. "{completions}/{program}"; COMP_WORDS=({program} {shlex.join(words)});'
                  f' COMP_CWORD={len(words)}; _{program.replace("-", "_")}; printf "%s\\n" "${{COMPREPLY[@]}}"')
        return run("bash", "-c", script, cwd=unpacked / "etc").stdout.split()

    if "holdfast" in programs:
        require(offered("holdfast", "--head") == ["--headless"], "bash does not complete holdfast --head")
    require(offered("holdfast-server", "-c", "hold") == ["holdfast"], "bash does not complete a file after holdfast-server -c")
    require(offered("holdfastctl", "lo") == ["lock"], "bash does not complete holdfastctl lo")
    require(set(offered("holdfastctl", "lock", "")) == {"status", "watch", "run", "ask", "break"},
            "bash does not complete holdfastctl lock")
    require("--reason" in offered("holdfastctl", "lock", "break", "--re"), "bash does not complete holdfastctl lock break --re")
    for name in programs:
        run("zsh", "-n", unpacked / f"usr/share/zsh/vendor-completions/_{name}")
    fish = unpacked / "usr/share/fish/vendor_completions.d"
    for line, expected in (("holdfast --head", "--headless"), ("holdfastctl lo", "lock"), ("holdfastctl lock st", "status"),
                           ("holdfastctl lock break --rea", "--reason"), ("holdfastctl hist", "history")):
        if line.split()[0] not in programs:
            continue
        said = run("fish", "--no-config", "-c", f"source {fish / line.split()[0]}.fish; complete -C '{line}'").stdout
        require(expected in [row.split("\t")[0] for row in said.splitlines()], f"fish completes '{line}' with: {said}")
    json.loads((unpacked / "etc/holdfast/holdfast.json").read_text(encoding="utf-8"))


def check_desktop(report: Report, unpacked: Path) -> None:
    run("desktop-file-validate", unpacked / "usr/share/applications/holdfast.desktop")
    said = run("appstreamcli", "validate", "--no-net", "--explain", unpacked / "usr/share/metainfo/holdfast.metainfo.xml", check=False)
    report.add("appstreamcli", said.stdout)
    require(said.returncode == 0, f"the AppStream metadata is faulty:\n{said.stdout}")


def check_units(report: Report, debian: Debian, unpacked: Path) -> None:
    """Lets the systemd of that Debian judge the units, with each drop-in too."""
    debian.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "systemd")
    for kind in ("system", "user"):
        inside = Path("tmp/units") / kind
        copy = debian.root / inside
        copy.mkdir(parents=True)
        # The package is not installed in there; what is judged is the unit.
        text = (unpacked / f"usr/lib/systemd/{kind}/holdfast-server.service").read_text(encoding="utf-8")
        (copy / "holdfast-server.service").write_text(text.replace("/usr/bin/holdfast-server", "/bin/true"), encoding="utf-8")
        dropins = [None] if kind == "user" else [None, *sorted((unpacked / "usr/share/doc/holdfast-server/examples").glob("*.conf"))]
        for dropin in dropins:
            folder = copy / "holdfast-server.service.d"
            if dropin:
                folder.mkdir()
                shutil.copy(dropin, folder)
            said = debian.run("env", "XDG_RUNTIME_DIR=/run", "systemd-analyze", f"--{kind}", "verify", "--man=no",
                              f"/{inside}/holdfast-server.service", check=False)
            relevant = [line for line in said.splitlines() if "holdfast" in line]
            require(not relevant, f"systemd-analyze verify of the {kind} unit with {dropin}:\n" + "\n".join(relevant))
            shutil.rmtree(folder, ignore_errors=True) # what is judged below is the unit as shipped
    said = debian.run("systemd-analyze", "security", "--offline=true", "--no-pager", "/tmp/units/system/holdfast-server.service")
    report.add("systemd-analyze security, of " + debian.run("systemd-analyze", "--version").splitlines()[0], said)
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    require(level, f"systemd-analyze security says:\n{said}")
    require(float(level[1]) <= 2.5, f"the exposure level of the service is {level[1]}, and should be at most 2.5")
