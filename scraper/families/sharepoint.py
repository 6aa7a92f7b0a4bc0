"""SharePoint 2010 to 2019: ministries' web parts, publishing pages, and web parts of provinces' own.

Web parts print each datum in a control whose id holds a guid that differs per page; its end does not. Facts: published
templates, saved pages and selectors of other people's scrapers (docs/design.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scraper.families.marks import is_generated_by, loads_files
from scraper.families.templates import Templated
from scraper.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from scraper.extract.page import Page


class SharePoint(Templated):
    """Portals on SharePoint."""

    name: ClassVar[str] = "sharepoint"
    has_controls: ClassVar[bool] = True
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {
            "title": "#divArticleDescription3 h1",
            "date": "[id$=_pnHide] span",
            "lead": "#divArticleDescription1",
            "body": "#divArticleDescription2",
            "source": "[id$=_pnNguontin]",
        },
        {"title": "#news-title", "lead": "#news-des", "body": "#news-detail"},
        {"title": "#news_content h1", "body": "#divArticleContent"},
        {"title": ".col-xs-12.none-padding > p", "date": ".sukien p", "body": "#contenttin", "author": ".tacgia"},
        {"body": "#contenttin", "author": ".tacgia"},
        {"body": "#divArticleDescription"},
        {"body": "#divArticleDescription2", "source": "[id$=_pnNguontin]"},
    )
    # The workspace around every page, and the element that ministries' templates number.
    id_marks: ClassVar[tuple[str, ...]] = ("s4-workspace", "s4-bodyContainer", "divArticleDescription2")
    script_marks: ClassVar[re.Pattern[str]] = regex(r"_sp(?:PageContextInfo|BodyOnLoadWrapper)\b")

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by ids, scripts, the generator's name, or the folder of SharePoint's own files."""
        return (
            super().recognises(page)
            or is_generated_by(page, "microsoft sharepoint")
            or loads_files(page, ("/_layouts/15/", "/_layouts/1066/", "/_layouts/1033/"))
        )
