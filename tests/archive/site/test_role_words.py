"""The page of an article shows which words tell a role."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.database import transaction, writing
from archive.load import load_article
from archive.site.article import Role, read_article
from tests.archive.site.samples import HOME, official, record


def test_a_role_shows_its_words_and_their_sentence(archive_directory: Path) -> None:
    said = {"role": "chaired", "start": 14, "end": 21, "field": "text"}
    person = official("Lê Thị Mây", (3, 13, "text"), roles=["chaired", "pictured"], role_evidence=[said])
    item = record("vai-tro.html", text="Bà Lê Thị Mây chủ trì. Họp xong.", officials=[person])
    with writing(archive_directory) as db:
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng thị xã Gió', ?)", (HOME,))
        with transaction(db.conn):
            loaded = load_article(db.conn, item, seen_at="2026-11-01T01:00:00+00:00", capture=None)
    connection = sqlite3.connect(archive_directory / "archive.db")
    connection.row_factory = sqlite3.Row
    article = read_article(connection, loaded.article)
    assert article is not None
    assert article["officials"][0].roles == [
        Role("chaired", "chủ trì", "Bà Lê Thị Mây chủ trì.", "role-text-14"),
        Role("pictured", None, None),
    ]
