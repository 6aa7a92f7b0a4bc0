"""Every ``congtin ...`` in README and the manual is one that the command line takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from archive.cli import congtin
from manual.commands import VARIABLES, commands
from tests.docs import pages

# "/media/disk/copy", "mine.toml" ...: the files of an example are not there.
_ANY_PATH = click.Path
LINES = [
    (block, line)
    for file in pages.FILES
    for block in pages.blocks(file)
    if block.info in {"sh", "console", "text", "ini", ""}
    for line in block.body.replace("\\\n", " ").replace("ExecStart=", "").splitlines()
    if re.match(r"(?:\$ )?(?:[A-Z_]+=\S+ )*(?:[\w./-]*/)?congtin(?: (?!needs)|$)", line)
]
SPANS = [
    (f"{file.relative_to(pages.TOP)}:{line}", span)
    for file in pages.FILES
    for line, span in pages.code_spans(file)
    if span.startswith("congtin ")
]


@pytest.fixture(autouse=True)
def _files_need_not_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ANY_PATH, "convert", lambda self, value, *_: Path(value))


def words_of(line: str) -> tuple[dict[str, str], list[str]]:
    """The variables that a line sets, and the words after ``congtin``; what follows a pipe or ``>`` is the shell's."""
    words = shlex.split(line.removeprefix("$ "), comments=True)
    end = next((n for n, word in enumerate(words) if word in {"|", ">", "&&", "&", ";"}), len(words))
    first = next(n for n, word in enumerate(words) if word.rpartition("/")[2] == "congtin")
    return dict(word.split("=", 1) for word in words[:first]), words[first + 1 : end]


def called(words: list[str]) -> tuple[click.Command, click.Context, list[str]]:
    """The command that words call, and those behind it."""
    command: click.Command = congtin
    context = click.Context(congtin, info_name="congtin")
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        inner = command.get_command(context, rest[0])
        assert inner is not None, f"there is no command {' '.join(words)!r}"
        context = click.Context(inner, info_name=rest.pop(0), parent=context)
        command = inner
    return command, context, rest


@pytest.mark.parametrize(("block", "line"), LINES, ids=lambda part: str(part)[:70])
def test_a_command_in_a_block_is_taken_as_it_stands(
    block: pages.Block, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.cluster.connection.load_ray", lambda: None)  # an extra, which is not installed here
    variables, words = words_of(line)
    assert set(variables) <= set(VARIABLES), f"{block}: the reference knows no such variable"
    command, context, rest = called(words)
    if isinstance(command, click.Group):
        assert {*rest} <= {"--version", "--help", "-h"}, f"{block}: {line}"
    elif "--help" not in rest and "-h" not in rest:
        command.make_context(context.info_name, rest, parent=context.parent)  # a wrong option or argument raises


@pytest.mark.parametrize(("where", "span"), SPANS, ids=lambda part: str(part)[:70])
def test_a_command_in_a_sentence_exists_and_has_its_options(where: str, span: str) -> None:
    span = span.split(" / ")[0]  # "congtin people list / show": alternatives
    words = [word for word in re.split(r"[\s=]+", span)[1:] if word not in {"...", "|"}]
    if not words or words[0] in {"COMMAND", "--help", "--version"}:
        return
    command, _, rest = called([word for word in words if word])
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}
    assert {word for word in rest if re.fullmatch(r"--?[a-z][a-z-]*", word)} <= known, where


def test_an_option_in_a_sentence_is_one_of_some_command() -> None:
    known = {name for one in commands() for option in one.options for name in (*option.opts, *option.secondary_opts)}
    unknown = [
        f"{file.relative_to(pages.TOP)}:{line}: {span}"
        for file in pages.FILES
        for line, span in pages.code_spans(file)
        if (found := re.match(r"--[a-z][a-z-]*", span)) and found[0] not in known
    ]
    assert unknown == []


def test_enough_of_them_are_found() -> None:
    assert len(LINES) > 60
    assert len(SPANS) > 30


def test_a_wrong_one_would_be_found() -> None:
    command, context, rest = called(words_of("congtin crawl --no-such-option https://a.example/ | tee log")[1])
    with pytest.raises(click.UsageError, match="no-such-option"):
        command.make_context(context.info_name, rest, parent=context.parent)
    with pytest.raises(AssertionError, match="there is no command"):
        called(["people", "marry"])
