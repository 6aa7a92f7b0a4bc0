"""Events: when something happened, as the article says it.

News of local portals open with the day ("Sáng 04/3/2021, ..."). The first date of lead and text that nothing else
claims (:mod:`~scraper.extract.events.candidates`) is the article's event; a later one is another event where a sentence
opens with it and it is another day or another part of the day. A missing year comes from the stamp or the text
(:mod:`~scraper.extract.events.years`) or stays unknown: an event without year has no ``start``, and a problem says why.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.extract.events.candidates import Candidate, event_dates, sentence_before
from scraper.extract.events.clues import find_clues
from scraper.extract.events.doubts import against, doubted, no_stamp, no_such_day, no_year
from scraper.extract.events.years import STAMP_WINDOW, YearFinder
from scraper.extract.near_days import find_near_days
from scraper.items import Event
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context, Field
    from scraper.extract.near_days import NearDay
    from scraper.items import Problem

MAX_EVENTS = 8
STAMP_MAY_PRECEDE = 1  # days that a stamp stands before its event, by mistake or at midnight
NEARBY = 31  # days within which a further date is another event of the same news
_QUOTES = ' \n“"('
_HEAD = 600  # characters of the text in which a year stands beside the news, and "sáng nay" means the day of writing


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
    known = YearFinder(published, lambda: find_clues(_texts(fields, folded)))
    found = list(event_dates([(field, folded[field.name]) for field in running], published))
    found = _reported(found, published)
    while found and not _is_news(found[0]):
        del found[0]
    if not found:
        relative = _told_from_today(running, folded, published)
        if relative is not None:
            near, field, (events, problems) = relative
            _add_same_day(events, running, folded, (field, near))
            return events, problems
        found = list(event_dates([(field, folded[field.name]) for field in others], published))
    if not found:
        return [], []
    events, problems = _events(found, known)
    _add_same_day(events, running, folded, (found[0].field, found[0].mention.end))
    return events[:MAX_EVENTS], problems


def _is_news(candidate: Candidate) -> bool:
    """Tell whether a date tells the news: in the head of the text, or by the way it is told.

    A bare "ngày 20/12/2022" far down in a text dates a detail of it.
    """
    return candidate.opens or candidate.says_part or candidate.field != "text" or candidate.mention.start < _HEAD


def _reported(found: list[Candidate], published: date | None) -> list[Candidate]:
    """Leave out the dates well after the stamp: they are of plans, programmes and notices.

    A day without its year may also be mistyped, or be of last year; it is left out only where another remains.
    """
    if published is None:
        return found
    past = [candidate for candidate in found if not _is_ahead(candidate, published, candidate.mention.year)]
    surely_past = [candidate for candidate in past if not _is_ahead(candidate, published, published.year)]
    return surely_past or past


def _is_ahead(candidate: Candidate, published: date, year: int | None) -> bool:
    """Tell whether a date, in ``year``, is one to six weeks after the stamp (with its own year: any time after it)."""
    days = candidate.mention.days(year) if year is not None else None
    if days is None or days[0] <= published + timedelta(days=STAMP_MAY_PRECEDE):
        return False
    return candidate.mention.year is not None or (days[0] - published).days <= STAMP_WINDOW


def _texts(fields: Sequence[Field], folded: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Cut the texts into head (title, lead, beginning of the text) and rest."""
    texts = []
    for field in fields:
        text, low = field.text, folded[field.name]
        if field.name == "text":
            cut = text.find("\n\n", _HEAD) if len(text) > _HEAD else -1
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


def _events(found: list[Candidate], known: YearFinder) -> tuple[list[Event], list[Problem]]:
    first, *rest = found
    event, problems = _event(first, known)
    events = [event]
    for candidate in rest:
        if not (candidate.opens or candidate.says_part) or len(events) == MAX_EVENTS:
            continue
        other, doubts = _event(candidate, known)
        if _is_another(other, events, known.published, candidate.heads) or _is_another_unknown(
            candidate, first, other, events[0]
        ):
            events.append(other)
            problems += doubts
    return events, problems


def _event(candidate: Candidate, known: YearFinder) -> tuple[Event, list[Problem]]:
    mention, words = candidate.mention, collapse(candidate.text)
    year, basis = (mention.year, "in_event_string") if mention.year else known.year_of(mention.first)
    event = Event(words, None, None, mention.part_of_day, basis)
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


def _add_same_day(events: list[Event], running: list[Field], folded: dict[str, str], after: tuple[str, int]) -> None:
    """Add "Chiều cùng ngày", "Cùng ngày, ...": what else happened on the first event's day.

    Args:
        events: the events so far; extended.
        running: lead and text.
        folded: the texts of the fields, folded.
        after: field and offset at which the first event's words end.
    """
    main = events[0]
    if main.start is None or main.start != main.end:
        return
    running = [field for field in running if "cùng ngày" in folded[field.name]]
    parts = {event.part_of_day for event in events if event.start == main.start} - {None}
    for field in running:
        for near in find_near_days(field.text):
            if not near.same_day or near.part_of_day in parts or not _tells_when(near, folded[field.name]):
                continue
            before = field.name == after[0] and near.start < after[1]
            if before or sentence_before(folded[field.name], near.start).strip(_QUOTES):
                continue
            parts.add(near.part_of_day)
            words = collapse(field.text[near.start : near.end])
            events.append(Event(words, main.start, main.end, near.part_of_day, "relative"))


def _tells_when(near: NearDay, folded: str) -> bool:
    """Tell whether "cùng ngày" is said of when something happened: with the part of the day, or before a comma."""
    return near.part_of_day is not None or folded.startswith(",", near.end)


def _told_from_today(
    running: list[Field], folded: dict[str, str], published: date | None
) -> tuple[int, str, tuple[list[Event], list[Problem]]] | None:
    """Return the event of a text that only says "Chiều nay": the day of the stamp, or the day before it.

    The first two values are where the words end, and in which field.
    """
    for field in running:
        for near in find_near_days(field.text):
            if near.same_day or near.start > _HEAD:
                continue
            if near.part_of_day is None and sentence_before(folded[field.name], near.start).strip(_QUOTES):
                continue
            words = collapse(field.text[near.start : near.end])
            return near.end, field.name, _relative(words, near, published)
    return None


def _relative(words: str, near: NearDay, published: date | None) -> tuple[list[Event], list[Problem]]:
    if published is None:
        event = Event(words, None, None, near.part_of_day, "unknown")
        return [event], doubted(event, [no_stamp(words)])
    day = (published + timedelta(days=near.offset)).isoformat()
    return [Event(words, day, day, near.part_of_day, "relative")], []
