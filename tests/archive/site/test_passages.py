from __future__ import annotations

import json
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from archive.site.passages import Figure, Passage, Segment, linked, name_spans, passages, read_figures
from tests.archive.site.samples import HOME, Site


def words(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def outline(found: list[Passage]) -> list[str | None]:
    """The addresses of the pictures and the paragraphs, in reading order."""
    shown: list[str | None] = []
    for passage in found:
        shown += [figure.src for figure in passage.figures]
        shown += [words(passage.paragraph)] if passage.paragraph else []
    return shown


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


def test_pictures_stand_between_the_paragraphs() -> None:
    figures = [
        Figure("a", None, 0),
        Figure("b", None, 1),
        Figure("c", None, 1),
        Figure("d", None, 2),
        Figure("e", None),
    ]
    assert outline(passages("Một.\n\nHai.", figures, [])) == ["a", "Một.", "b", "c", "Hai.", "d", "e"]
    assert outline(passages("", [Figure("a", None, 0)], [])) == ["a"]
    assert passages("", [], []) == []


def test_names_are_found_in_every_paragraph() -> None:
    first, second = passages("Bà Mây.\n\nÔng Nắng.", [], [(3, 6, 1), (13, 17, 2)])
    assert first.paragraph == [Segment("Bà "), Segment("Mây", 1), Segment(".")]
    assert second.paragraph == [Segment("Ông "), Segment("Nắng", 2), Segment(".")]


@given(
    texts=st.lists(st.text("ab \n", min_size=1, max_size=6), max_size=5),
    places=st.lists(st.one_of(st.none(), st.integers(-2, 9)), max_size=5),
)
def test_every_picture_and_every_word_is_shown_once(texts: list[str], places: list[int | None]) -> None:
    text = "\n\n".join(texts)
    figures = [Figure(str(number), None, place) for number, place in enumerate(places)]
    found = passages(text, figures, [])
    assert sorted(figure.src or "" for passage in found for figure in passage.figures) == sorted(
        map(str, range(len(places)))
    )
    assert "".join("".join(map(words, (passage.paragraph for passage in found))).split()) == "".join(text.split())


def test_captions_stand_under_their_picture(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    figures = read_figures(connection, site.articles["hop.html"], {})
    shown = [(figure.src, figure.after, [words(caption) for caption in figure.captions]) for figure in figures]
    assert shown == [
        (HOME + "anh/hop%20moi.jpg", 1, ["Bà Lê Thị Mây khai mạc"]),
        ("javascript:alert(2)", None, []),
        (None, None, ["Quang cảnh buổi họp"]),
    ]
