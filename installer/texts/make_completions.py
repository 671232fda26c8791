#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what lets bash, zsh and fish complete a command line of Holdfast, from what the program prints for --help.

Usage: make_completions.py --name NAME BASH ZSH FISH PROGRAM...

BASH, ZSH and FISH are the files to write. PROGRAM may begin with an emulator.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import helptext

HEAD = """# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Made from what {name} prints for --help.
"""


class Command(NamedTuple):
    """A command, or the program itself when it has none."""
    words: list[str]
    text: str
    options: list[helptext.Row]
    runs_a_program: bool  # after its options


def short(text: str) -> str:
    """Returns the first clause: there is one line for it."""
    return re.split(r"(?<=\w)[.;:](?: |$)", text)[0].rstrip(".")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_text(text: str) -> str:
    return re.sub(r"([\[\]:])", r"\\\1", short(text))


def names_of(options: list[helptext.Row]) -> list[str]:
    return [name for option in options for name in option.names]


# --- bash --------------------------------------------------------------------------------------

def bash_values(options: list[helptext.Row], pad: str) -> list[str]:
    """Returns the cases for the word after an option with a value."""
    lines = []
    for files in (True, False):
        names = [name for option in options if option.value and (option.value == "FILE") == files for name in option.names]
        if names:
            act = 'mapfile -t COMPREPLY < <(compgen -f -- "$current")' if files else "COMPREPLY=()"
            lines += [f"{pad}{' | '.join(names)})", f"{pad}    {act}", f"{pad}    return", f"{pad}    ;;"]
    return lines


def bash(name: str, commands: list[Command]) -> str:
    function = "_" + name.replace("-", "_")
    every = {option.term: option for command in commands for option in command.options}
    lines = [HEAD.format(name=name) + f"\n{function}()", "{",
             '    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}',
             '    case $before in', *bash_values(list(every.values()), "    "), "    esac"]
    if any(command.words for command in commands):
        lines += ["    local words='' word skip=''",
                  '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
                  "        if [[ $skip ]]; then", "            skip=''", "            continue", "        fi",
                  "        case $word in",
                  f"        {' | '.join(n for o in every.values() if o.value for n in o.names)}) skip=yes ;;",
                  "        --) break ;;", "        -*) ;;", '        *) words="$words $word" ;;', "        esac",
                  "    done", "    local offered=''", '    case "$words " in']
        for command in sorted(commands, key=lambda command: -len(command.words)):
            pattern = "' " + " ".join(command.words) + " '*" if command.words else "' '"
            if command.runs_a_program:
                lines += [f"    {pattern})", '        if [[ " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *" -- "* ]]; then',
                          '            mapfile -t COMPREPLY < <(compgen -c -f -- "$current")',
                          "            return", "        fi",
                          f"        offered='{' '.join(names_of(command.options))} --'", "        ;;"]
            else:
                # Without a command: the first words of all of them.
                first = [] if command.words else list(dict.fromkeys(c.words[0] for c in commands if c.words))
                offered = " ".join(first + names_of(command.options))
                lines += [f"    {pattern}) offered='{offered}' ;;"]
        for begin in list(dict.fromkeys(c.words[0] for c in commands if len(c.words) > 1)):
            second = " ".join(c.words[1] for c in commands if len(c.words) > 1 and c.words[0] == begin)
            lines += [f"    ' {begin} ') offered='{second}' ;;"]
        lines += ["    esac"]
    else:
        lines += [f"    local offered='{' '.join(names_of(commands[0].options))}'"]
    lines += ['    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$current")', "}",
              f"complete -F {function} {name}"]
    return "\n".join(lines) + "\n"


# --- zsh ---------------------------------------------------------------------------------------

def zsh_specs(options: list[helptext.Row], pad: str) -> list[str]:
    specs = []
    for option in options:
        names = option.names
        value = ""
        if option.value:
            value = f":{option.value}:" + ("_files" if option.value == "FILE" else " ")
        others = f"({' '.join(names)})" if len(names) > 1 else ""
        specs += [f"{pad}{quoted(f'{others}{n}[{zsh_text(option.text)}]{value}')}" for n in names]
    return specs


def zsh_call(specs: list[str]) -> str:
    return "_arguments \\\n" + " \\\n".join(specs)


def zsh(name: str, commands: list[Command]) -> str:
    function = "_" + name.replace("-", "_")
    lines = [f"#compdef {name}", HEAD.format(name=name), f"{function}()", "{"]
    if not any(command.words for command in commands):
        lines += ["    " + zsh_call(zsh_specs(commands[0].options, " " * 8))]
        return "\n".join([*lines, "}", "", f'{function} "$@"']) + "\n"
    lines += ["    local word depth=1 said=''", "    for word in ${words[2,CURRENT-1]}; do", "        case $word in",
              "        -*) break ;;", '        *) said="$said $word"; depth=$((depth + 1)) ;;', "        esac", "    done",
              "    local -a offered", '    case "$said" in']
    for command in commands:
        if not command.words:
            continue
        call = zsh_call(zsh_specs(command.options, " " * 12)
                        + ([" " * 12 + "'*::program:_normal'"] if command.runs_a_program else []))
        lines += [f"    ' {' '.join(command.words)}')",
                  "        words=(${words[1]} ${words[depth+1,-1]})", "        CURRENT=$((CURRENT - depth + 1))",
                  "        " + call, "        ;;"]
    for begin in [""] + list(dict.fromkeys(c.words[0] for c in commands if len(c.words) > 1)):
        offered: dict[str, str] = {}
        for command in commands:
            rest = command.words[1:] if begin else command.words
            if rest and (not begin or command.words[0] == begin):
                offered.setdefault(rest[0], "the lock" if len(rest) > 1 else zsh_text(command.text))
        pattern = f"' {begin}'" if begin else "''"
        lines += [f"    {pattern})", "        offered=("]
        lines += [f"            {quoted(f'{word}:{text}')}" for word, text in offered.items()]
        lines += ["        )", "        _describe command offered"]
        if not begin:
            own = next(command for command in commands if not command.words)
            lines += ["        " + zsh_call(zsh_specs(own.options, " " * 12))]
        lines += ["        ;;"]
    return "\n".join([*lines, "    esac", "}", "", f'{function} "$@"']) + "\n"


# --- fish --------------------------------------------------------------------------------------

def fish_option(name: str, option: helptext.Row, condition: str) -> str:
    flags = " ".join(("-l " if n.startswith("--") else "-s ") + n.lstrip("-") for n in option.names)
    value = ""
    if option.value:
        value = " -r -F" if option.value == "FILE" else " -x"
    return f"complete -c {name}{condition} {flags}{value} -d {quoted(short(option.text))}"


def fish(name: str, commands: list[Command]) -> str:
    lines = [HEAD.format(name=name), f"complete -c {name} -f"]
    if not any(command.words for command in commands):
        return "\n".join(lines + [fish_option(name, option, "") for option in commands[0].options]) + "\n"
    function = "__" + name.replace("-", "_") + "_words"
    lines += ["# Prints the words before the cursor, without the options.", f"function {function}",
              "    string join ' ' (string match -v -- '-*' (commandline -opc)[2..-1])", "end"]

    def said(words: list[str], more: bool = False) -> str:
        """Returns the condition that these words were said, and perhaps more."""
        shown = " ".join(words)
        condition = f'string match -q -- "{shown}*" "$({function})"' if more else f'test "$({function})" = "{shown}"'
        return f" -n {quoted(condition)}"

    firsts: set[str] = set()
    for command in commands:
        words = command.words
        if len(words) > 1 and words[0] not in firsts:
            firsts.add(words[0])
            lines += [f"complete -c {name}{said([])} -a {words[0]} -d 'the lock'"]
        if words:
            lines += [f"complete -c {name}{said(words[:-1])} -a {words[-1]} -d {quoted(short(command.text))}"]
        condition = said(words, command.runs_a_program)
        lines += [fish_option(name, option, condition) for option in command.options]
    return "\n".join(lines) + "\n"


# --- both kinds of programs --------------------------------------------------------------------

def commands_of(program: list[str]) -> list[Command]:
    text = helptext.run(program)
    common = text.options()
    commands = [Command([], "", common, False)]
    texts: dict[str, str] = {}
    rows = [row for block in text.blocks if block.heading == "Commands" for row in block.rows]
    for words, row in zip(text.commands(), rows):
        help_of_command = helptext.run(program, *words.split())
        usage = help_of_command.usage
        own = [option for option in help_of_command.options()]
        known = set(names_of(own))
        # An option of every command stands in the usage of those for which it has a meaning.
        own += [option for option in common if not known & set(option.names)
                and (option.value is None and "-h" in option.names or f"[{option.names[-1]}" in usage)]
        commands.append(Command(words.split(), row.text, own, " -- " in usage))
        # An option that only the usage names, with what stands for its value.
        known = set(names_of(own))
        texts.update({name: option.text for option in own for name in option.names})
        for name, value in re.findall(r"(?<![\w-])(--[a-z-]+)(?: ([A-Z]+))?", usage):
            if name not in known:
                own.append(helptext.Row(f"{name} {value}".strip(), texts.get(name, "")))
    return commands


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--name", required=True)
    for shell in ("bash", "zsh", "fish"):
        parser.add_argument(shell, type=Path)
    parser.add_argument("program", nargs="+")
    arguments = parser.parse_args()
    commands = commands_of(arguments.program)
    for write in (bash, zsh, fish):
        path: Path = getattr(arguments, write.__name__)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(arguments.name, commands), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
