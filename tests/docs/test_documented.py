"""Nothing that people type or read of the archive goes without words: commands, options, tables, columns, keys."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from archive.health.configuration import Configuration
from manual import MARK, PARTS, filled
from manual.commands import VARIABLES, Command, commands
from manual.keys import Key, keys_of_a_portal, keys_of_the_configuration
from manual.markdown import both
from manual.queries import queries
from manual.record import ARTICLE_KEYS, record_parts
from manual.schema import Relation, Section, described, relations, schema_reference
from scraper.families import FAMILIES
from scraper.items import Article
from scraper.portal import Portal
from tests.docs import pages

COMMANDS = commands()
LEAVES = [one for one in COMMANDS if not one.is_group]


def says_something(words: str, name: str) -> bool:
    """Whether a description is more than its subject's name once more."""

    def bare(text: str) -> str:
        return re.sub(r"[\W_]+", " ", re.sub(r"\[[^\]]*\]", "", text)).strip().lower()  # defaults say nothing of it

    return len(bare(words)) > 2 and bare(words) != bare(name)


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
def test_a_command_says_what_it_does(one: Command) -> None:
    first, _, _ = one.help.partition("\n")
    assert says_something(first, one.words[-1])
    assert first.endswith((".", "?")), "its first line is a sentence of its own: the list of commands shows it"


@pytest.mark.parametrize("one", LEAVES, ids=lambda one: one.name)
def test_a_command_says_how_it_ends(one: Command) -> None:
    codes = re.search(r"Exit code: (.+)", one.help, re.DOTALL)
    assert codes is not None
    assert re.match(r"0 \w", codes[1])


@pytest.mark.parametrize("one", LEAVES, ids=lambda one: one.name)
def test_a_command_says_what_its_arguments_are(one: Command) -> None:
    assert [word for word in one.argument_words if not re.search(rf"\b{word}\b", one.help)] == []


@pytest.mark.parametrize("one", LEAVES, ids=lambda one: one.name)
def test_an_option_says_what_it_does(one: Command) -> None:
    mute = [option.opts[0] for option in one.options if not says_something(option.help or "", option.opts[0])]
    assert mute == []


@pytest.mark.parametrize("one", LEAVES, ids=lambda one: one.name)
def test_an_option_with_a_default_shows_it(one: Command) -> None:
    untold = []
    for option in one.options:
        shown = (option.get_help_record(one.context) or ("", ""))[1]
        if not option.is_flag and not option.required and not option.multiple and option.default not in (None, ""):
            value = option.get_default(one.context)
            if isinstance(value, str | int | float | Path) and "[default" not in shown and "default:" not in shown:
                untold.append(option.opts[0])
    assert untold == []


def test_the_reference_has_every_command_and_option() -> None:
    reference = PARTS["commands"]()
    for one in COMMANDS:
        assert f"## {one.name}\n" in reference
        section = reference.partition(f"## {one.name}\n")[2].partition("\n## ")[0]
        for option in one.options:
            assert all(name in section for name in (*option.opts, *option.secondary_opts)), one.name


def test_every_variable_of_the_environment_is_told() -> None:
    read = set()
    for package in ("archive", "scraper"):
        for file in (pages.TOP / package).rglob("*.py"):
            source = pages.text(file)
            read |= set(re.findall(r"(?:environ(?:\.get|\.pop)?[\[(]|envvar=|getenv\()\s*\"(CONGTIN_\w+)\"", source))
            read |= set(re.findall(r"^_?[A-Z_]+ = \"(CONGTIN_\w+)\"$", source, re.MULTILINE))
    assert "CONGTIN_ARCHIVE" in read and "CONGTIN_NOW" in read
    assert read <= set(VARIABLES)


RELATIONS = relations()


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
def test_a_table_and_its_columns_are_described_in_both_languages(relation: Relation) -> None:
    words = described()[relation.name]
    assert all(says_something(text, relation.name) for text in both(words["description"]))
    assert all(both(words["title"], " · "))
    assert set(words["columns"]) == {column.name for column in relation.columns}
    mute = [
        column.name
        for column in relation.columns
        if not all(says_something(text, column.name) for text in both(words["columns"][column.name]))
    ]
    assert mute == []


def test_nothing_is_described_that_is_not_there() -> None:
    shut = {name for name, words in described().items() if words.get("allow") is False}
    assert set(described()) - shut == set(RELATIONS)
    assert all(name.startswith(("articles_fts", "article_search")) for name in shut)


def test_the_reference_has_every_table_once() -> None:
    whole = "".join(schema_reference(section) for section in Section)
    assert sorted(re.findall(r"^### (\w+)$", whole, re.MULTILINE)) == sorted(RELATIONS)
    for section in Section:
        assert schema_reference(section), section


@pytest.mark.parametrize("name", queries())
def test_a_ready_made_query_is_described(name: str) -> None:
    query = queries()[name]
    assert all(says_something(text, name) for text in both(query["description"]))
    assert all(both(query["title"], " · "))
    for word, hint in query.get("hints", {}).items():
        assert all(says_something(text, word) for text in both(hint)), word
    assert f"\n## {name}\n" in PARTS["queries"]()


def names(keys: list[Key]) -> list[str]:
    return [f"{key.table} {key.name}" for key in keys]


@pytest.mark.parametrize("key", [*keys_of_a_portal(), *keys_of_the_configuration()], ids=lambda key: f"{key.name}")
def test_a_key_says_what_it_holds(key: Key) -> None:
    assert says_something(key.words, key.name), f"{key.table} {key.name}: its class says nothing of it (Attributes:)"


def test_every_key_is_in_the_reference() -> None:
    portal, configuration = names(keys_of_a_portal()), names(keys_of_the_configuration())
    assert {f"[id] {name}" for name in Portal.model_fields if name != "id"} <= set(portal)
    assert {"[[id.eras]] until", "[id.expect] fields"} <= set(portal)
    assert {"[notify] command", "[notify.email] from", "[notify.webhook] token_env"} <= set(configuration)
    assert "[pages] format" in configuration
    assert set(Configuration.model_fields) == {"notify", "pages"}, "a table that is new: is it in the reference?"


def test_the_page_on_descriptions_tells_every_key() -> None:
    page = pages.text(pages.DOCS / "describe-a-portal.md")
    told = set(re.findall(r"^(\w+) = ", page, re.MULTILINE)) | {name for _, name in pages.code_spans(
        pages.DOCS / "describe-a-portal.md")}  # fmt: skip
    assert {key.name for key in keys_of_a_portal()} - {"eras", "expect", "selectors"} <= told
    assert "<!-- made: families -->" in page
    assert set(re.findall(r"^\| `(\w+)` \|", PARTS["families"](), re.MULTILINE)) == set(FAMILIES)


def test_every_key_of_the_record_is_told() -> None:
    assert list(ARTICLE_KEYS) == [field.name for field in fields(Article)]
    assert all(says_something(words, name) for name, words in ARTICLE_KEYS.items())
    assert all(says_something(part.__doc__ or "", part.__name__) for part in record_parts())
    assert len(record_parts()) > 8


def test_every_part_made_from_the_code_is_on_a_page() -> None:
    used = {name for file in pages.FILES for name in MARK.findall(pages.text(file))}
    assert used == set(PARTS)
    assert all(part().strip() for part in PARTS.values())


def test_a_mark_of_nothing_fails() -> None:
    with pytest.raises(Exception, match="no part of the manual"):
        filled("<!-- made: nothing -->")


def test_what_is_undocumented_would_be_found() -> None:
    assert not says_something("", "url")
    assert not says_something("Url.", "url")
    assert not says_something("first seen", "first_seen")
    assert not says_something("Format.  [default: csv]", "--format")
    with pytest.raises(ValueError, match="not in both languages"):
        both("Chỉ tiếng Việt")
    mute = Command(("x",), click.Command("x", params=[click.Argument(["page"])], help="Do."), click.Context(congtin()))
    assert mute.argument_words == ["PAGE"]


def congtin() -> click.Command:
    return click.Command("congtin")
