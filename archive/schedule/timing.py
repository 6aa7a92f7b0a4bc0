"""The moments at which a schedule is due: times of day on days of the week, in a named time zone.

A crawl is a visit to a portal's day, so the hours are those of a place: Vietnam's, unless another is named. A moment is
counted by that place's clock, on the days when it is put forward or back too.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, field_validator

from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VIETNAMS_ZONE = "Asia/Ho_Chi_Minh"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_VIETNAMESE_DAYS = ("t2", "t3", "t4", "t5", "t6", "t7", "cn")
_TIME = regex(r"([01]?\d|2[0-3])(?::([0-5]\d))?")
_NIGHT_HOURS = 6  # the hours after midnight, among which one is drawn where none is named
_HOURS = 24


class Timing(BaseModel):
    """When a schedule is due.

    Attributes:
        times: times of day, ``HH:MM``, in their order.
        days: days of the week (``mon`` ... ``sun``) in their order; none: every day.
        timezone: name of the time zone (IANA) whose clock counts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    times: tuple[str, ...]
    days: tuple[str, ...] = ()
    timezone: str = VIETNAMS_ZONE

    @field_validator("times")
    @classmethod
    def _checked_times(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not values:
            raise ValueError("names no time of day")
        return tuple(sorted({f"{time.fromisoformat(value):%H:%M}" for value in values}))

    @field_validator("days")
    @classmethod
    def _checked_days(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        numbers = sorted({_day_number(value) for value in values})
        return () if len(numbers) == len(DAYS) else tuple(DAYS[number] for number in numbers)

    @field_validator("timezone")
    @classmethod
    def _checked_timezone(cls, value: str) -> str:
        return _known_zone(value)

    def next_after(self, moment: datetime) -> datetime:
        """Return the first moment after ``moment`` at which it is due, UTC."""
        return next(due for due in self._due_from(moment - timedelta(days=2)) if due > moment)

    def last_until(self, moment: datetime) -> datetime:
        """Return the last moment up to and including ``moment`` at which it was due, UTC."""
        found = None
        for due in self._due_from(moment - timedelta(days=9)):
            if due > moment:
                break
            found = due
        assert found is not None  # noqa: S101  a week holds every day of the week
        return found

    def due_within(self, begin: datetime, days: int) -> Iterator[datetime]:
        """Yield every moment from ``begin`` on at which it is due, UTC, for so many days."""
        for due in self._due_from(begin - timedelta(days=2)):
            if due >= begin + timedelta(days=days):
                return
            if due >= begin:
                yield due

    def words(self) -> str:
        """Return it for people: ``daily at 05:23 and 17:23 (Asia/Ho_Chi_Minh)``."""
        which = "daily" if not self.days else ", ".join(day.capitalize() for day in self.days)
        times = self.times[0] if len(self.times) == 1 else f"{', '.join(self.times[:-1])} and {self.times[-1]}"
        return f"{which} at {times} ({self.timezone})"

    def _due_from(self, moment: datetime) -> Iterator[datetime]:
        """Yield the moments at which it is due from the day of ``moment`` on, without an end."""
        zone = ZoneInfo(self.timezone)
        day = moment.astimezone(zone).date()
        times = [time.fromisoformat(value) for value in self.times]
        while True:
            if not self.days or DAYS[day.weekday()] in self.days:
                # By their moments: on the day on which a clock is put forward, a time that it leaves out comes later.
                yield from sorted(datetime.combine(day, at, zone).astimezone(UTC) for at in times)
            day += timedelta(days=1)


def draw_timing(
    at: Sequence[str], on: Sequence[str], every: int | None, timezone: str, former: Timing | None = None
) -> Timing:
    """Return the timing that a user means, with what is left open drawn by lot, once and for all.

    Were every archive of the country to begin at the full hour, the portals would be asked by all of them at once: a
    minute that nobody named is drawn, and so is the hour of the night where none is named.

    Args:
        at: times of day, ``5`` or ``05:30``; none for some hour of the night.
        on: days of the week, ``mon`` or ``t2``; none for every day.
        every: hours from one run to the next, instead of times: counted from the one time in ``at``, where there is
            one.
        timezone: IANA name.
        former: what held before; its minute and hour are kept where none is named.

    Raises:
        ValueError: something is no time, no day, no time zone, or does not go together; says what to give instead.
    """
    lot = time(secrets.randbelow(_NIGHT_HOURS), secrets.randbelow(60))
    if former is not None:
        lot = time.fromisoformat(former.times[0])
    times = [_read_time(value, lot.minute) for value in at]
    if every is not None:
        times = _all_round_the_clock(every, times, lot)
    return Timing(
        times=tuple(f"{moment:%H:%M}" for moment in times or [lot]),
        days=tuple(_read_day(value) for value in on),
        timezone=_known_zone(timezone),  # asked before pydantic does, whose own sentence is none for people
    )


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of the time zones' data is an OSError
        raise ValueError(f"{value!r} is no time zone such as {VIETNAMS_ZONE} or Europe/Berlin") from None
    return value


def _all_round_the_clock(every: int, times: list[time], lot: time) -> list[time]:
    if len(times) > 1:
        raise ValueError("every so many hours is counted from one time of day: give one")
    if not 1 <= every <= _HOURS or _HOURS % every:
        raise ValueError(
            f"every {every} hours do not come round within a day: give 1, 2, 3, 4, 6, 8, 12 or 24, or name the times "
            "of day; for less than once a day name days of the week"
        )
    first = times[0] if times else lot
    return [first.replace(hour=(first.hour + hours) % _HOURS) for hours in range(0, _HOURS, every)]


def _read_time(value: str, minute: int) -> time:
    match = _TIME.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"{value!r} is no time of day such as 5 or 05:30")
    return time(int(match[1]), minute if match[2] is None else int(match[2]))


def _read_day(value: str) -> str:
    return DAYS[_day_number(value)]


def _day_number(value: str) -> int:
    folded = fold(value.strip())
    for names in (DAYS, _VIETNAMESE_DAYS):
        if folded in names:
            return names.index(folded)
    raise ValueError(f"{value!r} is no day of the week: give mon, tue, wed, thu, fri, sat, sun, or t2 to t7 and cn")
