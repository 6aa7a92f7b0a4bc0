"""Next.js, Nuxt and their like: the article stands in the page, in the data of its scripts, or in both.

Where the page prints the article, it is read off the page, and the data says what is not printed: the moment of
publication behind "3 giờ trước", and which line is the lead. Where only the data has it, a page is made of the data and
read like any other. React sends parts of a page later, hidden, with a script that would move them: they are moved here.
"""

from __future__ import annotations

import re
from functools import cached_property
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from scraper.extract.attachments import find_attachments
from scraper.extract.machine_dates import parse_machine_date
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.extract.reading.credits import is_no_name
from scraper.extract.reading.kind import apologises, is_home
from scraper.extract.reading.moments import Moments
from scraper.extract.script_data import holds_script_data, read_script_data
from scraper.extract.script_data.articles import ScriptArticle, find_article, lists_articles
from scraper.extract.stamps import parse_stamp
from scraper.extract.wording import key
from scraper.families.generic import Generic
from scraper.vietnamese import nfc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from scraper.extract.document import Reading
    from scraper.items import Attachment

_COMPLETES = re.compile(r"\$R[CR]\(\"(?P<place>[BP]:[0-9a-f]{1,6})\",\s?\"(?P<part>S:[0-9a-f]{1,6})\"")
_OPTIMISED = re.compile(r"/_next/image/?\?")
_PIECE = 25  # characters from which a piece of the body is looked for on the page
_MOST_PIECES = 40
_PRINTED = 0.5  # share of the pieces found on a page that prints the article
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp|avif)(?:$|[?#])", re.IGNORECASE)
_DAY = len("2026-03-05")


class NextJs(Generic):
    """Sites whose pages carry the data of Next.js or Nuxt."""

    name: ClassVar[str] = "nextjs"

    def __init__(self, page: Page) -> None:
        _settle(page.tree)
        super().__init__(page)
        article = self.script_article
        if article is not None and article.lead is not None and self.is_printed:
            lead = key(article.lead)
            for line in self.lines:
                if not line.linked and not line.place and key(line.text) == lead:
                    line.hints = line.hints._replace(lead=True)

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the names under which Next.js and Nuxt keep a page's data."""
        return holds_script_data(page.tree)

    @cached_property
    def script_data(self) -> list[Any]:
        """The data in the page's scripts."""
        return read_script_data(self.page.tree)

    @cached_property
    def script_article(self) -> ScriptArticle | None:
        """The page's article among the data."""
        return None if is_home(self.page.url) else find_article(self.script_data, self.page.url, self.heads)

    @cached_property
    def is_printed(self) -> bool:
        """Whether the page prints the article that its data has; a few pieces of the text are looked for."""
        article = self.script_article
        tree = parse(article.body) if article is not None else None
        if tree is None:
            return False
        texts = (_squeezed(text) for text in tree.itertext())
        pieces = list(islice((text for text in texts if len(text) >= _PIECE), _MOST_PIECES))
        said = _squeezed(" ".join(line.text for line in self.lines))
        return sum(piece in said for piece in pieces) > _PRINTED * len(pieces)

    def read(self) -> Reading:
        """Return what the page says, printed or in its data."""
        article = self.script_article
        if article is not None and not self.is_printed and not apologises(self.lines, self.title):
            return self._read_data(article)
        reading = super().read()
        if article is not None and reading.kind == "article":
            moments = _moments(article, self)
            if reading.published is None:
                reading.published, reading.published_text = moments.published, moments.published_text
            reading.updated = reading.updated or _after(moments.updated, reading.published)
        elif reading.kind == "other" and not apologises(self.lines, self.title) and lists_articles(self.script_data):
            reading.kind = "listing"
        return reading

    def _read_data(self, article: ScriptArticle) -> Reading:
        """Return what the data says of the article, and the printed page of the portal."""
        reading = _DataReader(_page_of(article, self.page), article, self).read()
        stats = super().stats("other")
        stats.views, stats.comments, stats.rating_count, stats.rating_average = article.views, None, None, None
        reading.stats = stats
        reading.section = article.section or self.section()
        reading.canonical_url = self.canonical_url()
        reading.furniture = self.furniture()
        return reading


class _DataReader(Generic):
    """Reads the page that was made of an article's data; what the data says by name is believed."""

    selectors: ClassVar[dict[str, str]] = {"title": "#data-title", "lead": "#data-lead", "body": "#data-body"}

    def __init__(self, page: Page, article: ScriptArticle, around: Generic) -> None:
        super().__init__(page)
        self._article = article
        self._around = around

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
        """When the data says it was published and updated."""
        return _moments(self._article, self._around)

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files that the text links to, and those that the data lists."""
        anchors = [etree.Element("a", href=address) for address, _ in self._article.files if _is_address(address)]
        labels = [label for address, label in self._article.files if _is_address(address)]
        for anchor, label in zip(anchors, labels, strict=True):
            anchor.text = _without_controls(label)
        linked = [anchor.element for anchor in self.page.walk.anchors]
        return find_attachments([*linked, *anchors], self.page.base_url, anchors)


def _is_address(address: str) -> bool:
    return address.isprintable() and not _PICTURE.search(address)


def _without_controls(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


def _moments(article: ScriptArticle, around: Generic) -> Moments:
    """Return the moments that the data gives: dates for machines, or stamps as the front end prints them."""
    found = Moments()
    for name in ("published", "updated"):
        given = getattr(article, name)
        if given is None:
            continue
        value = parse_machine_date(given)
        stamp = None if value else parse_stamp(nfc(given), not_after=around.page.captured_at)
        setattr(found, name, value or (stamp.value if stamp else None))
        if name == "published" and stamp is not None:
            found.published_text = stamp.text
    found.updated = _after(found.updated, found.published)
    return found


def _after(updated: str | None, published: str | None) -> str | None:
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


def _settle(tree: etree._Element) -> None:
    """Do what the page's own scripts would: put late parts in their places, give pictures their own addresses."""
    for place, part in list(_late_parts(tree)):
        parent = place.getparent()
        if parent is not None and place not in part.iterdescendants():
            del part.attrib["hidden"]
            part.tail = place.tail
            parent.replace(place, part)
    for image in tree.iter("img"):
        for name in ("src", "srcset"):
            value = image.get(name)
            if value and _OPTIMISED.search(value[:500]):
                own = parse_qs(urlsplit(value.split()[0]).query).get("url")
                if own:
                    image.attrib.pop("srcset", None)
                    image.set("src", own[0])
                break


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
