"""Events: when something happened, as the article says it.

News of local portals open with the day ("Sáng 04/3/2021, ..."). The first date of lead and text that nothing else
claims (:mod:`~scraper.extract.events.candidates`) is the article's event; a later one is another event where a sentence
opens with it and it is another day or another part of the day. A missing year comes from the stamp or the text
(:mod:`~scraper.extract.events.years`) or stays unknown: an event without year has no ``start``, and a problem says why.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.extract.events.candidates import HEAD, Candidate, event_dates
from scraper.extract.events.doubts import against, doubted, no_such_day, no_year
from scraper.extract.events.relative import Told, same_day, told_from_today
from scraper.extract.events.years import STAMP_WINDOW, YearFinder
from scraper.items import Event
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context, Field
    from scraper.items import Problem

MAX_EVENTS = 8
STAMP_MAY_PRECEDE = 1  # days that a stamp stands before its event, by mistake or at midnight
LONGEST_REPORTED = 14  # days: what takes longer is a campaign or a programme, not news of a day
_LEAP_YEAR = 2024  # where only lengths matter
NEARBY = 31  # days within which a further date is another event of the same news


def find_events(fields: Sequence[Field], context: Context) -> tuple[list[Event], list[Problem]]:
    """Return the events of an article, first the one that it reports, and what is doubtful about them.

    Args:
        fields: the texts of the record, NFC; captions count only where no other text has a date.
        context: the publication stamp, which tells years and is compared with the events.
    """
    published = _day(context.published)
    running = [field for field in fields if field.name in ("lead", "text")]
    others = [field for field in fields if field.name not in ("lead", "text")]
    folded = {field.name: fold_tone(field.text) for field in fields}
    known = YearFinder(published, lambda: _texts(fields, folded))
    found = list(event_dates([(field, folded[field.name]) for field in running], published))
    found = _reported(_without_campaign(found), published)
    while found and not _is_news(found[0]):
        del found[0]
    if not found:
        relative = told_from_today(running, folded, known)
        if relative is not None:
            near, field, event, problems = relative
            return _with_same_day([Told(field, near, event)], running, folded), problems
        found = _reported(list(event_dates([(field, folded[field.name]) for field in others], published)), published)
    if not found:
        return [], []
    told, problems = _events(found, known)
    return _with_same_day(told, running, folded)[:MAX_EVENTS], problems


def _with_same_day(told: list[Told], running: Sequence[Field], folded: dict[str, str]) -> list[Event]:
    """Return the events with what else happened on their days, in reading order behind the first."""
    order = {field.name: number for number, field in enumerate(running)}
    others = told[1:] + same_day(told, running, folded)
    others.sort(key=lambda other: (order.get(other.field, len(order)), other.end))
    return [told[0].event, *(other.event for other in others)]


def _is_news(candidate: Candidate) -> bool:
    """Tell whether a date tells the news: in the head of the text, or by the way it is told.

    A bare "ngày 20/12/2022" far down in a text dates a detail of it.
    """
    return candidate.opens or candidate.says_part or candidate.field != "text" or candidate.mention.start < HEAD


def _without_campaign(found: list[Candidate]) -> list[Candidate]:
    """Leave out a span of weeks where a part of a day is told too: "vận động từ 1/6 đến 30/6; sáng 17/7 trao quà"."""
    if any(candidate.says_part for candidate in found):
        return [candidate for candidate in found if candidate.says_part or _length(candidate) <= LONGEST_REPORTED]
    return found


def _length(candidate: Candidate) -> int:
    days = candidate.mention.days(candidate.mention.year or _LEAP_YEAR)
    return (days[1] - days[0]).days if days is not None else 0


def _reported(found: list[Candidate], published: date | None) -> list[Candidate]:
    """Leave out the dates well after the stamp: they are of plans, programmes and notices.

    A day without its year may also be mistyped, or be of last year; it is left out only where another remains. Nobody
    mistypes a span of days: one that lies ahead is a programme's.
    """
    if published is None:
        return found
    past = [candidate for candidate in found if not _is_ahead(candidate, published, candidate.mention.year)]
    surely_past = [candidate for candidate in past if not _is_ahead(candidate, published, published.year)]
    return surely_past or [candidate for candidate in past if candidate.mention.first == candidate.mention.last]


def _is_ahead(candidate: Candidate, published: date, year: int | None) -> bool:
    """Tell whether a date, in ``year``, is one to six weeks after the stamp (with its own year: any time after it).

    So is a span that has weeks to go when it is written of.
    """
    days = candidate.mention.days(year) if year is not None else None
    if days is None:
        return False
    if days[0] < days[1] and 0 < (days[1] - published).days - LONGEST_REPORTED <= STAMP_WINDOW:
        return True
    if days[0] <= published + timedelta(days=STAMP_MAY_PRECEDE):
        return False
    return candidate.mention.year is not None or (days[0] - published).days <= STAMP_WINDOW


def _texts(fields: Sequence[Field], folded: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Cut the texts into head (title, lead, beginning of the text) and rest."""
    texts = []
    for field in fields:
        text, low = field.text, folded[field.name]
        if field.name == "text":
            cut = text.find("\n\n", HEAD) if len(text) > HEAD else -1
            cut = len(text) if cut < 0 else cut
            texts += [(text[:cut], low[:cut], True), (text[cut:], low[cut:], False)]
        else:
            texts.append((text, low, field.name in ("title", "lead")))
    return texts


def _day(stamp: str | None) -> date | None:
    """Return the day of an ISO stamp."""
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def _events(found: list[Candidate], known: YearFinder) -> tuple[list[Told], list[Problem]]:
    first, *rest = found
    event, problems = _event(first, known)
    events = [event]
    told = [Told(first.field, first.mention.end, event)]
    for candidate in rest:
        if not (candidate.opens or candidate.says_part) or len(events) == MAX_EVENTS:
            continue
        other, doubts = _event(candidate, known)
        if _is_another(other, events, known.published, candidate.heads) or _is_another_unknown(
            candidate, first, other, events[0]
        ):
            events.append(other)
            told.append(Told(candidate.field, candidate.mention.end, other))
            problems += doubts
    return told, problems


def _event(candidate: Candidate, known: YearFinder) -> tuple[Event, list[Problem]]:
    mention, words = candidate.mention, collapse(candidate.text)
    year, basis = (mention.year, "in_event_string") if mention.year else known.year_of(mention.first, mention.weekday)
    # An hour alone is the clock's: all eight annotated texts that give one and no word leave the part of the day open.
    event = Event(words, None, None, mention.part_of_day if candidate.says_part else None, basis)
    if year is None:
        return event, doubted(event, [no_year(words, known.published)])
    days = mention.days(year)
    if days is None:
        event.basis = "unknown"
        return event, doubted(event, [no_such_day(words)])
    event.start, event.end = days[0].isoformat(), days[1].isoformat()
    return event, doubted(event, against(words, days, mention.weekday, known.published))


def _is_another(event: Event, events: list[Event], published: date | None, heads: bool) -> bool:
    """Tell whether a further date is an event of its own: near the first, past, and not said before.

    ``heads`` is true where a paragraph opens with it: in a round-up of news its days may overlap with others.
    """
    main = events[0]
    if event.start is None or event.end is None or main.start is None:
        return False
    start, end, anchor = map(date.fromisoformat, (event.start, event.end, main.start))
    if abs((start - anchor).days) > NEARBY:
        return False
    if published is not None and start > published:
        return False
    for other in events:
        if other.start is None or other.end is None:
            continue
        apart = end < date.fromisoformat(other.start) or start > date.fromisoformat(other.end)
        other_part = None not in (event.part_of_day, other.part_of_day) and event.part_of_day != other.part_of_day
        if heads and (event.start, event.end) != (other.start, other.end):
            continue
        if not apart and not (other_part and event.start == other.start):
            return False
    return True


def _is_another_unknown(candidate: Candidate, first: Candidate, event: Event, main: Event) -> bool:
    """Tell whether a date whose year is unknown is another day than the first, whose year is unknown too."""
    if event.start is not None or main.start is not None or not candidate.opens:
        return False
    own, before = candidate.mention.first, first.mention.last
    return (before.month, before.day) < (own.month, own.day) and own.month <= before.month + 1
