"""Stamps in forms that few portals print, turned into the usual one: day before month, months as numbers.

"07 Tháng 10 2016" (Joomla), "Tháng Ba 14, 2023 lúc 5:22 chiều" (WordPress), "Oct 06, 2025", "28/12/2015 (14:07)" (DNN),
"8/19/2015 9:12:37 AM" (ASP.NET where nobody has set the language).
"""

from __future__ import annotations

import re

from scraper.extract.machine_dates import parse_machine_date
from scraper.patterns import regex

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"), start=1
    )
}
_MONTH_WORD = regex(r"\btháng (mười một|mười hai|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?=,? \d)", re.IGNORECASE)
_MONTH_FIRST = regex(r"\b(tháng \d{1,2}) (\d{1,2}), (\d{4})\b", re.IGNORECASE)
_NO_YEAR_WORD = regex(r"\b(tháng \d{1,2}),? (\d{4})\b", re.IGNORECASE)
_TIME_IN_BRACKETS = regex(r"(\d{4}) \((\d{1,2}:\d{2}(?::\d{2})?)\)")
# "13 thg 11, 2025", "18 Th2 2025": months as Unicode's locale data and themes shorten them.
_SHORT_MONTH = regex(r"\bthg\.?\s?(?=\d)|(?<=\d )th\.?\s?(?=\d{1,2}\b)", re.IGNORECASE)
# .NET's general format in English: the month first, no number filled up with a nought. Where every number has two
# digits it is no other than "dd/MM/yyyy hh:mm:ss tt", unless the second can be no month.
_AMERICAN = regex(
    r"(?<![\d/])(?P<month>[1-9]|1[0-2])/(?P<day>[1-9]|[12]\d|3[01])/(?P<year>(?:19|20)\d\d)"
    r"(?=\s(?P<hour>[1-9]|1[0-2]):\d{2}:\d{2} [AP]M\b)"
)


def is_american(text: str) -> bool:
    """Tell whether a stamp prints the month before the day, as ASP.NET does where nobody has set the language."""
    found = _AMERICAN.search(text)
    return found is not None and (
        int(found["day"]) > _MOST_MONTHS or any(len(found[name]) == 1 for name in ("month", "day", "hour"))
    )


_BEFORE_LABEL = regex(r"^được\s", re.IGNORECASE)
_MOST_MONTHS = 12
# What the forms above have in common with few lines of text. An English date, which a machine's parser reads, stands in
# a line of ASCII alone.
_MAY_BE_UNUSUAL = regex(
    r"thg|\d th\.?\s?\d|tháng (?:[mhbtnsc]|\d{1,2},? \d)|\d \(|[ap]m\b|\Ađược\s(?s:.*?)(?:th|[a-z]{3})", re.IGNORECASE
)
_MAY_BE_ENGLISH = regex(r"[a-z]{3}", re.IGNORECASE)


def usual_form(text: str) -> str:
    """Return a stamp in the way most portals print it; the text as it is where it is in no other form.

    Args:
        text: a line that may be a stamp, in NFC with white space collapsed.
    """
    if not (_MAY_BE_UNUSUAL.search(text) or (text.isascii() and _MAY_BE_ENGLISH.search(text))):
        return text
    text = _SHORT_MONTH.sub("tháng ", text)
    usual = _MONTH_WORD.sub(lambda found: f"tháng {_MONTHS[found[1].lower()]}", text)
    usual = _MONTH_FIRST.sub(r"\2 \1 năm \3", usual)
    usual = _TIME_IN_BRACKETS.sub(r"\1 \2", _NO_YEAR_WORD.sub(r"\1 năm \2", usual))
    if is_american(text):
        usual = _AMERICAN.sub(r"\g<day>/\g<month>/\g<year>", usual)
    english = parse_machine_date(text) if text.isascii() else None
    return english or _BEFORE_LABEL.sub("", usual)  # "Được đăng ...": the label without it is known


def span_as_printed(text: str, usual: str, start: int, end: int) -> tuple[int, int]:
    """Return where in a text the stamp stands that was found in its usual form; all of it where that cannot be told.

    Args:
        text: the text as printed.
        usual: its usual form.
        start: where the stamp begins in the usual form.
        end: where it ends there, exclusive.
    """
    label = _BEFORE_LABEL.match(text)
    dropped = label.end() if label is not None and not _BEFORE_LABEL.match(usual) else 0
    before, after = usual[:start], usual[end:]
    first, last = dropped + start if start else 0, len(text) - len(after)
    if text[dropped:].startswith(before) and text.endswith(after) and last > first:
        return first, last
    return 0, len(text)
