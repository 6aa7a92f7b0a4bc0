"""What stands in tables that are shut to strangers is nowhere in what strangers are answered.

A word is put into every column of text of every table that is not named as open, and rows of open tables refer to
those rows; then every page, row, file, facet and label is asked for, and the word looked for.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.site.counted import COUNTS
from archive.site.public import TABLES
from tests.archive.site.samples import Site

WORD = "canhkhongten"
_KEY = 1


def fill_shut_tables(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Put a row into every shut table; return these tables, and the keys (table, column) that now lead to them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shut = [name for name in tables if name not in TABLES and not name.startswith(("articles_fts", "sqlite_", "_"))]
        # What these hold is said in counting open tables: the figures of those are taken from them.
        counts = {counted.table for several in COUNTS.values() for counted in several}
        assert COUNTS.keys() <= TABLES, "a figure that no stranger may see would be told"
        shut = [name for name in shut if name not in counts]
        for table in shut:
            columns = connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')").fetchall()
            values = [f"/home/{WORD}/{table}" if kind == "TEXT" else _KEY for _, kind in columns]
            names = ", ".join(f'"{name}"' for name, _ in columns)
            connection.execute(
                f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", values
            )
        keys = []
        for table in (name for name in tables if name in TABLES):
            for key in connection.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')").fetchall():
                if key[2] in shut:
                    connection.execute(f'UPDATE {table} SET "{key[3]}" = ?', (_KEY,))
                    keys.append((table, key[3]))
    return shut, keys


@pytest.fixture(scope="module")
def filled(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[tuple[str, str]]]:
    directory = tmp_path_factory.mktemp("shut") / "archive"
    shutil.copytree(site.directory, directory)
    shut, keys = fill_shut_tables(directory / "archive.db")
    assert {"imports", "frontier", "former_readings", "notices"} <= set(shut)
    return Site(directory, site.articles, site.people), keys


def test_nothing_of_them_is_answered(filled: tuple[Site, list[tuple[str, str]]]) -> None:
    site, keys = filled
    with closing(sqlite3.connect(site.directory / "archive.db")) as connection:
        rows = {
            table: connection.execute(f'SELECT "{key}" FROM {table} LIMIT 1').fetchone()[0]
            for table, key in (
                ("articles", "id"),
                ("captures", "id"),
                ("portals", "id"),
                ("crawls", "id"),
                ("people", "id"),
            )
            if connection.execute(f"SELECT 1 FROM {table}").fetchone()
        }
    addresses = ["/", "/.json", "/archive", "/archive.json", "/people", "/search?q=th%E1%BB%8B", "/health"]
    for table in sorted(TABLES):
        addresses += [f"/archive/{table}", f"/archive/{table}.json?_labels=on", f"/archive/{table}.csv?_labels=on"]
    for table, column in keys:
        addresses += [f"/archive/{table}.json?_facet={column}", f"/archive/{table}?_facet={column}",
                      f"/archive/{table}.json?_label={column}", f"/archive/{table}.csv?_label={column}"]  # fmt: skip
    for table, key in rows.items():
        addresses += [
            f"/archive/{table}/{key}",
            f"/archive/{table}/{key}.json?_labels=on",
            f"/archive/{table}/{key}.csv",
        ]
    told = {address for address in addresses if WORD in site.get(address, public=True).text}
    assert told == set()


def test_the_owner_has_them(filled: tuple[Site, list[tuple[str, str]]]) -> None:
    """Else the test above could not fail."""
    site, keys = filled
    assert ("captures", "import") in keys
    assert WORD in site.get("/archive/imports.json").text
    assert WORD in site.get("/archive/captures.json?_facet=import").text


def test_rows_do_not_count_what_is_shut(filled: tuple[Site, list[tuple[str, str]]]) -> None:
    site, _ = filled
    page = site.get("/archive/portals/gio", public=True)
    assert page.status == 200
    assert "/archive/frontier" not in page.text
    assert "/archive/aliases" not in page.text
