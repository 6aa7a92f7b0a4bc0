"""What pages show of descent: where else a text stands, which portals went before and after."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from archive.database import writing
from archive.lineage.run import trace_lineage
from archive.serve import open_datasette
from tests.archive.lineage.rows import add_article, add_portal
from tests.archive.lineage.test_links import STORY, TITLE


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town, the ward that follows it by its own words, a commune that copies; a portal that nothing is known of."""
    folder = tmp_path_factory.mktemp("site") / "archive"
    with writing(folder) as db:
        connection: sqlite3.Connection = db.conn
        add_portal(connection, "cu", "Cổng thị xã <Sông Lam>", valid_to="2025-06-30")
        add_portal(connection, "moi", "Cổng phường Bến Lam", predecessors=["cu", "xua"], valid_from="2025-07-01")
        add_portal(connection, "xa", "Trang xã Tân Giang")
        add_article(connection, 1, "cu", STORY, title=TITLE, published="2024-03-12")
        later = "2025-07-02T00:00:00+00:00"
        add_article(connection, 2, "moi", STORY, title=TITLE, published="2024-03-12", first_seen=later)
        add_article(connection, 3, "xa", STORY + " Bài của xã bạn.", title=TITLE, published="2024-03-14")
        add_article(connection, 4, "xa", "Chuyện riêng của xã, không đâu có.", title="Chuyện riêng của xã")
        trace_lineage(connection)
        connection.execute(
            "INSERT INTO shared_bodies VALUES ('xa', 'cu', '2025-07-03T01:00:00+00:00', NULL, 'https://xa/', "
            "'https://cu/', 'd', 'the start page of xa is that of cu now')"
        )
    return folder


def shown(directory: Path, path: str) -> str:
    response = asyncio.run(open_datasette(directory).client.get(path))
    assert response.status_code == 200, response.text
    return response.text


def test_an_article_says_where_it_stood_first_and_where_it_stands_as_well(directory: Path) -> None:
    copy = shown(directory, "/archive/articles/3")
    assert "stood first at" in copy and "/archive/articles/1" in copy
    assert "of the same origin also at" in copy and "/archive/articles/2" in copy
    assert "of 2024-03-12 there, of 2024-03-14 here" in copy
    first = shown(directory, "/archive/articles/1")
    assert "later also at" in first and "stood first at" not in first
    assert "/archive/articles/2" in first and "/archive/articles/3" in first
    assert "tag-moved" in first and "tag-copy" in first


def test_an_article_that_stands_nowhere_else_says_nothing_of_it(directory: Path) -> None:
    assert 'id="elsewhere"' not in shown(directory, "/archive/articles/4")


def test_a_portal_shows_its_line(directory: Path) -> None:
    page = shown(directory, "/archive/portals/moi")
    assert "Cổng thị xã &lt;Sông Lam&gt;" in page and "predecessors of moi" in page
    assert "xua" in page and "not in the archive" in page
    before = shown(directory, "/archive/portals/cu")
    assert "followed by" in before and "Cổng phường Bến Lam" in before
    assert "the start page of xa is that of cu now" in before


@pytest.mark.parametrize(
    ("asked", "found"), [("moi", True), ("ben lam", True), ("cu.example", True), ("tan giang", False)]
)
def test_what_became_of_a_portal_is_asked_by_its_name_or_address(directory: Path, asked: str, found: bool) -> None:
    page = shown(directory, f"/archive/what_became_of_a_portal?portal={asked}")
    assert ("moi (declared, 2025-07-01)" in page) is found


def test_the_same_text_on_several_portals(directory: Path) -> None:
    page = shown(directory, "/archive/same_text_on_portals")
    assert "moi (moved, 2024-03-12); xa (copy, 2024-03-14)" in page
