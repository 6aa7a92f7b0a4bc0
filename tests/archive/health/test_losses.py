"""What must not go by unseen: a visit that halves its yield, empties a field, serves another body's news is suspect."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.health.earlier import visits_before
from archive.health.measures import FIELDS, WITH
from scraper.expectations import EXPECTED_FIELDS
from tests.archive.health.played import ANOTHER, OWN, START, Issue, PlayedPortal, archive_of, portal

WEEK = timedelta(days=7)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with archive_of(tmp_path / "archive") as connection:
        yield connection


def steady(connection: sqlite3.Connection, visits: int = 4, count: int = 12, **declared: object) -> PlayedPortal:
    """A portal with some weekly visits behind it, all of which were ok."""
    expect = {"expect": declared} if declared else {}
    played = PlayedPortal(connection, portal("songlam", unit=OWN, **expect))
    for number in range(visits):
        played.visit(START + number * WEEK, Issue([float(day % 7) for day in range(count)]))
    assert set(played.outcomes) == {"ok"}
    return played


def next_visit(played: PlayedPortal, issue: Issue, weeks: float = 1) -> set[str]:
    """Visit once more; returns the kinds of what was found."""
    row = played.connection.execute("SELECT max(started) FROM crawls").fetchone()
    at = START.fromisoformat(row[0]) + weeks * WEEK
    played.visit(at, issue)
    return played.kinds()


@pytest.mark.parametrize("count", [0, 3, 6])
def test_a_halved_yield_is_suspect_on_that_very_visit(connection: sqlite3.Connection, count: int) -> None:
    played = steady(connection)
    assert next_visit(played, Issue([1.0] * count, shown=2)) == {"yield"}
    assert played.outcomes[-1] == "suspect"
    assert played.findings[-1][0].words == f"{count} new articles; 12 were to be expected by earlier visits"


def test_it_stays_suspect_and_recovers(connection: sqlite3.Connection) -> None:
    played = steady(connection)
    for _ in range(5):
        assert next_visit(played, Issue([1.0] * 5)) == {"yield"}
    assert next_visit(played, Issue([1.0] * 12)) == set()
    assert played.outcomes[-1] == "ok"


def test_a_shorter_time_between_visits_brings_less(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection), Issue([1.0] * 4), weeks=2 / 7) == set()


def test_a_longer_one_need_not_bring_more(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection), Issue([1.0] * 12), weeks=8) == set()


@pytest.mark.parametrize("count", [0, 6])
def test_three_visits_that_are_alike_are_a_history_of_yield(connection: sqlite3.Connection, count: int) -> None:
    """The first one found what was published in years, so two are known."""
    assert next_visit(steady(connection, visits=3), Issue([1.0] * count, shown=1)) == {"yield"}


def test_two_visits_that_differ_are_none(connection: sqlite3.Connection) -> None:
    played = steady(connection, visits=2, count=5)
    assert next_visit(played, Issue([1.0] * 14)) == set()
    assert next_visit(played, Issue([1.0] * 4)) == set()


def test_one_visit_is_none(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection, visits=2), Issue([1.0] * 4)) == set()


def test_a_sitemap_that_names_half_of_what_it_named(connection: sqlite3.Connection) -> None:
    played = steady(connection, visits=1)
    name_in_sitemap(connection, 12)
    assert next_visit(played, Issue([], named=40), weeks=1 / 7) == set()
    name_in_sitemap(connection, 2)
    assert next_visit(played, Issue([], named=40), weeks=1 / 7) == {"lists"}
    assert played.findings[-1][0].words == "the sitemaps name 2 articles; at earlier visits they named 12"


def name_in_sitemap(connection: sqlite3.Connection, count: int) -> None:
    connection.execute("UPDATE frontier SET sitemap = NULL")
    connection.execute("UPDATE frontier SET sitemap = 's' WHERE key IN (SELECT key FROM frontier LIMIT ?)", (count,))


@pytest.mark.parametrize("name", ["title", "published", "author", "lead", "officials"])
def test_an_emptied_field_is_suspect_and_no_other_is_named(connection: sqlite3.Connection, name: str) -> None:
    played = steady(connection)
    assert next_visit(played, Issue([1.0] * 12, has={name: 0.0})) == {"field"}
    assert [finding.field for finding in played.findings[-1]] == [name]
    assert played.outcomes[-1] == "suspect"


def test_texts_that_became_teasers_are_an_emptied_field(connection: sqlite3.Connection) -> None:
    played = steady(connection)
    connection.execute("UPDATE crawl_measures SET value = 1200 WHERE measure = 'text_length'")
    assert next_visit(played, Issue([1.0] * 12)) == {"field"}
    assert [finding.field for finding in played.findings[-1]] == ["text_length"]
    connection.execute("UPDATE crawl_measures SET value = 8 WHERE measure = 'text_length'")
    assert next_visit(played, Issue([1.0] * 12)) == set()


def test_a_field_that_is_empty_by_and_by_is_met(connection: sqlite3.Connection) -> None:
    """Two articles a visit: none of them tells, four visits do."""
    played = steady(connection, visits=12, count=2)
    found = [next_visit(played, Issue([1.0] * 2, has={"author": 0.0})) for _ in range(4)]
    assert {"field"} in found
    assert all(kinds <= {"field"} for kinds in found)


def test_another_bodys_news_is_suspect(connection: sqlite3.Connection) -> None:
    played = steady(connection)
    assert next_visit(played, Issue([1.0] * 12, unit=ANOTHER)) == {"identity"}
    words = played.findings[-1][0].words
    assert words.startswith("0% of the articles read name") and "100% name huyen ben do" in words


def test_it_stays_suspect_until_the_portals_own_news_are_back(connection: sqlite3.Connection) -> None:
    played = steady(connection, count=6)
    for _ in range(3):
        assert next_visit(played, Issue([1.0] * 6, unit=ANOTHER)) == {"identity"}
    assert "identity" in next_visit(played, Issue([]))
    assert next_visit(played, Issue([1.0] * 6)) == set()


def test_another_bodys_news_on_a_portal_that_publishes_two_articles_a_visit(connection: sqlite3.Connection) -> None:
    played = steady(connection, count=2)
    assert next_visit(played, Issue([1.0] * 2, unit=ANOTHER)) == {"identity"}


def test_news_of_another_body_beside_ones_own_are_none(connection: sqlite3.Connection) -> None:
    """A commune writes of its neighbours as well."""
    assert next_visit(steady(connection), Issue([1.0] * 12, unit=OWN, beside=ANOTHER)) == set()


def test_other_portals_are_untouched(connection: sqlite3.Connection) -> None:
    played, other = steady(connection), PlayedPortal(connection, portal("benlam", unit=ANOTHER))
    for number in range(6):
        other.visit(START + number * WEEK, Issue([1.0] * 12, unit=ANOTHER))
        if number == 4:
            next_visit(played, Issue([1.0] * 2, has={"published": 0.0}, unit=ANOTHER, named=3))
    assert played.outcomes[-1] == "suspect"
    assert set(other.outcomes) == {"ok"}


def test_of_two_units_that_all_name_either_may_be_its_own(connection: sqlite3.Connection) -> None:
    played = PlayedPortal(connection, portal("tanlac"))  # nobody has declared whose it is
    for number in range(2):
        played.visit(START + number * WEEK, Issue([1.0] * 4, unit="xã An Hạ", beside="xã Bến Thượng"))
    assert next_visit(played, Issue([1.0] * 4, unit="xã An Hạ", beside=ANOTHER)) == set()
    assert next_visit(played, Issue([1.0] * 4, unit="xã Cồn Đông")) == {"identity"}


def test_lists_that_name_few_are_suspect(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection), Issue([], named=9)) == {"lists", "yield"}


def test_the_first_visit_reads_more_lists_than_those_after_it(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection, visits=1), Issue([], named=20), weeks=1 / 7) == set()


def test_one_visit_after_the_first_tells_how_many_a_list_names_where_it_loses_many(
    connection: sqlite3.Connection,
) -> None:
    played = steady(connection, visits=2)
    assert next_visit(played, Issue([], named=20), weeks=1 / 7) == {"lists"}
    assert next_visit(played, Issue([], named=40), weeks=1 / 7) == set()


def test_a_short_list_needs_more_visits_to_be_known(connection: sqlite3.Connection) -> None:
    played = PlayedPortal(connection, portal("songlam", unit=OWN))
    played.visit(START, Issue([1.0] * 6, named=6))
    assert next_visit(played, Issue([], named=3)) == set()


def test_a_portal_arranged_anew_is_not(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection), Issue([1.0] * 12, named=15)) == set()


@pytest.mark.parametrize("every", [1, 7])
def test_no_news_of_a_portal_that_always_has_some_is_told_at_once(connection: sqlite3.Connection, every: int) -> None:
    """Whether a new address was seen or none."""
    played = PlayedPortal(connection, portal("songlam", unit=OWN))
    for number in range(5):
        played.visit(START + timedelta(days=every * number), Issue([0.1] * 10))
    assert set(played.outcomes) == {"ok"}
    assert next_visit(played, Issue([]), weeks=every / 7) == {"yield"}
    assert played.findings[-1][0].words == "0 new articles; 10 were to be expected by earlier visits"
    assert next_visit(played, Issue([0.1] * 10), weeks=every / 7) == set()


def test_no_news_on_sundays_is_no_news_where_dates_tell_of_it(connection: sqlite3.Connection) -> None:
    """The first visit finds the articles of years; whether the next ones are made on other days only says nothing."""
    monday = START
    played = PlayedPortal(connection, portal("songlam", unit=OWN))
    at_work = [day for day in range(70) if (monday - timedelta(days=day)).weekday() < 5]
    played.visit(monday, Issue([float(day) for day in at_work for _ in range(8)]))
    outcomes = [
        next_visit(played, Issue([] if day in {6, 7} else [0.5] * 8), weeks=1 / 7)  # of Saturday and of Sunday
        for day in range(1, 8)
    ]
    assert outcomes == [set()] * 7
    assert next_visit(played, Issue([]), weeks=1 / 7) == {"yield"}  # of a Monday


def test_silence_is_told_once_it_is_longer_than_any(connection: sqlite3.Connection) -> None:
    """Where an article a week is usual, a week without one is nothing."""
    played = steady(connection, visits=12, count=1)
    kinds = [next_visit(played, Issue([])) for _ in range(8)]
    assert kinds[0] == set()
    assert {"quiet"} in kinds
    assert all(found <= {"quiet"} for found in kinds)


def test_a_portal_that_was_silent_when_it_was_first_visited_is_as_it_always_was(connection: sqlite3.Connection) -> None:
    played = PlayedPortal(connection, portal("songlam", unit=OWN))
    played.visit(START, Issue([400.0 + 7 * day for day in range(30)]))
    assert [next_visit(played, Issue([])) for _ in range(6)] == [set()] * 6


def test_dates_in_the_future(connection: sqlite3.Connection) -> None:
    assert next_visit(steady(connection), Issue([1.0] * 8 + [-40.0] * 4)) == {"future"}


def test_what_is_declared_beats_history(connection: sqlite3.Connection) -> None:
    played = steady(connection, articles_per_week=3, fields=["title", "author"])
    assert next_visit(played, Issue([1.0] * 3, has={"author": 1.0, "lead": 0.0})) == set()
    assert next_visit(played, Issue([1.0] * 4, has={"author": 0.0})) == {"field"}


def test_fewer_than_declared(connection: sqlite3.Connection) -> None:
    played = steady(connection, visits=6, count=1, articles_per_week=1)
    found = [next_visit(played, Issue([])) for _ in range(4)]
    assert found[0] == set() and found[-1] == {"yield"}
    assert "of 1 a week, which are declared" in played.findings[-1][0].words


def test_declared_quiet(connection: sqlite3.Connection) -> None:
    played = steady(connection, quiet_until=date(2026, 1, 1))
    assert all(next_visit(played, Issue([1.0] * number, shown=1)) == set() for number in (2, 0, 0, 0, 0, 0, 0))


def test_a_doubted_visit_is_no_measure_of_what_is_usual(connection: sqlite3.Connection) -> None:
    played = steady(connection)
    next_visit(played, Issue([1.0] * 5))
    last = connection.execute("SELECT max(id) FROM crawls").fetchone()[0]
    next_visit(played, Issue([1.0] * 12))
    newest, *_ = visits_before(connection, "songlam", last + 1)
    assert (newest.crawl, newest.was_doubted("yield"), newest.was_doubted("field", "title")) == (last, True, False)


def test_figures_of_every_field_that_can_be_declared(connection: sqlite3.Connection) -> None:
    steady(connection, visits=1)
    names = {name for (name,) in connection.execute("SELECT measure FROM crawl_measures")}
    assert tuple(FIELDS) == EXPECTED_FIELDS
    assert {WITH + name for name in FIELDS} <= names
