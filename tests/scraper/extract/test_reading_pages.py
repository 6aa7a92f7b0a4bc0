"""What is read around the text: credits, dates, sections, lists, counters, kinds of page."""

from __future__ import annotations

from datetime import datetime

import pytest

from scraper.extract import read_page
from scraper.extract.document import Reading
from scraper.portal import Portal

URL = "https://xa.example.gov.vn/tin/xa-hop-trien-khai-nhiem-vu-1.html"
TITLE = "Xã họp triển khai nhiệm vụ trọng tâm"
FIRST = (
    "Sáng ngày 12/3, Ủy ban nhân dân xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm, với sự tham dự của đại "
    "diện các thôn, các ngành, đoàn thể."
)
SECOND = (
    "Phát biểu tại hội nghị, lãnh đạo xã đề nghị các thôn tập trung chỉ đạo sản xuất, bảo đảm nước tưới cho toàn bộ "
    "diện tích lúa."
)
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def read(inside: str, *, head: str = "", portal: Portal | None = None, captured: str | None = None) -> Reading:
    html = f"<html><head><title>Tin tức - Xã</title>{head}</head><body>{inside}</body></html>"
    moment = datetime.fromisoformat(captured) if captured else None
    return read_page(html.encode(), URL, portal=portal, captured_at=moment)[0]


HEADLINE = "Hội nghị tổng kết công tác năm học mới số {}"
ENTRIES = "".join(f'<h3><a href="/c{n}.html">{HEADLINE.format(n)}</a></h3><p>{SECOND} Lần {n}.</p>' for n in range(5))


def article(before: str = "", after: str = "", **more: str) -> Reading:
    return read(f"<div><h2>{TITLE}</h2>{before}<div class=nd>{BODY}{after}</div></div>", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("<p align=right><b>Văn Thước</b></p>", "Văn Thước", None),
        ("<p align=right>Tin, ảnh: Hà Vinh</p>", "Hà Vinh", None),
        ("<p>Tin: Ngô Hạnh - Ảnh: Tá Long</p>", "Ngô Hạnh", None),
        ("<p>Nguồn: Đài Truyền thanh huyện</p>", None, "Đài Truyền thanh huyện"),
        ("<p>Tác giả: Lê Thị Hoa</p><p>Nguồn tin: Báo tỉnh</p>", "Lê Thị Hoa", "Báo tỉnh"),
        ("<p align=right><i>(Theo Báo Nhân Dân)</i></p>", None, "Báo Nhân Dân"),
        ("<p align=right><b>Nguyễn Hương - Công chức VHXH xã</b></p>", "Nguyễn Hương - Công chức VHXH xã", None),
        ("<p align=right><b>Văn phòng HĐND và UBND xã</b></p>", "Văn phòng HĐND và UBND xã", None),
    ],
)
def test_credits_at_the_end(line: str, author: str | None, source: str | None) -> None:
    reading = article(after=line)
    assert (reading.author, reading.source) == (author, source)
    assert [reading.lead, *reading.paragraphs] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("line", "published", "author"),
    [
        ("<div>Ngày đăng: 12/03/2021 15:30 | Tác giả: Long Hà</div>", "2021-03-12T15:30:00+07:00", "Long Hà"),
        ("<span>12/03/2021</span><span>Cỡ chữ A+</span>", "2021-03-12", None),
        ("<div>Gửi bởi Hà Quế lúc 12/03/2021 09:05</div>", "2021-03-12T09:05:00+07:00", "Hà Quế"),
        ("<table><tr><td>Ngày đăng</td><td>12-03-2021 14:05</td></tr><tr><td>Tác giả</td><td>Lê Hoa</td></tr></table>",
         "2021-03-12T14:05:00+07:00", "Lê Hoa"),
    ],
)  # fmt: skip
def test_facts_under_the_headline(line: str, published: str, author: str | None) -> None:
    reading = article(before=line)
    assert (reading.published, reading.author) == (published, author)
    assert [reading.lead, *reading.paragraphs] == [FIRST, SECOND]


def test_the_printed_stamp_beats_what_is_written_for_machines() -> None:
    head = '<meta property="article:published_time" content="2021-03-14T08:00:00+07:00">'
    reading = read(f"<h1>{TITLE}</h1><div>Thứ sáu - 12/03/2021 15:30</div><div>{BODY}</div>", head=head)
    assert reading.published == "2021-03-12T15:30:00+07:00"
    assert reading.published_text == "Thứ sáu - 12/03/2021 15:30"


def test_neither_the_clock_nor_other_articles_date_an_article() -> None:
    related = "".join(f'<li><a href="/b{n}.html">{HEADLINE.format(n)}</a> (1/2/2020)</li>' for n in range(4))
    clock = "<div>Thứ Ba, ngày 24 tháng 11 năm 2026</div>"
    inside = f"{clock}<h1>{TITLE}</h1><div>{BODY}</div><h3>Tin khác</h3><ul>{related}</ul>"
    reading = read(inside, captured="2026-11-24T09:00:00+07:00")
    assert (reading.published, reading.published_text) == (None, None)
    assert reading.paragraphs == [SECOND]


@pytest.mark.parametrize(
    "crumbs",
    [
        "<div class=breadcrumb><a href=/>Trang chủ</a> &raquo; <a href=/kt>Kinh tế</a></div>",
        "<div><a href=/>Trang chủ</a> / <a href=/kt>Kinh tế</a></div>",
        "<ul><li><a href=/>Trang chủ</a></li><li><a href=/kt>Kinh tế</a></li></ul>",
        f"<div>Bạn đang ở: <a href=/>Trang chủ</a> <a href=/kt>Kinh tế</a> {TITLE}</div>",
        "<div><a href=/kt>Kinh tế</a></div>",
    ],
)
def test_section(crumbs: str) -> None:
    assert read(f"<div>{crumbs}<h1>{TITLE}</h1><div>{BODY}</div></div>").section == "Kinh tế"


def test_a_list_with_summaries_behind_an_article_is_no_part_of_it() -> None:
    reading = read(f"<div><h2>{TITLE}</h2><p>12/03/2021 10:00</p>{BODY}{ENTRIES}</div>")
    assert reading.kind == "article"
    assert [reading.lead, *reading.paragraphs] == [FIRST, SECOND]


def test_a_list_with_summaries_is_a_listing() -> None:
    reading = read(f"<div><h1>Tin tức xã</h1>{ENTRIES}</div>")
    assert (reading.kind, reading.paragraphs) == ("listing", [])


@pytest.mark.parametrize(
    "inside",
    [
        "<h1>Không tìm thấy trang</h1><p>Nội dung bạn tìm không tồn tại hoặc đã bị xóa khỏi hệ thống.</p>",
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>',
        "<h1>Liên hệ</h1><p>Địa chỉ: Số 1, đường Trần Phú, thị trấn trung tâm. Điện thoại: 0239.3999.111</p>",
        "<h1>Sơ đồ tổ chức</h1><p>Bí thư</p><p>Chủ tịch</p>",
    ],
)
def test_pages_that_hold_nothing(inside: str) -> None:
    assert read(inside).kind == "other"


def test_an_article_of_files_only_says_so() -> None:
    head = f'<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}">'
    reading = read(f'<h1>{TITLE}</h1><p>12/03/2021</p><p><a href="/f/tb-12.pdf">Thông báo số 12.pdf</a></p>', head=head)
    assert reading.kind == "article"
    assert [one.url for one in reading.attachments] == ["https://xa.example.gov.vn/f/tb-12.pdf"]
    assert [problem.field for problem in reading.problems] == ["text"]


def test_a_document_with_its_signer() -> None:
    rows = {
        "Số ký hiệu": "12/QĐ-UBND",
        "Ngày ban hành": "09/08/2021",
        "Người ký": "Trần Văn Bình",
        "Chức vụ": "Chủ tịch",
    }
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows.items())
    reading = read(f"<h1>Quyết định ban hành Quy chế làm việc</h1><table>{table}</table>")
    assert reading.kind == "document"
    assert [(one.name, one.titles[0].text) for one in reading.officials] == [("Trần Văn Bình", "Chủ tịch")]


def test_selectors_of_the_portal_override_and_a_miss_is_a_problem() -> None:
    portal = Portal(
        id="x",
        name="X",
        url="https://xa.example.gov.vn/",
        selectors={"title": ".t", "lead": ".l", "body": ".b", "author": ".who", "date": ".nowhere"},
    )
    inside = (
        f"<h1>Không phải tiêu đề của bài viết này</h1><p class=t>{TITLE}</p>"
        f"<div class=b><p class=l>{FIRST}</p><p>{SECOND}</p></div>"
        "<p class=who>Bút danh: Sông Trí</p>"
    )
    reading = read(inside, portal=portal)
    assert (reading.title, reading.lead, reading.paragraphs, reading.author) == (TITLE, FIRST, [SECOND], "Sông Trí")
    assert [problem.field for problem in reading.problems] == ["date"]
