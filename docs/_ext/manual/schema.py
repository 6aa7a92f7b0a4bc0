"""The schema as a new archive has it, with what ``datasette_metadata.json`` says of every table and column."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.database import opened
from archive.site.metadata import DATABASE, load_metadata
from archive.site.public import TABLES as OPEN_TABLES
from manual.markdown import both, code, label, plain, table, two_lines

if TYPE_CHECKING:
    import sqlite3


class Section(Enum):
    """Where in the reference a table or view stands."""

    VIEWS = "views that both profiles of the site show"
    TABLES = "tables that both profiles of the site show"
    KEEPER = "what the private profile alone shows"
    MACHINERY = "what is hidden in lists, for no reader needs it"


@dataclass(frozen=True)
class Column:
    """A column as SQLite knows it.

    Attributes:
        name: its name.
        type: its type, empty in views where a column is an expression.
        is_key: whether it is (part of) the primary key.
        may_be_null: whether a row may lack it; always so in a view.
        leads_to: table and column that its foreign key names, ``None`` where it has none.
    """

    name: str
    type: str
    is_key: bool
    may_be_null: bool
    leads_to: tuple[str, str] | None


@dataclass(frozen=True)
class Relation:
    """A table or a view, its columns in their order."""

    name: str
    is_view: bool
    columns: tuple[Column, ...]

    @property
    def section(self) -> Section:
        """Where it stands in the reference."""
        if described().get(self.name, {}).get("hidden"):
            return Section.MACHINERY
        if self.name not in OPEN_TABLES:
            return Section.KEEPER
        return Section.VIEWS if self.is_view else Section.TABLES


@cache
def relations() -> dict[str, Relation]:
    """Return the tables and views of a new archive by name; those within the full-text index are SQLite's, not ours."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as db:
        connection: sqlite3.Connection = db.conn
        found = connection.execute(
            "SELECT name, type = 'view' FROM sqlite_schema WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
        ).fetchall()
        return {
            name: Relation(name, bool(is_view), tuple(_columns(connection, name, bool(is_view))))
            for name, is_view in found
            if described().get(name, {}).get("allow") is not False
        }


def _columns(connection: sqlite3.Connection, relation: str, is_view: bool) -> list[Column]:
    leads = {
        column: (other, to or "id")
        for other, column, to in connection.execute(
            'SELECT "table", "from", "to" FROM pragma_foreign_key_list(?)', [relation]
        )
    }
    return [
        Column(name, kind, bool(key), is_view or not (needed or key), leads.get(name))
        for name, kind, needed, key in connection.execute(
            'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden = 0', [relation]
        )
    ]


@cache
def described() -> dict[str, dict[str, Any]]:
    """Return what the metadata say of each table and view, in their order."""
    tables: dict[str, dict[str, Any]] = load_metadata()["databases"][DATABASE]["tables"]
    return tables


def schema_reference(section: Section) -> str:
    """Return a section of the schema reference as Markdown, in the order of the metadata."""
    names = [name for name in described() if name in relations()]
    names += [name for name in relations() if name not in described()]
    return "\n".join(_reference(relations()[name]) for name in names if relations()[name].section is section)


def _reference(relation: Relation) -> str:
    words = described()[relation.name]
    vietnamese, english = both(words["description"])
    titles = " · ".join(plain(title) for title in both(words["title"], " · "))
    rows = [(_name(column), _kind(column), two_lines(words["columns"][column.name])) for column in relation.columns]
    return "\n".join(
        (
            label("table", relation.name),
            f"### {relation.name}\n",
            f"**{titles}**\n",
            f'<span lang="vi">{plain(vietnamese)}</span>\n',
            f"{plain(english)}\n",
            table(("column", "type", "holds"), rows),
        )
    )


def _name(column: Column) -> str:
    return code(column.name) + (" (key)" if column.is_key else "")


def _kind(column: Column) -> str:
    words = [column.type.lower()] if column.type else []
    if not column.may_be_null and not column.is_key:
        words.append("never null")
    if column.leads_to is not None:
        other, to = column.leads_to
        words.append(f"→ [{plain(other)}.{plain(to)}](#table-{other.replace('_', '-')})")
    return ", ".join(words)
