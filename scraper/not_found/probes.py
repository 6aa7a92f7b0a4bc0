"""Answers to addresses that cannot exist: what is learnt by them, and whether another answer is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import absolute_url
from scraper.extract import read_page
from scraper.not_found.fingerprint import Fingerprint, fingerprint_of, same_place
from scraper.store import NotFoundPage, PageResult

if TYPE_CHECKING:
    from scraper.store import Answer

PROBE_STORED = "the portal's page for what does not exist"


def of_probe(result: PageResult, shape: str) -> PageResult:
    """Return what an impossible address came to: no record and no links, only what is learnt of the portal by it.

    Args:
        result: what its answer comes to by itself.
        shape: the shape of the address (:class:`scraper.not_found.addresses.Impossible`).
    """
    target, answer = result.target, result.answer
    if result.retry_after is not None or result.outcome in {"failed", "refused"}:
        return PageResult(
            target, answer, result.outcome, result.reason, retry_after=result.retry_after, pause=result.pause,
            ends_run=result.ends_run,
        )  # fmt: skip
    location = answer.header("Location")
    learnt = NotFoundPage(
        shape=shape,
        url=target.url,
        status=answer.status,
        location=absolute_url(target.url, location) if location else None,
        fingerprint=str(compared(answer)) if answer.status == 200 and answer.body else None,
        is_current=True,
    )
    if answer.status in {404, 410}:
        return PageResult(target, answer, "gone", f"status {answer.status}", learnt=learnt)
    return PageResult(target, answer, "stored", PROBE_STORED, learnt=learnt)


def is_same_answer(page: NotFoundPage, result: PageResult, earlier: Fingerprint | None = None) -> bool:
    """Tell whether an answer is what the portal answers for what does not exist: it leads there, or is that page.

    ``earlier`` as for :func:`is_same_page`.
    """
    if result.outcome == "redirect":
        return is_same_place(page, result)
    return is_same_page(page, result.answer, earlier)


def is_same_place(page: NotFoundPage, result: PageResult) -> bool:
    """Tell whether an answer, a redirect, leads to where the portal sends what does not exist."""
    link = next(iter(result.links))
    return page.location is not None and same_place(link.url, page.location, result.target.url, page.url)


def is_same_page(page: NotFoundPage, answer: Answer, earlier: Fingerprint | None = None) -> bool:
    """Tell whether an answer is the page that the portal shows for what does not exist.

    Args:
        page: what the portal answers for what does not exist.
        answer: the answer.
        earlier: what its address answered before in the visit, ``None`` where that is not known.
    """
    if page.status != answer.status or page.fingerprint is None:
        return False
    found = compared(answer)
    return found is not None and found.is_like(Fingerprint.from_text(page.fingerprint), earlier)


def may_be_same_page(page: NotFoundPage, found: Fingerprint) -> bool:
    """Tell whether a page could be the one for what does not exist, were it known which of its texts turn."""
    return page.fingerprint is not None and found.may_be_like(Fingerprint.from_text(page.fingerprint))


def compared(answer: Answer) -> Fingerprint | None:
    """Return what the page of an answer is compared by, ``None`` where it cannot be read."""
    _, page = read_page(answer.body, answer.url, headers=dict(answer.headers), captured_at=answer.fetched_at)
    return fingerprint_of(page, answer.url) if page is not None else None
