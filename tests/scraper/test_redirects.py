"""Where redirects lead, and which of them say that an article is gone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.answers import judged
from scraper.canonical import canonical_key
from scraper.discovery import Discovery
from scraper.portal import Portal
from scraper.redirects import WANTS_COOKIE, written_location
from scraper.store import Answer, PageResult, Target

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOST = "https://songlam.example.vn"
HOME = f"{HOST}/"


def lead(location: str, *, kind: str | None = "article", home: str = HOME, path: str = "bai-1.html") -> PageResult:
    url = home + path
    portal = Portal(id="songlam", name="Sông Lam", url=home)
    target = Target(url.removeprefix("https://"), url, 1, kind=kind)
    return judged(target, Answer(url, MOMENT, 302, [("Location", location)]), Discovery(portal), 2.0)


def show(html: str, *, kind: str | None = "article") -> PageResult:
    url = f"{HOME}bai-1.html"
    portal = Portal(id="songlam", name="Sông Lam", url=HOME)
    answer = Answer(url, MOMENT, 200, [("Content-Type", "text/html; charset=utf-8")], html.encode())
    return judged(Target("songlam.example.vn/bai-1.html", url, 1, kind=kind), answer, Discovery(portal), 2.0)


@pytest.mark.parametrize(
    "front",
    ["/", "/?", "/vi", "/vi/trang-chu", "/trang-chu.html", "/Default.aspx", "/index.php", "/index.php?nv=home",
     "/?utm_source=x", "/;jsessionid=8F0C2B9D", "/?sid=8f0c2b9d8f0c2b9d", "/?msg=notfound", "/Default.aspx?error=1",
     "/?aspxerrorpath=/bai-1.html", "/?lang=vi", "/(S(abcdefghijklmnopqrstuvwx))/Default.aspx", HOST,
     "http://www.songlam.example.vn/"],
)  # fmt: skip
def test_every_form_of_the_front(front: str) -> None:
    assert lead(front).outcome == "gone"
    assert lead(front, kind=None).outcome == "redirect"
    assert lead(front, kind="listing").outcome == "redirect"


@pytest.mark.parametrize("front", ["/phu-van/", "/phu-van", "/phu-van/trang-chu", "/phu-van/?msg=x", "/", "/vi/"])
def test_the_front_of_a_portal_that_lives_under_a_path_and_that_of_its_host(front: str) -> None:
    assert lead(front, home=f"{HOST}/phu-van/").outcome == "gone"


@pytest.mark.parametrize(
    "elsewhere",
    ["/?p=12", "/?id=5&lang=vi", "/index.php?nv=news&op=bai-2", "/tin-tuc", "/trang-chu/tin-2.html", "/bai-2.html",
     "/tin/khac-phuc-loi-404-trang-dich-vu-cong.html"],
)  # fmt: skip
def test_what_is_no_front(elsewhere: str) -> None:
    result = lead(elsewhere)
    assert result.outcome == "redirect"
    assert [link.url for link in result.links] == [HOST + elsewhere]


@pytest.mark.parametrize("front", ["https://khac.example.vn/", "https://khac.example.vn/bai-1.html"])
def test_another_host_is_a_move_of_the_portal_and_no_deletion(front: str) -> None:
    result = lead(front)
    assert (result.outcome, list(result.links)) == ("redirect", [])
    assert "out of the portal" in (result.reason or "")


@pytest.mark.parametrize("host", ["sоnglam.example.vn", "xn--snglam-wqf.example.vn"])
def test_another_host_that_only_looks_like_the_portal_is_told_in_ascii(host: str) -> None:
    assert lead(f"https://{host}/").reason == (
        "leads out of the portal, to https://xn--snglam-wqf.example.vn/, a host that looks like songlam.example.vn and "
        "is another one"
    )


@pytest.mark.parametrize(
    "location",
    ["https://nguoi@songlam.example.vn/tin/", "https://songlam.example.vn./tin/", "//SongLam.example.vn/tin/"],
)
def test_the_portal_under_another_spelling_of_its_host_is_the_portal(location: str) -> None:
    [link] = lead(location).links
    assert link.key == "songlam.example.vn/tin"


@pytest.mark.parametrize("error", ["/404", "/404.aspx?aspxerrorpath=/bai-1.html", "/khong-tim-thay", "/error/404.html"])
def test_an_address_that_says_not_found(error: str) -> None:
    assert lead(error).outcome == "gone"
    assert lead(error, kind=None).outcome == "redirect"


@pytest.mark.parametrize("error", ["/error/500", "/bao-tri.html", "/loi.html", "/dang-nhap?ReturnUrl=/bai-1.html"])
def test_one_that_says_less_or_something_else_is_not_believed_by_itself(error: str) -> None:
    assert lead(error).outcome == "redirect"


@pytest.mark.parametrize("login", ["/_login/default.aspx?ReturnUrl=%2f", "/dang-nhap", "/Default.aspx?ctl=login"])
def test_a_login_page_is_no_front_though_the_portals_own_address_leads_there(login: str) -> None:
    discovery = Discovery(Portal(id="songlam", name="Sông Lam", url=HOME))
    for path, kind in (("", "listing"), ("bai-1.html", "article")):
        url = HOME + path
        target = Target(canonical_key(url), url, 1, kind=kind)
        result = judged(target, Answer(url, MOMENT, 302, [("Location", login)]), discovery, 2.0)
        assert result.outcome == "redirect"


@pytest.mark.parametrize(
    "way",
    ['<meta http-equiv="refresh" content="0;url=/">', '<meta http-equiv="refresh" content="3; URL=/Default.aspx">',
     '<script>window.location = "/";</script>', "<script>location.replace('/trang-chu')</script>"],
)  # fmt: skip
def test_a_page_without_a_word_that_sends_its_readers_home(way: str) -> None:
    page = f"<html><head>{way}</head><body></body></html>"
    result = show(page)
    assert (result.outcome, result.reason) == ("gone", "the article's address leads to the home page now")
    assert show(page, kind=None).outcome == "stored"
    assert show(page.replace("</body>", "<p>Bài viết đang được biên tập</p></body>")).outcome == "stored"


def test_a_check_for_robots_that_sets_a_cookie_and_leads_home_is_none() -> None:
    script = '<script>document.cookie="k=1"; window.location.href = "/";</script>'
    assert show(f"<html><head></head><body>{script}</body></html>").outcome == "stored"


def test_an_address_in_letters_that_no_header_should_have_is_read_as_browsers_read_it() -> None:
    written = "/tin/hội-nghị.html".encode().decode("latin-1")  # a character a byte, as headers are handed on
    [link] = lead(written, kind=None).links
    assert link.url.endswith("/tin/hội-nghị.html")
    assert written_location("/tin/h\xf4i.html") == "/tin/h\xf4i.html", "no UTF-8"


def test_a_redirect_to_itself_that_sets_a_cookie_says_what_it_waits_for() -> None:
    target = Target("a.example.vn/tin", f"{HOME}tin", 1)
    answer = Answer(
        target.url, datetime(2024, 1, 1, tzinfo=UTC), 302, [("Location", target.url), ("Set-Cookie", "a=1")]
    )
    result = judged(target, answer, Discovery(Portal(id="songlam", name="Sông Lam", url=HOME)), 1.0)
    assert result.reason == f"status 302: the redirect leads back to itself, {WANTS_COOKIE}"
