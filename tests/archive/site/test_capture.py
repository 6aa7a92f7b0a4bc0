"""What the page of a capture reads from the archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.database import writing
from archive.site.capture import read_capture_page
from tests.archive.lineage.rows import add_portal

_OLD, _NEW = "https://cu.example.vn/1", "https://cu.example.vn/bai/1"


def test_an_imported_redirect_leads_to_the_capture_of_its_day_not_to_the_first_of_the_archive(
    archive_directory: Path,
) -> None:
    with writing(archive_directory) as db:
        connection: sqlite3.Connection = db.conn
        add_portal(connection, "cu")
        connection.executemany(
            "INSERT INTO captures (id, portal, url, fetched_at, outcome, status, location) "
            "VALUES (?, 'cu', ?, ?, ?, ?, ?)",
            [
                (1, _NEW, "2026-03-01T01:00:00+00:00", "stored", 200, None),  # of the crawl, before the import
                (2, _OLD, "2020-05-01T01:00:00+00:00", "redirect", 301, _NEW),
                (3, _NEW, "2020-05-01T01:00:01+00:00", "stored", 200, None),
            ],
        )
        connection.row_factory = sqlite3.Row
        page = read_capture_page(connection, 2)
    assert page is not None and page["led_to"]["id"] == 3
