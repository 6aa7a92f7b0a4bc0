"""The headline in every place that portals print it, and what stands around it and looks like one."""

from __future__ import annotations

import pytest

from scraper.extract import read_page
from scraper.extract.document import Reading
from tests.scraper.extract.reading.portal_page import BOX, FETCHED, FOOT, MENU, PARAGRAPHS, TITLE, URL

_STAMP = "<p>05/03/2026 08:10</p>"
_TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
_ELSEWHERE = "https://xa.example.gov.vn/Default.aspx?tabid=12&ItemID=55"
_LEAD = "Sau ba tháng thi công, cây cầu dân sinh nối hai thôn đã được đưa vào sử dụng trong niềm vui của người dân"


def read(main: str, *, head: str, url: str = _ELSEWHERE) -> Reading:
    """Read a page whose address does not help, under a <title>."""
    html = f"<html><head><title>{head}</title></head><body>{MENU}<div>{main}</div>{BOX}{FOOT}</body></html>"
    return read_page(html.encode(), url, captured_at=FETCHED)[0]


@pytest.mark.parametrize("head", [f"{TITLE} - Xã An Lộc", "UBND xã An Lộc", "Chi tiết tin", "Công an huyện An Lộc"])
@pytest.mark.parametrize(
    "printed",
    [
        "<h1>{}</h1>",
        "<h4>{}</h4>",
        "<div class='title-detail'>{}</div>",
        "<p><strong>{}</strong></p>",
        "<table><tr><td class='tieude'>{}</td></tr></table>",
        "<font size=4 color=red><b>{}</b></font><br>",
        "<h2><a href=''>{}</a></h2>",
        f"<h2><a href='{_ELSEWHERE}'>{{}}</a></h2>",
        f"<div><a href='{_ELSEWHERE}'><b>{{}}</b></a></div>",
        "<h1><span>Mới</span>{}</h1>",
        "<h1>{} <img src='/img/new.gif'></h1>",
        "<h2>Tin tức - Sự kiện</h2><h3>{}</h3>",
        "<h1>CỔNG THÔNG TIN ĐIỆN TỬ XÃ AN LỘC</h1><h2>{}</h2>",
        "<h1>Ứng dụng xuất bản nội dung</h1><h2>{}</h2>",
    ],
)
def test_the_headline_is_found(printed: str, head: str) -> None:
    reading = read(printed.format(TITLE) + _STAMP + _TEXT, head=head)
    assert (reading.title, reading.published) == (TITLE, "2026-03-05T08:10:00+07:00")
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS


@pytest.mark.parametrize(
    ("office", "is_site"),
    [
        ("Công an huyện Krông Nô", True),
        ("CÔNG AN HUYỆN KRÔNG NÔ", True),
        ("Sở Nông nghiệp và Phát triển nông thôn tỉnh Bắc Trung", True),
        ("Hội Nông dân xã Yên Thượng", True),
        ("Công an huyện Krông Nô ra quân trấn áp tội phạm", False),
        ("Hội Nông dân trao quà cho xã Yên Thượng", False),
        ("CÔNG AN XÃ YÊN THƯỢNG RA QUÂN ĐẦU XUÂN", False),
    ],
)
def test_an_offices_name_is_the_sites_and_what_it_does_is_a_headline(office: str, is_site: bool) -> None:
    reading = read(f"<div><b>{office}</b></div>{_STAMP}<div><b>{TITLE}</b></div>{_TEXT}", head=office)
    assert reading.title == (TITLE if is_site else office)


def test_a_site_before_a_colon_is_no_part_of_the_headline() -> None:
    body = f"<div><h1>Hội Nông dân xã Yên Thượng</h1></div><h3>{TITLE}</h3>{_TEXT}"
    assert read(body, head=f"Hội Nông dân xã Yên Thượng: {TITLE[:30]}").title == TITLE


def test_the_head_may_hold_nothing_but_the_section() -> None:
    body = f"<div>An ninh - Quốc phòng</div><div class='title'>{TITLE}</div>{_STAMP}{_TEXT}"
    reading = read(body, head="An ninh - Quốc phòng")
    assert (reading.title, reading.section) == (TITLE, "An ninh - Quốc phòng")


def test_a_lead_in_a_headings_tag_is_no_headline() -> None:
    reading = read(f"<div class='c2'><b>{TITLE}</b></div>{_STAMP}<h2>{_LEAD}</h2>{_TEXT}", head="Chi tiết tin")
    assert (reading.title, reading.lead) == (TITLE, _LEAD)


def test_a_caption_over_the_text_is_no_headline() -> None:
    picture = "<table><tr><td><img src='/u/a.jpg'></td></tr><tr><td>Vèo cá của hộ anh Lâm Văn Chót</td></tr></table>"
    reading = read(f"<div>{TITLE} (05/03/2026)</div><div>{picture}{_TEXT}</div>", head="Trang thông tin xã")
    assert reading.title == TITLE
    assert [caption.text for caption in reading.captions] == ["Vèo cá của hộ anh Lâm Văn Chót"]


def test_a_headline_that_links_to_the_long_form_of_its_address() -> None:
    printed = f"<h2><a href='/index.php/tin/233-xa-hop-trien-khai-nhiem-vu'>{TITLE}</a></h2>"
    url = "https://xa.example.gov.vn/index.php?view=article&id=233:xa-hop-trien-khai-nhiem-vu"
    assert read(printed + _TEXT, head="Họp xã", url=url).title == TITLE


def test_a_table_of_facts_may_hold_headline_and_lead() -> None:
    facts = {"Chuyên mục": "Kiểm tra", "Tiêu đề": TITLE, "Ngày đăng": "05/03/2026", "Trích yếu": _LEAD}
    rows = "".join(f"<tr><td><b>{name}:</b></td><td>{value}</td></tr>" for name, value in facts.items())
    reading = read(f"<table>{rows}</table><div>{_TEXT}</div>", head="Tin tuc")
    assert (reading.title, reading.lead, reading.published) == (TITLE, _LEAD, "2026-03-05")


def test_the_words_of_the_address_tell_the_headline() -> None:
    assert read(f"<div>{TITLE}</div>{_TEXT}", head="Chi tiết tin", url=URL).title == TITLE
