"""When an article was published and updated: the stamp printed on it first, what is written for machines second.

What is written for machines is often the time of the last edit (NukeViet overwrites ``datePublished``), and dates
around an article are those of other articles or of today. So only stamps between the headline and the end of the
article count, and a machine's date only where none is printed: a day alone stays a day alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scraper.extract.machine_dates import VIETNAM
from scraper.extract.reading.line_stamps import (
    BADGE_LINES,
    LONGEST_BADGE,
    line_stamps,
    stamp_over_lines,
    with_time,
)
from scraper.extract.reading.region import is_headline_of_another
from scraper.extract.stamps import Stamp, choose_stamps, parse_machine_date
from scraper.extract.wording import is_comment_heading, is_info_line, is_junk, is_name_line
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

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
_EDITED = re.compile(
    r"(?:ngày |lần |thời gian )?(?:chỉnh sửa|sửa đổi|sửa|cập nhật|hiệu chỉnh)(?: lần cuối| cuối| ngày)?"
)
_SURE = 90  # the trust in a stamp whose label tells what it is
_LONGEST_LABEL = 40  # characters
_LONGEST_CLOCK = 80  # characters of a line that prints a time apart from its day
_LAST_EDIT = re.compile(r"(?:lần )?(?:cập nhật|sửa|chỉnh sửa)(?: lần)? cuối|last (?:updated|modified)")
_FAR_BELOW = 20  # lines under the article, related news among them, in which the last edit may be told
_FOOT = 10  # last lines of an article in which the stamp of its last edit may stand
_UNDER = 3  # lines under the article in which the stamp of its last edit may stand
_OVER_TITLE = 4  # lines over the headline in which its stamp may stand


@dataclass(slots=True)
class Moments:
    """ISO values; ``published_text`` is the stamp as printed, ``None`` where only machines are told."""

    published: str | None = None
    updated: str | None = None
    published_text: str | None = None


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
    head = _stamps(_head_lines(lines[begin:first]), captured_at, linked=True)
    # Where the headline has its stamp, only that of the last edit is looked for, right under the text.
    foot_of = (max(first, stop - _FOOT), stop + _UNDER) if head else (first, stop)
    foot = _stamps(_foot_lines(lines, *foot_of), captured_at)
    edits = [stamp for stamp in foot if stamp.kind == "updated"]
    over = _over_headline(lines, begin, captured_at) if not head and len(edits) == len(foot) else []
    published, updated = choose_stamps(head or (over if over else foot))
    if updated is None and published is not None and (head or over):  # Joomla prints the last edit under the text
        edits += _edits_below(lines[stop + 1 : stop + _FAR_BELOW], captured_at)
        updated = next((stamp for stamp in edits if stamp.value >= published.value), None)
    machine = _machine(metadata, _PUBLISHED, "datePublished", "dateCreated")
    edited = _machine(metadata, _UPDATED, "dateModified")
    value = machine if published is None else published.value
    if (
        machine
        and value
        and _is_exact(machine, value)
        and _prints_time(lines[max(begin - _OVER_TITLE, 0) : stop + 1], machine)
    ):
        value = machine
    found = Moments(value, updated.value if updated else None, (published.text or None) if published else None)
    if found.updated is None and edited and value and edited[:16] > value[:16] and edited[:10] >= value[:10]:
        found.updated = edited
    return found


def _edits_below(lines: Sequence[Line], captured_at: datetime | None) -> list[Stamp]:
    """Return the stamps below an article that say in as many words when it was edited last: Joomla's "modifydate"."""
    near = [line for line in lines if line.place not in _ELSEWHERE and line.text[-1:].isdigit()]
    said = [line for line in near if _LAST_EDIT.match(fold_tone(line.text[:_LONGEST_LABEL]))]
    return [stamp for stamp in _stamps(said, captured_at) if stamp.kind == "updated"]


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


def _head_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines between headline and text; a page builder's boxes count, unless they list other articles."""
    boxes = not any(line.place == "aside" and is_headline_of_another(line) for line in lines)
    return [line for line in lines if line.place not in _ELSEWHERE or (line.place in {"aside", "footer"} and boxes)]


def _foot_lines(lines: Sequence[Line], first: int, stop: int) -> list[Line]:
    """Return the lines of the text and under it without those beside the headline of another article."""
    comments = next((line.index for line in lines[first:stop] if is_comment_heading(line.text)), stop)
    heads = {line.index for line in lines[first : stop + 1] if is_headline_of_another(line) and not is_junk(line.text)}
    return [
        line
        for line in lines[first:comments]
        if line.place not in _ELSEWHERE and not {line.index - 1, line.index + 1} & heads
    ]


def _over_headline(lines: Sequence[Line], begin: int, captured_at: datetime | None) -> list[Stamp]:
    """Return the stamp right over the headline; between the two only a section's name or a button may stand."""
    for line in reversed(lines[max(begin - _OVER_TITLE, 0) : begin]):
        if line.kind == "image":
            continue
        above = [one for one in lines[max(line.index - BADGE_LINES + 1, 0) : line.index + 1] if not one.place]
        stamps = _stamps([line], captured_at) if line.place not in _ELSEWHERE else []
        if not stamps and len(line.text) <= LONGEST_BADGE and line.text[-4:].isdigit():
            stamps = _stamps(above, captured_at)
        if stamps:
            return [stamp for stamp in stamps if stamp.kind != "clock" and not _may_be_clock(stamp, captured_at)]
        section = line.place == "breadcrumb" or (not line.place and len(line.text) <= 60 and (line.linked or line.bold))
        fact = is_junk(line.text) or is_info_line(line.text) or (line.kind == "item" and is_name_line(line.text))
        if not section and not fact and line.place != "tools":
            break
    return []


def _may_be_clock(stamp: Stamp, captured_at: datetime | None) -> bool:
    """Tell whether a stamp over the headline may be today's date: a bare day, unless it is known not to be today."""
    if len(stamp.value) > 10 or stamp.score >= 80:
        return False
    return captured_at is None or stamp.value == captured_at.astimezone(VIETNAM).strftime("%Y-%m-%d")


def _stamps(lines: Sequence[Line], captured_at: datetime | None, *, linked: bool = False) -> list[Stamp]:
    """Return the stamps on lines; ``linked``: also on those that are links, as WordPress links a post's day."""
    found: list[Stamp] = []
    label = ""
    lines = [line for line in lines if line.kind not in {"image", "table"} and (linked or not line.linked)]
    for number, line in enumerate(lines):
        stamps = line_stamps(line, captured_at)
        over = stamp_over_lines(lines[number : number + BADGE_LINES], captured_at) if not stamps else None
        stamps = [over] if over is not None else stamps
        if len(stamps) == 1 and len(stamps[0].value) == _DAY_ALONE and number + 1 < len(lines):
            stamps = [with_time(stamps[0], lines[number + 1].text, captured_at)]
        if stamps and _EDITED.fullmatch(label):
            stamps[0] = replace(stamps[0], kind="updated", score=_SURE)
        found += stamps
        label = fold_tone(line.text).strip(" :") if len(line.text) < _LONGEST_LABEL else ""
    return found


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
