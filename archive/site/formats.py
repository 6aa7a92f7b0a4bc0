"""Times, days and numbers as each language writes them, and the half of a text that is kept in both languages."""

from __future__ import annotations

from archive.readable import en_time, vn_time
from archive.site.language import LANGUAGES, spoken

_HALVES = (" / ", " · ")  # of descriptions, of titles


def moment(value: str | None) -> str:
    """Return a stored time: ``24/11/2026 16:30``, in English ``24 Nov 2026, 16:30``; a day alone where it is one.

    A time with an offset is turned into Vietnam's; anything that is no ISO 8601 is returned as it is.
    """
    return en_time(value) if spoken() == "en" else vn_time(value)


def day(value: str | None) -> str:
    """Return the day of a stored time in Vietnam: ``24/11/2026``, ``24 Nov 2026``."""
    return moment(value).partition(", ")[0] if spoken() == "en" else vn_time(value)[:10]


def number(value: float | None) -> str:
    """Return a count with the language's thousands separator: ``644.092``, ``644,092``; a dash where there is none."""
    if value is None:
        return "—"
    written = f"{value:,}"
    return written if spoken() == "en" else written.translate(str.maketrans(",.", ".,"))


def own_half(text: str | None) -> str:
    """Return the half of a text that is in the language of the request.

    The site's metadata, which Datasette takes from one file, has both languages in each text: descriptions as
    "Vietnamese / English", titles as "Vietnamese · English". A text that has no halves is returned whole.
    """
    for between in _HALVES:
        first, found, second = (text or "").partition(between)
        if found:
            return second if spoken() != LANGUAGES[0] else first
    return text or ""
