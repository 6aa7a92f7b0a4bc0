"""SharePoint and hand-made web forms: which of the two a page is, and that names of data are found behind any id."""

from __future__ import annotations

import pytest

from scraper.extract import extract
from scraper.extract.decode import decode
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.families import recognised

URL = "http://x.gov.vn/tin.aspx?id=7"
TEXT = "Sáng nay, xã tổ chức lễ ra quân làm thủy lợi với hơn hai trăm đoàn viên, hội viên tham gia. " * 2
STATE = '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="x">'
GUIDS = ["6b1d0c52_7f3b_4a8d_9a0b_33c1d60a27d1", "00c0ffee_0000_1111_2222_333344445555"]


def controls(front: str) -> str:
    return (
        f'<span id="{front}_lblTieuDe">Xã ra quân làm thủy lợi đầu năm</span>'
        f'<span id="{front}_lblNgayDang">04/02/2025 08:15</span>'
        f'<div id="{front}_divNoiDung"><p>{TEXT}</p><p>{TEXT[:80]}.</p></div>'
        f'<span id="{front}_lblTacGia">Lê Thị Hoa</span>'
    )


def family_of(body: str, head: str = "") -> str:
    tree = parse(decode(f"<html><head>{head}</head><body>{body}</body></html>".encode()).text)
    assert tree is not None
    found = recognised(Page(tree, URL))
    return found.name if found is not None else "generic"


@pytest.mark.parametrize(
    ("head", "body", "family"),
    [
        ('<meta name="GENERATOR" content="Microsoft SharePoint">', "<p>x</p>", "sharepoint"),
        ("", '<div id="s4-workspace">x</div>', "sharepoint"),
        ("<script>var _spPageContextInfo={};</script>", "<p>x</p>", "sharepoint"),
        ('<link rel="stylesheet" href="/_layouts/15/1066/styles/corev15.css">', "<p>x</p>", "sharepoint"),
        ("", STATE + controls("ctl00_Main"), "webforms"),
        ("", STATE + '<div id="dnn_ctr7_x"></div>' + controls("dnn_ctr7_View"), "dnn"),
        ("", controls("ctl00_Main"), "generic"),  # nothing says that the ids are a web form's
        ("", STATE + "<p>x</p>", "generic"),
        ("", '<h1 class="pTitle">x</h1><p class="pHead">y</p>', "webforms"),
        ("", '<a href="/_layouts/15/start.aspx">SharePoint</a>', "generic"),  # a link to one
    ],
)
def test_which_system_a_page_is_of(head: str, body: str, family: str) -> None:
    assert family_of(body, head) == family


@pytest.mark.parametrize("guid", GUIDS)
def test_the_guid_in_an_id_does_not_matter(guid: str) -> None:
    page = f'<html><body><div id="s4-workspace">{controls(f"ctl00_ctl30_g_{guid}_ctl00")}</div></body></html>'
    record = extract(page.encode(), URL)
    assert (record.title, record.author) == ("Xã ra quân làm thủy lợi đầu năm", "Lê Thị Hoa")
    assert record.published == "2025-02-04T08:15:00+07:00"
    assert "04/02/2025" not in f"{record.lead} {record.text}"


def test_named_paragraphs() -> None:
    page = (
        '<html><body><div><p class="pTitle">Xã ra quân làm thủy lợi đầu năm</p>'
        '<p class="pHead">Hơn hai trăm người dự.</p>'
        '<table><tr><td><img src="/anh/a.jpg"></td></tr><tr><td><p class="pCaption">Nạo vét kênh</p></td></tr></table>'
        f'<p class="pBody">{TEXT}</p><p class="pBody">{TEXT[:80]}.</p><p class="pAuthor">Hoa Lê</p></div></body></html>'
    )
    record = extract(page.encode(), URL)
    assert (record.title, record.lead, record.author) == (
        "Xã ra quân làm thủy lợi đầu năm",
        "Hơn hai trăm người dự.",
        "Hoa Lê",
    )
    assert [(one.image, one.text) for one in record.captions] == [("http://x.gov.vn/anh/a.jpg", "Nạo vét kênh")]
