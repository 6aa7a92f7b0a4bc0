"""Liferay: which of many web contents is the page's, what its metadata are, and how its pages are known."""

from __future__ import annotations

import pytest

from scraper.extract import extract
from scraper.extract.decode import decode
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.families.liferay import Liferay

URL = "https://x.gov.vn/tin/-/asset_publisher/aB/content/xa-to-chuc-ra-quan"
TEXT = "Sáng nay, xã tổ chức lễ ra quân làm thủy lợi với hơn hai trăm đoàn viên, hội viên tham gia. " * 2
OTHER = "Cổng thông tin điện tử của xã là kênh thông tin chính thức, nơi người dân tra cứu thủ tục hành chính. " * 4


def asset(title: str, text: str, meta: str = "") -> str:
    return (
        f'<div id="p_p_id_101_INSTANCE_{len(title)}_"><div class="asset-full-content">'
        f'<h3 class="asset-title">{title}</h3>'
        f'<div class="asset-content"><div class="journal-content-article"><p>{text}</p><p>{text}</p></div></div>'
        f'<div class="asset-metadata">{meta}</div></div></div>'
    )


def known(body: str) -> bool:
    tree = parse(decode(body.encode()).text)
    assert tree is not None
    return Liferay.recognises(Page(tree, URL))


def test_the_asset_counts_and_not_the_longer_web_content_around() -> None:
    box = (
        f'<div id="p_p_id_56_INSTANCE_q_"><div class="journal-content-article"><p>{OTHER}</p><p>{OTHER}</p></div></div>'
    )
    record = extract(f"<html><body>{asset('Xã tổ chức ra quân làm thủy lợi', TEXT)}{box}</body></html>".encode(), URL)
    assert record.title == "Xã tổ chức ra quân làm thủy lợi"
    assert OTHER.strip() not in f"{record.lead} {record.text}"


def test_views_and_the_account_stand_in_the_metadata() -> None:
    meta = (
        '<span class="metadata-entry metadata-author">By Lê Thị Hoa</span>'
        '<span class="metadata-entry metadata-view-count">1.204 Lượt xem</span>'
    )
    record = extract(f"<html><body>{asset('Xã tổ chức ra quân làm thủy lợi', TEXT, meta)}</body></html>".encode(), URL)
    assert record.stats.views == 1204
    assert record.author is None


def test_two_assets_in_full_are_left_to_the_generic_reading() -> None:
    tree = parse(
        f"<html><body>{asset('Tin thứ nhất của xã', TEXT)}{asset('Tin thứ hai của xã đây', TEXT)}</body></html>"
    )
    assert tree is not None
    assert Liferay.selectors_on(Page(tree, URL)) == {}


@pytest.mark.parametrize(
    "body",
    [
        '<html><body><div id="p_p_id_56_INSTANCE_x_">x</div></body></html>',
        '<html><body class="chrome signed-out public-page site"><p>x</p></body></html>',
        "<html><body><script>Liferay.ThemeDisplay={getPlid:function(){return 1}};</script><p>x</p></body></html>",
    ],
)
def test_marks_of_liferay(body: str) -> None:
    assert known(body)


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><p>Cổng thông tin dùng Liferay.ThemeDisplay</p></body></html>",  # a text about it
        '<html><body class="public-page"><div class="journal-content-article">x</div></body></html>',
        '<html><body><script src="https://x.vn/Liferay.js"></script><p>x</p></body></html>',
    ],
)
def test_what_is_no_mark(body: str) -> None:
    assert not known(body)
