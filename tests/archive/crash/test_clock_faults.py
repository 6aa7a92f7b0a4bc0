"""A machine's clock that jumps by a year, in the middle of a crawl or between two."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive import clock_faults
from archive.clock_faults import contradicted_by_portals, earlier_than_known, set_in_the_run, wait_for_no_wrong_time
from archive.crawl_store import ArchiveCrawlStore
from archive.database import transaction, writing
from scraper import clock
from scraper.portal import portal_from_url
from scraper.store import Answer, FoundLink, PageResult
from tests.portals.command import crawl, one, rows
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

YEAR = timedelta(days=365)
BEFORE, DAY_AFTER, YEAR_AFTER = "2026-03-02T08:00:00+07:00", "2026-03-03T08:30:00+07:00", "2027-03-02T08:00:00+07:00"


@pytest.mark.parametrize("jump", [YEAR, -YEAR], ids=["forward", "back"])
def test_a_clock_that_is_set_in_a_run_moves_nothing_of_it(
    jump: timedelta, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(archive_directory):
        before = clock.now()
        assert set_in_the_run() is None
        monkeypatch.setattr(clock, "_of_the_system", lambda: datetime.now(UTC) + jump)
        time.sleep(0.01)
        assert timedelta() < clock.now() - before < timedelta(minutes=1)
        said = set_in_the_run() or ""
        assert ("forward by" if jump > timedelta() else "back by") in said
        assert "36" in said
    assert abs(clock.now() - before - jump) < timedelta(minutes=1), "behind the run it is the system's again"


def test_a_clock_within_another_goes_on_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.steady():
        monkeypatch.setattr(clock, "_of_the_system", lambda: datetime.now(UTC) + YEAR)
        with clock.steady():
            assert clock.set_by() > YEAR / 2


def test_what_waits_for_a_wrong_year_waits_no_longer(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        later = clock.timestamp(clock.now() + YEAR)
        soon = clock.timestamp(clock.now() + timedelta(days=3))
        with transaction(db.conn):
            db.execute(
                "INSERT INTO portals (id, name, url, resume_at) VALUES ('a', 'A', 'https://a.example/', ?)", (later,)
            )
            db.conn.executemany(
                "INSERT INTO frontier (portal, key, url, state, priority, depth, due_at, not_before, found_at) "
                "VALUES ('a', ?, ?, 'queued', 0, 0, ?, ?, ?)",
                [
                    ("wrong", "https://a.example/1", later, later, soon),
                    ("right", "https://a.example/2", soon, soon, soon),
                ],
            )
            wait_for_no_wrong_time(db.conn, "a")
        present = clock.timestamp(clock.now() + timedelta(minutes=1))
        assert db.execute("SELECT resume_at FROM portals").fetchone() == (None,)
        found = {key: (due, wait) for key, due, wait in db.execute("SELECT key, due_at, not_before FROM frontier")}
        assert found["right"] == (soon, soon)
        assert max(found["wrong"]) < present


@pytest.mark.faults
def test_a_year_that_was_not_is_told_and_the_next_visits_find_all_the_same(tmp_path: Path) -> None:
    town = Town.of(8)
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        assert crawl(portal.url, tmp_path, now=YEAR_AFTER).returncode == 0
        wrong = rows(tmp_path, "SELECT id, fetched_at FROM captures ORDER BY id")
        town.stories[3].extra = "Bổ sung: cuộc họp đã kết thúc lúc 11 giờ."
        portal.pages = town.pages(portal.url.rstrip("/"))
        told = crawl(portal.url, tmp_path, now=BEFORE)
        assert told.returncode in {0, 1}, told.stderr
        assert "the clock of this machine says 2026-03-02 08:00" in told.stdout
        assert "Traceback" not in told.stderr
        again = crawl(portal.url, tmp_path, now=DAY_AFTER)
        assert "the clock of this machine" not in again.stdout
        portal.asked.clear()
        crawl(portal.url, tmp_path, "--full", now="2026-03-20T08:30:00+07:00")
        assert portal.times_asked(town.stories[3].path) >= 1
    assert rows(tmp_path, "SELECT id, fetched_at FROM captures ORDER BY id LIMIT ?", len(wrong)) == wrong, (
        "nothing lost"
    )
    assert one(tmp_path, "SELECT count(*) FROM articles") == 8
    texts = [text for (text,) in rows(tmp_path, "SELECT record FROM revisions")]
    assert any("kết thúc lúc 11 giờ" in text for text in texts)
    assert one(tmp_path, "SELECT count(*) FROM frontier WHERE due_at > '2026-04'") == 0, "nobody waits for 2027"


def test_an_archive_of_the_past_says_nothing(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        assert earlier_than_known(db.conn) is None


def answered(db: Database, archive: Path, number: int, said: list[tuple[str, str]]) -> None:
    """Keep an answer of a portal as a crawl keeps it, of this moment by the clock of this machine."""
    portal = portal_from_url(f"https://p{number}.example/")
    store = ArchiveCrawlStore(db, archive)
    store.begin(portal, [FoundLink(portal.url, portal.url, 0, 0)])
    target = store.next_target()
    assert target is not None
    answer = Answer(target.url, clock.now(), 200, [("Content-Type", "text/html"), *said], b"<p>a</p>", b"<p>a</p>")
    store.save(PageResult(target, answer, "stored"))
    store.finish("finished")


def dated(ahead: timedelta, age: int = 0) -> list[tuple[str, str]]:
    return [("Date", format_datetime(datetime.now(UTC) + ahead, usegmt=True)), *([("Age", str(age))] if age else [])]


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ([dated(-YEAR), dated(-YEAR), dated(-YEAR)], True),
        ([dated(YEAR), dated(YEAR), dated(YEAR), []], True),
        ([dated(-YEAR), dated(-YEAR)], False),  # of two, both may be of one machine
        ([dated(-YEAR), dated(-YEAR), dated(timedelta())], False),
        ([dated(-YEAR), dated(-YEAR / 2), dated(YEAR)], False),  # each is wrong in its way
        ([dated(timedelta(hours=5))] * 3, False),  # a zone that was taken for UTC
        ([dated(timedelta(days=-3), 3 * 86_400)] * 3, False),  # from a cache
        ([[("Date", "gestern")], [("Date", "")], []], False),
    ],
)
def test_portals_that_agree_on_another_day_are_believed(
    said: list[list[tuple[str, str]]], is_told: bool, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(archive_directory) as db:
        for number, headers in enumerate(said):
            answered(db, archive_directory, number, headers)
        found = contradicted_by_portals(db.conn, archive_directory / "pages")
        assert (found is not None) is is_told, found
        assert not is_told or "portals said 202" in (found or "")
        monkeypatch.setattr(clock_faults, "is_played", lambda: True)
        assert contradicted_by_portals(db.conn, archive_directory / "pages") is None
