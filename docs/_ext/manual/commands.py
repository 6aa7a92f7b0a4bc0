"""The commands of ``congtin`` as click knows them: what each does, its arguments, options, defaults and exit codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

import click

from archive.cli import congtin
from manual.markdown import code, label, prose, table

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXIT = re.compile(r"Exit codes?: ")
_WORD = re.compile(r"[A-Z][A-Z_]*")
# What an exit code means whatever the command; each command's own words stand with it.
EXIT_CODES = {
    0: "all is well, or it was said what there is",
    1: "something is not: suspect, incomplete, failed, damaged or missing; what it is stands on the screen",
    2: "wrong usage: an option, an argument or a key of a file; nothing was done",
    75: "an earlier run of the same schedule goes on (`congtin schedule run` only)",
}
# Variables of the environment that change what a command does.
VARIABLES = {
    "CONGTIN_ARCHIVE": "the archive's folder, where `--archive` is not given",
    "CONGTIN_CHROMIUM": "the browser that reads pages built by scripts, where it is none of the usual names",
    "CONGTIN_NOW": "the moment (ISO 8601) at which a command's clock begins: to play a portal's days in a trial",
}


@dataclass(frozen=True)
class Command:
    """A command and the words that call it.

    Attributes:
        words: those after ``congtin``.
        command: what click has of it.
        context: in which click words its usage and options.
    """

    words: tuple[str, ...]
    command: click.Command
    context: click.Context

    @property
    def name(self) -> str:
        """The whole command."""
        return " ".join(("congtin", *self.words))

    @property
    def is_group(self) -> bool:
        """Whether it only holds other commands."""
        return isinstance(self.command, click.Group)

    @property
    def help(self) -> str:
        """What it says of itself, without the blanks of its source."""
        first, _, rest = (self.command.help or "").partition("\n")
        return f"{first}\n{dedent(rest)}".strip()

    @property
    def options(self) -> list[click.Option]:
        """Its options, without ``--help`` and those that are hidden on purpose."""
        return [one for one in self.command.params if isinstance(one, click.Option) and not one.hidden]

    @property
    def argument_words(self) -> list[str]:
        """What its arguments are called in its usage: ``PORTAL_OR_URL``, ``ARTICLE``, ``URL`` ..."""
        shown = [one.make_metavar(self.context) for one in self.command.params if isinstance(one, click.Argument)]
        return list(dict.fromkeys(word for words in shown for word in _WORD.findall(words)))


def commands() -> list[Command]:
    """Return all commands and groups of commands, a group before what it holds."""
    return list(_walk(congtin, click.Context(congtin, info_name="congtin"), ()))


def _walk(group: click.Group, context: click.Context, words: tuple[str, ...]) -> Iterator[Command]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        own = click.Context(command, info_name=name, parent=context, max_content_width=400, terminal_width=400)
        yield Command((*words, name), command, own)
        if isinstance(command, click.Group):
            yield from _walk(command, own, (*words, name))


def command_list() -> str:
    """Return a table of all commands with the first sentence of each."""
    rows = [(f"[{code(one.name)}](#command-{'-'.join(one.words)})", prose(_first(one))) for one in commands()]
    return table(("command", "does"), rows)


def _first(one: Command) -> str:
    return one.help.partition("\n")[0]


def command_reference() -> str:
    """Return every command as Markdown."""
    return "\n".join(_reference(one) for one in commands())


def _reference(one: Command) -> str:
    parts = [label("command", " ".join(one.words)), f"## {one.name}\n"]
    parts.append(f"```text\n{' '.join(one.command.get_usage(one.context).removeprefix('Usage: ').split())}\n```\n")
    for paragraph in re.split(r"\n\s*\n", one.help):
        before, found, codes = _split_at_exit_codes(paragraph)
        if before:
            parts.append(f"{prose(before)}\n")
        if found:
            parts.append(f"**Exit code**: {prose(codes)}\n")
    if one.is_group and isinstance(one.command, click.Group):
        names = one.command.list_commands(one.context)
        parts.append(
            "Its commands: " + ", ".join(f"[{name}](#command-{one.words[0]}-{name})" for name in names) + ".\n"
        )
    if one.options:
        parts.append(table(("option", "does"), [_option(option, one.context) for option in one.options]))
    return "\n".join(parts)


def _split_at_exit_codes(paragraph: str) -> tuple[str, bool, str]:
    found = _EXIT.search(paragraph)
    if found is None:
        return paragraph, False, ""
    return paragraph[: found.start()].strip(), True, paragraph[found.end() :]


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    written, said = option.get_help_record(context) or ("", "")
    return code(written), prose(said)


def exit_codes() -> str:
    """Return the table of exit codes."""
    return table(("exit code", "means"), [(str(number), words) for number, words in EXIT_CODES.items()])


def variables() -> str:
    """Return the table of variables of the environment."""
    return table(("variable", "holds"), [(code(name), words) for name, words in VARIABLES.items()])
