"""docs/people.md keeps its word: its SQL runs, its commands exist, every property that Popolo does not know is told."""

from __future__ import annotations

import re
import shlex
import sqlite3
from pathlib import Path

import click
import pytest

from archive.cli import congtin
from archive.database import writing
from tests.archive.popolo import schemas

PAGE = (Path(__file__).parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
COMMANDS = [line.partition("#")[0] for line in re.findall(r"^congtin .*$", PAGE, re.MULTILINE)]
# The properties of https://www.popoloproject.com/specs/ that the export uses.
POPOLO = {
    "id", "name", "other_names", "honorific_prefix", "gender", "identifiers", "sources", "url", "note",
    "classification", "parent_id", "area_id", "label", "role", "organization_id", "person_id", "post_id", "start_date",
    "end_date", "identifier", "scheme",
}  # fmt: skip


@pytest.mark.parametrize("sql", re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
def test_the_sql_runs(sql: str, archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        connection: sqlite3.Connection = db.conn
        assert connection.execute(sql).fetchall() == []


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_and_their_options_exist(line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = congtin
    context = click.Context(congtin)
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command = found
    context = command.make_context(command.name, words)  # a wrong option or number of arguments raises
    assert context.params


def properties(schema: dict[str, object]) -> set[str]:
    found: set[str] = set()
    for key, value in schema.items():
        if key == "properties":
            assert isinstance(value, dict)
            found |= set(value)
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, dict):
                found |= properties(child)
        if key == "properties" and isinstance(value, dict):
            for child in value.values():
                found |= properties(child)
    return found


def test_every_property_that_popolo_does_not_know_is_told() -> None:
    classes = (schemas.PERSON, schemas.MEMBERSHIP, schemas.ORGANIZATION, schemas.POST, schemas.AREA)
    ours = set().union(*map(properties, classes)) - POPOLO
    assert len(ours) > 10
    assert {name for name in ours if f"`{name}`" not in PAGE} == set()
