"""What a trial visit finds out about portals of many kinds, without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from urllib.parse import unquote

import pytest

from scraper.canonical import canonical_key
from scraper.detection import Detection, conclude, trial
from scraper.sample_portal.pages import Site
from tests.portals import cms, modern, shapes
from tests.portals.made import MadePortal
from tests.portals.server import Answering, Reply, page, redirect
from tests.portals.stories import SECTIONS
from tests.scraper.detection.visiting import HOME, MOMENT, visit

MADE: list[type[MadePortal]] = [
    cms.NukeViet, cms.Liferay, cms.SharePoint, cms.Dnn, cms.WordPress, cms.Vnpt, cms.WebCenter, cms.Custom, cms.Mvc,
    shapes.BehindRedirects, shapes.BaseElement, shapes.OddLetters, modern.Languages, modern.ManyTags, modern.ManyOrders,
    modern.NoEnd,
]  # fmt: skip


def answering(pages: dict[str, Answering]) -> Callable[[str], Reply]:
    def reply(path: str) -> Reply:
        answer = pages.get(path, page("<html><body>404</body></html>", 404))
        return answer(0) if callable(answer) else answer

    return reply


def found(pages: dict[str, Answering], url: str = HOME) -> Detection:
    return conclude(visit(answering(pages), url))


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.__name__)
def test_sections_and_articles_of_portals_nobody_has_described(made: type[MadePortal]) -> None:
    with made() as portal:
        seen = visit(portal.reply)
        result = conclude(seen)
        lists, articles = _keys(portal.list_paths()), _keys(portal.article_paths())
        second = unquote(portal.list_path("chinh-tri", 2))
    asked = [one.result.target.key for one in seen.seen]
    assert len(set(asked)) == len(asked), "nothing is asked for twice"
    assert result.failure is None
    assert result.articles == 4
    assert result.weak_points == []
    assert result.sample is not None
    assert canonical_key(result.sample.url) in articles
    assert {section.name for section in result.sections} <= set(SECTIONS.values())
    assert len(result.sections) >= 3
    for section in result.sections:
        assert canonical_key(section.url) in lists, section
        assert "session" not in section.url.lower()
        assert "_afr" not in section.url
    looked_at = [section for section in result.sections if section.evidence == "a list of articles"]
    assert len(looked_at) >= 2
    [form] = {section.pager for section in looked_at}
    assert form is not None
    before, _, after = form.removeprefix("?").rpartition("N")
    assert f"{before}2{after}" in second


def _keys(paths: Iterable[str]) -> set[str]:
    return {canonical_key(HOME.rstrip("/") + path) for path in paths}


@pytest.mark.parametrize(
    ("made", "pagers", "told"),
    [
        (modern.LoadMore, {"by a button that loads more"}, []),
        (modern.Postbacks, {"by script only", "?page=N"}, []),
        (
            modern.OnlyPostbacks,
            {"by script only"},
            ["further pages of 3 of 3 lists are opened by script only: older articles may be missed"],
        ),
    ],
    ids=["button", "one list has addresses", "script only"],
)
def test_lists_that_go_on_by_script(made: type[MadePortal], pagers: set[str], told: list[str]) -> None:
    with made() as portal:
        result = conclude(visit(portal.reply))
    assert {section.pager for section in result.sections if section.entries} == pagers
    assert [point.words for point in result.weak_points] == told


def test_news_in_another_language_is_no_missing_news() -> None:
    pages = weak_portal()
    text = "The committee of the commune met to discuss the tasks of the year and the work that is to be done. " * 5
    for number in range(6):
        body = f"<h1>The committee of the commune met, part {number}</h1><div class='noi-dung'><p>{text}</p></div>"
        pages[f"/bai/{number}.html"] = page(f"<html><body>{MENU}{body}</body></html>")
    result = found(pages)
    assert result.failure is not None
    assert "in another language (en)" in result.failure


def test_a_known_cms_is_named_with_its_mark() -> None:
    def reply(path: str) -> Reply:
        served = Site(1, HOME.rstrip("/")).page(path)
        return Reply(served.body, served.status, {"Content-Type": served.media_type})

    result = conclude(visit(reply))
    assert result.family == "hatinh"
    assert result.mark.startswith("the misspelt Dublin Core tag that only this CMS writes, on ")
    assert result.name == "Cổng thông tin điện tử thị xã Kỳ Anh"
    assert result.unit == "thị xã Kỳ Anh"
    assert result.robots.startswith("robots.txt allows the home page, forbids 1 path")
    assert result.sample is not None
    assert result.sample.officials, "the sample is read to the end"
    evidence = {section.evidence for section in result.sections}
    assert {"a list of articles", "an article names it", "its address is like that of a list"} <= evidence


SENTENCE = "Ủy ban nhân dân xã Sông Lam triển khai nhiệm vụ phòng chống thiên tai đợt {number} tại thôn {number}."
HEADLINES = [f"Hội nghị triển khai nhiệm vụ phòng chống thiên tai đợt {number}" for number in range(1, 7)]
MENU = '<div id="menu"><ul><li><a href="/tin-tuc">Tin tức</a></li></ul></div>'
HEAD = "<html><head><title>Trang thông tin điện tử xã Sông Lam - tỉnh Hà Tĩnh</title>{feeds}</head><body>"


def weak_portal(more: str = "", feeds: str = "") -> dict[str, Answering]:
    """A portal whose articles print neither a date nor captions; ``more`` stands below the text of each."""
    links = "".join(f'<li><a href="/bai/{n}.html">{title}</a></li>' for n, title in enumerate(HEADLINES))
    head = HEAD.format(feeds=feeds)
    pages: dict[str, Answering] = {"/": page(f"{head}{MENU}<ul>{links}</ul></body></html>")}
    pages["/tin-tuc"] = page(f"{head}{MENU}<h1>Tin tức</h1><ul>{links}</ul></body></html>")
    for number, title in enumerate(HEADLINES):
        text = "".join(f"<p>{SENTENCE.format(number=10 * number + part)}</p>" for part in range(5))
        picture = f"<p><img src='/anh{number}.jpg' width='600' height='400'></p>"
        body = f"<h1>{title}</h1><div class='noi-dung'>{text}{picture}{more}</div>"
        pages[f"/bai/{number}.html"] = page(f"{head}{MENU}{body}</body></html>")
    return pages


def test_weak_points_are_told_in_words() -> None:
    result = found(weak_portal())
    assert result.failure is None
    assert (result.family, result.mark) == ("generic", "no known CMS's marks")
    assert (result.unit, result.province) == ("xã Sông Lam", "tỉnh Hà Tĩnh")
    assert result.robots == "there is no robots.txt (status 404), so all may be read"
    words = [point.words for point in result.weak_points]
    count = result.articles
    assert count == 4
    assert "no date of publication found on all 4 articles looked at" in words
    assert "no captions found, although there are 4 images in all 4 articles looked at" in words
    assert any("selectors = {date" in step for step in result.next_steps)


DOORS = {
    "refresh": '<html><head><meta http-equiv="refresh" content="0; url={}"></head><body></body></html>',
    "script": '<html><body><script>window.location.href="{}";</script></body></html>',
    "frames": '<html><frameset rows="100%"><frame src="{}"></frameset></html>',
    "picture": '<html><body><a href="{}"><img src="/chao-mung.jpg"></a></body></html>',
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
@pytest.mark.parametrize(("behind", "address"), [("/vi/", f"{HOME}vi/"), ("/songlam/", HOME)])
def test_the_home_page_behind_a_greeting(door: str, behind: str, address: str) -> None:
    pages = weak_portal()
    pages[behind] = pages["/"]
    pages["/"] = page(door.format(behind))
    result = found(pages)
    assert result.failure is None
    assert result.articles == 4
    assert result.url == address, "a path that others may stand beside is not taken for the portal's own"


def test_words_that_stand_in_every_article_are_told() -> None:
    notice = "Mọi thông tin phản ánh về tình hình thiên tai xin gửi về bộ phận trực ban của xã Sông Lam."
    words = [point.words for point in found(weak_portal(f"<p>{notice}</p>")).weak_points]
    assert any(notice[:40] in one and "the same words" in one for one in words), words


def test_feeds_and_sitemaps_are_found_and_judged() -> None:
    entries = "".join(
        f"<item><title>{t}</title><link>{HOME}bai/{n}.html</link></item>" for n, t in enumerate(HEADLINES)
    )
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{entries}</channel></rss>"
    links = (
        '<link rel="alternate" type="application/rss+xml" href="/rss/tin-tuc.rss">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
    )
    pages = weak_portal(feeds=links)
    pages["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: 10\nSitemap: {HOME}ban-do.xml\n".encode())
    urls = "".join(f"<url><loc>{HOME}bai/{number}.html</loc></url>" for number in range(6))
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    pages["/ban-do.xml"] = Reply(sitemap.encode(), 200, {"Content-Type": "application/xml"})
    pages["/rss/tin-tuc.rss"] = Reply(feed.encode(), 200, {"Content-Type": "application/rss+xml"})
    result = found(pages)
    assert result.feeds == [f"{HOME}rss/tin-tuc.rss"]
    assert result.sitemaps == [f"{HOME}ban-do.xml"]
    assert "asks for 10 s between requests" in result.robots
    pages["/rss/tin-tuc.rss"] = page("<html><body><h1>Không tìm thấy trang</h1></body></html>")
    broken = found(pages)
    assert broken.feeds == []
    assert any(f"{HOME}rss/tin-tuc.rss is declared and is none" in point.words for point in broken.weak_points)


STUB = (
    "<html><head><title>Cổng thông tin</title><script src='/app.js'></script></head>"
    "<body><div id='app'></div></body></html>"
)
COOKIE_WALL = "<html><body><script>document.cookie='a=1';location.reload();</script></body></html>"
NO_NEWS = "<html><body><h1>Xã Sông Lam</h1><p>Trang đang được xây dựng.</p><a href='/lien-he'>Liên hệ</a></body></html>"
PDF = Reply(b"%PDF-1.7", 200, {"Content-Type": "application/pdf"})
FAILURES: dict[str, tuple[dict[str, Answering], str]] = {
    "forbidden": ({"/": page("403", 403)}, "the home page could not be read: status 403: the portal forbids the page"),
    "gone": ({}, "there is no page at this address (status 404); give the portal's home page"),
    "robots": (
        {"/robots.txt": Reply(b"User-agent: *\nDisallow: /\n"), "/": page(NO_NEWS)},
        "robots.txt forbids congtin to read the portal; ask its administrators",
    ),
    "script": ({"/": page(STUB)}, "the page is built by a script (JavaScript)"),
    "cookie wall": ({"/": page(COOKIE_WALL)}, "the page is built by a script (JavaScript)"),
    "no article": ({"/": page(NO_NEWS)}, "no article was found among the"),
    "moved": ({"/": redirect("http://elsewhere.example.gov.vn/")}, "to http://elsewhere.example.gov.vn/; give that"),
    "no page": ({"/": PDF}, "what answers is no page that can be read (no page: application/pdf)"),
    "empty": ({"/": page("")}, "what answers is no page that can be read"),
    "loop": ({"/": redirect("/")}, "the redirect leads back to itself"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_one_clear_sentence(name: str) -> None:
    pages, words = FAILURES[name]
    result = found(pages)
    assert result.failure is not None
    assert "\n" not in result.failure
    assert result.failure.startswith(f"{HOME}: ")
    assert words in result.failure
    assert result.articles == 0
    assert result.browser == ("script" in words)


def test_articles_that_cannot_be_read_are_no_missing_news() -> None:
    pages = weak_portal()
    for number in range(6):
        pages[f"/bai/{number}.html"] = page("403", 403)
    result = found(pages)
    assert result.failure is not None
    assert "no page it leads to (status 403: the portal forbids the page)" in result.failure


def test_the_address_of_an_article_is_told_from_that_of_a_portal() -> None:
    result = found(weak_portal(), f"{HOME}bai/1.html")
    assert result.failure is not None
    assert f"is the address of an article; give that of the portal, which may be {HOME}" in result.failure


def test_a_busy_portal_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count()
    monkeypatch.setattr(trial, "now", lambda: MOMENT + timedelta(seconds=2 * next(clock)))
    pages = weak_portal()
    home = pages["/"]
    assert isinstance(home, Reply)
    replies = iter([Reply(b"", 503), home])
    recovered = conclude(visit(lambda path: next(replies) if path == "/" else answering(pages)(path)))
    assert recovered.failure is None
    down = conclude(visit(lambda path: Reply(b"", 503 if path == "/" else 404)))
    assert down.failure == f"{HOME}: the home page could not be read: status 503 (tried 3 times)"
    later = Reply(b"", 503, {"Retry-After": "86400"})
    away = conclude(visit(lambda path: later if path == "/" else Reply(b"", 404)))
    assert away.failure == f"{HOME}: the home page could not be read: status 503"
