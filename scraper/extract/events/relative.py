"""Events told from another day: "Chiều nay" from that of writing, "Chiều cùng ngày" from the one named before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.extract.dates import find_dates
from scraper.extract.events.candidates import HEAD, sentence_before
from scraper.extract.events.doubts import doubted, no_stamp
from scraper.extract.near_days import find_near_days
from scraper.items import Event
from scraper.patterns import regex
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scraper.extract.document import Field
    from scraper.extract.events.years import YearFinder
    from scraper.extract.near_days import NearDay
    from scraper.items import PartOfDay, Problem

_QUOTES = ' \n“"('
_BULLETS = "*+•–-"
# In the sentence before "cùng ngày": another day, which it is the same as, or what is only to come.
_OTHER_DAY = regex(r"[0-9]\s?[/.-]\s?[0-9]|[0-9]\stháng\s[0-9]|\b(?:sẽ|dự kiến)\b|\b(?:đến|tới|trước|hết)\s$")
_OCCASION = 60  # characters between a holiday's date and "sáng cùng ngày", in the same sentence


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and where its words end in which text."""

    field: str
    end: int
    event: Event


def told_from_today(
    running: Sequence[Field], folded: Mapping[str, str], known: YearFinder
) -> tuple[int, str, Event, list[Problem]] | None:
    """Return the event of a text that only says "Chiều nay", or "Hưởng ứng Ngày X 10/10, sáng cùng ngày".

    Args:
        running: lead and text.
        folded: the texts of the fields, folded.
        known: the stamp, and what tells years.

    Returns:
        Where its words end, in which field, the event and what is doubtful about it; ``None`` where nothing tells.
    """
    for field in running:
        low = folded[field.name]
        for near in find_near_days(field.text):
            if near.start > HEAD:
                break
            words = collapse(field.text[near.start : near.end])
            if near.same_day:
                day = _day_before(field.text, near, known) if near.part_of_day is not None else None
                if day is not None:
                    return near.end, field.name, _on(words, day, near.part_of_day), []
                continue
            if near.part_of_day is None and sentence_before(low, near.start).strip(_QUOTES):
                continue
            if known.published is None:
                event = Event(words, None, None, near.part_of_day, "unknown")
                return near.end, field.name, event, doubted(event, [no_stamp(words)])
            day = known.published + timedelta(days=near.offset)
            return near.end, field.name, _on(words, day, near.part_of_day), []
    return None


def same_day(told: Sequence[Told], running: Sequence[Field], folded: Mapping[str, str]) -> list[Told]:
    """Return what else happened on an event's day: "Chiều cùng ngày", "Cùng ngày, ...".

    The day is that of the event told last before; nothing is the same day as several.

    Args:
        told: the article's events, the first of which it reports, in reading order.
        running: lead and text.
        folded: the texts of the fields, folded.
    """
    parts = {(one.event.start, one.event.part_of_day) for one in told}
    order = {field.name: number for number, field in enumerate(running)}
    found: list[Told] = []
    for field in running:
        low = folded[field.name]
        for near in find_near_days(field.text) if "cùng ngày" in low else ():
            if not near.same_day or not _tells_when(near, low):
                continue
            here = (order[field.name], near.start)
            before = [one for one in told if (order.get(one.field, len(order)), one.end) <= here]
            main = before[-1].event if before else None
            if main is None or main.start is None or main.start != main.end:
                continue
            if near.part_of_day is not None and (main.start, near.part_of_day) in parts:
                continue
            parts.add((main.start, near.part_of_day))
            words = collapse(field.text[near.start : near.end])
            found.append(Told(field.name, near.end, _on(words, date.fromisoformat(main.start), near.part_of_day)))
    return found


def _on(words: str, day: date, part: PartOfDay | None) -> Event:
    return Event(words, day.isoformat(), day.isoformat(), part, "relative")


def _tells_when(near: NearDay, low: str) -> bool:
    """Tell whether "cùng ngày" says when something happened on the event's day.

    With the part of the day it does wherever it stands, unless its sentence names another day; alone only where it
    opens a sentence and a comma follows ("hồi 14 giờ cùng ngày" is a programme's).
    """
    before = sentence_before(low, near.start)
    if near.part_of_day is None:
        return not before.strip(_QUOTES + _BULLETS) and low.startswith(",", near.end)
    return _OTHER_DAY.search(before) is None


def _day_before(text: str, near: NearDay, known: YearFinder) -> date | None:
    """Return the day that a sentence names before "cùng ngày", be it a holiday's."""
    start = max(0, near.start - _OCCASION)
    passage = text[start : near.start]
    named = [mention for mention in find_dates(passage) if not re.search(r"[.;\n]", passage[mention.end :])]
    if not named:
        return None
    day = named[-1].last
    year = day.year or known.year_of(day)[0]
    return day.on(year) if year is not None else None
