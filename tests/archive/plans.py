"""Which tables a statement walks through, as SQLite says it would."""

from __future__ import annotations

import re
import sqlite3

# Tables of a row a portal, a file or a run, lists of what waits, and lists that are given to a statement.
SMALL = frozenset({
    "portals", "crawls", "warc_files", "manifests", "portal_successors", "person_decisions", "resolver_state",
    "unsealed", "names_to_resolve", "articles_to_compare", "texts_to_compare", "traced_portals", "json_each",
    "sqlite_schema",
})  # fmt: skip
# Table -> why all of it is read all the same, along an index that holds nothing but what is looked for.
READ_WHOLE = {
    "name_words": "how common a name is depends on the words of all; a few thousand rows, whatever the archive has",
    "rarity_spans": "the same: which names count as so much rarer or more common now that it matters",
}
EXPLAINED = ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")
_SCAN = re.compile(r"SCAN (?!CONSTANT|\d+ CONSTANT)(\w+)\b")
_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


def scanned(connection: sqlite3.Connection, sql: str) -> set[str]:
    """The tables that a statement walks through, by their own names."""
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    derived = {step.split()[-1] for step in steps if step.startswith(("CO-ROUTINE", "MATERIALIZE"))}
    names = {match[1] for step in steps if (match := _SCAN.match(step))} - derived
    return {_table(sql, name) for name in names}


def _table(sql: str, name: str) -> str:
    """The table that goes by a name in a statement."""
    known = re.search(rf"(?:FROM|JOIN|,) (?:\w+\.)?(\w+)(?:\([^)]*\))? (?:AS )?{name}\b", sql)
    return known[1] if known else name


def form_of(sql: str) -> str:
    """A statement without its values: what differs in them alone has one plan."""
    return _VALUES.sub("?", sql)
