"""Reading a page that came whole: all that is made of its bytes alone, in one call.

Everything here can be done in another process (:mod:`scraper.readers`): a page to read and what was read are data. What
an answer comes to by it, in the light of what is known of the portal, is the business of :mod:`scraper.page_answers`.
"""

from __future__ import annotations

import logging
import pickle
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeAlias

from scraper.extract import analyse
from scraper.extract.forwards import forwards
from scraper.extract.links import Link
from scraper.items import Article, Problem
from scraper.not_found.words import LONGEST_NOTICE, notice_of
from scraper.portal_ends import FrontWords, front_words
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scraper.extract import Analysis
    from scraper.extract.links import Place
    from scraper.extract.page import Page
    from scraper.extract.template import Template
    from scraper.not_found.words import Notice
    from scraper.portal import Portal

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page that is to be read, and what is known of it beforehand.

    ``body`` has its content encoding undone, ``headers`` are those of the answer that say what it is. ``is_front``
    tells that it stands at the portal's front.
    """

    body: bytes
    url: str
    headers: dict[str, str]
    portal: Portal
    captured_at: datetime
    template: Template
    is_front: bool = False


@dataclass(slots=True)
class PageRead:
    """What was read off a page.

    Attributes:
        article: its record, not yet annotated.
        links: its links.
        notice: what the page says of itself in place of an article (:func:`scraper.not_found.words.notice_of`).
        forward: where a page without a word sends its readers on to, ``None`` for any other.
        annotate: adds the people, dates and places to the record.
        front: what a page at the portal's front says of the portal, ``None`` for any other.
        failure: why the extractor could not read it, in words; the record then says nothing.
    """

    article: Article
    links: list[Link] = field(default_factory=list)
    notice: Notice | None = None
    forward: str | None = None
    annotate: Callable[[], None] = lambda: None
    front: FrontWords | None = None
    failure: str | None = None


def read(page: PageToRead) -> PageRead:
    """Read a page; what the extractor fails on is told in ``failure``."""
    try:
        analysis = analyse(
            page.body,
            page.url,
            headers=page.headers,
            portal=page.portal,
            captured_at=page.captured_at,
            template=page.template,
        )
    except Exception as error:
        problem = _extractor_failed(page.url, error)
        broken = Article(page.url, page.url, page.portal.id, problems=[problem])
        return PageRead(broken, failure=problem.reason)
    found = PageRead(analysis.article, analysis.links, annotate=partial(_annotate, analysis))
    if analysis.page is None:
        return found
    if page.is_front:
        found.front = front_words(analysis.page)
    if not _is_long_article(analysis.article):
        found.notice = notice_of(analysis.page, analysis.article)
        found.forward = _forward(analysis.page)
    return found


def _is_long_article(article: Article) -> bool:
    return article.kind in KEPT_KINDS and len(article.text) > LONGEST_NOTICE


def _forward(page: Page) -> str | None:
    """Return where a page that has not a word sends its readers on to: a refresh, a script."""
    if any(line.text for line in page.lines):
        return None
    return next((address for address, _ in forwards(page.tree, page.base_url)), None)


def _annotate(analysis: Analysis) -> None:
    try:
        analysis.annotate()
    except Exception as error:
        analysis.article.problems.append(_extractor_failed(analysis.article.url, error))


def _extractor_failed(url: str, error: Exception) -> Problem:
    logger.debug("%s: the extractor failed", url, exc_info=error)
    return Problem("extractor", f"the extractor failed on this page: {type(error).__name__}: {error}")


# ---------------------------------------------------------------------------------------------- between processes


def packed(portal: Portal, template: Template) -> bytes:
    """Return what all pages of a visit are read with, to be sent with each of them."""
    return pickle.dumps((portal, template), pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=256)
def _unpacked(described: bytes) -> tuple[Portal, Template]:
    portal, template = pickle.loads(described)  # noqa: S301  # nosec B301  our own process has sent it
    return portal, template


# The record as it was before it was annotated, and then (``None`` where it is none that is kept); links as plain data.
Sent: TypeAlias = (
    "tuple[Article, Article | None, list[tuple[str, str, Place]], Notice | None, str | None, FrontWords | None, "
    "str | None]"
)


def read_to_send(
    body: bytes, url: str, headers: dict[str, str], described: bytes, captured_at: datetime, is_front: bool
) -> Sent:
    """Read a page, its people, dates and places too, and return that in a form that costs little to send.

    Args:
        body: the page, its content encoding undone.
        url: its address.
        headers: those of the answer that say what it is.
        described: the portal and its template, :func:`packed`.
        captured_at: when it was fetched.
        is_front: whether it stands at the portal's front.
    """
    portal, template = _unpacked(described)
    found = read(PageToRead(body, url, headers, portal, captured_at, template, is_front))
    bare = replace(found.article, problems=list(found.article.problems))
    if found.article.kind in KEPT_KINDS:
        found.annotate()
    annotated = found.article if found.article.kind in KEPT_KINDS else None
    links = [(link.url, link.text, link.place) for link in found.links]
    return bare, annotated, links, found.notice, found.forward, found.front, found.failure


def received(sent: Sent) -> PageRead:
    """Return what :func:`read_to_send` has sent as what :func:`read` returns."""
    article, annotated, links, notice, forward, front, failure = sent
    found = PageRead(article, [Link(*link) for link in links], notice, forward, front=front, failure=failure)
    if annotated is not None:
        found.annotate = partial(_take_over, article, annotated, len(article.problems))
    return found


def _take_over(article: Article, annotated: Article, problems: int) -> None:
    """Give a record what another process has added to it; what was made of it here since then stays."""
    article.events, article.officials, article.places = annotated.events, annotated.officials, annotated.places
    article.problems += annotated.problems[problems:]
