"""What ends a run costs what the run changed: no statement of it walks through a table that grows with the archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.after_run import complete
from archive.database import opened, transaction
from archive.load import load_article, note_absence, note_sighting
from archive.manifests import seal
from archive.manifests.covered import BY_STEPS, UNITS
from archive.manifests.touched import note_all
from tests.archive.plans import EXPLAINED, READ_WHOLE, SMALL, form_of, scanned
from tests.archive.sealed import copy_of
from tests.archive.site.samples import official, record

_SEEN = "2026-02-01T00:00:0{}+00:00"


def asked_at_the_end(directory: Path) -> tuple[sqlite3.Connection, set[str]]:
    """What is asked after a run that has touched every article, name and unit, each form of statement once."""
    asked: list[str] = []
    with opened(directory) as db:
        complete(db, directory)
        db.conn.execute("INSERT OR IGNORE INTO articles_to_compare SELECT id FROM articles")
        db.conn.execute(  # one name whole, the others on the portals that name them
            "INSERT OR IGNORE INTO names_to_resolve SELECT min(name_key), '' FROM mentions "
            "UNION SELECT m.name_key, a.portal FROM mentions m JOIN articles a ON a.id = m.article"
        )
        note_all(db.conn, UNITS.keys() - set(BY_STEPS))
        db.conn.set_trace_callback(asked.append)
        complete(db, directory)
        seal(db.conn, directory)
    forms = {form_of(sql): sql for sql in asked if sql.startswith(EXPLAINED)}
    return sqlite3.connect(directory / "archive.db"), set(forms.values())


def test_no_statement_walks_through_a_table_that_grows(sealed: Path, tmp_path: Path) -> None:
    connection, asked = asked_at_the_end(copy_of(sealed, tmp_path / "archive"))
    tables = {table: sql for sql in asked for table in scanned(connection, sql)}
    assert len(asked) > len(UNITS)
    assert {table: sql for table, sql in tables.items() if table not in SMALL | READ_WHOLE.keys()} == {}
    assert set(READ_WHOLE) <= tables.keys(), "what is no longer read whole is to be no exception either"


def asked_while_articles_are_written(directory: Path) -> tuple[sqlite3.Connection, set[str]]:
    """What is asked while an article is loaded, edited, seen again and missed, each form of statement once."""
    asked: list[str] = []
    with opened(directory) as db:
        db.conn.set_trace_callback(asked.append)
        (portal,) = db.conn.execute("SELECT id FROM portals LIMIT 1").fetchone()
        item = record("moi.html", portal=portal, text="Bài mới", officials=[official("Lê Thị Mây")])
        for number, text in enumerate(("Bài mới", "Bài mới, sửa lại")):
            with transaction(db.conn):
                loaded = load_article(db.conn, item | {"text": text}, seen_at=_SEEN.format(number), capture=None)
        with transaction(db.conn):
            note_sighting(db.conn, loaded.article, _SEEN.format(2), None)
            note_absence(db.conn, loaded.article, _SEEN.format(3), None, "404 Not Found")
        db.conn.set_trace_callback(None)
    ours = [sql for sql in asked if sql.startswith(EXPLAINED) and "'main'." not in sql]  # FTS5 writes its names so
    forms = {form_of(sql): sql for sql in ours}
    return sqlite3.connect(directory / "archive.db"), set(forms.values())


def test_no_article_is_written_at_the_cost_of_the_others(sealed: Path, tmp_path: Path) -> None:
    connection, asked = asked_while_articles_are_written(copy_of(sealed, tmp_path / "archive"))
    assert len(asked) > 30
    assert {table: sql for sql in asked for table in scanned(connection, sql) if table not in SMALL} == {}


@pytest.mark.parametrize(
    "sql",
    ["SELECT a.id FROM articles a WHERE a.text = 'x'", "DELETE FROM titles WHERE text = 'x'",
     "SELECT (SELECT count(*) FROM captures WHERE size = p.rowid) FROM portals p WHERE p.id = 'x'"],
)  # fmt: skip
def test_a_walk_would_be_seen(sealed: Path, sql: str) -> None:
    connection = sqlite3.connect(sealed / "archive.db")
    assert scanned(connection, sql) & {"articles", "titles", "captures"}
