"""What the columns of an export are: their names, what they hold, what they mean, and what they lead to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from archive.metadata import DATABASE, in_two, load_metadata
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    Parameters = Mapping[str, Any] | Sequence[Any]

# What a column holds: one of these, "any" where it holds several of them, "" where nobody has looked.
_OF_DECLARED = {"INTEGER": "integer", "REAL": "number", "TEXT": "string", "BLOB": "binary"}
_OF_CLASSES = (  # what a column with these storage classes of SQLite holds; the first that has all of them
    (frozenset({"integer"}), "integer"),
    (frozenset({"integer", "real"}), "number"),
    (frozenset({"text"}), "string"),
    (frozenset({"blob"}), "binary"),
)
_CLASSES = ("integer", "real", "text", "blob")
_WORD = regex(r"[A-Za-z_][A-Za-z_0-9]*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds ("integer", "number", "string", "binary", "any", ""), and what it means."""

    name: str
    kind: str
    vietnamese: str
    english: str

    @property
    def meaning(self) -> str:
        """What it means, in both languages."""
        return " / ".join(part for part in (self.vietnamese, self.english) if part)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column of a table that holds the key of another one."""

    column: str
    table: str
    other: str


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported, described: a table, a view, or the result of a query.

    Attributes:
        name: of the table, view or query; files are called so.
        title: Vietnamese and English.
        description: Vietnamese and English; ``("", "")`` where there is none.
        columns: in their order.
        key: columns of the primary key; none for views and queries.
        foreign_keys: what leads to other tables.
        sql: the query, ``None`` for a whole table or view.
    """

    name: str
    title: tuple[str, str]
    description: tuple[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    sql: str | None = None


def described_table(connection: sqlite3.Connection, name: str, columns: Sequence[str] | None = None) -> Table:
    """Return a table or view of the archive, described.

    Args:
        connection: the archive.
        name: of the table or view, as the schema spells it.
        columns: those that are exported, in their order; all where it is ``None``.
    """
    said = _tables().get(name, {})
    declared = {row[1]: row for row in connection.execute(f'PRAGMA table_info("{name}")')}
    names = list(declared) if columns is None else list(columns)
    meanings = said.get("columns", {})
    keys = sorted((row[5], row[1]) for row in declared.values() if row[5])
    key = tuple(column for _, column in keys)
    return Table(
        name,
        in_two(said.get("title", name), " · "),
        in_two(said["description"], " / ") if "description" in said else ("", ""),
        tuple(_column(one, declared[one][2] if one in declared else "", meanings.get(one, "")) for one in names),
        key if set(key) <= set(names) else (),
        tuple(_foreign_keys(connection, name, names)),
    )


def described_query(name: str, sql: str, columns: Iterable[str]) -> Table:
    """Return the result of a query, described; a column means what it does in the tables that the query names.

    A column that means different things in them, or that the query made up, is left without a meaning; its title and
    that of its columns are the ready-made query's where there is one of that name.

    Args:
        name: of a ready-made query, or what the file is to be called.
        sql: the query.
        columns: the names of its columns.
    """
    said = (load_metadata()["databases"][DATABASE].get("queries") or {}).get(name, {})
    named = set(_WORD.findall(sql))
    meanings: dict[str, set[str]] = {}
    for table, words in _tables().items():
        if table in named:
            for column, meaning in words.get("columns", {}).items():
                meanings.setdefault(column, set()).add(meaning)
    only = {column: next(iter(found)) for column, found in meanings.items() if len(found) == 1}
    only |= said.get("columns", {})
    return Table(
        name,
        in_two(said.get("title", name), " · "),
        in_two(said["description"], " / ") if "description" in said else ("", ""),
        tuple(_column(one, "", only.get(one, "")) for one in columns),
        sql=sql,
    )


def with_kinds(table: Table, kinds: Sequence[str]) -> Table:
    """Return the table with what its columns hold."""
    columns = tuple(
        Column(column.name, kind, column.vietnamese, column.english)
        for column, kind in zip(table.columns, kinds, strict=True)
    )
    return replace(table, columns=columns)


def label_of(column: Column) -> Column:
    """Return the column that says what the keys of another one are called."""
    return Column(f"{column.name}_label", "string", f"Tên của {column.name}", f"What {column.name} is called")


def kinds_found(
    connection: sqlite3.Connection,
    sql: str,
    parameters: Parameters,
    declared: Sequence[str],
    *,
    rows: int | None = None,
) -> list[str]:
    """Return what each column of a query holds, by looking at its rows; what is empty holds what was declared.

    SQLite keeps any value in any column, and the columns that a view or a query makes up have no type at all.

    Args:
        connection: the archive.
        sql: a SELECT.
        parameters: its parameters.
        declared: what the columns are thought to hold, ``""`` where nobody knows.
        rows: how many rows are looked at; all where it is ``None``.
    """
    numbered = [f"c{number}" for number in range(len(declared))]
    tests = ", ".join(f"max(typeof({name}) = '{one}')" for name in numbered for one in _CLASSES)
    limit = "" if rows is None else f" LIMIT {rows}"
    whole = f"WITH r ({', '.join(numbered)}) AS (\n{sql}\n) SELECT {tests} FROM (SELECT * FROM r{limit})"  # nosec B608 # noqa: S608
    found = connection.execute(whole, parameters).fetchone()
    return [
        _kind({one for one, is_there in zip(_CLASSES, found[start : start + 4], strict=True) if is_there}, thought)
        for start, thought in zip(range(0, len(found), 4), declared, strict=True)
    ]


def _kind(classes: set[str], declared: str) -> str:
    if not classes:
        return declared or "string"
    if declared == "number" and classes == {"integer"}:
        return declared
    return next((kind for wide, kind in _OF_CLASSES if classes <= wide), "any")


def _column(name: str, declared: str, meaning: str) -> Column:
    return Column(name, _OF_DECLARED.get(declared.upper(), ""), *(in_two(meaning, " / ") if meaning else ("", "")))


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = load_metadata()["databases"][DATABASE]["tables"]
    return tables


def _foreign_keys(connection: sqlite3.Connection, table: str, names: Iterable[str]) -> Iterable[ForeignKey]:
    """Yield the keys of one column each; SQLite gives those of several a row a column, of the same number."""
    kept = set(names)
    rows = sorted(tuple(row[:5]) for row in connection.execute(f'PRAGMA foreign_key_list("{table}")'))
    lengths = Counter(row[0] for row in rows)
    for number, _, other, column, target in rows:
        if column in kept and lengths[number] == 1:
            yield ForeignKey(column, other, target or _only_key(connection, other))


def _only_key(connection: sqlite3.Connection, table: str) -> str:
    """Return the key of a table that another one refers to without naming the column."""
    return next((str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")') if row[5]), "id")
