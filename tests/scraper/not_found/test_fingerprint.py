"""Whether two pages of a portal are one and the same page, shown for two addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import read_page
from scraper.not_found.fingerprint import Fingerprint, fingerprint_of, same_place

ARTICLE = "https://trungha.example.vn/tin/hop-giao-ban-12.html"
PROBE = "https://trungha.example.vn/tin/congtin-bcdghklmnp-923456789.html"
NEWS = [f"Tin số {number} của xã nói về việc thứ {number} trong tuần" for number in range(1, 30)]


def fingerprint(body: str, url: str, *, news: list[str] | None = None, title: str = "Chi tiết") -> Fingerprint:
    links = "".join(f'<li><a href="/tin/{place}">{text}</a></li>' for place, text in enumerate(news or NEWS[:6]))
    html = (
        f"<html><head><title>{title}</title></head><body><div class='main'>{body}</div><ul>{links}</ul>"
        "<div>Cơ quan chủ quản: Ủy ban nhân dân xã Trung Hà</div></body></html>"
    )
    _, page = read_page(html.encode(), url)
    assert page is not None
    return fingerprint_of(page, url)


def test_the_address_times_and_counters_make_no_difference() -> None:
    def shown(url: str, time: str, count: int) -> Fingerprint:
        slug = url.rpartition("/")[2].removesuffix(".html")
        body = (
            f"<p>Chọn mục khác thay cho {slug.replace('-', ' ')}</p><p>Địa chỉ: {url}</p>"
            f"<p>Bây giờ là {time}</p><p>{count} lượt xem</p>"
        )
        return fingerprint(body, url, title=f"{slug} - Xã Trung Hà")

    assert shown(ARTICLE, "08:15 ngày 03/11/2026", 9).is_like(shown(PROBE, "08:16 ngày 03/11/2026", 12_345))


def test_a_box_of_other_news_makes_no_difference_but_a_wholly_other_menu_does() -> None:
    body = "<p>Mời bạn đọc chọn chuyên mục khác</p>"
    one = fingerprint(body, ARTICLE, news=NEWS[:8])
    assert one.is_like(fingerprint(body, PROBE, news=NEWS[1:9]))
    assert not one.is_like(fingerprint(body, PROBE, news=[f"Mục {'x' * place}" for place in range(1, 12)]))


@pytest.mark.parametrize(
    "other",
    [
        "<p>Đã xảy ra lỗi, mời bạn đọc quay lại sau</p>",
        "",
        "<p>Mời bạn đọc chọn chuyên mục khác</p><p>Họp giao ban</p>",
    ],
)
def test_a_sentence_more_or_another_one_is_another_page(other: str) -> None:
    body = "<p>Mời bạn đọc chọn chuyên mục khác</p>"
    assert not fingerprint(body, ARTICLE).is_like(fingerprint(other, PROBE))


def test_boxes_that_say_something_else_at_every_answer_make_no_difference_but_the_content_does() -> None:
    def shown(
        url: str, box: str, news: list[str], content: str = "<p>Mời chọn mục khác của trang tin</p>"
    ) -> Fingerprint:
        items = "".join(f'<li><a href="/tin/{text[7:9]}">{text}</a></li>' for text in news)
        return fingerprint(f"{content}<aside><p>{box}</p><ul>{items}</ul></aside>", url)

    one = shown(ARTICLE, "Hà Tĩnh: có mưa rào, gió nhẹ", NEWS[6:14])
    other = shown(PROBE, "Trợ lý ảo đang chờ bạn", NEWS[14:22])
    assert one.is_like(other)
    assert Fingerprint.from_text(str(one)).is_like(other)
    assert not one.is_like(shown(PROBE, "Hà Tĩnh: có mưa rào, gió nhẹ", NEWS[6:14], "<p>Sáng nay xã họp giao ban</p>"))


def test_a_text_that_turned_at_one_address_makes_no_difference_and_one_that_stayed_does() -> None:
    def shown(saying: str, *, url: str = ARTICLE, content: str = "<p>Mời bạn đọc chọn mục khác</p>") -> Fingerprint:
        return fingerprint(f"<p>Lời hay ý đẹp</p><p>{saying}</p>{content}", url)

    first, again = shown("Học, học nữa, học mãi"), shown("Có công mài sắt, có ngày nên kim")
    probe = shown("Uống nước nhớ nguồn", url=PROBE)
    assert not again.is_like(probe)
    assert again.is_like(probe, first)
    assert not again.is_like(probe, again)
    assert not again.is_like(shown("Uống nước nhớ nguồn", url=PROBE, content="<p>Xã họp giao ban</p>"), first)


def test_links_that_turned_at_one_address_make_no_difference_and_those_that_stayed_do() -> None:
    def shown(box: str, url: str = ARTICLE) -> Fingerprint:
        news = [f"Mục {name * 3} của xã" for name in f"abcde{box}"]
        return fingerprint("<p>Mời bạn đọc chọn mục khác</p>", url, news=news)

    first, again, probe = shown("ghik"), shown("lmno"), shown("pqrs", PROBE)
    assert not again.is_like(probe)
    assert again.is_like(probe, first)
    assert not again.is_like(probe, again)
    assert again.may_be_like(probe)


def test_a_page_that_says_nothing_is_never_the_portals_however_often_it_is_asked_for() -> None:
    page = Fingerprint(frozenset(), frozenset(), 0)
    assert not page.is_like(page, page)
    assert not page.may_be_like(page)


def test_pages_of_which_nothing_stays_are_not_the_same() -> None:
    first, again, probe = (Fingerprint(frozenset(texts), frozenset(), 90) for texts in ({1, 2}, {3, 4}, {5, 6}))
    assert not again.is_like(probe, first)


def test_a_fingerprint_that_was_kept_without_boxes_is_compared_by_all_of_the_page() -> None:
    one = fingerprint("<p>Mời bạn đọc chọn chuyên mục khác</p>", ARTICLE)
    old = Fingerprint(one.texts, one.links, one.letters)
    assert Fingerprint.from_text(str(old)) == old
    assert one.is_like(Fingerprint.from_text(str(old)))


def test_pages_without_words_are_like_nothing() -> None:
    _, page = read_page(b"<html><body><a href='/x'>Trang trong</a></body></html>", ARTICLE)
    assert page is not None
    empty = fingerprint_of(page, ARTICLE)
    assert not empty.is_like(empty)


def test_a_frame_around_nothing_is_known_by_its_title_and_menu() -> None:
    def frame(menu: str, title: str = "Trang thông tin điện tử xã Trung Hà", hits: int = 7) -> Fingerprint:
        html = f"<html><head><title>{title}</title></head><body><p>Số lượt: {hits}</p>{menu}</body></html>"
        _, page = read_page(html.encode(), ARTICLE)
        assert page is not None
        return fingerprint_of(page, ARTICLE)

    menu = "".join(f"<a href='/muc/{number}'>Chuyên mục {name}</a> " for number, name in enumerate("abcdefg"))
    assert frame(menu).is_like(frame(menu, hits=8))
    assert not frame(menu).is_like(frame(menu, title="Xã họp giao ban tháng Ba"))
    assert not frame(menu).is_like(frame("<a href='/x'>Cơ cấu tổ chức</a>"))


@given(st.lists(st.text(max_size=30), max_size=12))
def test_a_fingerprint_is_kept_as_a_text_and_like_itself(texts: list[str]) -> None:
    made = fingerprint("".join(f"<p>{text}</p>" for text in texts), ARTICLE)
    assert Fingerprint.from_text(str(made)) == made
    assert made.is_like(made)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("/muc/kinh-te", "/muc/kinh-te/", True),
        ("/muc/kinh-te", "/muc/van-hoa", False),
        (f"/tim?tu={ARTICLE}", f"/tim?tu={PROBE}", True),
        ("/tim?tu=/tin/hop-giao-ban-12.html", "/tim?tu=/tin/congtin-bcdghklmnp-923456789.html", True),
        ("/tim?tu=hop-giao-ban-12", "/tim?tu=congtin-bcdghklmnp-923456789", True),
        ("/tim?t=1762131600", "/tim?t=1762131677", True),
        ("/tin/hop-giao-ban-12-moi.html", "/muc/kinh-te", False),
        ("/muc/kinh-te", "/muc/" + "x" * 5_000, False),
    ],
)
def test_where_redirects_lead_is_compared_without_what_they_repeat(first: str, second: str, is_same: bool) -> None:
    host = "https://trungha.example.vn"
    assert same_place(host + first, host + second, ARTICLE, PROBE) == is_same
