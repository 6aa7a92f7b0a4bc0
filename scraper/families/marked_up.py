"""What families share whose CMS marks up its articles: the body's element, moments in ``<time>``, a picture on top.

A ``datetime`` attribute knows the minute where the page prints a day, but it is written by the server: where the two do
not name the same day (a server on UTC, a date the editor set by hand), the printed one counts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.extract.document import Block
from scraper.extract.machine_dates import parse_machine_date
from scraper.extract.reading.credits import labelled_credit
from scraper.extract.reading.line_stamps import line_stamps
from scraper.extract.reading.moments import Moments
from scraper.extract.reading.stamp_places import tells_last_edit
from scraper.extract.stamps import parse_stamp
from scraper.extract.wording import is_controls, is_info_line, is_junk
from scraper.items import Caption
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.reading.flow import Flow
    from scraper.extract.reading.region import Region

_DAY = len("2026-03-05")
_MINUTE = len("2026-03-05T08:00")
_SHORTEST = 4  # characters of a line that opens a text
_LONGEST = 120  # characters of an element that prints a moment


def from_its_beginning(region: Region | None, lines: Sequence[Line]) -> Region | None:
    """Return a region that begins with the first line of text in its container.

    Elsewhere running text begins with the first full sentence, for a headline or facts may stand before it. Where a CMS
    has an element for the body alone, a notice may open it that begins with "as follows:", a list and a table.
    """
    if region is None:
        return None
    opening = (line.index for line in lines[region.start : region.first] if _is_text(line))
    first = next(opening, region.first)
    return replace(region, first=first, last=max(region.last, first))


def whole(region: Region | None, lines: Sequence[Line]) -> Region | None:
    """Return a region from the first to the last line of text in its container: nothing but the body stands in it.

    In a photo story every line is a caption, and none of them is running text.
    """
    if region is None:
        return None
    inside = [line.index for line in lines[region.start : region.stop] if line.kind != "image" and not line.place]
    return replace(region, first=inside[0], last=inside[-1]) if inside else region


def from_the_lead(bounds: tuple[int, int], lead: Sequence[Line]) -> tuple[int, int]:
    """Return the bounds of an article that begins with its lead, where the CMS sets the lead apart from the body.

    What stands between headline and text is read for counters and stamps; a lead is neither.
    """
    first, stop = bounds
    return min([first, *(line.index for line in lead if line.kind != "image")]), stop


def _is_text(line: Line) -> bool:
    """Tell whether a line can open a text: no picture, no caption, no facts and no furniture."""
    if line.place or line.linked or line.kind in {"image", "caption"} or len(line.text) < _SHORTEST:
        return False
    if is_junk(line.text) or is_info_line(line.text) or is_controls(line.text):
        return False
    return not (line_stamps(line, None) or labelled_credit(line.text))


def printed_text(element: etree._Element) -> str:
    """Return what an element prints, in one line."""
    return collapse(nfc("".join(element.itertext())))


def read_moment(element: etree._Element, captured_at: datetime | None) -> tuple[str, str] | None:
    """Return the moment that an element marks up, and the stamp as printed; ``None`` where it marks none.

    Args:
        element: a ``<time>`` or what stands around one.
        captured_at: when the page was fetched; no stamp is later.
    """
    text = printed_text(element)
    if not text or len(text) > _LONGEST:
        return None
    inner = element if element.get("datetime") else element.find(".//*[@datetime]")
    machine = parse_machine_date(inner.get("datetime") or "") if inner is not None else None
    stamp = parse_stamp(text, not_after=captured_at)
    printed = (stamp.value, stamp.text) if stamp is not None else None
    if printed is None:
        return None if machine is None else (machine, text)
    agrees = machine is not None and machine[:_DAY] == printed[0][:_DAY]
    return (machine if agrees and machine is not None else printed[0]), printed[1]


def moments_of(published: tuple[str, str] | None, updated: tuple[str, str] | None, found: Moments) -> Moments:
    """Return the moments of an article: those that are marked up, else those found by the generic reading.

    An edit counts from the minute after publication, for a CMS gives every article one.

    Args:
        published: when it was published and the stamp as printed, where an element says so.
        updated: when it was edited, likewise.
        found: what the generic reading gives.
    """
    if published is None:
        return found
    value, text = published
    printed = found.published if tells_last_edit(found.published_text or "") else None  # for want of any other stamp
    edits = (updated[0] if updated is not None else None, found.updated, printed)
    later = next((edit for edit in edits if edit is not None and edit[:_MINUTE] > value[:_MINUTE]), None)
    return Moments(value, later, text, is_shown=True)


def open_with_pictures(flow: Flow, pictures: Sequence[Line]) -> None:
    """Put the pictures that a template shows over the headline, with the captions under them, before the text.

    Args:
        flow: the article's blocks; a picture that stands there already is not put in again.
        pictures: the lines of the pictures and their captions.
    """
    known = {image.src for image in flow.images}
    at, image = 0, None
    for line in pictures:
        if line.image is not None and line.image.src not in known:
            image = line.image
            known.add(image.src)
            flow.images.insert(at, image)
            flow.blocks.insert(at, Block("image", image=image))
            at += 1
        elif line.kind == "caption" and image is not None:
            flow.captions.insert(0, Caption(image.src, line.text))
            image = None
