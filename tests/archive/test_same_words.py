"""One article at several addresses that no page says are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.crawl_store import ArchiveCrawlStore
from archive.database import writing
from archive.visits import VisitOptions
from scraper.canonical import canonical_key
from scraper.items import Article
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, Outcome, PageResult

HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME)
TEXT = "Sáng nay, Ủy ban nhân dân thị xã tổ chức hội nghị bàn về công tác phòng chống thiên tai. " * 4
FIRST = Article(
    HOME, HOME, "songlam", kind="article", title="Hội nghị", text=TEXT, published="2024-03-04T08:30:00+07:00"
)


class Visit:
    """A crawl in which a test says what stands at each address."""

    def __init__(self, db: Database, directory: Path) -> None:
        self._db, self._directory = db, directory
        self.store = ArchiveCrawlStore(db, directory)
        self.store.begin(PORTAL, [FoundLink(canonical_key(HOME + path), HOME + path, 0, 1) for path in ("a", "b")])

    def begin_again(self) -> None:
        """Begin a visit that asks for every article again; articles of years ago are due in a week otherwise."""
        self.store = ArchiveCrawlStore(self._db, self._directory, visit=VisitOptions(full=True))
        self.store.begin(PORTAL, [])

    def answer(self, path: str, article: Article | None, outcome: Outcome = "stored") -> PageResult:
        """Give the answer for the address, which must be the next one."""
        target = self.store.next_target()
        assert target is not None
        assert target.url == HOME + path
        record = replace(article, url=target.url, canonical_url=target.url) if article else None
        body = f"{path} {article}".encode() if article else b""
        answer = Answer(target.url, datetime.now(UTC), 200 if article else 404, [], body, body)
        result = PageResult(target, answer, outcome, article=record)
        self.store.save(result)
        return result


@pytest.fixture
def visit(archive_directory: Path) -> Iterator[Visit]:
    with writing(archive_directory) as db:
        yield Visit(db, archive_directory)


def test_the_same_words_at_a_second_address_are_an_alias(visit: Visit) -> None:
    assert visit.answer("a", FIRST).outcome == "stored"
    second = visit.answer("b", FIRST)
    assert second.outcome == "alias"
    assert second.reason == f"another address of {HOME}a"
    assert visit.store.next_target() is None


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, title="Hội nghị lần hai"),
        replace(FIRST, published="2024-03-05T08:30:00+07:00"),
        replace(FIRST, text=TEXT + "Có thêm một câu."),
        replace(FIRST, published=None),
    ],
)
def test_what_differs_in_headline_stamp_or_text_is_an_article_of_its_own(visit: Visit, other: Article) -> None:
    visit.answer("a", FIRST)
    assert visit.answer("b", other).outcome == "stored"


def test_articles_without_a_stamp_are_compared_by_headline_and_text(visit: Visit) -> None:
    visit.answer("a", replace(FIRST, published=None))
    assert visit.answer("b", replace(FIRST, published=None)).outcome == "alias"


def test_short_notices_may_repeat_each_other(visit: Visit) -> None:
    notice = replace(FIRST, text="Mời xem tệp đính kèm.")
    visit.answer("a", notice)
    assert visit.answer("b", notice).outcome == "stored"


def test_an_address_whose_article_has_gone_does_not_hide_another(visit: Visit) -> None:
    visit.answer("a", FIRST)
    visit.answer("b", FIRST)
    visit.store.finish("finished")
    visit.begin_again()
    visit.answer("a", None, "gone")
    assert visit.answer("b", FIRST).outcome == "stored", "the other address is asked again, and has the article now"
