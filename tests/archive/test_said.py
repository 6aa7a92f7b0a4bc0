"""What makes two records of a page differ: what it says, not how it is written, set apart or addressed."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article_rows import record_digest
from archive.said import as_said, changed_fields, in_one_spelling

LEAD = "Sáng 5/3, Thị uỷ Hoà Giang họp – phiên thứ 2."
TEXT = 'Ông Hoà nói: "Phải làm ngay..."\n\nBà Thuý, ông Trần Quý tán thành.'


def record(**changes: Any) -> dict[str, Any]:
    made = {
        "kind": "article", "title": "THỊ UỶ HOÀ GIANG họp", "lead": LEAD, "text": TEXT, "author": "Lê Thuý",
        "source": None, "published": "2026-03-05T09:30:00+07:00", "updated": None,
        "images": [{"src": "https://a.example.vn/1.jpg", "alt": "Họp", "after": 1}],
        "captions": [{"image": "https://a.example.vn/1.jpg", "text": "Ông Hoà – ảnh: T.A"}],
        "attachments": [{"url": "https://a.example.vn/1.pdf", "label": "Kế hoạch “số 1”"}],
    }  # fmt: skip
    return made | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "THỊ ỦY HÒA GIANG họp", "author": "Lê Thúy"},
        {"lead": "Sáng 5/3, Thị ủy Hòa Giang họp - phiên thứ 2."},
        {"text": "Ông Hòa nói: “Phải làm ngay…”\n\nBà Thúy, ông Trần Quý tán thành."},
        {"text": TEXT.replace("\n\n", " ")},
        {"lead": None, "text": f"{LEAD}\n\n{TEXT}"},
        {"published": "2026-03-05T09:30:41+07:00"},
        {"images": [{"src": "http://a.example.vn/1.jpg", "alt": "THỊ UỶ HOÀ GIANG họp", "after": None}]},
        {"captions": [{"image": "https://a.example.vn/1.jpg", "text": "Ông Hòa - ảnh: T.A"}]},
        {"attachments": [{"url": "https://a.example.vn/1.pdf", "label": 'Kế hoạch "số 1"'}]},
    ],
)
def test_the_same_written_in_another_way_is_the_same(changes: dict[str, Any]) -> None:
    assert changed_fields(record(), record(**changes)) == ()
    assert record_digest(record()) == record_digest(record(**changes))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "Thị uỷ Hoà Giang họp"}, ("title",)),
        ({"text": TEXT.replace("Hoà", "Hoá")}, ("text",)),
        ({"text": TEXT.replace("Quý", "Qúy")}, ("text",)),
        ({"text": TEXT.replace('"', "")}, ("text",)),
        ({"text": TEXT.replace("Bà Thuý, ông", "Bà Thuý - ông")}, ("text",)),
        ({"lead": LEAD.replace("2", "3")}, ("lead",)),
        ({"lead": None}, ("lead",)),
        ({"lead": None, "text": f"{LEAD}\n\n{TEXT} Hết."}, ("lead", "text")),
        ({"published": "2026-03-05T09:31:00+07:00"}, ("published",)),
        ({"published": "2026-03-05"}, ("published",)),
        ({"captions": [{"image": "https://a.example.vn/1.jpg", "text": "Ông Hoà – ảnh: T.B"}]}, ("captions",)),
    ],
)
def test_other_words_letters_and_figures_are_an_edit(changes: dict[str, Any], fields: tuple[str, ...]) -> None:
    assert changed_fields(record(), record(**changes)) == fields
    assert record_digest(record()) != record_digest(record(**changes))


_WORDS = st.text(alphabet="aoà òuyýÝQqHOÀ.-–“\"'…\n", max_size=12).map(lambda text: unicodedata.normalize("NFC", text))


@given(_WORDS, _WORDS, _WORDS, _WORDS)
def test_records_without_a_changed_field_are_those_of_one_digest(lead: str, text: str, other: str, more: str) -> None:
    old, new = record(lead=lead or None, text=text), record(lead=other or None, text=more)
    assert (changed_fields(old, new) == ()) == (as_said(old) == as_said(new))


@given(_WORDS)
def test_one_spelling_stays_what_it_is(text: str) -> None:
    assert in_one_spelling(in_one_spelling(text)) == in_one_spelling(text)
