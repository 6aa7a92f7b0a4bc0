"""What families share whose CMS has many templates: versions, vendors' own, a ministry's beside a commune's.

One family then holds several sets of selectors and takes the first that fits the page. A set that fits none of a page
leaves everything to the generic reading.
"""

from __future__ import annotations

import re  # noqa: TC003  a class variable's type
from typing import TYPE_CHECKING, ClassVar

from scraper.extract.reading.named import NamedElements
from scraper.extract.selectors import select
from scraper.families.controls import control_selectors
from scraper.families.generic import Generic
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.page import Page

_MARKS_OF_TEMPLATE = ("title", "body")
_MOST_SCRIPT = 20_000  # characters of a script in which its name stands
_SHORTEST_BODY = 40  # characters; less is an empty control, or a message


class Templated(Generic):
    """A family with several templates."""

    #: Selectors of each template by datum, the most particular first. A template fits a page where its ``title`` and
    #: ``body``, as far as it names them, are found once each and the body holds text.
    templates: ClassVar[tuple[Mapping[str, str], ...]] = ()
    #: Elements that the CMS puts into the article and that are none of it: its editor's account, ratings, buttons.
    furniture_selector: ClassVar[str] = ""
    #: Whether pages are made of ASP.NET's controls, which tell the data where no template fits.
    has_controls: ClassVar[bool] = False
    #: How ids begin that only this CMS gives, and what only its own scripts say.
    id_marks: ClassVar[tuple[str, ...]] = ()
    script_marks: ClassVar[re.Pattern[str] | None] = None

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        for line in self.lines_in(self.furniture_selector):
            line.place = "tools"

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell whether the page has an id, or a script says something, that is this CMS's alone."""
        if cls.id_marks and any(one.startswith(cls.id_marks) for one in page.ids):
            return True
        pattern = cls.script_marks
        if pattern is None:
            return False
        return any(pattern.search(text[:_MOST_SCRIPT]) for script in page.tree.iter("script") if (text := script.text))

    @staticmethod
    def finds(page: Page, selector: str) -> bool:
        """Tell whether a CSS selector matches anything on a page."""
        return NamedElements(page.tree, {"it": selector}, {}, page.names).first("it") is not None

    @classmethod
    def selectors_on(cls, page: Page) -> Mapping[str, str]:
        """Return the selectors of the first template that fits the page, else those of its server's controls."""
        fitting = next((one for one in cls.templates if _fits(one, page)), None)
        if fitting is None and cls.has_controls:
            fitting = control_selectors(page.tree)
        return fitting or cls.selectors

    def elements(self, selector: str, root: etree._Element | None = None) -> list[etree._Element]:
        """Return the elements of a CSS selector, on the page or in an element of it: themselves, not their blocks."""
        return select(self.page.tree if root is None else root, selector, self.page.names)

    def lines_in(self, selector: str) -> list[Line]:
        """Return the lines that stand in the elements of a CSS selector; none for an empty one."""
        return self._it(selector).lines("it", self.page.lines) if selector else []

    def text_of(self, selector: str) -> str | None:
        """Return the text of the first element of a CSS selector in one line."""
        return self._it(selector).text("it")

    def _it(self, selector: str) -> NamedElements:
        return NamedElements(self.page.tree, {"it": selector}, {}, self.page.names)


def _fits(template: Mapping[str, str], page: Page) -> bool:
    named = NamedElements(page.tree, template, {}, page.names)
    for name in _MARKS_OF_TEMPLATE:
        if name in template and len(named.all(name)) != 1:
            return False
    return "body" not in template or len(collapse(named.text("body") or "")) >= _SHORTEST_BODY
