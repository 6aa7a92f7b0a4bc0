"""DNN: all addresses of an item are brought to one, and an article is told from the modules around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import extract
from scraper.families.dnn import shortest_address

ITEM = "http://x.gov.vn/Default.aspx?tabid=118&ItemID=7"
TEXT = "Sáng nay, xã tổ chức lễ ra quân làm thủy lợi với hơn hai trăm đoàn viên, hội viên tham gia. " * 3


@pytest.mark.parametrize(
    "url",
    [
        "http://x.gov.vn/Default.aspx?tabid=118&ItemID=7",
        "http://x.gov.vn/default.aspx?ItemID=7&tabid=118&mid=441&language=vi-VN",
        "http://x.gov.vn/TinTuc/tabid/118/ItemID/7/mid/441/language/vi-VN/Default.aspx",
        "http://x.gov.vn/tabid/118/ItemID/7/Default.aspx?SkinSrc=[G]Skins/_default/No+Skin&dnnprintmode=true",
    ],
)
def test_addresses_of_one_item(url: str) -> None:
    assert shortest_address(url) == ITEM


@pytest.mark.parametrize(
    "url",
    [
        "http://x.gov.vn/",
        "http://x.gov.vn/Default.aspx",
        "http://x.gov.vn/Default.aspx?tabid=118",  # a tab shows a list
        "http://x.gov.vn/Default.aspx?ItemID=7",
        "http://x.gov.vn/tin-tuc/artmid/512/articleid/3306/phien-giao-dich",
        "http://x.gov.vn/xa-an-binh/TinTuc/tabid/118/ItemID/7/Default.aspx",  # the portal's own address, or a page?
    ],
)
def test_other_addresses_are_left_alone(url: str) -> None:
    assert shortest_address(url) is None


def test_a_control_needs_its_module() -> None:
    url = "http://x.gov.vn/Default.aspx?tabid=118&ctl=Detail&mid=441&ItemID=7&language=vi-VN"
    assert shortest_address(url) == "http://x.gov.vn/Default.aspx?tabid=118&ctl=Detail&mid=441&ItemID=7"


@given(st.text(max_size=80))
def test_any_path_is_read(path: str) -> None:
    found = shortest_address(f"http://x.gov.vn/{path}")
    assert found is None or shortest_address(found) == found


def test_the_address_that_the_page_gives_counts_first() -> None:
    head = '<link rel="canonical" href="http://x.gov.vn/tin/7">'
    body = f'<div id="dnn_ctr1_x"></div><h1>{TEXT[:60]}</h1><p>{TEXT}</p>'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    record = extract(page.encode(), "http://x.gov.vn/tabid/118/ItemID/7/Default.aspx")
    assert record.canonical_url == "http://x.gov.vn/tin/7"


@pytest.mark.parametrize(("module", "section"), [("Văn hóa - Xã hội", "Văn hóa - Xã hội"), ("Chi tiết tin", None)])
def test_the_title_of_the_module_is_the_section(module: str, section: str | None) -> None:
    page = (
        '<html><body><form><div id="dnn_ctr9_ContentPane"><span id="dnn_ctr9_dnnTITLE_lblTitle">Thông báo</span></div>'
        f'<div id="dnn_ctr441_ContentPane"><span id="dnn_ctr441_dnnTITLE_lblTitle" class="Head">{module}</span>'
        '<div id="dnn_ctr441_ModuleContent"><table><tr><td><span id="dnn_ctr441_View_lblTieuDe">'
        'Xã ra quân làm thủy lợi đầu năm</span></td></tr><tr><td><span id="dnn_ctr441_View_lblNoiDung">'
        f"{TEXT}<br>{TEXT}</span></td></tr></table></div></div>"
        "</form></body></html>"
    )
    record = extract(page.encode(), ITEM)
    assert (record.kind, record.title, record.section) == ("article", "Xã ra quân làm thủy lợi đầu năm", section)
