"""The counts of articles and rows, kept by triggers, are what counting gives, whatever was written."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from archive.database import transaction, writing
from archive.load import load_article, note_absence
from archive.migrations import counted_articles
from archive.migrations.counted_articles import LARGE
from archive.verify.counts import RECOUNTED, check_counts
from tests.archive.site.samples import HOME, official, record, title

SEEN = "2026-01-01T00:00:00+00:00"
_SECTIONS = ("Tin tức", "Xây dựng Đảng", None)


def item(number: int, chance: random.Random) -> dict[str, Any]:
    return record(
        f"{number}.html",
        kind=chance.choice(("article", "document")),
        published=chance.choice((f"20{number % 20 + 10}-0{chance.randint(1, 9)}-01T07:00:00+07:00", None)),
        section=chance.choice(_SECTIONS),
        text=f"Bài {number} {chance.random()}",
        officials=[official("Lê Thị Mây", titles=[title("Chủ tịch", organization="UBND xã Gió")])],
        captions=[{"image": None, "text": "Quang cảnh"}] * chance.randrange(3),
    )


@pytest.fixture
def filled(archive_directory: Path) -> Any:
    with writing(archive_directory) as db:
        with transaction(db.conn):
            for portal in ("gio", "mua"):
                db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, portal, HOME + portal))
        yield db


@pytest.mark.parametrize("seed", range(4))
def test_counts_follow_what_is_written(filled: Any, seed: int) -> None:
    chance, connection = random.Random(seed), filled.conn
    for step in range(60):
        moment = f"2026-01-01T00:{step:02}:00+00:00"
        with transaction(connection):
            loaded = load_article(connection, item(chance.randrange(12), chance), seen_at=moment, capture=None)
            if chance.random() < 0.2:
                note_absence(connection, loaded.article, f"2026-01-01T00:{step:02}:30+00:00", None, "404 Not Found")
            if chance.random() < 0.2:
                moved = chance.choice(("gio", "mua"))
                connection.execute("UPDATE articles SET portal = ? WHERE id % 3 = ?", (moved, chance.randrange(3)))
        assert list(check_counts(connection)) == []
    months = connection.execute("SELECT is_gone, sum(articles) FROM article_months GROUP BY 1 ORDER BY 1").fetchall()
    assert len(months) == 2
    assert sum(count for _, count in months) == connection.execute("SELECT count(*) FROM articles").fetchone()[0]


def test_an_older_archive_is_counted_when_it_is_brought_up_to_date(filled: Any) -> None:
    chance, connection = random.Random("older"), filled.conn
    with transaction(connection):
        for number in range(9):
            load_article(connection, item(number, chance), seen_at=SEEN, capture=None)
        _undo(connection)
        counted_articles.m026_counted_articles(filled)
    assert list(check_counts(connection)) == []
    assert connection.execute("SELECT sum(articles) FROM article_counts").fetchone()[0] == 9


def _undo(connection: Any) -> None:
    """Take away what the step makes."""
    made = ["article_counted", "article_no_longer_counted", "article_counted_otherwise",
            *(f"{table}_{event}_counted" for table in LARGE for event in ("insert", "delete"))]  # fmt: skip
    for trigger in made:
        connection.execute(f"DROP TRIGGER {trigger}")
    for table in ("article_counts", "article_months", "row_counts"):
        connection.execute(f"DROP TABLE {table}")
    for index in ("year", "title", "updated", "last_seen", "gone_at", "revisions", "views"):
        connection.execute(f"DROP INDEX articles_{index}")


@pytest.mark.parametrize("table", RECOUNTED)
def test_a_count_that_is_wrong_is_found(filled: Any, table: str) -> None:
    connection = filled.conn
    with transaction(connection):
        load_article(connection, item(1, random.Random(1)), seen_at=SEEN, capture=None)
        column = "rows" if table == "row_counts" else "articles"
        connection.execute(f"UPDATE {table} SET {column} = {column} + 1 WHERE rowid = 1" if table == "article_counts"
                           else f"UPDATE {table} SET {column} = {column} + 1")  # fmt: skip
    assert [finding.table for finding in check_counts(connection)] == [table]


def test_an_archive_without_counts_has_no_wrong_ones(filled: Any) -> None:
    with transaction(filled.conn):
        _undo(filled.conn)
    assert list(check_counts(filled.conn)) == []
