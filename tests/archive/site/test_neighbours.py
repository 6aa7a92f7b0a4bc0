"""The articles before and after an article."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from archive.database import writing
from archive.site.neighbours import Neighbours, read_neighbours
from tests.archive.lineage.rows import add_article, add_portal
from tests.archive.site.samples import Site


def ids(found: Neighbours) -> tuple[int | None, int | None]:
    return tuple(None if row is None else row["id"] for row in (found.earlier, found.later))  # type: ignore[return-value]


def of(connection: sqlite3.Connection, article: int) -> list[tuple[int | None, int | None]]:
    row: Any = connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
    return [ids(found) for found in read_neighbours(connection, row)]


def test_neighbours_of_section_and_portal(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        connection: sqlite3.Connection = db.conn
        add_portal(connection, "gio")
        add_portal(connection, "khac")
        stamps = ["2024-03-01", "2024-03-02T08:00:00+07:00", "2024-03-02T08:00:00+07:00", "2024-03-04", None]
        for number, stamp in enumerate(stamps, 1):
            add_article(connection, number, "gio", f"Bài {number}.", published=stamp)
        add_article(connection, 9, "khac", "Nơi khác.", published="2024-03-03")
        connection.execute("UPDATE articles SET section = 'Kinh tế' WHERE id IN (1, 4, 9)")
        connection.execute("UPDATE articles SET section = 'Văn hóa' WHERE id = 2")
        connection.row_factory = sqlite3.Row
        assert of(connection, 1) == [(None, 4), (None, 2)]
        assert of(connection, 2) == [(None, None), (1, 3)]
        assert of(connection, 3) == [(None, None), (2, 4)]  # of one moment in the order of their ids; no section
        assert of(connection, 4) == [(1, None), (3, None)]
        assert of(connection, 5) == [(None, None), (None, None)]  # without a date it stands nowhere
        assert of(connection, 9) == [(None, None), (None, None)]
    assert not Neighbours(None, None)


def test_neighbours_are_found_along_indexes(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    asked: list[str] = []
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (site.articles["hop.html"],)).fetchone()
    connection.set_trace_callback(asked.append)
    read_neighbours(connection, row)
    connection.set_trace_callback(None)
    plans = [[step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked]
    assert len(plans) == 4
    assert all("USING INDEX articles_section (portal=? AND section=? AND published" in steps[0] for steps in plans[:2])
    assert all("(portal=? AND published" in steps[0] for steps in plans[2:])
