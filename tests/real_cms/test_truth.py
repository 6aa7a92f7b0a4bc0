"""How a body that a system has rendered is taken apart, and how an archive's record is held against it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.real_cms.comparison import compare
from tests.real_cms.news import news
from tests.real_cms.truth import TrueArticle, full_size, take_apart

_PICTURE = "http://a.example/2025/anh.jpg"


@pytest.mark.parametrize(
    ("shown", "full"),
    [
        ("http://a.example/anh-12-1-300x200.jpg", "http://a.example/anh-12-1.jpg"),
        ("http://a.example/anh-12-1.jpg", "http://a.example/anh-12-1.jpg"),
        ("http://a.example/le-hoi-2x.jpg", "http://a.example/le-hoi-2x.jpg"),
        ("http://a.example/anh/le-hoi.jpg/@@images/image-800-0ab1.jpeg", "http://a.example/anh/le-hoi.jpg"),
    ],
)
def test_a_picture_is_known_whatever_its_size(shown: str, full: str) -> None:
    assert full_size(shown) == full


def test_figures_and_paragraphs_that_repeat_the_record_are_captions() -> None:
    body = take_apart(
        "<p>Mở đầu.</p><figure><img src='http://a.example/1-300x200.jpg'><figcaption>Chú thích một.</figcaption>"
        "</figure>"
        f"<p><img src='{_PICTURE}'></p><p><em>Chú thích hai.</em></p><p>Thân bài.</p>",
        {_PICTURE: "Chú thích hai."},
    )
    assert body.captions == [("http://a.example/1.jpg", "Chú thích một."), (_PICTURE, "Chú thích hai.")]
    assert body.text == "Mở đầu.\nThân bài."


def test_a_gallery_is_its_pictures() -> None:
    item = "<figure><img src='{0}.jpg'><figcaption>Ảnh {0}.</figcaption></figure>"
    body = take_apart(f"<figure>{item.format('a')}{item.format('b')}</figure><p>Hết.</p>", {})
    assert body.captions == [("a.jpg", "Ảnh a."), ("b.jpg", "Ảnh b.")]
    assert body.text == "Hết."


def test_a_line_that_is_a_file_is_no_text_but_a_table_is() -> None:
    body = take_apart(
        "<table><tr><td>Số hộ</td><td>40</td></tr></table><p><a href='a.pdf'>Tải về</a></p>"
        "<p>Xem <a href='b'>tin</a>.</p>",
        {},
    )
    assert body.text == "Số hộ 40\nXem tin."


def test_news_are_the_same_at_every_call_and_no_two_alike() -> None:
    items = news(140)
    assert items == news(140)
    assert len({item.title for item in items}) == 140
    assert [item.published for item in items] == sorted(item.published for item in items)
    assert all(item.lead and len(item.paragraphs) >= 5 for item in items)


def test_a_comparison_tells_what_is_wrong(tmp_path: Path) -> None:
    """A record that is right in nothing counts in every figure; an unknown one is beside, an absent one missing."""
    true = [_true("http://a.example/1"), _true("http://a.example/2"), _true("http://a.example/3")]
    right = _record("http://a.example/1")
    wrong = _record("http://a.example/2") | {
        "title": "Cổng thông tin", "published": "2025-06-30", "section": "Liên hệ", "updated": "2025-07-02",
        "text": "Tin liên quan", "captions": [{"image": "http://a.example/khac.jpg", "text": "Chú thích."}],
    }  # fmt: skip
    result = compare(_archive(tmp_path, [right, wrong, _record("http://a.example/lien-he")]), true)
    assert result.missing == ["http://a.example/3"]
    assert result.beside == ["http://a.example/lien-he"]
    assert len(result.twice) == 2  # the page beside says what the first article says
    for name in ("title", "published as printed", "section", "no update where none is printed"):
        assert result.figure(name).share == 0.5, name
    assert (result.captions.right, result.captions.wrong, result.captions.missed) == (1, 1, 1)
    assert result.text_f1["http://a.example/1"] == 1.0
    assert result.text_f1["http://a.example/2"] < 0.5


def _true(url: str) -> TrueArticle:
    return TrueArticle(
        url, "Hội nghị giao ban", "2025-06-30T16:40", None, ("Kinh tế - Xã hội",), "Mở đầu.\nThân bài.",
        ((_PICTURE, "Chú thích."),),
    )  # fmt: skip


def _record(url: str) -> dict[str, Any]:
    return {
        "canonical_url": url, "kind": "article", "title": "Hội nghị giao ban", "section": "Kinh tế – Xã hội",
        "published": "2025-06-30T16:40:00+07:00", "updated": None, "lead": "Mở đầu.", "text": "Thân bài.",
        "captions": [{"image": _PICTURE, "text": "Chú thích."}], "attachments": [],
    }  # fmt: skip


def _archive(folder: Path, records: list[dict[str, Any]]) -> Path:
    connection = sqlite3.connect(folder / "archive.db")
    connection.execute("CREATE TABLE articles (id INTEGER, gone_at TEXT)")
    connection.execute("CREATE TABLE revisions (article INTEGER, number INTEGER, record TEXT)")
    for number, record in enumerate(records):
        connection.execute("INSERT INTO articles VALUES (?, NULL)", (number,))
        connection.execute("INSERT INTO revisions VALUES (?, 1, ?)", (number, json.dumps(record)))
    connection.commit()
    connection.close()
    return folder
