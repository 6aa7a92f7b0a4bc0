"""People, dates and places, looked for in the texts of a record.

None of it is loaded before the first record is annotated (:func:`scraper.extract.annotate_record`): a visit that finds
nothing new annotates none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.clock import vietnamese_day
from scraper.extract.document import Context, Field, Reading
from scraper.extract.events import find_events
from scraper.extract.officials import find_officials
from scraper.extract.officials.people.signers import complete_signers
from scraper.extract.places import find_places
from scraper.extract.posts import complete_posts
from scraper.extract.unit_ids import assign_units
from scraper.items import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scraper.items import Article
    from scraper.portal import Portal

# Characters of all texts of a record in which people, dates and places are looked for: a report of forty pages. The
# longest golden text has 5,000; a text of names alone takes about ten microseconds a character.
MAX_ANNOTATED = 100_000


def annotate_record(article: Article, reading: Reading, portal: Portal | None, captured_at: datetime | None) -> None:
    """Add the people, dates and places that stand in the texts of a record; pages without a record have none.

    Args:
        article: the record, changed in place.
        reading: what it was made of.
        portal: the portal it belongs to, which may name the unit that publishes.
        captured_at: when the page was fetched.
    """
    if article.kind not in {"article", "document"}:
        return
    context = Context(
        url=article.url,
        unit=portal.unit if portal else None,
        province=portal.province if portal else None,
        published=article.published,
        captured_at=captured_at,
        furniture=reading.furniture,
    )
    fields, left_out = _within_bounds(record_fields(article))
    article.problems += left_out
    article.events, doubts = find_events(fields, context)
    article.problems += doubts
    officials, doubts = find_officials(fields, context)
    complete_signers(reading.officials, context)
    article.officials = reading.officials + officials
    article.problems += doubts
    day = day_spoken_of(article, captured_at)
    complete_posts(article.officials, day=day, province=context.province)
    article.places = find_places(fields, context)
    assign_units(article, fields, context, day)


def day_spoken_of(article: Article, captured_at: datetime | None) -> str | None:
    """Return the day that a record speaks of, as an ISO date: of its first event, else of publication, else of capture.

    What a unit or a committee was called then decides what its short forms mean.
    """
    started = [event.start for event in article.events if event.start]
    if started:
        return min(started)[:10]
    if article.published:
        return article.published[:10]
    return vietnamese_day(captured_at).isoformat() if captured_at else None


def record_fields(article: Article) -> list[Field]:
    """Return the texts of a record that people and dates are looked for in, in the order of the record."""
    fields = [Field("title", article.title or ""), Field("lead", article.lead or ""), Field("text", article.text)]
    fields += [Field(f"captions[{index}]", caption.text) for index, caption in enumerate(article.captions)]
    return [field for field in fields if field.text]


def _within_bounds(fields: Sequence[Field]) -> tuple[list[Field], list[Problem]]:
    """Return the beginnings of texts that are looked through, cut between words, and a problem where that is not all.

    Offsets into what is returned are offsets into the texts of the record.
    """
    left = MAX_ANNOTATED
    kept: list[Field] = []
    for field in fields:
        text = field.text
        if len(text) > left:
            text = text[: max(text.rfind(" ", 0, left), text.rfind("\n", 0, left), 0)]
        if text:
            kept.append(Field(field.name, text))
        left -= len(field.text)
        if left <= 0:
            break
    length = sum(len(field.text) for field in fields)
    if length <= MAX_ANNOTATED:
        return kept, []
    reason = f"the texts have {length:,} characters; in the first {MAX_ANNOTATED:,} people, dates and places were found"
    return kept, [Problem("size", reason)]
