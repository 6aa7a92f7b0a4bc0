"""Dates in meta tags, ``<time datetime>``, JSON-LD and feeds: written for programs, and wrong in known ways.

NukeViet prints PHP's ``T`` (the zone's name) where ISO wants the letter T: "2023-07-12+0716:40:00"; some servers print
"ICT" there. Times without a zone are local; UTC is turned into local time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scraper.clock import VIETNAM
from scraper.patterns import regex

if TYPE_CHECKING:
    import re

EARLIEST_YEAR = 1996
MAX_LENGTH = 80
# The zone that PHP's T put between day and time, and the zone at the end. Its name is not needed: ICT is +07:00.
_ISO = regex(
    r"(?P<y>[12][0-9]{3})(?P<s>[\-/.]?)(?P<m>[0-9]{2}|(?<=[\-/.])[0-9])(?P=s)(?P<d>[0-9]{1,2})"
    r"(?:(?:\s{0,3}t?\s{0,3}|\s{0,2}(?P<php>\+0?7(?::?00)?|[a-z]{3,4}(?:\+0?7(?::?00)?)?|asia/[a-z_]+))(?=[0-9])"
    r"(?P<h>[0-9]{1,2}):?(?P<i>[0-9]{2})(?::?(?P<sec>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"(?:\s{0,2}(?P<x>[ap]m))?\s{0,2}(?:ict|gmt|utc)?(?P<zone>z|[+\-][0-9]{2}(?::?[0-9]{2})?)?(?:\s?\[[^\]]{1,30}\])?)?"
)
_NAMED = regex(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s{1,3})?(?:(?P<d1>[0-9]{1,2})\s{1,2}(?P<m1>[a-z]{3,9})\.?|"
    r"(?P<m2>[a-z]{3,9})\.?\s{1,2}(?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?)(?:,?\s{1,2}(?P<y1>20[0-9]{2}|199[0-9]))?"
    r"(?:[\s,]{1,3}(?:at\s|@\s)?(?P<h>[0-9]{1,2}):(?P<i>[0-9]{2})(?::(?P<sec>[0-9]{2}))?(?:\s?(?P<x>[ap]m))?)?"
    r"(?:\s{0,2}(?:ict|gmt|utc)?(?P<zone>[+\-][0-9]{2}:?[0-9]{2}|z)?)?(?:\s{1,2}(?P<y2>20[0-9]{2}|199[0-9]))?(?:\s?\([^)]{0,40}\))?"
)
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
_NAMED_UTC = regex(r"(?:gmt|utc)(?![a-z+\-])")
_EPOCH = regex(r"1[0-9]{9}(?:[0-9]{3})?")  # seconds or milliseconds, 2001 to 2033


def parse_machine_date(value: str) -> str | None:
    """Return ``value`` as 'YYYY-MM-DDTHH:MM:SS+07:00' or, without time, 'YYYY-MM-DD'; ``None`` where it is no date."""
    text = value.strip().lower() if len(value) <= MAX_LENGTH else ""
    if not text:
        return None
    if _EPOCH.fullmatch(text):
        return _local(datetime.fromtimestamp(int(text[:10]), UTC))
    if iso := _ISO.fullmatch(text):
        return _render(int(iso["y"]), int(iso["m"]), int(iso["d"]), iso)
    if named := _NAMED.fullmatch(text):
        month = _MONTHS.get((named["m1"] or named["m2"])[:3])
        year = named["y1"] or named["y2"]
        if month and year:
            zone = "z" if not named["zone"] and _NAMED_UTC.search(text) else None
            return _render(int(year), month, int(named["d1"] or named["d2"]), named, zone)
    try:
        return _local(parsedate_to_datetime(value.strip()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _render(year: int, month: int, day: int, found: re.Match[str], zone: str | None = None) -> str | None:
    try:
        if found["h"] is None:
            moment = datetime(year, month, day, tzinfo=VIETNAM)
            return moment.strftime("%Y-%m-%d") if moment.year >= EARLIEST_YEAR else None
        hour = int(found["h"])
        if found["x"] == "pm" and hour < 12:
            hour += 12
        elif found["x"] == "am" and hour == 12:
            hour = 0
        moment = datetime(year, month, day, hour, int(found["i"]), int(found["sec"] or 0))
    except ValueError:
        return None
    offset = _offset(found["zone"] or zone)
    return _local(moment.replace(tzinfo=offset)) if offset else None


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return VIETNAM
    if zone == "z":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        return None
    return timezone((1 if zone[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def _local(moment: datetime) -> str | None:
    """Return a moment in local time, to the second; without zone (RFC 822's "-0000") it is local."""
    try:
        local = (moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)).replace(
            microsecond=0
        )
    except OverflowError:
        return None
    return local.isoformat() if local.year >= EARLIEST_YEAR else None
