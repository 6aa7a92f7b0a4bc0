"""The header fields of a record, and the one of them that is a time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSION = regex(rb"WARC/[01]\.\d{1,2}[ \t]{0,8}")
_MAX_FIELDS = 2_000
# The profile of ISO 8601 that WARC 1.1 allows: as precise as the writer knew, from a year to nanoseconds; 1.0 names
# seconds. ARC files and some tools write fourteen digits; some their own zone, where the standard asks for UTC.
_DATE = regex(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?P<fraction>\.\d{1,12})?)?)?)?)?")
_DIGITS = regex(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
_ZONE = regex(r"(?:Z|([+-])(\d{2}):?(\d{2}))?\s{0,8}", re.IGNORECASE)
_FIRST_YEAR = 1990  # there was no web before


class FieldError(Exception):
    """A header field, or the block of them, cannot be read; the message is a sentence's worth of why."""


def read_fields(block: bytes) -> list[tuple[str, str]]:
    """Return the fields of a record's header in their order; a line that begins with a blank goes on with the last one.

    Raises:
        FieldError: the block does not begin with the version, or holds a line that is no field.
    """
    lines = block.replace(b"\r\n", b"\n").split(b"\n")
    if not _VERSION.fullmatch(lines[0]):
        raise FieldError(f"the record's version is none that is known: {lines[0][:20].decode('latin-1')!r}")
    fields: list[tuple[str, str]] = []
    for line in lines[1:]:
        if not line.strip():
            continue
        text = line.decode("utf-8", "replace")
        if line[:1] in {b" ", b"\t"} and fields:
            name, value = fields[-1]
            fields[-1] = (name, f"{value} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if not colon or not name.strip() or len(fields) >= _MAX_FIELDS:
            raise FieldError(f"the record's header holds a line that is no field: {text[:40]!r}")
        fields.append((name.strip(), value.strip()))
    return fields


def field_of(fields: Sequence[tuple[str, str]], name: str) -> str | None:
    """Return the first field of that name, whatever its case; ``None`` where there is none."""
    wanted = name.lower()
    return next((value for key, value in fields if key.lower() == wanted), None)


def warc_date(value: str) -> datetime:
    """Return a ``WARC-Date`` in UTC; what a shorter form leaves open is its beginning.

    Raises:
        FieldError: it is no time, or one before there was a web.
    """
    value = value.strip()
    match = _DIGITS.match(value) or _DATE.match(value)
    try:
        zone = _ZONE.fullmatch(value[match.end() :][:20]) if match is not None else None
        if match is None or zone is None:
            raise ValueError
        year, month, day, hour, minute, second = (int(match[part] or least) for part, least in _PARTS)
        fraction = match.groupdict().get("fraction")
        micro = int(fraction[1:7].ljust(6, "0")) if fraction else 0
        moment = datetime(year, month, day, hour, minute, min(second, 59), micro, tzinfo=_zone_of(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise FieldError(f"the record's WARC-Date is no time: {value[:40]!r}") from None
    if year < _FIRST_YEAR:
        raise FieldError(f"the record's WARC-Date lies before there was a web: {value[:40]!r}")
    return moment


def _zone_of(zone: re.Match[str]) -> timezone:
    """Return the zone that a time names, UTC where it names none; raises ``ValueError`` for one that is none."""
    ahead = timedelta(hours=int(zone[2] or 0), minutes=int(zone[3] or 0))
    return timezone(-ahead if zone[1] == "-" else ahead)


_PARTS = ((1, 1), (2, 1), (3, 1), (4, 0), (5, 0), (6, 0))
