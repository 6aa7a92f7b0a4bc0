"""When an article was published and updated: the stamp printed on it first, what is written for machines second.

What is written for machines is often the time of the last edit (NukeViet overwrites ``datePublished``), and dates
around an article are those of other articles or of today. So only stamps between the headline and the end of the
article count, and a machine's date only where none is printed: a day alone stays a day alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.reading.stamp_attributes import moment_around
from scraper.extract.reading.stamp_places import (
    edits_below,
    is_made_for_the_capture,
    is_now,
    stamps_beside,
    stamps_in_text,
    stamps_over_headline,
    stamps_under_headline,
    tells_last_edit,
)
from scraper.extract.stamps import Stamp, choose_stamps, parse_machine_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.metadata import Metadata

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "dc.date.created",
    "dc.date.issued",
    "dc.date",
    "datepublished",
    "itemprop:datepublished",
    "itemprop:datecreated",
    "pubdate",
    "publish_date",
    "publishdate",
    "date",
    "og:published_time",
    "dcterms.created",
    "dcterms.issued",
    "entry-date",
    "state:published",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "dc.date.modified",
    "itemprop:datemodified",
    "last-modified",
    "dcterms.modified",
    "state:updated",
)
_ELSEWHERE = frozenset({"nav", "related", "aside", "footer", "header", "pager", "breadcrumb", "hidden"})
_DAY_ALONE = len("2026-03-05")
_LONGEST_CLOCK = 80  # characters of a line that prints a time apart from its day
_OVER_TITLE = 4  # lines over the headline that may print a time
_FOOT = 10  # last lines of an article in which the stamp of its last edit may stand
_HIGHEST = 6  # elements around the headline in whose attributes its moment may stand


@dataclass(slots=True)
class Moments:
    """ISO values; ``published_text`` is the stamp as printed, ``None`` where no day is.

    ``is_shown`` tells whether readers are shown the publication, if only by how long ago it was ("3 ngày trước").
    """

    published: str | None = None
    updated: str | None = None
    published_text: str | None = None
    is_shown: bool = False


def find_moments(
    lines: Sequence[Line], metadata: Metadata, title: Line | None, first: int, stop: int, captured_at: datetime | None
) -> Moments:
    """Return when an article was published and updated.

    Args:
        lines: all lines of the page.
        metadata: its head.
        title: the line that prints the headline.
        first: index of the first line of running text.
        stop: index at which the article with its credits ends.
        captured_at: when the page was fetched; a stamp of that moment is the page's clock.
    """
    begin = title.index if title is not None else max(first - 12, 0)
    machine = _machine(metadata, _PUBLISHED, "datePublished", "dateCreated")
    edited = _machine(metadata, _UPDATED, "dateModified")
    if edited is not None and is_now(edited, captured_at):
        edited = None  # the moment at which the CMS has put the page together
    published, updated = _printed(lines, title, begin, first, stop, captured_at)
    if published is not None and machine and _is_of_an_edit(published, machine, edited):
        published, updated = None, published
    value = published.value if published is not None else machine or moment_around(_around(title, lines[first:stop]))
    if (
        machine
        and value
        and _is_exact(machine, value)
        and _prints_time(lines[max(begin - _OVER_TITLE, 0) : stop + 1], machine)
    ):
        value = machine
    printed = (published.text or None) if published is not None else None
    found = Moments(value, updated.value if updated else None, printed, published is not None)
    if found.updated is None and edited and value and _is_later(edited, value, machine):
        found.updated = edited
    return found


def _is_later(edited: str, value: str, machine: str | None) -> bool:
    """Tell whether the head's moment of the last edit is another than that of the publication.

    NukeViet writes the last edit into both, so the head's publication counts only on the day that is printed.
    """
    if machine is not None and machine[:10] == value and edited <= machine:
        return False
    return edited[:16] > value[:16] and edited[:10] >= value[:10]


def _printed(
    lines: Sequence[Line], title: Line | None, begin: int, first: int, stop: int, captured_at: datetime | None
) -> tuple[Stamp | None, Stamp | None]:
    """Return the printed stamps of the publication and of the last edit; arguments as for :func:`find_moments`.

    Where the headline has its stamp, only that of the last edit is looked for at the end of the text and below. "Cập
    nhật lần cuối" with the moment of the capture is the page's clock.
    """
    head = stamps_under_headline(lines, begin, first, captured_at)
    foot = stamps_in_text(lines, title, max(first, stop - _FOOT) if head else first, stop, captured_at)
    edits = [stamp for stamp in foot if stamp.kind == "updated"]
    if not head and len(edits) == len(foot):
        head = stamps_over_headline(lines, begin, captured_at)
    published, updated = choose_stamps(head or foot or stamps_beside(lines, captured_at))
    if updated is None and published is not None and head:  # Joomla prints the last edit under the text
        edits += edits_below(lines[stop + 1 :], captured_at)
        updated = next((stamp for stamp in edits if stamp.value >= published.value), None)
        updated = None if updated == published else updated
    if updated is not None and is_made_for_the_capture(updated.value, captured_at):
        updated = None
    return published, updated


def _is_of_an_edit(stamp: Stamp, machine: str, edited: str | None) -> bool:
    """Tell whether a lone "Cập nhật" is that of an edit: it says so, or the head tells both moments, and this one.

    Args:
        stamp: the stamp that would be the publication's, for the page prints no other.
        machine: the moment of the publication in the head.
        edited: that of the last edit.
    """
    if stamp.kind != "updated" or machine[:16] >= stamp.value[:16] or machine[:10] == stamp.value:
        return False
    size = min(len(stamp.value), 16)
    return tells_last_edit(stamp.text) or (edited is not None and edited[:size] == stamp.value[:size])


def _around(title: Line | None, text: Sequence[Line]) -> Iterator[etree._Element]:
    """Yield the elements between headline and text, and those around both."""
    if title is None or not text:
        return
    inside = set(text[0].node.iterancestors())
    for number, element in enumerate(title.node.iterancestors()):
        if number >= _HIGHEST or element.tag in {"body", "html"}:
            return
        if element in inside:
            yield element
        if number == 0:
            yield from title.node.itersiblings()


def _is_exact(machine: str, day: str) -> bool:
    """Tell whether a machine's date is a moment of a day that is printed alone."""
    return len(day) == _DAY_ALONE < len(machine) and machine.startswith(day)


def _prints_time(lines: Sequence[Line], moment: str) -> bool:
    """Tell whether a moment's time stands in a short line apart from its day, as Blogger prints it."""
    hour, minute = int(moment[11:13]), moment[14:16]
    clock = re.compile(rf"(?<!\d)0?{hour}\s?[:h]\s?{minute}(?!\d)")
    return any(
        clock.search(line.text) for line in lines if len(line.text) <= _LONGEST_CLOCK and line.place not in _ELSEWHERE
    )


def _machine(metadata: Metadata, names: Sequence[str], *properties: str) -> str | None:
    for name in properties:
        value = metadata.article.get(name)
        if isinstance(value, str) and (parsed := parse_machine_date(value)):
            return parsed
    for name in names:
        text = metadata.get(name)
        if text and (parsed := parse_machine_date(text)):
            return parsed
    return None
