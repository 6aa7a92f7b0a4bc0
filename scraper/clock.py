"""The clock of a command.

``CONGTIN_NOW`` (ISO 8601) sets where it starts, so that a history of months can be played in a test; it goes on from
there at its usual pace.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from scraper.errors import CongtinError

_STARTED = time.monotonic()
VIETNAM = timezone(timedelta(hours=7))  # local time the year round, since 1975


@cache
def _start() -> datetime | None:
    value = os.environ.get("CONGTIN_NOW")
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise CongtinError(f"CONGTIN_NOW: {value!r} is no ISO 8601 time such as 2026-11-24T08:00:00+07:00") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def now() -> datetime:
    """Return the present moment in UTC, or what ``CONGTIN_NOW`` makes of it.

    Raises:
        CongtinError: ``CONGTIN_NOW`` is set and is no ISO 8601 time.
    """
    start = _start()
    if start is None:
        return datetime.now(UTC)
    return start + timedelta(seconds=time.monotonic() - _STARTED)


def timestamp(moment: datetime) -> str:
    """Return ``moment`` as it is stored: UTC, ISO 8601, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def vietnamese_day(moment: datetime) -> date:
    """Return the day on which a moment falls in Vietnam; one without a time zone is taken as Vietnam's."""
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()


def vietnamese_minute(moment: datetime) -> str:
    """Return ``moment`` for people: day and minute in Vietnam's time, and that it is."""
    return f"{moment.astimezone(VIETNAM):%Y-%m-%d %H:%M} (Vietnam's time)"
