"""What stands at a portal's front once it is over: another site, a name on offer, a notice; and what only sounds so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.answers import judged
from scraper.canonical import canonical_key
from scraper.discovery import Discovery
from scraper.portal import portal_from_url
from scraper.portal_ends import ANOTHER_SITE, Front
from scraper.store import Answer, KnownPage, PageResult, Target

HOME = "https://thuankhe.example.vn/"
_KNOWN = [KnownPage(canonical_key(f"{HOME}tin/{n}.html"), f"{HOME}tin/{n}.html", "article") for n in range(1, 9)]
_SPAM = (
    "<h1>KUBET - cổng game hàng đầu</h1><p>Đăng ký ngay để nhận 100k tại nhà cái uy tín nhất châu Á hiện nay.</p>"
    "<p>Tài xỉu, xóc đĩa, baccarat trực tuyến với người chia bài thật, rút tiền trong hai phút.</p>"
    "<p>Soi kèo bóng đá hôm nay cùng chuyên gia, tỷ lệ thắng rất cao, hoàn trả mỗi ngày.</p>"
    '<a href="/khuyen-mai/1.html">Nổ hũ</a><a href="/khuyen-mai/2.html">Casino</a>'
)
_FOR_SALE = "<h1>Tên miền thuankhe.example.vn đang được rao bán</h1><p>Liên hệ để biết giá.</p>"
_PARKED = "<h2>This domain is parked</h2><a href='/s?q=1'>Loans</a>"
_ENDED = (
    "<p>Trang thông tin điện tử huyện Thuận Khê đã ngừng hoạt động từ ngày 01/7/2025. Mời truy cập "
    "<a href='https://khehai.example.vn/'>địa chỉ mới</a>.</p>"
)


def settled(body: str, known: list[KnownPage] | None = None, url: str = HOME, title: str = ".") -> PageResult:
    """Judge a page of the portal, of which eight articles are known, and look at it as its front."""
    discovery = Discovery(portal_from_url(HOME))
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    headers = [("Content-Type", "text/html; charset=utf-8")]
    answer = Answer(url, datetime(2025, 8, 1, tzinfo=UTC), 200, headers, page)
    result = judged(Target(canonical_key(url), url, 0), answer, discovery, 0.0)
    return Front(discovery, lambda: _KNOWN if known is None else known).settled(result)


@pytest.mark.parametrize("body", [_SPAM, _FOR_SALE, _PARKED])
def test_another_site_at_the_front_fails_with_its_words_and_ends_the_run(body: str) -> None:
    result = settled(body)
    assert result.outcome == "failed"
    assert (result.reason or "").startswith(f"{ANOTHER_SITE}: ")
    assert result.ends_run
    assert not list(result.links)


def test_a_title_about_games_of_chance_is_enough_where_nothing_of_the_portal_is_left() -> None:
    text = "<p>Chào mừng bạn đến với chúng tôi.</p>"
    assert settled(text, title="Nhà cái số 1 Việt Nam").outcome == "failed"
    assert settled(text, title="Trang chủ").outcome == "stored"


@pytest.mark.parametrize("body", [_SPAM, _FOR_SALE, _ENDED])
def test_a_page_that_still_leads_to_the_portals_own_pages_is_the_portals(body: str) -> None:
    result = settled(f'{body}<ul><li><a href="/tin/3.html">Huyện họp giao ban tháng Bảy</a></li></ul>')
    assert result.outcome == "stored"
    assert result.notice is None or result.notice.meaning != "closed"


def test_of_a_portal_of_which_nothing_is_known_nothing_is_said() -> None:
    assert settled(_SPAM, known=[]).outcome == "stored"


def test_only_the_front_speaks_for_the_portal() -> None:
    assert settled(_SPAM, url=f"{HOME}tin/4.html").outcome == "stored"


def test_news_about_betting_in_new_clothes_is_no_other_site() -> None:
    entries = "".join(
        f'<li><a href="/bai/{n}">Xã Khê Thượng khánh thành công trình thứ {n}</a></li>' for n in range(20)
    )
    busted = '<li><a href="/bai/99">Công an huyện triệt phá đường dây cá cược bóng đá</a></li>'
    assert settled(f"<h1>Cổng thông tin huyện Thuận Khê</h1><ul>{entries}{busted}</ul>").outcome == "stored"


def test_a_portal_that_says_that_it_has_ended_is_closed_and_no_article() -> None:
    result = settled(_ENDED)
    assert result.outcome == "stored"
    assert result.notice is not None
    assert result.notice.meaning == "closed"
    assert result.kind == "other"


def test_a_frame_that_speaks_of_repairs_elsewhere_does_not_reopen_it() -> None:
    """A menu names the centre ("trung tâm"), and far below stands news of a road that is being rebuilt."""
    menu = "".join(f"<p>{text}</p>" for text in ("Trung tâm Phục vụ hành chính công", "Đăng ký tạm trú, tạm vắng"))
    boxes = "".join(f"<p>Thôn số {n} họp bàn việc mùa vụ, vệ sinh đường làng</p>" for n in range(8))
    result = settled(f"{menu}{_ENDED}{boxes}<p>Nâng cấp đường liên xã đoạn qua chợ</p>")
    assert result.notice is not None
    assert result.notice.meaning == "closed"


@pytest.mark.parametrize(
    "title", ["Nhà cái số 1", "NHA CAI SO 1", "Tỉ lệ kèo hôm nay", "สล็อตเว็บตรง", "คาสิโนออนไลน์", "娱乐城官网"]
)
def test_games_of_chance_are_told_with_marks_and_without_and_in_other_scripts(title: str) -> None:
    result = settled("<p>Chào mừng bạn đến với chúng tôi.</p>", title=title)
    assert (result.outcome, result.reason) == ("failed", f"{ANOTHER_SITE}: {title}")


@pytest.mark.parametrize(
    "title",
    ["Cả cuộc đời vì nước, vì dân", "Vinh danh bài dự thi tìm hiểu lịch sử Đảng", "Đội huyện đánh bại đội chủ nhà",
     "Khánh thành nhà cai nghiện", "Tỷ lệ kéo giảm tai nạn giao thông"],
)  # fmt: skip
def test_words_that_are_games_of_chance_without_their_marks_only_are_none(title: str) -> None:
    assert settled("<p>Chào mừng quý vị.</p>", title=title).outcome == "stored"


def test_a_rule_about_names_that_was_issued_offers_none() -> None:
    assert settled("<p>Quy chế quản lý tên miền được ban hành kèm theo quyết định này.</p>").outcome == "stored"


@pytest.mark.parametrize(
    "text",
    ["Nội dung hoạt động của Cổng thông tin điện tử", "Đơn vị xây dựng, vận hành trang thông tin: Văn phòng HĐND"],
)
def test_what_a_portal_does_and_who_runs_it_does_not_close_it(text: str) -> None:
    notice = settled(f"<p>{text}</p>").notice
    assert notice is None or notice.meaning != "closed"


@pytest.mark.parametrize(
    "text",
    [
        "Trang thông tin điện tử xã Tam Đồng đã ngừng hoạt động, các đồng chí có mặt tại trụ sở mới.",
        "Website này dừng hoạt động từ 01/7/2025, sau lễ công bố với sự có mặt của lãnh đạo tỉnh.",
        "Trang thong tin dien tu xa da ngung hoat dong tu ngay 01/7/2025.",
    ],
)
def test_names_that_sound_like_a_pause_without_their_marks_do_not_reopen_it(text: str) -> None:
    notice = settled(f"<p>{text}</p>").notice
    assert notice is not None
    assert notice.meaning == "closed"


@pytest.mark.parametrize(
    "text",
    [
        "Cổng thông tin điện tử tạm ngừng hoạt động để nâng cấp.",
        "Website ngừng hoạt động từ 22 giờ đến 24 giờ hôm nay để bảo trì hệ thống.",
        "Trang thông tin đã ngừng hoạt động do sự cố, mời quý vị quay lại sau.",
        "Nhà máy nước đã ngừng hoạt động từ ngày 01/7/2025.",
        "Hệ thống đang bảo trì",
    ],
)
def test_a_pause_or_another_thing_that_ended_does_not_close_the_portal(text: str) -> None:
    notice = settled(f"<p>{text}</p>").notice
    assert notice is None or notice.meaning != "closed"
