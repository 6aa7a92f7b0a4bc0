"""What another process read off a page is what this one reads: record, links, notice, and what annotation adds."""

from __future__ import annotations

import gzip
import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper import page_reading
from scraper.extract.template import NO_TEMPLATE, Template
from scraper.page_reading import PageToRead, packed, read, read_to_send, received
from scraper.portal import Portal, portal_from_url
from scraper.portal_ends import FrontWords

GOLD = Path(__file__).parents[1] / "gold"
PAGES = sorted((GOLD / "pages" / "dev").glob("*.json"))[::4]
NOT_FOUND = [json.loads(line) for line in (GOLD / "not_found" / "dev.jsonl").read_text("utf-8").splitlines()[::6]]
MOMENT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
HEADERS = {"Content-Type": "text/html; charset=utf-8"}
PORTAL = Portal(id="xa", name="UBND xã", url="https://xa.example.gov.vn/")


def gold(file: Path) -> tuple[str, bytes]:
    described = json.loads(file.read_text(encoding="utf-8"))
    html = file.with_suffix(".html.gz")
    body = gzip.decompress(html.read_bytes()) if html.exists() else file.with_suffix(".html").read_bytes()
    return described.get("url") or described["record"]["url"], body


def assert_same(
    url: str, body: bytes, portal: Portal, template: Template = NO_TEMPLATE, *, is_front: bool = False
) -> None:
    here = read(PageToRead(body, url, HEADERS, portal, MOMENT, template, is_front))
    sent = read_to_send(body, url, HEADERS, packed(portal, template), MOMENT, is_front)
    there = received(pickle.loads(pickle.dumps(sent)))
    assert there.article.to_dict() == here.article.to_dict(), "before it is annotated"
    assert (there.links, there.notice, there.forward, there.front, there.failure) == (
        here.links, here.notice, here.forward, here.front, here.failure,
    )  # fmt: skip
    if here.article.kind not in {"article", "document"}:
        return
    for found in (here, there):
        found.article.problems.insert(0, found.article.problems[-1]) if found.article.problems else None
        found.annotate()
    assert there.article.to_dict() == here.article.to_dict()


@pytest.mark.parametrize("file", PAGES, ids=[file.stem for file in PAGES])
def test_a_page_reads_the_same_in_another_process(file: Path) -> None:
    url, body = gold(file)
    assert_same(url, body, portal_from_url(url), Template(frozenset({"Tin liên quan"})))


@pytest.mark.parametrize("html", [case["html"] for case in NOT_FOUND])
def test_so_does_one_that_says_that_nothing_is_there(html: str) -> None:
    assert_same("https://xa.example.gov.vn/tin/1.html", html.encode(), PORTAL)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff" * 50,
        b'<meta http-equiv=refresh content="0; url=/vi/">',
        "<p>Hệ thống đang bảo trì</p>".encode(),
    ],
)
def test_so_does_what_is_no_article(body: bytes) -> None:
    assert_same("https://xa.example.gov.vn/tin/1.html", body, PORTAL)


def test_so_does_what_stands_at_the_front() -> None:
    body = '<title>Nhà cái số 1</title><p>Trang thông tin đã ngừng hoạt động.</p><a href="/tin/1.html">Tin</a>'.encode()
    assert_same(PORTAL.url, body, PORTAL, is_front=True)
    front = read(PageToRead(body, PORTAL.url, HEADERS, PORTAL, MOMENT, NO_TEMPLATE, is_front=True)).front
    assert front == FrontWords(
        "Nhà cái số 1", "Trang thông tin đã ngừng hoạt động.", ["https://xa.example.gov.vn/tin/1.html"]
    )
    assert read(PageToRead(body, PORTAL.url, HEADERS, PORTAL, MOMENT, NO_TEMPLATE)).front is None


def test_where_a_page_without_a_word_leads_is_told() -> None:
    def forward(body: str) -> str | None:
        return read(
            PageToRead(body.encode(), "https://xa.example.gov.vn/a", HEADERS, PORTAL, MOMENT, NO_TEMPLATE)
        ).forward

    refresh = '<meta http-equiv=refresh content="0; url=/vi/">'
    assert forward(refresh) == "https://xa.example.gov.vn/vi/"
    assert forward(f"{refresh}<p>Xin chờ</p>") is None


def test_what_the_extractor_fails_on_is_told_in_either_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(page_reading, "analyse", broken)
    assert_same("https://xa.example.gov.vn/tin/1.html", b"<p>x", PORTAL)
    found = received(
        read_to_send(b"<p>x", "https://xa.example.gov.vn/", {}, packed(PORTAL, NO_TEMPLATE), MOMENT, False)
    )
    assert found.failure == "the extractor failed on this page: ZeroDivisionError: oh"


def test_so_is_what_annotation_fails_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such post")

    monkeypatch.setattr("scraper.extract.annotate.find_officials", broken)
    url, body = gold(PAGES[0])
    assert_same(url, body, portal_from_url(url))
