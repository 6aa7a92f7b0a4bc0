"""Whether a portal answered, by the looks at its start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlite_utils import Database

from archive.crawl_store import ArchiveCrawlStore
from archive.database import transaction, writing
from archive.history import Sighting, history
from archive.portal_rows import keep_portal
from archive.start_page import Look, StartPage, State, answered_meanwhile, doubts_about_absences
from scraper.canonical import canonical_key
from scraper.clock import timestamp
from scraper.failures import NO_SUCH_HOST
from scraper.items import Article, Kind, Problem
from scraper.not_found.words import Notice
from scraper.portal import Portal
from scraper.portal_ends import ANOTHER_SITE
from scraper.store import Answer, FoundLink, Outcome, PageResult, Target

HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME)
FIRST = datetime(2026, 11, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("looks", "answered"),
    [
        ([], True),
        ([(5, "answered", True)], True),
        ([(5, "down", True)], False),
        ([(15, "gone", True)], False),  # asked for later than what was missing
        ([(15, "answered", True)], True),
        ([(5, "answered", True), (15, "gone", True)], True),  # a run of another day
        ([(5, "gone", True), (15, "answered", True)], False),
        ([(5, "down", False), (15, "answered", True)], True),  # it stumbled
        ([(5, "down", False), (15, "down", False), (25, "down", True)], False),
        ([(5, "down", False)], False),  # the run was stopped before the second try
        ([(3, "answered", True), (5, "down", False), (15, "down", True)], False),
    ],
)
def test_whether_a_portal_answered_when_something_was_missing(
    looks: list[tuple[int, State, bool]], answered: bool
) -> None:
    assert answered_meanwhile([Look(*look) for look in looks], 10) is answered


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        yield opened


def look(db: Database, directory: Path, days: float, outcome: Outcome, **more: Any) -> tuple[Any, ...]:
    """Visit the portal's start page alone; returns (what it came to, the portal's gone_at and gone_confirmed_at)."""
    store = ArchiveCrawlStore(db, directory)
    store.begin(PORTAL, [FoundLink(canonical_key(HOME), HOME, 0, 0)])
    target = store.next_target()
    assert target is not None
    body = repr(more).encode()
    status = None if outcome == "failed" else more.pop("status", 200)
    answer = Answer(HOME, FIRST + timedelta(days=days), status, [], body, body)
    article = None
    if outcome == "stored":
        problems = [Problem("kind", "it lists none now")] if more.pop("is_empty", False) else []
        article = Article(HOME, HOME, "songlam", kind="other" if problems else "listing", problems=problems)
    store.save(PageResult(target, answer, outcome, article=article, **more))
    crawl = store.finish("finished").crawl
    [said] = db.execute("SELECT start_page FROM captures ORDER BY id DESC LIMIT 1").fetchone()
    assert bool(doubts_about_absences(db.conn, crawl)) == (said in {"down", "gone"})
    db.execute("UPDATE crawls SET finished = '2026-11-30T00:00:00+00:00' WHERE id = ?", [crawl])
    return said, *db.execute("SELECT gone_at, gone_confirmed_at FROM portals").fetchone()


def at(days: float) -> str:
    return (FIRST + timedelta(days=days)).isoformat(timespec="seconds")


def test_a_portal_whose_host_does_not_exist_any_more_is_gone(db: Database, archive_directory: Path) -> None:
    reason = f"robots.txt could not be read ({NO_SUCH_HOST}), so nothing is fetched for now"
    assert look(db, archive_directory, 0, "stored") == ("answered", None, None)
    assert look(db, archive_directory, 1, "failed", reason=reason) == ("gone", at(1), None)
    assert look(db, archive_directory, 2, "failed", reason="the connection was refused") == ("down", at(1), None)
    assert look(db, archive_directory, 3, "failed", reason=reason) == ("gone", at(1), at(3))
    assert look(db, archive_directory, 4, "stored") == ("answered", None, None)


def test_a_portal_is_gone_where_another_site_stands_or_a_notice_that_it_has_ended(
    db: Database, archive_directory: Path
) -> None:
    assert look(db, archive_directory, 0, "stored") == ("answered", None, None)
    ended = Notice("closed", "Trang thông tin điện tử đã ngừng hoạt động")
    assert look(db, archive_directory, 1, "stored", is_empty=True, notice=ended) == ("gone", at(1), None)
    assert look(db, archive_directory, 2, "stored", is_empty=True, status=304) == ("gone", at(1), at(2))
    foreign = f"{ANOTHER_SITE}: Nhà cái số 1"
    assert look(db, archive_directory, 30, "failed", reason=foreign, ends_run=True) == ("gone", at(1), at(2))
    assert look(db, archive_directory, 40, "stored") == ("answered", None, None)
    assert look(db, archive_directory, 41, "stored", status=304) == ("answered", None, None)


def test_where_the_start_page_led_in_an_earlier_visit_says_nothing_of_this_one(
    db: Database, archive_directory: Path
) -> None:
    login = FoundLink(canonical_key(f"{HOME}login"), f"{HOME}login", 1, 0)
    assert look(db, archive_directory, 0, "redirect", links=[login])[0] is None
    db.execute("UPDATE captures SET location = ?", [login.url])
    page = StartPage(db.conn, PORTAL, 0)
    home, led_to = (Target(link, f"https://{link}", 0) for link in (canonical_key(HOME), login.key))
    missing = PageResult(led_to, Answer(led_to.url, FIRST, 404), "gone", "status 404")
    listing = Article(HOME, HOME, "songlam", kind="listing")
    assert page.note_state(missing, 1), "it still leads there for all that is known"
    assert page.note_state(PageResult(home, Answer(HOME, FIRST, 200), "stored", article=listing), 1)
    assert not page.note_state(missing, 1)


@pytest.mark.parametrize(("kind", "days", "state"), [("other", 5, "down"), ("listing", 5, "answered"),
                                                     ("other", 16, "answered")])  # fmt: skip
def test_a_start_page_that_leads_to_a_page_without_lists_is_down_for_two_weeks(
    db: Database, archive_directory: Path, kind: Kind, days: int, state: State
) -> None:
    look(db, archive_directory, 0, "stored")
    page = StartPage(db.conn, PORTAL, 0)
    home, notice = (Target(canonical_key(url), url, 0) for url in (HOME, f"{HOME}bao-tri.html"))
    link = FoundLink(notice.key, notice.url, 1, 0)
    db.execute(
        "INSERT INTO captures (id, url, portal, fetched_at, outcome) VALUES (9, ?, 'songlam', ?, 'stored')",
        [notice.url, at(4)],
    )
    page.note_state(PageResult(home, Answer(HOME, FIRST, 302), "redirect", links=[link]), 1)
    answer = Answer(notice.url, FIRST + timedelta(days=4 + days), 200)
    article = Article(notice.url, notice.url, "songlam", kind=kind)
    assert page.note_state(PageResult(notice, answer, "stored", article=article), 9)
    assert db.execute("SELECT start_page FROM captures WHERE id = 9").fetchone() == (state,)


def test_a_resolver_that_does_not_answer_is_downtime(db: Database, archive_directory: Path) -> None:
    look(db, archive_directory, 0, "stored")
    for day in (1, 2):
        reason = "the host's name cannot be resolved (DNS)"
        assert look(db, archive_directory, day, "failed", reason=reason) == ("down", None, None)


def test_what_has_never_answered_is_not_gone(db: Database, archive_directory: Path) -> None:
    for day in (0, 1):
        assert look(db, archive_directory, day, "gone", reason="status 404") == ("gone", None, None)


def test_a_start_page_that_lists_nothing_is_downtime_for_two_weeks_and_then_its_new_look(
    db: Database, archive_directory: Path
) -> None:
    look(db, archive_directory, 0, "stored")
    said = [look(db, archive_directory, day, "stored", is_empty=True)[0] for day in (1, 8, 14, 16)]
    assert said == ["down", "down", "down", "answered"]


def test_what_robots_txt_forbids_says_nothing_of_the_portal(db: Database, archive_directory: Path) -> None:
    assert look(db, archive_directory, 0, "refused", reason="robots.txt forbids it") == (None, None, None)
    assert look(db, archive_directory, 1, "refused", reason="a firewall's check", ends_run=True)[0] == "down"


@pytest.mark.parametrize("seed", range(12))
def test_what_is_said_of_a_portal_is_what_all_looks_at_it_come_to(db: Database, seed: int) -> None:
    draw = Random(seed)
    keep_portal(db.conn, PORTAL)
    looks = []
    for number in draw.sample(range(1, 60), k=draw.randrange(1, 40)):  # an import may bring what was seen earlier
        state = draw.choice(("answered", "gone", "gone", "down"))
        moment = timestamp(FIRST + timedelta(hours=9 * draw.randrange(12)))
        with transaction(db.conn):
            crawl = db.execute("INSERT INTO crawls (portal, started) VALUES ('songlam', ?)", [moment]).lastrowid
            db.execute(
                "INSERT INTO captures (id, url, portal, crawl, fetched_at, outcome, start_page) "
                "VALUES (?, ?, 'songlam', ?, ?, 'stored', ?)",
                [number, HOME, crawl, moment, state],
            )
            StartPage(db.conn, PORTAL, 0).write_portal()
        looks += [Sighting(moment, number, "gone" if state == "gone" else "seen")] * (state != "down")
        whole = history(looks)
        found = db.execute("SELECT gone_at, gone_confirmed_at FROM portals WHERE id = 'songlam'").fetchone()
        assert found == (whole.gone_at, whole.gone_confirmed_at)
