from __future__ import annotations

import sqlite3

from archive.site.article import read_article
from tests.archive.site.samples import Site


def connect(site: Site) -> sqlite3.Connection:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    return connection


def test_revisions_say_what_changed(site: Site) -> None:
    article = read_article(connect(site), site.articles["hop.html"])
    assert article is not None
    newest, first = article["revisions"]
    assert [change.field for change in newest.differences] == ["text"]
    assert [piece.text for piece in newest.differences[0].pieces if piece.change == "added"] == ["liên xã "]
    assert (newest.row["number"], first.row["number"], first.differences) == (2, 1, [])


def test_no_such_article(site: Site) -> None:
    assert read_article(connect(site), 1) is None


def test_a_title_in_short_form_stands_in_full_beside_it(site: Site) -> None:
    page = site.get(f"/archive/articles/{site.articles['hop.html']}").text
    assert 'PCT UBND phường <span class="in-full"' in page and "= Phó Chủ tịch</span>" in page
    assert 'title="Ủy ban nhân dân phường Gió">UBND phường Gió' in page
    assert page.count('class="in-full"') == 1  # "Bí thư Thị uỷ" needs none
