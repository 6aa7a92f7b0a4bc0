from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.found_words import Mark
from archive.site.passages import Figure, Passage, Segment, figures_of, form_of, linked, passages
from tests.archive.site.samples import HOME, Site


def name(start: int, end: int, of: int) -> Mark:
    return Mark(start, end, "name", of, "text")


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
    marks = [name(0, 3, 1), name(10, 13, 2), name(12, 16, 3)]  # the last overlaps
    assert linked("và Mây", marks, offset=7) == [Segment("và "), Segment("Mây", marks[1])]
    marks = [name(0, 3, 1), name(10, 14, 2), name(12, 16, 3)]
    assert linked("0123456789abcd", marks) == [Segment("012", marks[0]), Segment("3456789"), Segment("abcd", marks[1])]
    assert linked("abcd", marks, offset=10) == [Segment("abcd", marks[1])]
    assert linked("ngắn", [name(2, 99, 1), name(3, 3, 1)]) == [Segment("ngắn")]


@given(
    text=st.text(max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 3))),
    offset=st.integers(0, 20),
)
def test_no_word_is_lost_whatever_the_spans(text: str, spans: list[tuple[int, int, int]], offset: int) -> None:
    assert words(linked(text, [name(*span) for span in sorted(spans)], offset)) == text


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
    marks = [name(3, 6, 1), name(13, 17, 2)]
    first, second = passages("Bà Mây.\n\nÔng Nắng.", [], marks)
    assert first.paragraph == [Segment("Bà "), Segment("Mây", marks[0]), Segment(".")]
    assert second.paragraph == [Segment("Ông "), Segment("Nắng", marks[1]), Segment(".")]


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


_LONG = "Toàn thị xã hiện có 887 doanh nghiệp, 41 hợp tác xã đang hoạt động."


@pytest.mark.parametrize(
    ("paragraph", "following", "form"),
    [
        ("- Trao đất sản xuất", _LONG, "item"),
        ("• Cấp nước sạch", "", "item"),
        ("-5 độ C vào sáng sớm", _LONG, "plain"),
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", _LONG, "head"),
        ("2. Về công tác cán bộ", _LONG, "head"),
        ("KẾT QUẢ NỔI BẬT", _LONG, "head"),
        ("HOÀNG SƯƠNG", "", "plain"),  # who signs stands last
        ("2. Giao phòng Nội vụ theo dõi.", _LONG, "plain"),  # a sentence
        ("Thẳng thắn nhìn vào hạn chế", _LONG, "plain"),  # nothing tells that it is one
        ("UBND", _LONG, "plain"),
        ("20 hộ được vay vốn", _LONG, "plain"),
    ],
)
def test_how_a_paragraph_reads(paragraph: str, following: str, form: str) -> None:
    assert form_of(paragraph, following) == form
    assert passages(f"{paragraph}\n\n{following}", [], [])[0].form == form


def test_captions_stand_under_their_picture(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    images, captions = (
        connection.execute(f"SELECT * FROM {table} WHERE article = ? ORDER BY position", (site.articles["hop.html"],))
        for table in ("images", "captions")
    )
    figures = figures_of(images, captions, {})
    shown = [(figure.src, figure.after, [words(caption) for caption in figure.captions]) for figure in figures]
    assert shown == [
        (HOME + "anh/hop%20moi.jpg", 1, ["Bà Lê Thị Mây khai mạc"]),
        ("javascript:alert(2)", None, []),
        (None, None, ["Quang cảnh buổi họp"]),
    ]
