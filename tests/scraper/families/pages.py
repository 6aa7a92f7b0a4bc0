"""Small pages for the tests of families: what matters in one test stands in the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract import read_page
from scraper.extract.decode import decode
from scraper.extract.page import Page
from scraper.extract.parse import parse

if TYPE_CHECKING:
    from scraper.extract.document import Reading
    from scraper.portal import Portal

TEXT = (
    "<p>Sáng nay, UBND xã Hòa Lạc Thượng tổ chức ra quân nạo vét kênh mương nội đồng, chuẩn bị nước tưới cho vụ Đông "
    "Xuân, với sự tham gia của hơn hai trăm lao động ở bảy thôn.</p>"
    "<p>Đến trưa cùng ngày, toàn xã đã nạo vét được ba cây số kênh cấp hai và đắp xong hai đoạn bờ vùng bị sạt lở.</p>"
)


def page_of(html: str, url: str = "https://xa.example/tin/bai-1.html") -> Page:
    """Return a page that has been parsed, for what looks at its marks."""
    tree = parse(decode(html.encode()).text)
    assert tree is not None
    return Page(tree, url)


def reading_of(html: str, url: str = "https://xa.example/tin/bai-1.html", portal: Portal | None = None) -> Reading:
    """Return what is read off a page by the family that recognises it."""
    reading, _ = read_page(html.encode(), url, portal=portal)
    return reading
