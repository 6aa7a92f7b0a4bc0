"""Old ASP.NET and table layouts: pages whose data are controls or paragraphs with a name each.

Web forms print every datum in a label of the server; the news systems of provinces' papers of the 2000s give each
paragraph the class of what it is (``pTitle``, ``pHead``, ``pBody``, ``pCaption``). What carries no names at all is left
to the generic reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scraper.families.dnn import Dnn
from scraper.families.sharepoint import SharePoint
from scraper.families.templates import Templated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.extract.page import Page

_NAMED_PARAGRAPHS: Mapping[str, str] = {
    "title": ".pTitle",
    "lead": ".pHead",
    "date": ".pDate",
    "caption": ".pCaption",
    "author": ".pAuthor",
    "source": ".pSource",
}
_STATE = "__VIEWSTATE"


class WebForms(Templated):
    """Hand-made ASP.NET sites, and news systems whose paragraphs are named by class."""

    name: ClassVar[str] = "webforms"
    has_controls: ClassVar[bool] = True
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        _NAMED_PARAGRAPHS,
        {"title": "[id$=_newsTitle]", "date": "[id$=_lblDate]", "lead": "[id$=_lblSapo]", "body": "#divNewsDetails"},
    )

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by named paragraphs, or by a web form with named controls that is neither SharePoint's nor DNN's."""
        if _STATE not in page.ids:
            return cls.finds(page, ".pTitle") and cls.finds(page, ".pBody, .pHead")
        if SharePoint.recognises(page) or Dnn.recognises(page):
            return False
        return bool(cls.selectors_on(page))
