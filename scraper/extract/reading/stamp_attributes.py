"""Moments that stand in attributes of a page's elements, where readers see less: "2 năm trước", a day alone, nothing.

Scripts and tooltips keep the moment in ``title``, ``datetime`` or a ``data-`` attribute of the element that prints it,
or, where nothing is printed, of an element around the article.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.machine_dates import parse_machine_date
from scraper.extract.stamps import Stamp, parse_stamp
from scraper.extract.walked import MAX_LINES
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml import etree

    from scraper.extract.lines import Line

# "2 năm trước" stands for a moment that a tooltip or the element's data tell.
_AGO = regex(
    r"\b(?:\d{1,3}|một|vài|hơn một|khoảng \d{1,3}) (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước\b|"
    r"\b\d{1,3} (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago\b|^(?:hôm qua|hôm kia|vừa xong)\b"
)
_LONGEST_AGO, _LONGEST_VALUE = 40, 80  # characters of such words, of an attribute that is a moment
_LONGEST_LINE = 600  # characters of a line in which the words are looked for
_MOST_ELEMENTS = 40
_NO_MOMENT = frozenset({"href", "src", "id", "class", "style", "alt", "width", "height"})
_DAY_ALONE = len("2026-03-05")
# Attributes that say when something was put up; of others only the form of their value tells.
_SAYS_WHEN = regex(
    r"(?:data-)?(?:\w{1,12}-)?(?:date|time|datetime|timestamp|published?|created?|posted)(?:-(?:at|on|date|time))?"
)
_SAYS_EDITED = regex(r"modif|updat|edit|expire|end|until")


def stamp_of_words_ago(line: Line, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp that "2 năm trước" on a line stands for: that of the attributes of the element that says so.

    Its text is empty, for the moment is not printed. ``None`` where no element of the line says so, or none tells.
    """
    if not says_ago(line.text):
        return None
    # Few elements have such attributes; their words are looked at last, for a block may hold many such lines.
    telling = [(one, stamp) for one in elements_of(line) if (stamp := _stamp_on(one, captured_at)) is not None]
    stamp = next((stamp for one, stamp in telling if _says_only_ago(one)), None)
    if stamp is None and telling and len(line.text) <= _LONGEST_AGO and not any(map(_says_only_ago, elements_of(line))):
        stamp = telling[0][1]
    return replace(stamp, text="") if stamp is not None else None


def _says_only_ago(element: etree._Element) -> bool:
    words = _words(element)
    return len(words) <= _LONGEST_AGO and says_ago(words)


def _stamp_on(element: etree._Element, captured_at: datetime | None) -> Stamp | None:
    """Return the first stamp among an element's attributes."""
    if not element.attrib:
        return None
    found = (_stamp_in(str(name), str(value), captured_at) for name, value in element.attrib.items())
    return next((stamp for stamp in found if stamp is not None), None)


@lru_cache(maxsize=2 * MAX_LINES)  # asked of every line several times on the way through a page
def says_ago(text: str) -> bool:
    """Tell whether a text tells a moment by how long ago it was ("2 năm trước", "hôm qua")."""
    return _AGO.search(fold_tone(text[:_LONGEST_LINE])) is not None


def exact_moment(line: Line, day: str) -> str | None:
    """Return the moment of a day that an element of a line holds in an attribute (``title``, ``data-time`` ...).

    Args:
        line: the line that prints the day.
        day: the day, ISO.
    """
    for element in elements_of(line):
        for value in element.attrib.values():
            found = _machine(str(value))
            if found and len(found) > _DAY_ALONE and found.startswith(day):
                return found
    return None


def moment_around(elements: Iterable[etree._Element]) -> str | None:
    """Return the first moment that elements around an article hold in an attribute that says when it was put up."""
    for element in elements:
        for name, value in element.attrib.items():
            named = str(name).lower()
            if _SAYS_WHEN.fullmatch(named) and not _SAYS_EDITED.search(named) and (found := _machine(str(value))):
                return found
    return None


def elements_of(line: Line) -> Iterator[etree._Element]:
    """Return the first elements of a line's block; a block may be the whole page."""
    return islice(line.node.iter("*"), _MOST_ELEMENTS)


def _words(element: etree._Element) -> str:
    return collapse(nfc("".join(islice(element.itertext(), _MOST_ELEMENTS))))


def _machine(value: str) -> str | None:
    return parse_machine_date(value) if 8 <= len(value) <= _LONGEST_VALUE and value[:1].isalnum() else None


def _stamp_in(name: str, value: str, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp in an attribute, printed for people or written for machines."""
    if not 8 <= len(value) <= _LONGEST_VALUE or name in _NO_MOMENT or not any(map(str.isdigit, value)):
        return None
    printed = parse_stamp(collapse(nfc(value)), not_after=captured_at)
    if printed is not None:
        return printed
    machine = parse_machine_date(value)
    return parse_stamp(machine[:19].replace("T", " "), not_after=captured_at) if machine else None
