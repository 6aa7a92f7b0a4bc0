"""The two Laravel sites of Hà Tĩnh: the province's portal, and the one that its communes share.

The communes' template prints its stamp as PHP's ``h:m d-m-Y``, where ``m`` is the month: the minutes are those of no
clock, so of such a stamp only the day is kept. Minutes that are not the month's number are believed: that site has
mended its template.
Facts: selectors of scrapers written for both (docs/design.md).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from scraper.extract.stamps import MAX_STAMP
from scraper.families.whole_body import WholeBody
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.extract.page import Page
    from scraper.extract.reading.moments import Moments
    from scraper.items import Kind

_PROVINCE_ARTICLE = regex(r"^[^?#]{0,400}/\d{1,9}-[^/?#]{1,300}\.hti(?:[?#]|$)")
_MONTH_AS_MINUTES = regex(r"\b\d{1,2}:(\d{2}) \d{1,2}-(\d{2})-\d{4}")
_ARTICLE = etree.XPath("boolean(//div[@class = 'chi-tiet-tin']/div[@class = 'noi-dung'])")
_LINKS = 3  # links to articles of the province's form that make a page its
_DAY = len("2019-03-11")


class Laravel(WholeBody):
    """The portal of Hà Tĩnh province and those of its communes, as of 2018."""

    name: ClassVar[str] = "laravel"
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {
            "title": ".chi-tiet-tin > h1.main-title",
            "lead": ".chi-tiet-tin > .gioi-thieu",
            "body": ".chi-tiet-tin > .noi-dung",
        },
        {"title": ".chi-tiet-tin > h3", "lead": ".chi-tiet-tin > .news-desc", "body": ".chi-tiet-tin > .noi-dung"},
    )
    furniture_selector: ClassVar[str] = ".chi-tiet-tin > .share"

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the article's elements, or by links to addresses of the two sites' own form."""
        if _ARTICLE(page.tree):
            return True
        hrefs = [anchor.get("href") or "" for anchor in page.tree.iter("a")]
        if sum(1 for href in hrefs if ".hti" in href and _PROVINCE_ARTICLE.match(href)) >= _LINKS:
            return True
        return all(any(part in href for href in hrefs) for part in ("/loai-tin/", "/chi-tiet-tin/"))

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        # Both sites' editors set a caption under the line break that follows the picture, in one paragraph with it.
        body = self.named.lines("body", self.lines)
        for picture, line in pairwise(body):
            under = picture.kind == "image" and line.soft and line.node is picture.node
            if under and line.kind == "text" and (line.italic or not line.prose):
                line.kind = "caption"

    def kind(self) -> Kind:
        """Return what the page is: an article has elements of its own."""
        return "article" if self.named.first("body") is not None and self.title else super().kind()

    @cached_property
    def moments(self) -> Moments:
        """When it was published; the day alone where the stamp's minutes are its month."""
        found = super().moments
        printed = _MONTH_AS_MINUTES.search((found.published_text or "")[:MAX_STAMP])
        if printed is None or found.published is None or printed[1] != printed[2]:
            return found
        return replace(found, published=found.published[:_DAY])
