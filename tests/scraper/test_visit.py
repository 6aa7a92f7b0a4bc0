"""What becomes of an answer that our own code cannot take: a failure of its page, once, and no end of the crawl."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from scraper.errors import ArchiveError
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, PageResult, Target
from scraper.visit import Visit

HOME = "https://xa.example.gov.vn/"
LINK = FoundLink("xa.example.gov.vn/tin", f"{HOME}tin", 3, 1)


class Store:
    """Takes results until one of its methods is told to fail."""

    def __init__(self, *, takes_links: bool = True, error: Exception | None = None) -> None:
        self.saved: list[PageResult] = []
        self._takes_links = takes_links
        self._error = error or OverflowError("date value out of range")

    def save(self, result: PageResult) -> None:
        if list(result.links) and not self._takes_links:
            raise self._error
        self.saved.append(result)

    def queue_ahead(self, _target: Target, _links: object) -> None:
        if not self._takes_links:
            raise self._error


def result(links: Iterator[FoundLink] | list[FoundLink]) -> PageResult:
    target = Target("xa.example.gov.vn/sitemap.xml", f"{HOME}sitemap.xml", 1)
    return PageResult(target, Answer(target.url, datetime.now(UTC), 200), "stored", machine_list="sitemap", links=links)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setattr("scraper.visit.PIECE", 2)
    return Visit(Portal(id="xa", name="Xã", url=HOME))


def unreadable() -> Iterator[FoundLink]:
    yield LINK
    raise UnicodeError("no address")


def test_a_list_whose_addresses_cannot_be_read_fails(run: Visit) -> None:
    answer = result(unreadable())
    assert list(run.queue_ahead(answer, Store())) == []  # type: ignore[arg-type]
    assert (answer.outcome, answer.reason) == ("failed", "congtin failed on this page: UnicodeError: no address")
    assert list(answer.links) == []


def test_a_list_whose_addresses_cannot_be_queued_fails(run: Visit) -> None:
    answer = result([LINK] * 3)
    assert list(run.queue_ahead(answer, Store(takes_links=False))) == []  # type: ignore[arg-type]
    assert answer.outcome == "failed"


def test_what_is_kept_when_the_links_are_what_cannot_be(run: Visit) -> None:
    store = Store(takes_links=False)
    run.keep(result([LINK]), store)  # type: ignore[arg-type]
    [kept] = store.saved
    assert kept.outcome == "failed"
    assert list(kept.links) == []


def test_an_archive_that_cannot_be_written_is_told(run: Visit) -> None:
    store = Store(takes_links=False, error=ArchiveError("the disk is full"))
    with pytest.raises(ArchiveError, match="the disk is full"):
        run.keep(result([LINK]), store)  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match="the disk is full"):
        list(run.queue_ahead(result([LINK] * 3), store))  # type: ignore[arg-type]
    assert store.saved == []
