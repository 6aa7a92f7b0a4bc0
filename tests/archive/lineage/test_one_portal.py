"""What changes at a portal's address without making another portal or other articles of it."""

from __future__ import annotations

import sqlite3

import pytest

from archive.lineage.run import trace_lineage
from archive.load import load_article
from tests.archive.lineage.rows import add_portal
from tests.archive.lineage.test_links import STORY, TITLE
from tests.archive.site.samples import record

OLD = "http://www.a.example.vn/tin-tuc/lam-duong-12.html"


def load(connection: sqlite3.Connection, url: str, seen_at: str) -> int:
    page = record("", portal="a", text=STORY, title=TITLE, published="2024-03-12")
    return load_article(connection, page | {"url": url, "canonical_url": url}, seen_at=seen_at, capture=None).article


@pytest.mark.parametrize(
    "url",
    [
        OLD.replace("http:", "https:"),
        OLD.replace("www.", ""),
        OLD.replace("http://www.", "https://") + "?utm_source=zalo",
        OLD.replace("/tin-tuc", "//tin-tuc"),
    ],
)
def test_https_and_www_leave_an_article_its_id(connection: sqlite3.Connection, url: str) -> None:
    add_portal(connection, "a")
    assert load(connection, url, "2025-07-02T01:00:00+00:00") == load(connection, OLD, "2025-06-02T01:00:00+00:00")
    trace_lineage(connection)
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM similar_articles").fetchone() == (0,)


def test_another_path_is_another_address_and_the_article_is_linked(connection: sqlite3.Connection) -> None:
    """An address of another system is another id; the old one lasts and leads on over ``similar_articles``."""
    add_portal(connection, "a")
    before = load(connection, OLD, "2025-06-02T01:00:00+00:00")
    after = load(connection, "https://a.example.vn/web/guest/-/lam-duong", "2025-07-02T01:00:00+00:00")
    assert before != after
    trace_lineage(connection)
    found = connection.execute("SELECT article, original, likeness FROM similar_articles").fetchall()
    assert found == [(after, before, "same")]
