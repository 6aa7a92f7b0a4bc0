"""Judging an answer: which terminal state the address is in, what the page says, and whether to ask again.

One place decides what every kind of answer means, so that each address ends in exactly one state with its reason.
"""

from __future__ import annotations

import email.utils
import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.canonical import absolute_url, canonical_key
from scraper.content_encoding import BodyError, decoded
from scraper.extract import analyse
from scraper.items import Article, Problem
from scraper.robots import RobotsUnreadable
from scraper.store import Answer, FoundLink, PageResult

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.discovery import Discovery
    from scraper.store import Target

logger = logging.getLogger(__name__)

MAX_TRIES = 3
MAX_RETRY_DELAY = 300.0  # seconds, unless the portal itself asks for more
REDIRECT_PRIORITY = 1
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_NO_PAGES = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/msword",
             "application/vnd.", "application/octet-stream", "text/css", "text/javascript", "application/javascript",
             "application/json")  # fmt: skip


def answer_from_response(response: Response, moment: datetime) -> Answer:
    """Return Scrapy's response as an :class:`Answer`; its body is still in the content encoding it came in."""
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return Answer(
        url=response.url,
        fetched_at=moment,
        status=response.status,
        headers=headers,
        raw_body=response.body,
        tls_ok=True if response.url.startswith("https:") else None,
        address=str(response.ip_address) if response.ip_address else None,
    )


def judged(target: Target, answer: Answer, discovery: Discovery, retry_delay: float) -> PageResult:
    """Return what an answer comes to: outcome, record, links, or another try later.

    Args:
        target: the address that was asked for.
        answer: what came back, with a status.
        discovery: decides on the links, and learns what the page was.
        retry_delay: the pause before the second try, in seconds; it grows fourfold with each further one.
    """
    status = answer.status or 0
    if status == 304:
        return PageResult(target, answer, "unchanged")
    if 300 <= status < 400:
        return _redirect(target, answer, discovery)
    if status in {404, 410}:
        return PageResult(target, answer, "gone", f"status {status}")
    if status in _TEMPORARY:
        return _again(target, answer, f"status {status}", retry_delay)
    if status != 200:
        return PageResult(target, answer, "failed", _status_words(status))
    try:
        answer.body = decoded(answer.raw_body, answer.header("Content-Encoding"))
    except BodyError as error:
        return _again(target, answer, str(error), retry_delay)
    return _page(target, answer, discovery)


def answer_from_failure(target: Target, error: BaseException, moment: datetime, retry_delay: float) -> PageResult:
    """Return what a request came to that brought no answer: refused by us, or failed on the way."""
    answer = Answer(url=target.url, fetched_at=moment)
    if isinstance(error, RobotsUnreadable):
        return PageResult(target, answer, "failed", str(error))
    if isinstance(error, IgnoreRequest):
        return PageResult(target, answer, "refused", str(error) or type(error).__name__)
    for cause in getattr(error, "reasons", ()):  # Twisted wraps what happened on the connection
        inner = getattr(cause, "value", None)
        if isinstance(inner, IgnoreRequest):
            return PageResult(target, answer, "refused", str(inner))
    words = " ".join(str(error).split()) or type(error).__name__
    return _again(target, answer, f"{type(error).__name__}: {words}"[:500], retry_delay)


def _page(target: Target, answer: Answer, discovery: Discovery) -> PageResult:
    content_type = (answer.header("Content-Type") or "").lower()
    if content_type.startswith(_NO_PAGES):
        return PageResult(target, answer, "stored", f"no page: {content_type.split(';')[0]}")
    try:
        page = analyse(
            answer.body,
            answer.url,
            headers=dict(answer.headers),
            portal=discovery.portal,
            captured_at=answer.fetched_at,
        )
    except Exception as error:
        logger.exception("%s: the page could not be read", answer.url)
        reason = f"the extractor failed on this page: {type(error).__name__}: {error}"
        broken = Article(answer.url, answer.url, discovery.portal.id, problems=[Problem("page", reason)])
        return PageResult(target, answer, "stored", reason, article=broken)
    article = page.article
    is_article = article.kind in {"article", "document"}
    discovery.note_kind(target.url, is_article=is_article)
    result = PageResult(target, answer, "stored", article=article)
    result.links = discovery.worth_asking(page.links, target.depth)
    own_key = canonical_key(article.canonical_url)
    if is_article and own_key != target.key and discovery.is_inside(article.canonical_url):
        result.alias_of = FoundLink(own_key, article.canonical_url, REDIRECT_PRIORITY, target.depth)
    return result


def _redirect(target: Target, answer: Answer, discovery: Discovery) -> PageResult:
    location = answer.header("Location")
    url = absolute_url(target.url, location) if location else None
    if url is None:
        return PageResult(target, answer, "failed", f"status {answer.status} without a usable Location")
    if not discovery.is_inside(url):
        return PageResult(target, answer, "redirect", f"leads out of the portal, to {url}")
    link = FoundLink(canonical_key(url), url, REDIRECT_PRIORITY, target.depth)
    return PageResult(target, answer, "redirect", f"leads to {url}", links=[link])


def _again(target: Target, answer: Answer, reason: str, retry_delay: float) -> PageResult:
    if target.tries + 1 >= MAX_TRIES:
        return PageResult(target, answer, "failed", f"{reason} (tried {MAX_TRIES} times)")
    wait = min(retry_delay * 4**target.tries, MAX_RETRY_DELAY)
    asked = retry_after(answer.header("Retry-After"), answer.fetched_at)
    return PageResult(target, answer, "failed", reason, retry_after=max(wait, asked or 0.0))


def retry_after(value: str | None, moment: datetime) -> float | None:
    """Return the seconds a ``Retry-After`` header asks to wait (number or HTTP date), ``None`` where it says nothing."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip())
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value) - moment).total_seconds())
    except (TypeError, ValueError):
        return None


def _status_words(status: int) -> str:
    words = {401: "asks for a password", 403: "forbids the page", 451: "may not show the page"}
    return f"status {status}: the portal {words[status]}" if status in words else f"status {status}"
