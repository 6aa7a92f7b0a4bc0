from __future__ import annotations

import sqlite3

from archive.site.article import read_article
from archive.site.citation import cite
from tests.archive.site.samples import HOME, Site


def connect(site: Site) -> sqlite3.Connection:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    return connection


def test_revisions_say_what_changed(site: Site) -> None:
    article = read_article(connect(site), site.articles["hop.html"])
    assert article is not None
    newest, first = article["revisions"]
    assert [name for name, _ in newest.changes] == ["text"]
    assert [piece.text for piece in newest.changes[0][1] if piece.change == "added"] == ["liên xã "]
    assert (newest.row["number"], first.row["number"], first.changes) == (2, 1, [])


def test_no_such_article(site: Site) -> None:
    assert read_article(connect(site), 1) is None


def test_a_citation_without_what_is_not_known(site: Site) -> None:
    connection = connect(site)
    row = connection.execute(
        "SELECT a.*, p.name AS portal_name FROM articles a JOIN portals p ON p.id = a.portal WHERE a.id = ?",
        (site.articles["khong-tieu-de.html"],),
    ).fetchone()
    assert cite(row, None) == f"Cổng thị xã Gió. 01/05/2023. {HOME}khong-tieu-de.html"


def test_a_title_in_short_form_stands_in_full_beside_it(site: Site) -> None:
    page = site.get(f"/archive/articles/{site.articles['hop.html']}").text
    assert 'PCT UBND phường <span class="in-full"' in page and "= Phó Chủ tịch</span>" in page
    assert 'title="Ủy ban nhân dân phường Gió">UBND phường Gió' in page
    assert page.count('class="in-full"') == 1  # "Bí thư Thị uỷ" needs none
