"""Pages that print several articles whole, one under the other: blogs' first pages, Joomla's featured articles.

Nothing is cut off on them, so nothing reads on, and a headline may lead nowhere. Without this they read as one article
of many sub-headings, dated as its first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.region import weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.reading.region import Region

_STAMP_WITHIN, _TEXT_WITHIN = 2, 3  # lines under a headline, under its stamp


def lists_whole_texts(lines: Sequence[Line], title: Line | None, region: Region | None) -> bool:
    """Tell whether the look of the headline and of its stamp returns over another text.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline; only one in a heading's tag is told from the text by its look.
        region: where most of the text stands, ``None`` where it has none.
    """
    if title is None or not title.level or region is None or (stamp := _stamp_under(lines, title)) is None:
        return False
    look = _look(title), _look(stamp)
    return any(
        line.level == title.level
        and not (line.place or line.linked)
        and (other := _stamp_under(lines, line)) is not None
        and (_look(line), _look(other)) == look
        and any(weight(one) for one in lines[other.index + 1 :][:_TEXT_WITHIN])
        for line in lines[region.first : region.last]
    )


def _stamp_under(lines: Sequence[Line], heading: Line) -> Line | None:
    under = lines[heading.index + 1 :][:_STAMP_WITHIN]
    return next((line for line in under if not line.linked and line_stamp(line, None) is not None), None)


def _look(line: Line) -> tuple[str, str]:
    return str(line.node.tag), line.node.get("class") or ""
