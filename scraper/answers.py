"""Judging an answer: which terminal state the address is in, what the page says, and whether to ask again.

One place decides what every kind of answer means, so that each address ends in exactly one state with its reason.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest

from scraper import page_answers
from scraper.content_encoding import (
    BodyError,
    BodyTooLargeError,
    decoded,
    decoded_or_plain,
    encodings,
    may_go_on,
    wrongly_labelled,
)
from scraper.extract.block_pages import BLOCKED_REASON, is_block_page
from scraper.extract.challenge import CHALLENGE_REASON, is_challenge
from scraper.extract.template import NO_TEMPLATE, Template
from scraper.failures import failure_words, is_lasting
from scraper.page_ends import died_within, stops_within
from scraper.page_reading import PageToRead, read
from scraper.redirects import REDIRECT_PRIORITY, redirected
from scraper.retry_after import asked_to_wait
from scraper.robots import RobotsUnreadable
from scraper.store import MAX_TRIES, Answer, FoundLink, PageResult
from scraper.tls_facts import tls_facts

if TYPE_CHECKING:
    from datetime import datetime

    from scrapy.http import Response

    from scraper.discovery import Discovery
    from scraper.page_reading import PageRead
    from scraper.store import Target

MAX_RETRY_DELAY = 300.0  # seconds, unless the portal itself asks for more
_TEMPORARY = frozenset({408, 421, 425, 429})
_LASTING_FAULTS = frozenset({501, 505, 511})  # any other of 5xx is 500 to whoever does not know it (RFC 9110, 15)
_MAY_CHALLENGE = frozenset({202, 401, 403, 405, 429, 503})  # statuses with which firewalls send their checks
_MAY_BLOCK = frozenset(
    {400, 403, 405, 406, 418, 451, 493, 501}
)  # with which firewalls say that they let nothing through
_LEAVE_ALONE = frozenset({429, 503})  # with Retry-After they speak of the portal, not of the page
WRONG_LABEL = "the answer says that it is encoded as {encoding} and is not: it was read as it came"
_BEGINNING = 4_096  # bytes of a body, which show whether it is in the encoding that is named
NO_STATUS = "the answer's status is none that HTTP has"


def answer_from_response(response: Response, moment: datetime) -> Answer:
    """Return Scrapy's response as an :class:`Answer`; its body is still in the content encoding it came in."""
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    tls = tls_facts(response)
    if not 100 <= response.status <= 999:  # RFC 9110, section 15: three digits; nothing else is kept of what sends such
        return Answer(url=response.url, fetched_at=moment, address=_address(response))
    return Answer(
        url=response.url,
        fetched_at=moment,
        status=response.status,
        headers=headers,
        raw_body=response.body,
        partial="partial" in response.flags,
        tls_ok=tls.ok,
        tls_protocol=tls.protocol,
        tls_cipher=tls.cipher,
        address=_address(response),
    )


def _address(response: Response) -> str | None:
    return str(response.ip_address) if response.ip_address else None


def judged(
    target: Target, answer: Answer, discovery: Discovery, retry_delay: float, template: Template = NO_TEMPLATE
) -> PageResult:
    """Return what an answer comes to: outcome, record, links, or another try later; its page is read here.

    Args:
        target: the address that was asked for.
        answer: what came back, with a status.
        discovery: decides on the links.
        retry_delay: the pause before the second try, in seconds; it grows fourfold with each further one.
        template: what the portal's articles are known to share.
    """
    step = before_reading(target, answer, discovery, retry_delay, template)
    return step if isinstance(step, PageResult) else after_reading(target, answer, discovery, read(step))


def after_reading(target: Target, answer: Answer, discovery: Discovery, found: PageRead) -> PageResult:
    """Return what an answer comes to whose page has been read.

    Args:
        target: the address that was asked for.
        answer: what came back, its body decoded.
        discovery: decides on the links.
        found: what was read off the page that :func:`before_reading` returned.
    """
    return _labelled(page_answers.page_result(target, answer, discovery, found))


def before_reading(
    target: Target, answer: Answer, discovery: Discovery, retry_delay: float, template: Template = NO_TEMPLATE
) -> PageResult | PageToRead:
    """Return what an answer comes to, or the page that has to be read for that; arguments as for :func:`judged`.

    Who has it read elsewhere goes on with :func:`after_reading`.
    """
    status = answer.status
    if status is None:
        return _again(target, answer, NO_STATUS, retry_delay)
    if 300 <= status < 400:
        return _not_sent(target, answer, discovery, retry_delay)
    if status in {404, 410}:
        return _as_stored(target, answer) or PageResult(target, answer, "gone", f"status {status}")
    if status in _MAY_CHALLENGE and is_challenge(_readable(answer), answer.headers):
        return PageResult(target, answer, "refused", CHALLENGE_REASON, ends_run=True)
    if status in _TEMPORARY or (500 <= status < 600 and status not in _LASTING_FAULTS):
        result = _again(target, answer, f"status {status}", retry_delay)
        if status in _LEAVE_ALONE:
            result.pause = asked_to_wait(answer.headers, answer.fetched_at)
        return result
    if status != 200:
        return PageResult(target, answer, "failed", _refusal_words(answer, status))
    failure = _unusable(target, answer, retry_delay)
    if failure is not None:
        return failure
    step = page_answers.before_reading(target, answer, discovery, template)
    return _labelled(step) if isinstance(step, PageResult) else step


def _labelled(result: PageResult) -> PageResult:
    """Return a result with the reason that its answer is not encoded as it says, where there is no other."""
    encoding = result.answer.header("Content-Encoding")
    if result.reason is None and encodings(encoding) and _is_as_sent(result.answer):
        result.reason = WRONG_LABEL.format(encoding=f"{encoding:.60}")
    return result


def _is_as_sent(answer: Answer) -> bool:
    """Tell whether a body was read in another way than its label says; the record is that of the page all the same."""
    return wrongly_labelled(answer.raw_body[:_BEGINNING], answer.header("Content-Encoding")) is not None


def _unusable(target: Target, answer: Answer, retry_delay: float) -> PageResult | None:
    """Give an answer its body, decoded; return what it comes to where that cannot be used or is not all of the page.

    A body that is text under the name of an encoding is asked for once more, as it is, before it is taken for that.
    """
    encoding = answer.header("Content-Encoding")
    if encodings(encoding) and not answer.raw_body:  # no stream is so short
        return _again(target, answer, f"the {encodings(encoding)[-1]} body ends before its stream does", retry_delay)
    is_text = False
    try:
        answer.body = decoded(answer.raw_body, encoding)
    except BodyTooLargeError as error:
        return PageResult(target, answer, "failed", str(error))
    except BodyError as error:
        text = wrongly_labelled(answer.raw_body, encoding)
        if text is None or not target.tries:
            return _again(target, answer, str(error), retry_delay)
        answer.body, is_text = text, True
        answer.mislabelled = True
    if _is_cut_short(answer, is_text=is_text):
        return _again(target, answer, "the connection closed before the end of the page (no </html>)", retry_delay)
    if died_within(answer.body):
        return _again(target, answer, "the portal's script broke off in the middle of the page", retry_delay)
    return None


def answer_from_failure(target: Target, error: BaseException, moment: datetime, retry_delay: float) -> PageResult:
    """Return what a request came to that brought no answer: refused by us, or failed on the way."""
    answer = Answer(url=target.url, fetched_at=moment)
    if isinstance(error, RobotsUnreadable):
        return PageResult(target, answer, "failed", str(error), pause=error.wait)
    if isinstance(error, IgnoreRequest):
        return PageResult(target, answer, "refused", str(error) or type(error).__name__)
    if isinstance(error, DownloadCancelledError):  # it cancels for nothing else
        return PageResult(target, answer, "failed", str(BodyTooLargeError()))
    words = failure_words(error)
    if is_lasting(words):
        return PageResult(target, answer, "failed", words)
    return _again(target, answer, words, retry_delay)


def _not_sent(target: Target, answer: Answer, discovery: Discovery, retry_delay: float) -> PageResult:
    """Return what an answer comes to that leads elsewhere, or says that the page has not changed.

    A server, or a cache before it, that says so of a page which was never sent would have it pass as read: it is no
    answer that it has been asked for before, and was in vain.
    """
    if answer.status != 304:
        return redirected(target, answer, discovery)
    if target.kind or target.etag or target.last_modified:
        return PageResult(target, answer, "unchanged")
    return _again(target, answer, "status 304: not modified, though nothing of the page is known", retry_delay)


def _readable(answer: Answer) -> bytes:
    """Return the body of an answer that is no page, as far as it can be read."""
    try:
        return decoded_or_plain(answer.raw_body, answer.header("Content-Encoding"))
    except BodyError:
        return b""


def _is_cut_short(answer: Answer, *, is_text: bool) -> bool:
    """Tell whether a page whose length nobody announced stops in the middle.

    The end of an encoded stream has been checked; another might have followed it. Nothing has been checked of text
    that is only named as encoded, nor need its length be right.
    """
    if not answer.partial:
        return is_text and stops_within(answer.body)
    encoding = answer.header("Content-Encoding")
    has_ended = bool(encodings(encoding)) and not is_text and not may_go_on(encoding)
    return not answer.raw_body or (not has_ended and stops_within(answer.body))


def _as_stored(target: Target, answer: Answer) -> PageResult | None:
    """Return another try under the decomposed form of an address with marks that is not found in its composed one.

    Pages are read in NFC, but a server that keeps its files' names in NFD knows them by that form only.
    """
    path = unquote(urlsplit(target.url).path)
    decomposed = unicodedata.normalize("NFD", path)
    if target.tries or target.asked_before or decomposed == path:
        return None
    url = urlsplit(target.url)._replace(path=quote(decomposed, safe="/:@!$&'()*+,;=~-._")).geturl()
    link = FoundLink(target.key, url, REDIRECT_PRIORITY, target.depth)
    return PageResult(target, answer, "redirect", "not found as written; asked again in decomposed form", links=[link])


def _again(target: Target, answer: Answer, reason: str, retry_delay: float) -> PageResult:
    if target.tries + 1 >= MAX_TRIES:
        return PageResult(target, answer, "failed", f"{reason} (tried {MAX_TRIES} times)")
    wait = min(retry_delay * 4**target.tries, MAX_RETRY_DELAY)
    return PageResult(
        target, answer, "failed", reason, retry_after=max(wait, asked_to_wait(answer.headers, answer.fetched_at) or 0.0)
    )


def _refusal_words(answer: Answer, status: int) -> str:
    if status in _MAY_BLOCK and is_block_page(_readable(answer), answer.headers):
        return f"status {status}: {BLOCKED_REASON}"
    return _status_words(status)


def _status_words(status: int) -> str:
    words = {401: "asks for a password", 403: "forbids the page", 451: "may not show the page"}
    return f"status {status}: the portal {words[status]}" if status in words else f"status {status}"
