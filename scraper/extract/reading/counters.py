"""The counters of a page: the article's views from around it, the portal's visits from anywhere.

Lists of other articles print their views too, so an article's are looked for between its headline and its end only.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.markup import names_of
from scraper.extract.pieces import parted
from scraper.extract.reading.region import is_headline_of_another
from scraper.extract.stats import find_stats, number
from scraper.patterns import regex
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.items import Stats

_AFTER = 20  # lines after the article in which its counters may stand
_BESIDE = 3
_LONGEST_FACTS = 200  # characters of a line of facts
_BEFORE = 3  # and before its headline
_ICONS = ("i", "span", "em", "svg", "img", "b", "mat-icon", "ion-icon", "fa-icon")  # the last are Angular's and Ionic's
_MOST_ICONS, _LONGEST_NAMES = 30, 400  # icons of a line; characters of what one is called
_ALONE = regex(r"\d{1,3}(?:[.,]\d{3})*|\d{1,9}")
_VIEWS = regex(
    r"(?:^|[\s/_-])eye(?:$|[\s._-])|view(?:s|ed|er)?(?:$|[\s_-])|luot-?_?(?:xem|doc)|lượt (?:xem|đọc)|"
    r"visibility|remove_red_eye|hits?(?:$|[\s_-])"
)
_TOPIC = regex(r"(?:chủ đề|từ khóa|từ khoá|thẻ|tags?|(?:dòng )?sự kiện)\s?:", re.IGNORECASE)
_COMMENTS = regex(r"comments?(?:$|[\s_-])|binh-?_?luan")


def find_counters(lines: Sequence[Line], title: Line | None, first: int, last: int, stop: int) -> Stats:
    """Return what a page prints about itself.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        first: index of the first line of running text.
        last: index of its last one; what stands between the two is text.
        stop: index at which the article with its credits ends.
    """
    start = max(title.index - _BEFORE, 0) if title is not None else first
    after = [*lines[last + 1 : stop], *_nearby(lines[stop : stop + _AFTER])]
    stats = find_stats(parted(line.text, line.pieces) for line in [*lines[:first], *lines[last + 1 :]] if _counts(line))
    near = [line for line in [*lines[start:first], *after] if _counts(line) or _links_to_comments(line)]
    if stats.views is not None or stats.comments is not None or any(map(_links_to_comments, near)):
        own = find_stats(parted(line.text, line.pieces) for line in near)
        stats.views, stats.comments = own.views, own.comments
    if title is not None:
        _take_own_visits(stats, lines, title.index + 1, first)
    for line in lines[start:first]:
        if len(line.text) <= _LONGEST_FACTS and line.place not in {"related", "nav", "hidden"}:
            _take_icons(stats, line)
    return stats


def _take_own_visits(stats: Stats, lines: Sequence[Line], start: int, first: int) -> None:
    """Take "Lượt truy cập" between headline and text for the article's views, as Joomla's translation means it."""
    own = [line for line in lines[start:first] if _counts(line)]
    visits = find_stats(parted(line.text, line.pieces) for line in own).visits
    if visits is None:
        return
    stats.views = visits if stats.views is None else stats.views
    stats.visits = find_stats(
        parted(line.text, line.pieces) for line in [*lines[:start], *lines[first:]] if _counts(line) and not line.prose
    ).visits


def _take_icons(stats: Stats, line: Line) -> None:
    """Take the numbers beside icons ("eye", "comment") on a line of facts: the class alone says what they count."""
    counted = [(_names(line.node), line.text)] if _ALONE.fullmatch(line.text) else []
    for icon in islice(line.node.iter(*_ICONS), _MOST_ICONS):  # a block may be the whole page
        # The number stands behind the icon, or in the element whose class says what it is.
        inside = collapse("".join(icon.itertext()))
        is_glyph = inside.isascii() and inside.replace("_", "").isalpha()  # the name of a sign in an icon font
        beside = (not is_glyph and inside) or collapse(icon.tail or "") or _next_text(icon)
        if _ALONE.fullmatch(beside):
            counted.append((f"{_own_names(icon)} {inside if is_glyph else ''}", beside))
    for names, text in counted:
        if stats.views is None and _VIEWS.search(names[:_LONGEST_NAMES]):
            stats.views = number(text)
        elif stats.comments is None and _COMMENTS.search(names[:_LONGEST_NAMES]):
            stats.comments = number(text)


def _next_text(icon: etree._Element) -> str:
    following = icon.getnext()
    return collapse("".join(following.itertext())) if following is not None else ""


def _own_names(icon: etree._Element) -> str:
    return f"{names_of(icon)} {icon.get('title') or ''} {icon.get('href') or ''} {icon.get('src') or ''}".lower()


def _nearby(lines: Sequence[Line]) -> list[Line]:
    """Return the lines after an article up to the first list of others."""
    found: list[Line] = []
    for line in lines:
        # Classes like "counter" make a box of the side of what stands right under the article.
        elsewhere = line.place == "related" or (line.place in {"aside", "footer"} and len(found) >= _BESIDE)
        of_another = is_headline_of_another(line) and line.place != "tools" and not _TOPIC.match(line.text)
        if elsewhere or of_another:
            break
        found.append(line)
    return found


def _links_to_comments(line: Line) -> bool:
    """Tell whether a short link says how many comments there are ("3 bình luận")."""
    return line.linked and len(line.text) < 30 and line.place != "related"


def _counts(line: Line) -> bool:
    if line.kind == "image" or line.linked or line.place in {"related", "hidden"}:
        return False
    return len(line.text) <= (1_000 if line.kind == "table" else 200)


def _names(node: etree._Element) -> str:
    """Return the class names of a block, of the one around it and of the icons in it."""
    parent = node.getparent()
    around = [node, *node.iterchildren("i", "em", "span", "svg"), *([] if parent is None else [parent])]
    return " ".join(map(names_of, around)).lower()
