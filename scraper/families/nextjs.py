"""Next.js, Nuxt and their like: the article stands in the page, in the data of its scripts, or in both.

Where the page prints the article, it is read off the page, and the data say what is not printed: the moment of
publication behind "3 giờ trước", and which line is the lead. Where only the data have it, every family reads it
(:mod:`scraper.families.script_page`). React sends parts of a page later, hidden, with a script that would move them:
they are moved here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

from scraper.extract.wording import key
from scraper.families.generic import Generic
from scraper.families.script_page import later
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scraper.extract.document import Reading
    from scraper.extract.page import Page
    from scraper.extract.script_data.articles import ScriptArticle

_COMPLETES = regex(r"\$R[CR]\(\"(?P<place>[BP]:[0-9a-f]{1,6})\",\s?\"(?P<part>S:[0-9a-f]{1,6})\"")
_OPTIMISED = regex(r"/_next/image/?\?")


class NextJs(Generic):
    """Sites whose pages carry the data of Next.js, Nuxt and the like."""

    name: ClassVar[str] = "nextjs"

    def __init__(self, page: Page) -> None:
        if _settle(page.tree):
            page.forget_walk()
        super().__init__(page)
        article = self.printed_article
        if article is not None and article.lead is not None:
            lead = key(article.lead)
            for line in self.lines:
                if not line.linked and not line.place and key(line.text) == lead:
                    line.hints = line.hints._replace(lead=True)

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the names under which front ends keep a page's data."""
        return page.has_script_data

    @property
    def printed_article(self) -> ScriptArticle | None:
        """The data's article, where the page prints it."""
        return self.script_page.article if self.script_page is not None and self.script_page.is_printed else None

    def read(self) -> Reading:
        """Return what the page says; of an article that it prints, the data tell the moments that are not printed."""
        found = super().read()
        if self.script_page is not None and self.printed_article is not None and found.kind == "article":
            moments = self.script_page.moments
            if found.published is None:
                found.published, found.published_text = moments.published, moments.published_text
            found.updated = found.updated or later(moments.updated, found.published)
        return found


def _settle(tree: etree._Element) -> bool:
    """Do what the page's own scripts would: put late parts in their places, give pictures their own addresses.

    Returns whether anything was changed.
    """
    is_changed = False
    for place, part in list(_late_parts(tree)):
        parent = place.getparent()
        if parent is not None and place not in part.iterdescendants():
            del part.attrib["hidden"]
            part.tail = place.tail
            parent.replace(place, part)
            is_changed = True
    for image in tree.iter("img"):
        for name in ("src", "srcset"):
            value = image.get(name)
            if value and _OPTIMISED.search(value[:500]):
                own = parse_qs(urlsplit(value.split()[0]).query).get("url")
                if own:
                    image.attrib.pop("srcset", None)
                    image.set("src", own[0])
                    is_changed = True
                break
    return is_changed


def _late_parts(tree: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield the template of each part that came late, and the hidden element it came in."""
    parts = {part.get("id"): part for part in tree.iter("div") if part.get("hidden") is not None}
    if not any((name or "").startswith("S:") for name in parts):
        return
    places = {place.get("id"): place for place in tree.iter("template") if place.get("id")}
    for script in tree.iter("script"):
        for found in _COMPLETES.finditer(script.text or ""):
            place, part = places.pop(found["place"], None), parts.pop(found["part"], None)
            if place is not None and part is not None:
                yield place, part
