"""The parts of a detection by themselves: marks, names, weak points, pagers, robots.txt in words."""

from __future__ import annotations

import pytest

from scraper.detection.addresses import without_idle_parts
from scraper.detection.marks import mark_of
from scraper.detection.publisher import names_of, unit_and_province
from scraper.detection.robots_words import robots_words
from scraper.detection.sections import some_below
from scraper.detection.weak_points import weak_points
from scraper.extract import read_page
from scraper.extract.page import Page
from scraper.families.generic import Generic
from scraper.items import Article, Caption, Image

HOME = "https://songlam.example.gov.vn/"
TEXT = "\n\n".join(f"Đoạn {number}: Ủy ban nhân dân xã Sông Lam triển khai nhiệm vụ năm mới." for number in range(5))


def html(body: str, head: str = "") -> Page:
    page = read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), HOME)[1]
    assert page is not None
    return page


class Known(Generic):
    """A family for the tests."""

    name = "sample cms"
    id_marks = ("none_", "portal_")


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        (
            html("", '<meta name="generator" content="Samplecms v4.5">'),
            '<meta name="generator" content="Samplecms v4.5">',
        ),
        (html('<div id="portal_main">x</div>'), 'an element with the id "portal_main"'),
        (html("", '<meta name="generator" content="Other">'), "Tell whether the page carries this CMS's marks"),
    ],
)
def test_a_mark_can_be_looked_up_in_the_source(page: Page, mark: str) -> None:
    class SampleCms(Known):
        name = "samplecms"

    assert mark_of(SampleCms, page) == mark


def test_a_mark_in_a_script() -> None:
    import re

    class Scripted(Generic):
        name = "scripted"
        script_marks = re.compile(r"\bPortal\.Theme\b")

    assert mark_of(Scripted, html("<script>var a = Portal.Theme;</script>")) == "a script that says Portal.Theme"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            "<title>Trang chủ - Trang thông tin điện tử xã Xuân Lộc - huyện Can Lộc - tỉnh Hà Tĩnh</title>",
            "",
            ("xã Xuân Lộc", "tỉnh Hà Tĩnh"),
        ),
        (
            '<title>Trang chủ</title><meta property="og:site_name" content="Cổng thông tin điện tử thị xã Kỳ Anh">',
            "<footer><p>Cơ quan chủ quản: UBND thị xã Kỳ Anh, tỉnh Hà Tĩnh</p></footer>",
            ("thị xã Kỳ Anh", "tỉnh Hà Tĩnh"),
        ),
        ("<title>Home</title>", "", (None, None)),
        ("<title>Cổng thông tin điện tử Sở Y tế tỉnh Hà Tĩnh</title>", "", (None, "tỉnh Hà Tĩnh")),
        ("<title>Trang tin Công an thành phố Hải Phòng</title>", "", (None, "thành phố Hải Phòng")),
        ("<title>Trang thông tin điện tử Huyện ủy Tuy Phong</title>", "", ("huyện Tuy Phong", None)),
        ("<title>Đảng bộ huyện Tuy Phong</title>", "", ("huyện Tuy Phong", None)),
        ("<title>ỦY BAN NHÂN DÂN XÃ SÔNG LAM - TỈNH HÀ TĨNH</title>", "", ("xã Sông Lam", "tỉnh Hà Tĩnh")),
        ("<title>Hội đồng nhân dân phường 3</title>", "", ("phường 3", None)),
        ("<title>Cổng thông tin điện tử thành phố Hải Phòng</title>", "", ("thành phố Hải Phòng",) * 2),
    ],
)
def test_who_publishes(head: str, body: str, expected: tuple[str | None, str | None]) -> None:
    page = html(body, head)
    assert unit_and_province(page, names_of(page)) == expected


def test_the_name_is_the_portals_and_not_the_pages() -> None:
    page = html("", "<title>Trang chủ | Cổng thông tin điện tử xã Sông Lam</title>")
    assert names_of(page)[0] == "Cổng thông tin điện tử xã Sông Lam"
    assert names_of(html("", "<title>Trang chủ</title>")) == []
    for ornate in (".:: Phường Sông Lam ::.", "*** Phường Sông Lam ***", "Phường Sông Lam |", "-- Phường Sông Lam --"):
        assert names_of(html("", f"<title>{ornate}</title>")) == ["Phường Sông Lam"], ornate
    banner = html("<div>CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SÔNG LAM</div><p>Tin mới</p>", "<title>Trang chủ</title>")
    assert names_of(banner)[0] == "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SÔNG LAM"


def article(number: int, **values: object) -> Article:
    given: dict[str, object] = {
        "title": f"Bài viết số {number}",
        "lead": "Sáng nay.",
        "text": TEXT.replace("Đoạn", f"Bài {number} đoạn"),
        "published": f"2026-03-0{number + 1}T08:0{number}:00+07:00",
        **values,
    }
    return Article(f"{HOME}{number}.html", f"{HOME}{number}.html", kind="article", **given)  # type: ignore[arg-type]


def words(articles: list[Article]) -> list[str]:
    return [point.words for point in weak_points(articles, ["Xã Sông Lam"])]


def test_good_articles_have_no_weak_points() -> None:
    pictured = article(1, images=[Image("a.jpg")], captions=[Caption("a.jpg", "Ảnh")])
    assert words([article(0), pictured, article(2)]) == []
    assert words([]) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"published": None}, "no date of publication found on 1 of 3 articles"),
        ({"title": None}, "no title found on 1 of 3 articles"),
        ({"title": "XÃ SÔNG LAM"}, "the title is the portal's own name on 1 of 3 articles"),
        ({"title": "Bài viết số 2"}, "the same title on 2 of 3 articles"),
        ({"text": "Ngắn.", "lead": None}, "the text is shorter than 200 characters on 1 of 3 articles"),
        ({"text": "Uy ban nhan dan xa Song Lam trien khai nhiem vu nam moi. " * 5}, "hardly a Vietnamese letter"),
        ({"images": [Image("a.jpg")]}, "no caption found, although there is an image"),
    ],
)
def test_a_weak_point_of_one_article(values: dict[str, object], told: str) -> None:
    found = words([article(0, **values), article(1), article(2)])
    assert len(found) == 1
    assert found[0].startswith(told)


def test_weak_points_of_all_articles() -> None:
    clock = "2026-03-05T10:00:00+07:00"
    assert words([article(n, published=clock) for n in range(3)]) == [
        "the same minute on all 3 articles looked at: it may be the page's clock"
    ]
    assert words([article(n, published="2026-03-05") for n in range(3)]) == [
        "a day without the time on all 3 articles looked at"
    ]
    assert words([article(n, lead=None) for n in range(3)]) == ["no lead (sapo) found on all 3 articles looked at"]
    assert words([article(0, lead=None), article(1), article(2)]) == [], "many short notices have none"
    hotline = "Đường dây nóng của xã: xin gọi trực ban."
    [shared] = words([article(n, text=f"{TEXT.replace('Đoạn', str(n))}\n\n{hotline}") for n in range(3)])
    assert "Đường dây nóng" in shared


@pytest.mark.parametrize(
    ("key", "section", "below"),
    [
        ("a.vn/tin-tuc/abc-1.html", "https://a.vn/tin-tuc/", True),
        ("a.vn/tin-tuc/abc-1.html", "https://a.vn/tin-tuc.html", True),
        ("a.vn/tin-tuc-khac/abc-1.html", "https://a.vn/tin-tuc", False),
        ("a.vn/tin-tuc/abc-1.html", "https://a.vn/", False),
    ],
)
def test_what_stands_below_a_section(key: str, section: str, below: bool) -> None:
    others = ["a.vn", "a.vn/bai-1.html", "a.vn/tin", "a.vn/tin-tuc", "a.vn/tin-tuc-1/x.html", "a.vn/tin-tucc/x.html"]
    assert some_below(sorted([*others, key]), section, 3) == ([key] if below else [])


def test_what_stands_below_a_section_is_counted_no_further_than_asked() -> None:
    keys = [f"a.vn/tin-tuc/{number}" for number in range(5)]
    assert some_below(keys, "https://a.vn/tin-tuc/", 3) == keys[:3]


@pytest.mark.parametrize(
    ("url", "shorter"),
    [
        ("http://a.vn/tin;jsessionid=0AF3.node1?trang=2", "http://a.vn/tin?trang=2"),
        ("http://a.vn/p?_afrLoop=1&_afrWindowMode=0&id=7", "http://a.vn/p?id=7"),
        ("http://a.vn/p?id=7&x=%C4%91", "http://a.vn/p?id=7&x=%C4%91"),
        ("http://a.vn/chuyên mục/Kinh tế", "http://a.vn/chuyên mục/Kinh tế"),
        ("http://a.vn/tin;5/x", "http://a.vn/tin;5/x"),
    ],
)
def test_an_address_without_idle_parts(url: str, shorter: str) -> None:
    assert without_idle_parts(url) == shorter


@pytest.mark.parametrize(
    ("status", "text", "told"),
    [
        (404, "", "there is no robots.txt (status 404), so all may be read"),
        (200, "", "robots.txt allows the home page"),
        (200, "User-agent: *\nDisallow:\n", "robots.txt allows the home page"),
        (200, "User-agent: *\nDisallow: /\n", "robots.txt forbids the home page"),
        (200, "User-agent: Bad\nDisallow: /\n", "robots.txt allows the home page, forbids 1 path (to some robots)"),
        (200, "User-agent: *\nCrawl-delay: 5\n", "robots.txt allows the home page, asks for 5 s between requests"),
        (503, "", "robots.txt could not be read (status 503), so nothing may be fetched for now"),
    ],
)
def test_robots_in_words(status: int, text: str, told: str) -> None:
    assert robots_words(HOME, {f"{HOME}robots.txt": (status, text)}) == told
