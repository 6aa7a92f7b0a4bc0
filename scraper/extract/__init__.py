"""Extraction: a page's bytes in, its record out. Pure: no clock, no network, no state.

The same function reads a page in a live crawl, in a replay of stored pages, on the command line and in the tests.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from scraper.extract.bounds import bounded
from scraper.extract.decode import decode
from scraper.extract.document import Reading
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.extract.record import record_of
from scraper.extract.template import NO_TEMPLATE, Template
from scraper.items import Article, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from scraper.extract.links import Link
    from scraper.portal import Portal


@dataclass(slots=True)
class Analysis:
    """What one parse of a page gives: its record, and its links for discovery; the page itself, where there is one.

    The record holds what the page says; ``annotate`` adds the people, dates and places in it. That is half of the work
    and is left to the caller, for a page that turns out to be known already needs none of it.
    """

    article: Article
    links: list[Link] = field(default_factory=list)
    annotate: Callable[[], None] = lambda: None
    page: Page | None = None


def extract(
    body: bytes,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    portal: Portal | None = None,
    captured_at: datetime | None = None,
    template: Template = NO_TEMPLATE,
) -> Article:
    """Return the record of a page; never raises on what a page holds.

    Args:
        body: the page as sent, its content encoding undone.
        url: its address; what relative addresses are relative to.
        headers: the answer's headers; ``Content-Type`` may name the encoding.
        portal: the portal it belongs to; picks the family (of the era of ``captured_at``) and names the publishing
            unit.
        captured_at: when it was fetched; a stamp of that day may be the page's clock.
        template: what the portal's articles are known to share, which is no content.
    """
    reading, page = read_page(body, url, headers=headers, portal=portal, captured_at=captured_at, template=template)
    return complete_record(reading, page, url, portal=portal, captured_at=captured_at)


def complete_record(
    reading: Reading, page: Page | None, url: str, *, portal: Portal | None = None, captured_at: datetime | None = None
) -> Article:
    """Return the record of what :func:`read_page` has read off a page, with the people, dates and places in it."""
    if page is None:
        return _unreadable(url, portal, reading.problems[0].reason)
    article = record_of(reading, url, portal)
    annotate_record(article, reading, portal, captured_at)
    return article


def analyse(
    body: bytes,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    portal: Portal | None = None,
    captured_at: datetime | None = None,
    template: Template = NO_TEMPLATE,
) -> Analysis:
    """Return the record of a page, not yet annotated, and its links; arguments as for :func:`extract`."""
    reading, page = read_page(body, url, headers=headers, portal=portal, captured_at=captured_at, template=template)
    if page is None:
        return Analysis(_unreadable(url, portal, reading.problems[0].reason))
    article = record_of(reading, url, portal)
    return Analysis(article, page.links, partial(annotate_record, article, reading, portal, captured_at), page)


def read_page(
    body: bytes,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    portal: Portal | None = None,
    captured_at: datetime | None = None,
    template: Template = NO_TEMPLATE,
) -> tuple[Reading, Page | None]:
    """Return what a family reads off a page, and the page; arguments as for :func:`extract`.

    The page is ``None`` where the bytes hold none; the reading's problem says why.
    """
    from scraper.families import family_for  # families build on this package

    decoded = decode(body, _content_type(headers))
    text, left_out = bounded(decoded.text)
    tree = parse(text) if decoded.readable else None
    if tree is None:
        return Reading("other", problems=[Problem("page", decoded.problem or "the page holds no text")]), None
    then = portal.at(captured_at) if portal else None
    page = Page(tree, url, then, captured_at, template)
    family = family_for(page, then)
    reading = family(page).read()
    reading.family = family.name
    if then and then.family not in {None, family.name} and reading.kind in {"article", "document"}:
        reading.problems.append(Problem("family", _not_the_named(then.family, family.name)))
    if decoded.problem:
        reading.problems.insert(0, Problem("page", decoded.problem))
    reading.problems += [Problem("size", said) for said in (left_out, page.walk.left_out) if said]
    return reading, page


def _not_the_named(named: str | None, family: str) -> str:
    return f"the page has nothing of the CMS family {named!r} that the portal names; it was read as {family!r}"


def annotate_record(article: Article, reading: Reading, portal: Portal | None, captured_at: datetime | None) -> None:
    """Add the people, dates and places to a record; see :func:`scraper.extract.annotate.annotate_record`."""
    _annotator()(article, reading, portal, captured_at)


@cache
def _annotator() -> Callable[[Article, Reading, Portal | None, datetime | None], None]:
    """Load what finds people, dates and places: seventy modules, of which a visit with nothing new needs none."""
    from scraper.extract import annotate
    from scraper.extract.officials import reading  # noqa: F401

    if gc.get_freeze_count():  # the process keeps what it has loaded out of the collector's rounds, and so this
        gc.freeze()
    return annotate.annotate_record


def extract_text(
    body: bytes, url: str = "", *, portal: Portal | None = None, captured_at: datetime | None = None
) -> Article:
    """Return the record of a plain-text dump of a page; arguments as for :func:`extract`."""
    from scraper.extract.dump import read_dump  # no crawl reads dumps, and its patterns take a quarter second to load

    decoded = decode(body)
    if not decoded.readable:
        return _unreadable(url, portal, decoded.problem or "the file holds no text")
    reading = read_dump(decoded.text, captured_at)
    if decoded.problem:
        reading.problems.insert(0, Problem("page", decoded.problem))
    article = record_of(reading, url, portal)
    annotate_record(article, reading, portal, captured_at)
    return article


def _content_type(headers: Mapping[str, str] | None) -> str | None:
    return next((value for name, value in (headers or {}).items() if name.lower() == "content-type"), None)


def _unreadable(url: str, portal: Portal | None, reason: str) -> Article:
    return Article(url, url, portal.id if portal else None, problems=[Problem("page", reason)])
