"""The article that a page does not print and its data hold: made into a page of its own, and read like any other.

Single-page sites send a frame and data (:mod:`scraper.extract.script_data`), and fill the frame in the browser. What is
read off the frame is the portal's: its counters, its foot, the address the page gives as its own.
"""

from __future__ import annotations

import re
from functools import cached_property
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from scraper.extract.attachments import find_attachments
from scraper.extract.machine_dates import parse_machine_date
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.extract.reading.credits import is_no_name
from scraper.extract.reading.moments import Moments
from scraper.extract.script_data.articles import find_article, lists_articles
from scraper.extract.stamps import parse_stamp
from scraper.families.generic import Generic
from scraper.patterns import regex
from scraper.vietnamese import nfc

if TYPE_CHECKING:
    from typing import Any

    from scraper.extract.document import Reading
    from scraper.extract.script_data.articles import ScriptArticle
    from scraper.items import Attachment

_PIECE = 25  # characters from which a piece of the body is looked for on the page
_MOST_PIECES = 40
_PRINTED = 0.5  # share of the pieces found on a page that prints the article
_LONGEST_ADDRESS = 1_000  # characters
_PICTURE = regex(r"\.(?:jpe?g|png|gif|webp|svg|bmp|avif)(?:$|[?#])", re.IGNORECASE)
_DAY = len("2026-03-05")


class ScriptPage:
    """What the data in a page's scripts say beside what it prints.

    Args:
        around: the family that reads the printed page.
    """

    def __init__(self, around: Generic) -> None:
        self._around = around

    @cached_property
    def data(self) -> list[Any]:
        """The data."""
        return self._around.page.script_data

    @cached_property
    def article(self) -> ScriptArticle | None:
        """The page's article among the data."""
        return find_article(self.data, self._around.page.url, self._around.heads)

    @property
    def lists_articles(self) -> bool:
        """Whether the data hold a list of articles."""
        return lists_articles(self.data)

    @cached_property
    def is_printed(self) -> bool:
        """Whether the page prints the article that its data have; a few pieces of the text are looked for."""
        tree = parse(self.article.body) if self.article is not None else None
        if tree is None:
            return False
        texts = (_squeezed(text) for text in tree.itertext())
        pieces = list(islice((text for text in texts if len(text) >= _PIECE), _MOST_PIECES))
        said = _squeezed(" ".join(line.text for line in self._around.lines))
        return sum(piece in said for piece in pieces) > _PRINTED * len(pieces)

    @property
    def moments(self) -> Moments:
        """When the data say that the article was published and updated: for machines, or as stamps are printed."""
        found = Moments()
        for name in ("published", "updated"):
            given = getattr(self.article, name, None)
            if given is None:
                continue
            value = parse_machine_date(given)
            stamp = None if value else parse_stamp(nfc(given), not_after=self._around.page.captured_at)
            setattr(found, name, value or (stamp.value if stamp else None))
            if name == "published" and stamp is not None:
                found.published_text = stamp.text
        found.updated = later(found.updated, found.published)
        return found

    def read(self) -> Reading | None:
        """Return what the data say where they hold an article that the page does not print, else ``None``."""
        article, around = self.article, self._around
        if article is None or self.is_printed:
            return None
        reading = _DataReader(_page_of(article, around.page), article, self.moments).read()
        reading.stats = around.stats("other")
        reading.stats.views, reading.stats.comments = article.views, None
        reading.stats.rating_count = reading.stats.rating_average = None
        reading.section = article.section or around.section()
        reading.canonical_url = around.canonical_url()
        reading.furniture = around.furniture()
        return reading


class _DataReader(Generic):
    """Reads the page that was made of an article's data; what the data say by name is believed."""

    selectors: ClassVar[dict[str, str]] = {"title": "#data-title", "lead": "#data-lead", "body": "#data-body"}

    def __init__(self, page: Page, article: ScriptArticle, moments: Moments) -> None:
        super().__init__(page)
        self._article = article
        self._moments = moments

    def read(self) -> Reading:
        """Return what the article says."""
        reading = self.article()
        reading.title = self._article.title
        if reading.author is None and self._article.author is not None and not is_no_name(self._article.author):
            reading.author = self._article.author
        reading.source = reading.source or self._article.source
        return reading

    @cached_property
    def moments(self) -> Moments:
        """When the data say it was published and updated."""
        return self._moments

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files that the text links to, and those that the data list."""
        listed = []
        for address, label in self._article.files:
            if address.isprintable() and not _PICTURE.search(address[:_LONGEST_ADDRESS]):
                anchor = etree.Element("a", href=address)
                anchor.text = "".join(char for char in label if char.isprintable())
                listed.append(anchor)
        linked = [anchor.element for anchor in self.page.walk.anchors]
        return find_attachments([*linked, *listed], self.page.base_url, listed)


def later(updated: str | None, published: str | None) -> str | None:
    """Return the moment of the last edit where it is later, by the minute, than the publication."""
    if updated is None or published is None or updated[:16] <= published[:16]:
        return None
    return None if len(published) == _DAY and updated[:_DAY] == published else updated


def _page_of(article: ScriptArticle, page: Page) -> Page:
    """Return a page that holds an article's data and nothing else, at the address of the page it was found on."""
    lead = f'<p id="data-lead">{escape(article.lead)}</p>' if article.lead else ""
    text = (
        f'<html><body><article><h1 id="data-title">{escape(article.title)}</h1>{lead}'
        '<div id="data-body"></div></article></body></html>'
    )
    root = etree.fromstring(text, etree.HTMLParser(encoding="utf-8"))
    target = root.find(".//div[@id='data-body']")
    tree = parse(article.body)
    body = tree.find("body") if tree is not None else None
    if target is not None and body is not None:
        target.text = body.text
        target.extend(list(body))
    return Page(root, page.base_url, page.portal, page.captured_at)


def _squeezed(text: str) -> str:
    return "".join(nfc(text).split())
