"""What pages show of descent: where else a text stands, which portals went before and after."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import congtin
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
            "'https://cu/', 'd', 'the start page of xa is that of cu now; on 2025-07-01 they were two')"
        )
    return folder


def shown(directory: Path, path: str) -> str:
    response = asyncio.run(open_datasette(directory).client.get(path))
    assert response.status_code == 200, response.text
    return response.text


def test_an_article_says_where_it_stood_first_and_where_it_stands_as_well(directory: Path) -> None:
    copy = shown(directory, "/en/archive/articles/3").partition('<section id="elsewhere">')[2]
    assert "Stood first at" in copy and "/archive/articles/1" in copy
    assert "Of the same origin, also at" in copy and "/archive/articles/2" in copy
    assert "of 2024-03-12 there, of 2024-03-14 here" in copy
    first = shown(directory, "/archive/articles/1").partition('<section id="elsewhere">')[2]
    assert "Về sau còn ở" in first and "Có trước ở" not in first
    assert "/archive/articles/2" in first and "/archive/articles/3" in first
    assert "tag-moved" in first and "tag-copy" in first


def test_an_article_that_stands_nowhere_else_says_nothing_of_it(directory: Path) -> None:
    assert 'id="elsewhere"' not in shown(directory, "/archive/articles/4")


def test_a_portal_shows_its_line(directory: Path) -> None:
    page = shown(directory, "/archive/portals/moi")
    assert "Cổng thị xã &lt;Sông Lam&gt;" in page and "mô tả của moi, mục predecessors" in page
    assert "xua" in page and "kho chưa có" in page
    before = shown(directory, "/archive/portals/cu")
    assert "Được nối tiếp bởi" in before and "Cổng phường Bến Lam" in before
    assert "trang đầu của xa nay là trang đầu của cu" in before
    english = shown(directory, "/en/archive/portals/cu")
    assert "followed by" in english and "the start page of xa is that of cu now" in english


@pytest.mark.parametrize(
    ("asked", "found"), [("moi", True), ("ben lam", True), ("cu.example", True), ("tan giang", False)]
)
def test_what_became_of_a_portal_is_asked_by_its_name_or_address(directory: Path, asked: str, found: bool) -> None:
    rows = json.loads(shown(directory, f"/archive/what_became_of_a_portal.json?_shape=array&portal={asked}"))
    successors = {row["portal"]: row["successors"] for row in rows}
    assert ("cu" in successors) is found
    assert not found or successors["cu"] == "moi (declared, 2025-07-01)"


def test_a_line_names_portals_and_says_in_words_on_what_it_rests(directory: Path) -> None:
    for path in ("/archive/portal_lineage", "/archive/what_became_of_a_portal?portal=cu"):
        page = shown(directory, path)
        assert '<a href="/archive/portals/moi" title="portals moi">Cổng phường Bến Lam</a>' in page
        assert "theo mô tả" in page and "declared" not in page and ">01/07/2025</time>" in page


def test_rows_of_a_dozen_columns_are_shown_with_their_cells_side_by_side(directory: Path) -> None:
    tables = ("portal_lineage", "article_copies?_view=table", "shared_bodies", "what_became_of_a_portal?portal=cu")
    for path in (f"/archive/{name}" for name in tables):
        assert '<div class="table-wrapper stacked"' in shown(directory, path), path
    assert "stacked" not in shown(directory, "/archive/portal_successors")


def test_a_cell_of_a_query_that_holds_nothing_is_marked(directory: Path) -> None:
    page = shown(directory, "/archive/what_became_of_a_portal?portal=cu")
    assert sorted(re.findall(r'<td class="col-valid_to( blank)?"', page)) == ["", " blank", " blank"]


def test_a_portal_that_the_archive_has_nothing_of_is_named_and_leads_nowhere(directory: Path) -> None:
    paths = ("/archive/portal_lineage", "/archive/portal_successors", "/archive/what_became_of_a_portal?portal=moi",
             "/archive/portals/moi")  # fmt: skip
    for path in paths:
        page = shown(directory, path)
        assert "<code>xua</code>" in page and "/archive/portals/xua" not in page, path
        assert "kho chưa có" in page


def test_what_is_kept_in_english_is_said_in_the_language_of_the_page(directory: Path) -> None:
    english = "the start page of xa is that of cu now; on 2025-07-01 they were two"
    vietnamese = "trang đầu của xa nay là trang đầu của cu; ngày 01/07/2025 còn là hai trang khác nhau"
    for path in ("/archive/shared_bodies", "/archive/portals/cu", "/archive/portals/xa"):
        page = shown(directory, path)
        assert f">{vietnamese}<" in page and f">{english}<" not in page, path
        assert english in shown(directory, f"/en{path}"), path
    for path in ("/archive/portal_successors", "/archive/portals/moi", "/archive/portals/cu"):
        assert "mô tả của moi, mục predecessors" in shown(directory, path)
        assert "predecessors of moi" in shown(directory, f"/en{path}")
    for path in ("/archive/similar_articles", "/archive/article_copies", "/archive/articles/3"):
        assert "bài trước đăng ngày 12/03/2024, bài sau ngày 14/03/2024" in shown(directory, path), path


def test_views_call_portals_by_their_names(directory: Path) -> None:
    page = shown(directory, "/archive/article_copies")
    assert '<a href="/archive/portals/xa" title="portals xa">Trang xã Tân Giang</a>' in page
    assert "Cổng thị xã &lt;Sông Lam&gt;" in page
    assert '<a href="/archive/portals/cu" title="portals cu">cu</a>' in shown(directory, "/archive/portal_health")


def test_the_facets_of_links_are_in_words(directory: Path) -> None:
    page = shown(directory, "/archive/similar_articles")
    facets = page.partition('class="facet-results"')[2].partition("<table")[0]
    assert ">chép</a>" in facets and ">nguyên văn</a>" in facets and ">copy</a>" not in facets


def test_a_row_with_several_keys_is_opened_by_a_word(directory: Path) -> None:
    page = shown(directory, "/archive/portal_successors")
    address = re.search(r'href="([^"]*)" title="cu,moi,declared">xem', page)
    assert address is not None
    assert "predecessors of moi" in shown(directory, address[1])


def test_the_same_text_on_several_portals(directory: Path) -> None:
    (row, *_) = json.loads(shown(directory, "/archive/same_text_on_portals.json?_shape=array"))
    assert row["elsewhere"] == "moi (moved, 2024-03-12); xa (copy, 2024-03-14)"
    page = shown(directory, "/archive/same_text_on_portals")
    assert 'title="portals xa">Trang xã Tân Giang</a> <span class="tag">chép</span>' in page
    english = shown(directory, "/en/archive/same_text_on_portals")
    assert 'title="portals xa">Trang xã Tân Giang</a> <span class="tag">copy</span>' in english


def test_ids_of_lineage_lead_to_what_they_are_of(directory: Path) -> None:
    shared = shown(directory, "/archive/shared_bodies")
    assert 'href="/archive/portals/cu"' in shared and "/archive/people/" not in shared
    copies = shown(directory, "/archive/article_copies")
    assert 'href="/archive/articles/1"' in copies and 'href="/archive/portals/cu"' in copies
    assert 'tag tag-moved">chuyển sang' in copies
    assert "theo mô tả" in shown(directory, "/archive/portal_successors")


def test_why_a_page_could_not_be_read_is_said_in_the_language_of_the_page(directory: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(directory, folder)
    with writing(folder) as db:
        db.conn.execute(
            "INSERT INTO problems (portal, url, field, reason, seen_at) VALUES ('xa', 'https://xa.example.vn/1', "
            "'answer', 'status 403: the portal forbids the page', '2025-08-01T01:00:00+00:00')"
        )
    page = shown(folder, "/archive/portals/xa")
    assert "cổng trả lời 403: không cho xem trang" in page and "status 403" not in page
    assert "status 403: the portal forbids the page" in shown(folder, "/en/archive/portals/xa")


def test_a_portal_that_is_gone_says_so_on_its_page_its_articles_and_in_the_status(
    directory: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(directory, folder)
    sentence = "The whole portal is gone"
    assert sentence not in shown(folder, "/en/archive/portals/cu")
    with writing(folder) as db:
        db.conn.execute("UPDATE portals SET gone_at = '2025-08-01T01:00:00+00:00' WHERE id = 'cu'")
    for path in ("/archive/portals/cu", "/archive/articles/1"):
        page = shown(folder, f"/en{path}")
        assert sentence in page and "not yet confirmed" in page
        assert "This portal was followed by" in page and 'href="/en/archive/portals/moi"' in page
        assert "Cổng này không còn" in shown(folder, path)
    assert sentence not in shown(folder, "/en/archive/articles/3")
    home = shown(folder, "/")
    told = home.partition('href="/archive/portals/cu"')[2].partition("</li>")[0]
    assert "cổng không còn" in told and "01/08/2025 08:00" in told and 'href="/archive/portals/moi"' in told
    assert home.count("cổng không còn") == 1
    (health,) = json.loads(shown(folder, "/archive/portal_health.json?_shape=array&portal=cu"))
    assert health["gone_at"] == "2025-08-01T01:00:00+00:00" and health["gone_confirmed_at"] is None
    words = CliRunner().invoke(congtin, ["status", "--archive", str(folder)]).output
    assert "  the whole portal is gone since 2025-08-01 08:00 (Vietnam's time), not confirmed yet\n" in words
    assert "  followed by moi\n" in words
    status = json.loads(CliRunner().invoke(congtin, ["status", "--json", "--archive", str(folder)]).output)
    (cu,) = [portal for portal in status["portals"] if portal["portal"] == "cu"]
    assert cu["gone_at"] == "2025-08-01T01:00:00+00:00" and cu["gone_confirmed_at"] is None
    assert cu["successors"] == [{"portal": "moi", "name": "Cổng phường Bến Lam"}]
