"""The clock of a command.

``CONGTIN_NOW`` (ISO 8601) sets where it starts, so that a history of months can be played in a test; it goes on from
there at its usual pace.

While an archive is written to, the clock goes on by itself (:func:`steady`): the system's may be set back or forward by
a year in the middle of a crawl, and what the crawl keeps would be of another time than what it kept before.

For what belongs to one moment the clock stands (:func:`standing`): all that is made of an answer has the answer's time,
to the microsecond, in the crawl as in a replay of the stored pages.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from scraper.errors import CongtinError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTED = time.monotonic()
VIETNAM = timezone(timedelta(hours=7))  # local time the year round, since 1975
_STANDS_AT: ContextVar[datetime | None] = ContextVar("moment at which the clock stands", default=None)


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
    """Return the present moment in UTC, what ``CONGTIN_NOW`` makes of it, or where the clock stands.

    Raises:
        CongtinError: ``CONGTIN_NOW`` is set and is no ISO 8601 time.
    """
    stands_at = _STANDS_AT.get()
    if stands_at is not None:
        return stands_at
    start = _start()
    if start is None:
        return _of_the_system() if _STEADY is None else _steady_now(_STEADY)
    return start + timedelta(seconds=time.monotonic() - _STARTED)


def is_played() -> bool:
    """Tell whether ``CONGTIN_NOW`` sets the clock; raises ``CongtinError`` where that is no time."""
    return _start() is not None


@dataclass(frozen=True, slots=True)
class _Steady:
    """Where a clock that goes on by itself began: a moment of the system's, and what :func:`_passed` said then."""

    moment: datetime
    passed: float


_STEADY: _Steady | None = None


@contextmanager
def steady() -> Iterator[None]:
    """Let the clock of this process go on by itself for the block, from what the system's says now.

    It counts while the machine sleeps, and is corrected as the system corrects its own pace; that the system's clock is
    set it does not follow. With ``CONGTIN_NOW`` that is so anyway. Of blocks in one another, the outer one holds.
    """
    global _STEADY
    before = _STEADY
    _STEADY = before or _Steady(_of_the_system(), _passed())
    try:
        yield
    finally:
        _STEADY = before


def set_by() -> timedelta:
    """Return by how much the system's clock has been set since :func:`steady` began: forward, or back (negative)."""
    return timedelta() if _STEADY is None or _start() is not None else _of_the_system() - _steady_now(_STEADY)


def _steady_now(began: _Steady) -> datetime:
    return began.moment + timedelta(seconds=_passed() - began.passed)


def _of_the_system() -> datetime:
    return datetime.now(UTC)


def _passed() -> float:
    """Return seconds of a clock that nobody sets; Linux has one that goes on while the machine sleeps."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


@contextmanager
def standing(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` (with a time zone) for the block, and for nothing that runs beside it."""
    token = _STANDS_AT.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _STANDS_AT.reset(token)


def timestamp(moment: datetime) -> str:
    """Return ``moment`` as it is stored: UTC, ISO 8601, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def not_before(moment: datetime) -> str:
    """Return the first moment that can be stored and is not before ``moment``; compared with :func:`timestamp`.

    What is told to wait would else be asked for up to a second early.
    """
    return timestamp(moment + timedelta(seconds=1) - timedelta.resolution)


def vietnamese_day(moment: datetime) -> date:
    """Return the day on which a moment falls in Vietnam; one without a time zone is taken as Vietnam's."""
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()


def vietnamese_minute(moment: datetime) -> str:
    """Return ``moment`` for people: day and minute in Vietnam's time, and that it is."""
    return f"{moment.astimezone(VIETNAM):%Y-%m-%d %H:%M} (Vietnam's time)"
