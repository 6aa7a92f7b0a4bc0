"""What an answer comes to that is a feed or a sitemap, or stands where one should be."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from scraper.answers import judged
from scraper.canonical import canonical_key
from scraper.discovery import Discovery
from scraper.extract.links import Link
from scraper.pages import digest
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, PageResult, Target
from tests.portals.modern import feed, sitemap

HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME)
HTML = "<!DOCTYPE html><html><body><h1>Không tìm thấy</h1></body></html>"


def discovery(*sitemaps: str) -> Discovery:
    made = Discovery(PORTAL)
    made.lists.announce([HOME + one for one in sitemaps])
    made.lists.to_ask("songlam.example.vn")
    return made


def judge(path: str, body: str | bytes, deciding: Discovery | None = None, kind: str = "application/xml") -> PageResult:
    url = path if "//" in path else HOME + path
    answer = Answer(url, datetime(2026, 11, 1, tzinfo=UTC), 200, [("Content-Type", kind)],
                    body.encode() if isinstance(body, str) else body)  # fmt: skip
    return judged(Target(canonical_key(url), url, 1), answer, deciding or discovery(), 1.0)


def paths(result: PageResult) -> list[str]:
    return [link.url.removeprefix(HOME) for link in result.links if not link.cut]


def cut(result: PageResult) -> list[FoundLink]:
    return [link for link in result.links if link.cut]


def test_a_sitemap_gives_addresses_with_their_change_and_never_a_record() -> None:
    result = judge("sitemap.xml", sitemap([f"{HOME}tin/1.html", f"{HOME}anh/1.jpg"], stamp="2024-03-05"))
    assert (result.outcome, result.kind, result.article) == ("stored", "sitemap", None)
    [link] = result.links
    assert (link.url, link.modified, link.depth) == (f"{HOME}tin/1.html", "2024-03-05", 2)
    assert paths(result) == paths(result), "it can be iterated again"


def test_a_sitemap_of_the_same_bytes_has_not_changed_and_one_of_others_is_read() -> None:
    url, body = f"{HOME}sitemap.xml", sitemap([f"{HOME}tin/1.html"]).encode()
    for known, comes_to in ((digest(body), ("unchanged", [])), (digest(body[:-1]), ("stored", ["tin/1.html"]))):
        target = Target(canonical_key(url), url, 1, kind="sitemap", digest=known)
        result = judged(target, Answer(url, datetime(2026, 11, 1, tzinfo=UTC), 200, [], body), discovery(), 1.0)
        assert (result.outcome, paths(result)) == comes_to


def test_a_feed_is_asked_before_what_only_a_sitemap_names() -> None:
    [first] = judge("rss.xml", feed("Tin", [(f"{HOME}tin/1.html", "Một")])).links
    [second] = judge("sitemap.xml", sitemap([f"{HOME}tin/2.html"])).links
    assert first.priority < second.priority
    assert first.modified == "2024-03-05T01:30:00+00:00"


def test_entries_elsewhere_are_one_reason_with_their_number() -> None:
    body = sitemap([f"https://khac.example.vn/{number}" for number in range(3_000)] + [f"{HOME}tin/1"])
    result = judge("sitemap.xml", body)
    assert paths(result) == ["tin/1"]
    [outside] = cut(result)
    assert outside.cut == "3000 addresses in a sitemap that lie outside the portal"
    assert outside.url == "https://khac.example.vn/0"


def test_an_index_leads_to_its_sitemaps_those_of_articles_first() -> None:
    names = ["post_tag-sitemap.xml", "post-sitemap1.xml", "author-sitemap.xml"]
    deciding = discovery()
    result = judge("sitemap.xml", sitemap([HOME + name for name in names], "sitemapindex"), deciding)
    order = sorted(result.links, key=lambda link: link.priority)
    assert order[0].url == f"{HOME}post-sitemap1.xml"
    assert order[0].priority < order[1].priority == order[2].priority
    [elsewhere] = judge("sitemap.xml", sitemap(["https://khac.example.vn/s.xml"], "sitemapindex"), deciding).links
    assert elsewhere.cut == "sitemaps on another host"


@pytest.mark.parametrize("body", ["<urlset/>", sitemap([])])
def test_an_empty_list_is_a_problem_in_words(body: str) -> None:
    result = judge("sitemap.xml", body)
    assert result.outcome == "stored"
    assert result.article is not None
    assert [(one.field, one.reason) for one in result.article.problems] == [("sitemap", "the sitemap lists nothing")]


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [(HTML, "text/html", "the sitemap cannot be read: an HTML page stands in its place"),
     ("xin chao", "application/xml", "the sitemap cannot be read: it is no XML"),
     ("xin chao", "text/plain", "the sitemap is neither XML nor a list of addresses"),
     ("", "application/xml", "the sitemap is neither XML nor a list of addresses")],
)  # fmt: skip
def test_a_sitemap_that_robots_txt_names_and_that_is_none_fails_in_words(body: str, kind: str, reason: str) -> None:
    result = judge("ban-do.xml", body, discovery("ban-do.xml"), kind)
    assert (result.outcome, result.reason) == ("failed", reason)


def test_a_feed_that_is_no_xml_fails_in_words_and_a_page_about_feeds_is_a_page() -> None:
    assert judge("rss/tin.rss", "loi he thong").outcome == "failed"
    about = HTML.replace("Không tìm thấy", "Các kênh tin RSS")
    result = judge("rss/", f'{about[:-14]}<a href="/rss/tin.rss">Tin</a></body></html>', kind="text/html")
    assert result.outcome == "stored"
    assert paths(result) == ["rss/tin.rss"]


def test_what_was_only_guessed_is_no_loss_whatever_stands_there() -> None:
    deciding = Discovery(PORTAL)
    assert [link.url for link in deciding.lists.to_ask("songlam.example.vn")] == [f"{HOME}sitemap.xml"]
    assert deciding.lists.to_ask("songlam.example.vn/vi") == [], "once a run"
    again = deciding.lists.to_ask("songlam.example.vn")
    assert [link.url for link in again] == [f"{HOME}sitemap.xml"], "a page that is judged once more, in a browser"
    for body, kind, outcome in (
        (HTML, "text/html", "gone"), ("", "text/html", "stored"), ("xin chao", "text/plain", "stored"),
    ):  # fmt: skip
        result = judge("sitemap.xml", body, deciding, kind)
        assert result.outcome == outcome
        assert result.article is None or result.article.kind == "other"


def test_nothing_is_guessed_where_robots_txt_names_a_sitemap() -> None:
    made = Discovery(PORTAL)
    made.lists.announce([f"{HOME}ban-do.xml", f"{HOME}ban-do.xml"])
    assert [link.url for link in made.lists.to_ask("songlam.example.vn")] == [f"{HOME}ban-do.xml"]


@pytest.mark.parametrize(
    ("portal", "path", "reason"),
    [
        ("xa-a/", "xa-b/sitemap.xml", "sitemaps of others on this host"),
        ("xa-a/", "xa-a/sitemap-1.xml", None),
        ("xa-a/", "sitemap.xml", None),
        ("xa-a/", "uploads/sitemap-xa-a.xml", None),
        ("", "xa-b/sitemap.xml", None),
    ],
)
def test_the_sitemap_of_another_portal_on_the_host_is_left_out(portal: str, path: str, reason: str | None) -> None:
    lists = Discovery(Portal(id="xa", name="Xã", url=HOME + portal)).lists
    lists.announce([HOME + path])
    assert [(link.url, link.cut) for link in lists.to_ask("") if link.url == HOME + path] == [(HOME + path, reason)]


def _title(number: int) -> str:
    return f"Xã tổng kết {number} năm phong trào"


def _address(number: int) -> str:
    return f"tin/xa-tong-ket-{number}-nam-phong-trao-{number}.html"


def _entries(*numbers: int, **more: object) -> str:
    return json.dumps({"data": [{"id": one, "title": _title(one)} for one in numbers], **more})


def _list_of(deciding: Discovery, *numbers: int) -> None:
    shown = [Link(HOME + _address(one), _title(one), "list") for one in numbers]
    deciding.entries.learn(canonical_key(f"{HOME}muc/tin"), [*shown, Link(f"{HOME}api/tin?page=2", "Thêm", "more")])


def test_entries_without_addresses_get_theirs_as_the_list_before_them_makes_them() -> None:
    deciding = discovery()
    _list_of(deciding, 1, 2, 3)
    result = judge("api/tin?page=2", _entries(4, 5), deciding, "application/json")
    assert (result.kind, paths(result)) == ("listing", [_address(4), _address(5), "api/tin?page=3"])
    last = judge("api/tin?page=3", _entries(6, current_page=3, last_page=3), deciding, "application/json")
    assert paths(last) == [_address(6)]


def test_entries_are_told_as_missing_where_nothing_shows_how_their_addresses_are_made() -> None:
    deciding = discovery()
    _list_of(deciding, 1, 2)  # two may agree by chance
    result = judge("api/tin?page=2", _entries(4, 5), deciding, "application/json")
    assert (result.kind, paths(result)) == ("other", [])
    assert result.reason == "a script's answer lists 2 entries without addresses; they may be missing"


def test_an_article_declares_no_feed_but_that_of_its_comments() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/tin/feed/">'
    lists = f"<html><head>{head}</head><body><ul>" + "".join(
        f'<li><h3><a href="/tin/{number}">Bài viết dài số {number} về một việc ở xã</a></h3></li>'
        for number in range(5)
    )
    text = "".join(
        f"<p>Sáng {day}/3, Ủy ban nhân dân xã tổ chức hội nghị triển khai nhiệm vụ.</p>" for day in range(1, 9)
    )
    story = f"<html><head>{head}</head><body><article><h1>Hội nghị triển khai nhiệm vụ năm 2024</h1>{text}</article>"
    assert "tin/feed/" in paths(judge("tin", f"{lists}</ul></body></html>", kind="text/html"))
    result = judge("tin/1", f"{story}</body></html>", kind="text/html")
    assert result.kind == "article"
    assert "tin/feed/" not in paths(result)


def test_a_list_over_https_that_names_plain_http_is_followed_over_https() -> None:
    result = judge("sitemap.xml", sitemap([f"{HOME}tin/1.html".replace("https:", "http:")]))
    assert [link.url for link in result.links] == [f"{HOME}tin/1.html"]
