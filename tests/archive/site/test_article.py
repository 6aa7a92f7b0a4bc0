from __future__ import annotations

import json
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from archive.site.article import Segment, linked, name_spans, read_article
from archive.site.citation import cite
from tests.archive.site.samples import HOME, Site


def connect(site: Site) -> sqlite3.Connection:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    return connection


def words(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def test_names_in_a_part_of_a_field() -> None:
    spans = [(0, 3, 1), (10, 14, 2), (12, 16, 3)]  # the last overlaps
    assert linked("và Mây", [(0, 3, 1), (10, 13, 2), (12, 16, 3)], offset=7) == [Segment("và "), Segment("Mây", 2)]
    assert linked("0123456789abcd", spans) == [Segment("012", 1), Segment("3456789"), Segment("abcd", 2)]
    assert linked("abcd", spans, offset=10) == [Segment("abcd", 2)]
    assert linked("ngắn", [(2, 99, 1), (3, 3, 1)]) == [Segment("ngắn")]


@given(
    text=st.text(max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 3))),
    offset=st.integers(0, 20),
)
def test_no_word_is_lost_whatever_the_spans(text: str, spans: list[tuple[int, int, int]], offset: int) -> None:
    assert words(linked(text, sorted(spans), offset)) == text


def test_spans_by_field() -> None:
    rows = [
        {"person": 1, "spans": json.dumps([{"field": "text", "start": 9, "end": 12}])},
        {"person": 2, "spans": json.dumps([{"field": "text", "start": 1, "end": 4}])},
    ]
    assert name_spans(rows) == {"text": [(1, 4, 2), (9, 12, 1)]}


def test_captions_stand_under_their_picture(site: Site) -> None:
    article = read_article(connect(site), site.articles["hop.html"])
    assert article is not None
    shown = [(figure.src, [words(caption) for caption in figure.captions]) for figure in article["figures"]]
    assert shown == [
        (HOME + "anh/hop%20moi.jpg", ["Bà Lê Thị Mây khai mạc"]),
        ("javascript:alert(2)", []),
        (None, ["Quang cảnh buổi họp"]),
    ]


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
