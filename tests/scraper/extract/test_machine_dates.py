"""Dates written for programs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.machine_dates import MAX_LENGTH, parse_machine_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-03-04T15:30:00+07:00", "2021-03-04T15:30:00+07:00"),
        ("2021-03-04T08:30:00Z", "2021-03-04T15:30:00+07:00"),
        ("2021-03-04 15:30:00", "2021-03-04T15:30:00+07:00"),
        ("2021-03-04", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("2023-07-12+0716:40:00", "2023-07-12T16:40:00+07:00"),  # PHP's T is the name of the zone
        ("2023-07-12ICT16:40:00", "2023-07-12T16:40:00+07:00"),
        ("Thu, 04 Mar 2021 08:30:00 GMT", "2021-03-04T15:30:00+07:00"),
        ("Thu, 04 Mar 2021 15:30:00 +0700", "2021-03-04T15:30:00+07:00"),
        ("Mar 4, 2021", "2021-03-04"),
        ("1614846600", "2021-03-04T15:30:00+07:00"),
        ("1614846600000", "2021-03-04T15:30:00+07:00"),
    ],
)
def test_reads_what_portals_write(value, expected):
    assert parse_machine_date(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "0001-01-01T00:00:00",
        "2021-13-04",
        "2021-02-31",
        "04/03/2021",
        "hôm nay",
        "2021",
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_refuses_what_is_no_date(value):
    assert parse_machine_date(value) is None


@given(st.datetimes(datetime(1997, 1, 2), datetime(2038, 1, 1)), st.integers(-12, 14))
def test_a_moment_stays_the_same_moment_in_every_zone(moment, hours):
    there = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    for written in (there.isoformat(), format_datetime(there)):
        read = parse_machine_date(written)
        assert read is not None
        assert datetime.fromisoformat(read) == there.astimezone(UTC)


@given(st.text(max_size=90))
def test_any_value_is_read_without_an_error(value):
    read = parse_machine_date(value)
    assert read is None or datetime.fromisoformat(read)
