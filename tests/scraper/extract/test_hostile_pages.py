"""Whatever the bytes are: a record or a reason, never an exception, never much time."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.extract import read_page
from scraper.extract.decode import MAX_BYTES, decode
from tests.benchmark.hostile import HEADLINE, PAGES
from tests.scraper.extract.legacy_texts import cp1258, tcvn3, viscii, vni, vps

URL = "https://xa.example.gov.vn/tin/bai-1.html"
TITLE = "Đảng bộ thị xã tổ chức hội nghị học tập nghị quyết"
TEXT = (
    "Sáng ngày 04/3, Ủy ban nhân dân huyện đã tổ chức hội nghị sơ kết công tác quý, triển khai nhiệm vụ trọng tâm"
    ". Đồng chí Bí thư Huyện ủy phát biểu chỉ đạo tại hội nghị, đề nghị các đơn vị nghiêm túc thực hiện kế hoạch."
)
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    f"<div><p>{TEXT}</p><p>{TEXT} Hết.</p></div></body></html>"
)


ENCODED = {
    "utf-8": PAGE.encode(),
    "utf-8 with mark": PAGE.encode("utf-8-sig"),
    "utf-16 without mark": PAGE.encode("utf-16-le"),
    "utf-16, big end first": PAGE.encode("utf-16-be"),
    "decomposed": unicodedata.normalize("NFD", PAGE).encode(),
    "windows-1258": cp1258(PAGE),
    "tcvn3": tcvn3(PAGE).encode("latin-1"),
    "tcvn3 in utf-8": tcvn3(PAGE).encode(),
    "viscii": viscii(PAGE),
    "vps": vps(PAGE),
    "vni": vni(PAGE).encode("cp1252"),
    "vni in utf-8": vni(PAGE).encode(),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings(encoding: str) -> None:
    reading, _ = read_page(ENCODED[encoding], URL, headers={"Content-Type": "text/html; charset=iso-8859-1"})
    assert reading.title is not None
    assert reading.title.lower() == TITLE.lower()
    assert (reading.lead or "").lower() == TEXT.lower()
    assert reading.problems == []


def test_a_legacy_article_inside_a_unicode_page() -> None:
    page = PAGE.replace(TEXT, tcvn3(TEXT))
    reading, _ = read_page(page.encode(), URL)
    assert reading.title == TITLE
    assert (reading.lead or "").lower() == TEXT.lower()


def test_unicode_vietnamese_is_left_alone() -> None:
    text = "Ông ấy à? Bà ạ! « Đúng » © 2021 · ủy ban µm ¼ hộ"
    assert decode(f"<p>{text}</p>".encode()).text == f"<p>{text}</p>"


REFUSED = {
    "nothing": (b"", "0 bytes"),
    "white space": (b" \r\n ", "white space"),
    "too much": (b"<p>" + b"a" * MAX_BYTES, "too large"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "noise": (random.Random(1).randbytes(50_000), "binary"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_page_gets_a_reason(what: str) -> None:
    body, reason = REFUSED[what]
    reading, page = read_page(body, URL)
    assert page is None
    assert reason in reading.problems[0].reason


def test_broken_utf8_is_read_and_told() -> None:
    reading, _ = read_page(PAGE.encode().replace(b"<h1>", b"<h1>\xff"), URL)
    assert reading.title == TITLE
    assert "broken UTF-8" in reading.problems[0].reason


NESTED = {
    "div": "<div>" * 2_100 + f"<p>{TEXT}</p>" + "</div>" * 2_100,
    "font": "<font>" * 2_100 + TEXT,
    "table": "<table><tr><td>" * 1_000 + TEXT,
}


@pytest.mark.parametrize("tag", NESTED)
def test_deep_nesting_loses_no_text(tag: str) -> None:
    _, page = read_page(f"<html><body><h1>{TITLE}</h1>{NESTED[tag]}</body></html>".encode(), URL)
    assert page is not None
    assert TEXT in [line.text for line in page.lines]


def test_cdata_viewstate_and_inline_pictures_are_no_text() -> None:
    state = f'<input type="hidden" name="__VIEWSTATE" value="{"Aa1" * 100_000}">'
    picture = f'<img src="data:image/png;base64,{"A" * 100_000}">'
    body = PAGE.replace("<body>", f"<body>{state}{picture}").replace(TEXT, f"<![CDATA[{TEXT}]]>", 1)
    reading, _ = read_page(body.encode(), URL)
    assert (reading.lead, reading.paragraphs) == (TEXT, [f"{TEXT} Hết."])


@pytest.mark.parametrize("what", PAGES)
def test_the_headline_of_a_page_that_no_author_wrote_is_read(what: str) -> None:
    hostile = PAGES[what]
    _, page = read_page(hostile.of_size(hostile.size // 8).encode(), URL)
    assert page is not None
    assert any(HEADLINE in line.text for line in page.lines)


PLAIN = ["p", "div", "table", "tr", "td", "li", "ul", "h1", "figure", "figcaption", "br", "b", "pre", "select", "svg"]
NAMED = ["section class='related'", "ol class='breadcrumb'", "span class='date'", "div class='sapo'"]
TAGS = [*PLAIN, *NAMED, "a href='/x.html'", "img src=a.jpg", "iframe src='a.pdf'"]
SAYINGS = ["Tác giả: Lê Hoa", "12/03/2021 10:00", "Tin liên quan", "Lượt xem: 12", "Bình luận (3)", "Nguồn:", "&#x301;"]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
    st.sampled_from([TEXT, TITLE, *SAYINGS]),
    st.text(max_size=30),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_random_markup_never_raises(pieces: list[str]) -> None:
    reading, _ = read_page("".join(pieces).encode("utf-8", "surrogatepass"), URL)
    assert reading.kind in {"article", "listing", "document", "other"}
    assert all(text == text.strip() for text in reading.paragraphs)


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_random_bytes_never_raise(body: bytes) -> None:
    reading, page = read_page(body, URL)
    assert page is not None or reading.problems
