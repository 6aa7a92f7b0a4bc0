"""Liferay: 6.2, 7 and DXP, VNPT's portals on it, and the journal templates of ministries and districts.

The asset publisher shows one web content ("full content"); many more web contents stand around it as banners and boxes,
all of class ``journal-content-article``, so only the one inside an asset counts. Where several assets are shown in
full, the generic reading decides which is the page's. Liferay prints the account that entered the text; that is no
author.
Facts: published templates, saved pages and selectors of other people's scrapers (docs/design.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scraper.extract.stats import find_stats
from scraper.families.marks import body_classes
from scraper.families.templates import Templated
from scraper.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from scraper.extract.page import Page
    from scraper.items import Kind, Stats

_ASSET = ".asset-full-content"
_DATE = ", ".join(f"{_ASSET} {name}" for name in (".assetPublishDate", ".metadata-publish-date", ".date-info"))
_STATE_OF_PAGE = {"public-page", "signed-out"}


class Liferay(Templated):
    """Portals on Liferay."""

    name: ClassVar[str] = "liferay"
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {"title": "#testabc h1", "date": "#testabc > div:nth-of-type(1) > p", "body": "#testabc > div:nth-of-type(2)"},
        {
            "title": ".contentDetail > h3",
            "lead": ".contentDetail .sapo",
            "body": ".contentDetail > div:nth-of-type(2)",
        },
        {"title": f"{_ASSET} .asset-title", "date": _DATE, "body": f"{_ASSET} .asset-content"},
        {"title": ".taglib-header .header-title", "date": _DATE, "body": f"{_ASSET} .asset-content"},
        {"title": f"{_ASSET} .component-title", "date": _DATE, "body": f"{_ASSET} .asset-content"},
        {"date": f"{_ASSET} .assetPublishDate", "body": f"{_ASSET} .asset-content"},
    )
    furniture_selector: ClassVar[str] = (
        ".asset-metadata, .metadata-author, .asset-ratings, .asset-user-actions, .taglib-social-bookmarks, "
        ".asset-links-list, .asset-links, .asset-related-assets, .metadata-view-count"
    )

    id_marks: ClassVar[tuple[str, ...]] = ("p_p_id_",)
    script_marks: ClassVar[re.Pattern[str]] = regex(r"Liferay\.(?:ThemeDisplay|Browser|currentURL|AUI)\b")

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by its portlets, the state in the body's class, or its script; saved pages lack one or the other."""
        return super().recognises(page) or body_classes(page.tree) >= _STATE_OF_PAGE

    def stats(self, kind: Kind) -> Stats:
        """Return the counters of the page; the asset's own views stand behind its related assets."""
        stats = super().stats(kind)
        printed = self.text_of(f"{_ASSET} .metadata-view-count")
        views = find_stats([printed]).views if printed else None
        if views is not None:
            stats.views = views
        return stats
