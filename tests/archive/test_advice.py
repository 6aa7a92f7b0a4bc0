"""A crawl without pages or articles says what to do, and says it from what the home page came to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.crawl_store import ArchiveCrawlStore
from archive.database import writing
from scraper.canonical import canonical_key
from scraper.extract.challenge import CHALLENGE_REASON
from scraper.items import Article, Problem
from scraper.portal import Portal
from scraper.store import Answer, CrawlSummary, FoundLink, Outcome, PageResult

HOST = "songlam.example.vn"


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        yield opened


class Crawl:
    """A crawl of which every answer is made up; the first address that is answered is the home page."""

    def __init__(self, db: Database, directory: Path, scheme: str = "http") -> None:
        self.home = f"{scheme}://{HOST}/"
        self._store = ArchiveCrawlStore(db, directory)
        self._store.begin(Portal(id="songlam", name="Sông Lam", url=self.home), [self.link("")])

    def link(self, path: str) -> FoundLink:
        return FoundLink(canonical_key(self.home + path), self.home + path, 0 if not path else 3, 1, None)

    def answer(
        self, outcome: Outcome, reason: str = "", status: int | None = 200, links: str = "", problem: str = ""
    ) -> None:
        target = self._store.next_target()
        assert target is not None
        article = None
        if outcome == "stored" and not reason:
            problems = [Problem("page", problem)] if problem else []
            article = Article(target.url, target.url, "songlam", kind="other", title=None, text="", problems=problems)
        body = target.url.encode()
        answer = Answer(target.url, datetime.now(UTC), status, [], body, body)
        found = [self.link(path) for path in links.split()]
        self._store.save(PageResult(target, answer, outcome, reason or None, article=article, links=found))

    def finish(self) -> CrawlSummary:
        return self._store.finish("finished")


@pytest.mark.parametrize(
    ("outcome", "reason", "status", "words"),
    [
        ("failed", "status 401: the portal asks for a password", 401, "behind a password"),
        ("failed", "status 403: the portal forbids the page", 403, "keeps programs out"),
        ("failed", "status 500 (tried 3 times)", 500, "run it again later"),
        ("failed", "robots.txt could not be read (status 500), so nothing is fetched for now", None, "again later"),
        ("failed", "robots.txt could not be read (the host's name cannot be resolved (DNS)), so", None, "no name any"),
        ("failed", "TLS: certificate verify failed", None, f"give http://{HOST}/"),
        ("failed", "the connection was refused", None, f"where it speaks http only, give http://{HOST}/"),
        ("gone", "status 404", 404, "is the address right?"),
        ("refused", "robots.txt forbids it", None, "administrators"),
        ("redirect", "leads out of the portal, to https://khac.example.vn/", 301, "crawl that address instead"),
        (
            "redirect",
            "leads out of the portal, to https://xn--t-9xa.vn/, a host that looks like to.vn and is another one",
            301,
            "somebody pretends to be the portal",
        ),
    ],
)
def test_of_a_portal_that_gave_no_page(
    db: Database, archive_directory: Path, outcome: Outcome, reason: str, status: int | None, words: str
) -> None:
    crawl = Crawl(db, archive_directory, "https")
    crawl.answer(outcome, reason, status)
    summary = crawl.finish()
    assert summary.outcome == "failed"
    assert words in summary.notes[-1]
    assert reason not in summary.notes[-1], "the advice comes beside the reason"


@pytest.mark.parametrize("reason", ["the connection was refused", "TLS: certificate verify failed"])
def test_who_asked_by_http_is_not_sent_there(db: Database, archive_directory: Path, reason: str) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("failed", reason, None)
    advice = crawl.finish().notes[-1]
    assert advice
    assert "give http" not in advice


def test_a_check_for_robots_has_its_advice_itself(db: Database, archive_directory: Path) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("refused", CHALLENGE_REASON, 403)
    assert len(crawl.finish().notes) == 2


def test_addresses_that_lead_round_in_a_circle(db: Database, archive_directory: Path) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("redirect", f"leads to {crawl.home}a", 302, "a")
    crawl.answer("redirect", f"leads to {crawl.home}", 302)
    assert "in a circle" in crawl.finish().notes[-1]


def test_a_redirect_to_what_fails_is_no_circle(db: Database, archive_directory: Path) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("redirect", f"leads to {crawl.home}a", 302, "a")
    crawl.answer("failed", "status 500", 500)
    assert not any("circle" in note for note in crawl.finish().notes)


@pytest.mark.parametrize(
    ("links", "words"),
    [("", "the one page that was read is no article"), ("a b", "none of the 3 pages that were read is an article")],
)
def test_of_a_portal_without_articles(db: Database, archive_directory: Path, links: str, words: str) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("stored", links=links)
    for _ in links.split():
        crawl.answer("stored")
    summary = crawl.finish()
    assert summary.outcome == "suspect"
    assert summary.notes[:1] == ["not one article was found"]
    assert words in summary.notes[1]


def test_an_address_that_leads_to_a_page_without_articles(db: Database, archive_directory: Path) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("redirect", f"leads to {crawl.home}login", 302, "login")
    crawl.answer("stored")
    assert crawl.finish().notes[1].startswith(f"the address leads to {crawl.home}login; the one page")


def test_what_is_no_page_is_named(db: Database, archive_directory: Path) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("stored", "no page: image/png")
    assert f"what answers at {crawl.home} is no page (image/png)" in crawl.finish().notes[1]


def test_a_page_that_says_itself_why_it_cannot_be_read_is_enough(db: Database, archive_directory: Path) -> None:
    crawl = Crawl(db, archive_directory)
    crawl.answer("stored", problem="the page is empty: 0 bytes")
    assert crawl.finish().notes == [
        "not one article was found", f"1 could not be read: the page is empty: 0 bytes ({crawl.home})"
    ]  # fmt: skip
