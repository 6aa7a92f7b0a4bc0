"""The schedule: when a page is looked at again, and what feeds and sitemaps may say about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.revisits import LONGEST, SHORTEST, believable, budget, last_change, moment_of, next_check, says_change

NOW = datetime(2026, 11, 26, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(0), 20 * HOUR),
        (3 * DAY, 20 * HOUR),
        (10 * DAY, DAY),
        (30 * DAY, 3 * DAY),
        (60 * DAY, 6 * DAY),
        (70 * DAY, 6 * DAY + 20 * HOUR),
        (3_650 * DAY, 6 * DAY + 20 * HOUR),
        (-5 * DAY, 20 * HOUR),  # a stamp of the day after tomorrow
    ],
)
def test_a_page_is_looked_at_again_after_a_tenth_of_its_age(age: timedelta, wait: timedelta) -> None:
    assert next_check(NOW, NOW - age) == NOW + wait


@pytest.mark.parametrize(("age", "rhythm"), [(8 * DAY, DAY), (4_000 * DAY, 7 * DAY)])
def test_a_run_at_the_same_hour_finds_due_what_the_one_before_looked_at(age: timedelta, rhythm: timedelta) -> None:
    last_of_a_long_run = NOW + 3 * HOUR
    assert next_check(last_of_a_long_run, NOW - age) <= NOW + rhythm


@given(st.timedeltas(timedelta(0), 4_000 * DAY), st.timedeltas(timedelta(0), 4_000 * DAY))
def test_the_older_the_less_often_and_never_out_of_bounds(age: timedelta, more: timedelta) -> None:
    first, second = next_check(NOW, NOW - age), next_check(NOW, NOW - age - more)
    assert NOW + SHORTEST <= first <= second <= NOW + LONGEST


def test_age_counts_from_publication_or_first_sight_or_the_last_edit() -> None:
    seen, edited = "2026-11-20T00:00:00+00:00", "2026-11-25T00:00:00+00:00"
    assert last_change("2026-11-01T08:30:00+07:00", seen, None) == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
    assert last_change("2026-11-01", seen, None) == datetime(2026, 10, 31, 17, tzinfo=UTC), "Vietnam's day"
    assert last_change(None, seen, None) == datetime.fromisoformat(seen)
    assert last_change("2026-11-01", seen, edited) == datetime.fromisoformat(edited)


@pytest.mark.parametrize("stamp", [None, "", "hôm qua", "2026-13-01"])
def test_what_is_no_moment_is_none(stamp: str | None) -> None:
    assert moment_of(stamp) is None


@pytest.mark.parametrize(
    ("modified", "noted", "fetched_at", "changed"),
    [
        ("2026-11-02", "2026-11-01", "2026-11-02T01:00:00+00:00", True),
        ("2026-11-02", "2026-11-02", "2026-11-01T01:00:00+00:00", False),
        ("2026-11-02T09:00:00+07:00", None, "2026-11-02T01:00:00+00:00", True),
        ("2026-11-02T07:00:00+07:00", None, "2026-11-02T01:00:00+00:00", False),
        ("2026-11-02", None, "2026-11-02T01:00:00+00:00", False),  # the day of reading: it may have been before
        ("2026-11-02", None, None, False),  # never read: it is queued anyway
        ("hôm nay", None, "2026-11-02T01:00:00+00:00", False),
        ("0001-01-01T00:00:00", None, "2026-11-02T01:00:00+00:00", False),  # what .NET writes for no date
        ("9999-12-31T23:59:59-07:00", "2026-11-01", "2026-11-02T01:00:00+00:00", False),
    ],
)
def test_a_named_moment_shows_a_change(modified: str, noted: str | None, fetched_at: str | None, changed: bool) -> None:
    assert says_change(modified, noted, fetched_at) is changed


def test_a_moment_that_most_entries_share_is_when_the_list_was_made() -> None:
    made = "2026-11-26T08:00:00+07:00"
    assert believable([made] * 40 + ["2026-11-20"]) == {"2026-11-20"}
    assert believable([f"2026-11-{day:02}" for day in range(1, 20)]) == {f"2026-11-{day:02}" for day in range(1, 20)}
    assert believable([made, made]) == {made}, "two articles of one minute prove nothing"


def test_the_budget_is_a_share_and_never_nothing() -> None:
    assert budget(600) == 18
    assert budget(1) == 1
