"""The counts of articles and rows, kept by triggers, are what counting gives, whatever was written."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from archive.database import transaction, writing
from archive.load import load_article, note_absence
from archive.migrations import (
    article_orders,
    counted_articles,
    counted_captures,
    counted_kinds,
    counted_names,
    orders_of_a_year,
)
from archive.verify.counts import RECOUNTED, check_counts
from tests.archive.site.samples import HOME, official, record, title

SEEN = "2026-01-01T00:00:00+00:00"
_TRIGGERS = {"mentions_of_article_moved"}
_INDEXES = {
    "articles_year", "articles_title", "articles_updated", "articles_last_seen", "articles_gone_at", "articles_views",
    "articles_revisions", "articles_portal_year", "articles_published", "articles_portal", "article_months_month",
    "captures_portal", "captures_fetched", "captures_redirect", "titles_article", "people_by_name",
    "people_portal",
    "article_counts_of", "article_kinds_of", "capture_counts_of",
}  # fmt: skip
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
            if chance.random() < 0.3:
                _capture(connection, chance)
        assert list(check_counts(connection)) == []
    months = connection.execute("SELECT is_gone, sum(articles) FROM article_months GROUP BY 1 ORDER BY 1").fetchall()
    assert len(months) == 2
    assert sum(count for _, count in months) == connection.execute("SELECT count(*) FROM articles").fetchone()[0]


def _capture(connection: Any, chance: random.Random) -> None:
    """Write a capture, or change or delete some."""
    values = (chance.choice(("gio", "mua")), chance.choice(("stored", "failed")), chance.choice((200, 404, None)))
    connection.execute(
        "INSERT INTO captures (url, portal, outcome, status, fetched_at) VALUES ('u', ?, ?, ?, '2026-01-01')", values
    )
    if chance.random() < 0.4:
        connection.execute("UPDATE captures SET status = NULL, outcome = 'gone' WHERE id % 3 = 0")
    if chance.random() < 0.2:
        connection.execute("DELETE FROM captures WHERE id % 4 = 0")


def test_an_older_archive_is_counted_when_it_is_brought_up_to_date(filled: Any) -> None:
    chance, connection = random.Random("older"), filled.conn
    with transaction(connection):
        for number in range(9):
            load_article(connection, item(number, chance), seen_at=SEEN, capture=None)
        _capture(connection, chance)
        _undo(connection)
        for step in (
            counted_articles.m026_counted_articles,
            article_orders.m028_article_orders,
            counted_captures.m029_counted_captures,
            counted_kinds.m032_counted_kinds,
            counted_names.m033_counted_names,
            orders_of_a_year.m034_orders_of_a_year,
        ):
            step(filled)
    assert list(check_counts(connection)) == []
    assert connection.execute("SELECT sum(articles) FROM article_counts").fetchone()[0] == 9


def _undo(connection: Any) -> None:
    """Take away what the step makes."""
    for name, kind in connection.execute(
        "SELECT name, type FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall():
        if (kind == "trigger" and "counted" in name) or name in _TRIGGERS or name in _INDEXES:
            connection.execute(f"DROP {kind} {name}")
    for table in (
        "article_counts",
        "article_kinds",
        "article_months",
        "row_counts",
        "capture_counts",
        "mention_counts",
    ):
        connection.execute(f"DROP TABLE {table}")
    for index in ("published", "portal"):  # as the steps find them
        connection.execute(f"CREATE INDEX articles_{index} ON articles (portal, published)")


@pytest.mark.parametrize("table", RECOUNTED)
def test_a_count_that_is_wrong_is_found(filled: Any, table: str) -> None:
    connection = filled.conn
    connection.execute("PRAGMA foreign_keys = OFF")
    with transaction(connection):
        load_article(connection, item(1, random.Random(1)), seen_at=SEEN, capture=None)
        columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
        figure, _ = columns[-1]
        if connection.execute(f"UPDATE {table} SET {figure} = {figure} + 1").rowcount == 0:
            values = [1 if kind == "INTEGER" else "gio" for _, kind in columns]
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    assert [finding.table for finding in check_counts(connection)] == [table]


def test_an_archive_without_counts_has_no_wrong_ones(filled: Any) -> None:
    with transaction(filled.conn):
        _undo(filled.conn)
    assert list(check_counts(filled.conn)) == []
