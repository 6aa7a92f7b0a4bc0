"""Times and headlines as people read them, on the site, in citations and on the command line.

Times are kept in UTC and shown in Vietnam's (UTC+7 all year round, so no time-zone table is needed). The portal's own
stamps are local already and keep the precision they were printed with: a day stays a day.
"""

from __future__ import annotations

from datetime import date, datetime

from scraper.clock import VIETNAM

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")  # of Oxford's style
_HEADLINE = 110  # characters of the text that stand in for a title where the page prints none


def vn_time(value: str | None) -> str:
    """Return a stored time as people in Vietnam write it: ``24/11/2026 16:30``, or ``24/11/2026`` for a day alone.

    A time with an offset is turned into Vietnam's; anything that is no ISO 8601 is returned as it is.
    """
    if not value:
        return ""
    try:
        if len(value) == 10:  # a day alone
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return value
    return moment.strftime("%d/%m/%Y %H:%M")


def en_time(value: str | None) -> str:
    """Return a stored time as :func:`vn_time`, as English writes it: ``24 Nov 2026, 16:30``, ``24 Nov 2026``."""
    if not value:
        return ""
    try:
        if len(value) == 10:
            return _english(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return value
    return f"{_english(moment)}, {moment:%H:%M}"


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def vn_day(value: str | None) -> str:
    """Return the day of a stored time in Vietnam: ``24/11/2026``."""
    return vn_time(value)[:10]


def headline(title: str | None, *texts: str | None) -> str:
    """Return the title or, where the page prints none, the first words of the first of ``texts`` that has any."""
    if title:
        return title
    words = next((text for text in texts if text), "").split()
    short = " ".join(words[:60])
    if len(short) <= _HEADLINE:
        return short or "(không có chữ)"
    return short[:_HEADLINE].rsplit(" ", 1)[0].rstrip(",.;:– ") + " …"
