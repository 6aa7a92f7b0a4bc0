"""A stored page that is shown runs nothing and loads nothing, whatever is in it."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.safe_page import CONTENT_POLICY, Provenance, clean_html, safe_page
from scraper.store import Answer
from tests.archive.visited import ATTACKS

BASE = "https://congtin.example/tin/bai.html"
PROVENANCE = Provenance(7, BASE, "2026-04-02T02:00:00+00:00", 200, "5f" * 32)
# What a browser loads from, runs, or sends with.
LOADING = {"src", "srcset", "srcdoc", "data", "action", "formaction", "background", "poster", "ping", "xlink:href"}
HARMFUL = {"script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "select",
           "textarea", "base", "link", "svg", "math", "template", "noscript", "video", "audio", "img", "image",
           "portal", "source", "track"}  # fmt: skip


class Marks(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def harms(cleaned: str) -> list[object]:
    """What in a cleaned page a browser would run or load."""
    found: list[object] = []
    for tag, attributes in Marks(cleaned).tags:
        if tag in HARMFUL or tag in {"meta", "style", "title", "html", "head", "body"}:
            found.append(tag)
        for name, value in attributes.items():
            if name.startswith("on") or name in LOADING:
                found.append((tag, name))
            if name == "href" and urlsplit(value or "").scheme not in {"http", "https"}:
                found.append((tag, name, value))
            if name == "style" or (
                name == "class" and not all(word.startswith("s-") for word in (value or "").split())
            ):
                found.append((tag, name, value))
    return found


def answer(body: bytes, content_type: str | None = "text/html; charset=utf-8") -> Answer:
    headers = [("Content-Type", content_type)] if content_type else []
    return Answer(BASE, datetime(2026, 4, 2, tzinfo=UTC), 200, headers, body, body)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_taken_out(attack: str) -> None:
    cleaned = clean_html(f"<html><head></head><body><p>Trước</p>{attack}<p>Sau</p></body></html>", BASE)
    assert harms(cleaned) == []
    assert "evil.example" not in cleaned
    assert "Trước" in Marks(cleaned).text


def test_the_judge_would_see_them() -> None:
    """What :func:`harms` looks for is in the attacks: else the tests above could not fail."""
    seen = [attack for attack in ATTACKS if harms(attack)]
    assert len(seen) == len(ATTACKS)


PIECES = st.sampled_from([
    "<p>", "</p>", "<div style='", "position:fixed", "'", '"', ">", "<", "<svg>", "</svg>", "<math>", "<style>",
    "</style>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<img src=", "onerror=", "alert(1)",
    "<a href=", "javascript:", "java\tscript:", "&#106;avascript:", "data:text/html,", " x", "<noscript>",
    "</noscript>", "<title>", "</title>", "<table>", "<td>", "<mglyph>", "<template>", "<textarea>", "</textarea>",
    "<iframe srcdoc=", "<form action=", "<base href=//e/>", "<plaintext>", "<xmp>", "<frameset>", "<select>",
    "<option>", "chữ", "\x00", "&lt;script&gt;", "<foreignObject>", "<desc>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_rubble_runs_or_loads(text: str) -> None:
    assert harms(clean_html(text, BASE)) == []


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    page = safe_page(answer(text.encode("utf-8", "ignore")), PROVENANCE)
    assert page.startswith("<!DOCTYPE html>")


def test_text_structure_and_links_stay() -> None:
    cleaned = clean_html(
        '<h1>Đề mục</h1><table><tr><td colspan=2 align=right>1</td></tr></table><p style="text-align:center">giữa</p>'
        '<a href="../b.html#x">bài khác</a><a href="mailto:a@b.vn">thư</a>',
        BASE,
    )
    assert "<h1>Đề mục</h1>" in cleaned
    assert 'colspan="2"' in cleaned
    assert '<p class="s-center">giữa</p>' in cleaned
    assert 'href="https://congtin.example/b.html"' in cleaned
    assert "mailto" not in cleaned
    assert 'rel="noopener noreferrer nofollow"' in cleaned


def test_in_the_place_of_a_picture_stands_what_it_is_called() -> None:
    cleaned = clean_html(
        '<p><img src="/anh/hop.jpg" alt="Quang  cảnh">sau</p><img src="/anh/a%20b.jpg"><img alt="&#1;x">', BASE
    )
    assert '<span title="https://congtin.example/anh/hop.jpg">[ảnh: Quang cảnh]</span>sau' in cleaned
    assert "[ảnh: a%20b.jpg]" in cleaned
    assert "[ảnh: x]" in cleaned


def test_there_is_one_main_and_a_heading_before_it() -> None:
    page = safe_page(answer(b"<main><h2>a</h2><p>b</p></main>"), PROVENANCE)
    assert page.count("<main") == 1 and page.index("<h1>") < page.index("<main") < page.index("<h2>a</h2><p>b</p>")


def test_the_banner_says_what_the_page_is() -> None:
    text = Marks(safe_page(answer(b"<p>a</p>"), PROVENANCE)).text
    for part in ("Bản lưu trong kho", BASE, "02/04/2026 09:00", PROVENANCE.digest or "", "HTTP 200"):
        assert part in text
    assert "digest that was noted" not in text and "A stored copy" not in text
    english = safe_page(answer(b"<p>a</p><img alt=b>"), PROVENANCE, "en")
    assert Marks(english).tags[0] == ("html", {"lang": "en"})
    for part in ("A stored copy", BASE, "2 Apr 2026, 09:00", PROVENANCE.digest or "", "[picture: b]"):
        assert part in Marks(english).text
    assert "Bản lưu trong kho" not in english


def test_the_banner_escapes_the_address() -> None:
    hostile = Provenance(7, "https://a.example/<script>alert(1)</script>", "2026-04-02T02:00:00+00:00", 200, None)
    page = safe_page(answer(b"<p>a</p>"), hostile)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_altered_bytes_are_said_to_be() -> None:
    altered = Provenance(7, BASE, "2026-04-02T02:00:00+00:00", 200, "5f" * 32, is_intact=False)
    assert "do not have the digest that was noted" in safe_page(answer(b"<p>a</p>"), altered, "en")
    assert "không khớp mã băm đã ghi" in safe_page(answer(b"<p>a</p>"), altered)


def test_the_page_itself_says_so_to_the_browser() -> None:
    """For a file that is opened, which has no headers."""
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in Marks(safe_page(answer(b"<p>a</p>"), PROVENANCE)).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    for rules in (policy, CONTENT_POLICY):
        told = dict((rule.strip() + " ").split(" ", 1) for rule in rules.split(";"))
        assert told["default-src"].strip() == "'none'"
        assert "script-src" not in told
        assert told["form-action"].strip() == told["base-uri"].strip() == "'none'"
        assert "unsafe" not in rules
    assert CONTENT_POLICY.startswith("sandbox;")


def test_the_style_sheet_in_the_page_is_the_one_that_is_let_in() -> None:
    page = safe_page(
        answer(b"<p style='font-weight: BOLD !important; position: fixed'>a</p><b class='congtin-banner'>b</b>"),
        PROVENANCE,
    )
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in CONTENT_POLICY
    assert '<p class="s-bold">a</p><b>b</b>' in page


@pytest.mark.parametrize(
    ("body", "content_type", "shown"),
    [
        (b'{"a": "<script>x</script>"}', "application/json", '{\n  "a": "<script>x</script>"\n}'),
        (b"not json <b>", "application/json", "not json <b>"),
        ("Một dòng <b>".encode(), "text/plain; charset=utf-8", "Một dòng <b>"),
        (b"%PDF-1.4 x", "application/pdf", "Not a page that can be read as text"),
        (b"", "text/html", "This answer has no body."),
        ("chữ không thẻ".encode(), None, "chữ không thẻ"),
    ],
)
def test_what_is_no_html_is_shown_as_what_it_is(body: bytes, content_type: str | None, shown: str) -> None:
    page = safe_page(answer(body, content_type), PROVENANCE, "en")
    assert shown in Marks(page).text
    assert "<script" not in page


def test_very_deep_pages_are_shown_too() -> None:
    assert "đáy" in clean_html("<div>" * 3_000 + "đáy", BASE)
