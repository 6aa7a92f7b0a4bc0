"""Which part of a page is its article, where boxes of other articles and comments hold more text than it does.

Two readings are held against each other: the part with most of the text, and the part with most of what is left when
summaries of other articles and comments count for nothing. The second is the article where enough speaks for it
(:func:`speaks_for_article`); a list of articles has nothing left then but the words that introduce it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.extract.reading.credits import closing_credit
from scraper.extract.reading.entries import Others, texts_of_others
from scraper.extract.reading.headline import is_stamp
from scraper.extract.reading.kind import is_home
from scraper.extract.reading.region import Region, find_region, heads_related, is_headline_of_another, weight
from scraper.extract.reading.title import find_title
from scraper.extract.wording import is_info_line
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.reading.page_names import PageNames

_FEW, _ENTRIES = 2, 3  # signs that no article has so few of; entries behind a text that make it their introduction
_ENOUGH = 4  # signs from which the part of the page is an article
_UNDER_HEADLINE = 14  # lines from a headline to its text
_FACTS_WITHIN = 2  # lines under a headline in which the CMS tells when or by whom
_STAMP_BESIDE = 5  # lines around headline and text in which a stamp is theirs
_HEADS = frozenset({1, 2, 3, 4})  # levels of headings that print headlines
_LEAD_OVER = 3  # lines of a lead over the headline
_VERSES = 8  # short lines that are a text as well
_MUCH, _SOME = 500, 140  # characters of running text
_SECTION = 30  # characters up to which a headline may be a section's name
_ITEM_ADDRESS = regex(
    r"\d\d(?:\.\w{2,5})?/?$|[a-z0-9](?:-[a-z0-9]+){3}(?:\.\w{2,5})?/?$|[?&](?:\w{0,12}id|item|news|post|bai)\w{0,8}="
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where the text stands, which lines are other people's, and whether that alone makes an article or a list."""

    region: Region | None
    others: frozenset[int] = frozenset()
    is_article: bool = False
    is_list: bool = False


def choose(lines: Sequence[Line], names: PageNames, url: str, *, says_article: bool) -> Choice:
    """Return where a page's text stands.

    Args:
        lines: all lines of the page.
        names: what the page calls itself.
        url: the page's address.
        says_article: whether the head declares an article.
    """
    most = find_region(lines)
    if is_home(url):
        return Choice(most)
    others = texts_of_others(lines, names)
    own = most
    if others.all and most is not None:
        own = find_region([line for line in lines if line.index not in others.all], every=lines)
    own = under_its_headline(own, lines, names) if own is not None else None
    if own is None:
        return Choice(most)
    line, title = find_title(lines, own.first, names)
    if line is None and (inside := _under_heading_inside(own, lines)) is not None:
        own = inside
        line, title = find_title(lines, own.first, names)
    if line is not None and title is not None:
        signs = speaks_for_article(lines, own, others, line, names, url, says_article=says_article)
        if signs >= _ENOUGH:
            return Choice(own, others.all, True)
        if signs < _FEW and _goes_on_with_entries(lines, own) and len(others.summaries) >= _ENTRIES:
            return Choice(most, is_list=True)
    return Choice(under_its_headline(most, lines, names) if most is not None else None)


def speaks_for_article(
    lines: Sequence[Line],
    region: Region,
    others: Others,
    title: Line,
    names: PageNames,
    url: str,
    *,
    says_article: bool,
) -> int:
    """Return how many signs there are that a headline and the text under it are an article.

    Args:
        lines: all lines of the page.
        region: where the text stands.
        others: the lines that are other people's.
        title: the line that prints the headline.
        names: what the page calls itself.
        url: the page's address.
        says_article: whether the head declares an article.
    """
    between = lines[title.index + 1 : region.first]
    if title.linked or region.first - title.index > _UNDER_HEADLINE or any(map(is_headline_of_another, between)):
        return 0
    texts = [line for line in lines[region.first : region.last + 1] if weight(line) and line.index not in others.all]
    prose = sum(line.prose for line in texts)
    around = [*lines[max(title.index - _STAMP_BESIDE, 0) : region.first], *_right_behind(lines, region)]
    known = names.fit_text(title.text) or names.agreement(title.text) > 0 or names.in_address(title.text) > 0
    signs = 2 if known and len(title.text) > _SECTION else 0
    signs += 2 if any(not line.linked and is_stamp(line) for line in around) else 0
    signs += 1 if any(is_info_line(line.text) for line in lines[title.index + 1 :][:_FACTS_WITHIN]) else 0
    signs += 1 if len(title.text) > _SECTION else -1
    signs += 1 if title.level in {1, 2} or title.hints.title else 0
    signs += 1 if says_article else 0
    signs += 1 if _ITEM_ADDRESS.search(_path_and_query(url)) else 0
    is_long = (prose >= _MUCH and len(texts) > 2) or _reads_like_verse(lines, region)
    signs += 2 if is_long else 1 if prose >= _SOME and len(texts) > 1 else 0
    signs += 1 if any(closing_credit(line) for line in lines[region.last + 1 : region.last + 3]) else 0
    signs -= 2 if _goes_on_with_entries(lines, region) else 0
    return signs


def _reads_like_verse(lines: Sequence[Line], region: Region) -> bool:
    """Tell whether a text is many short lines without a link: a poem, a talk; what introduces a list has few."""
    inside = [line for line in lines[region.first : region.stop] if not line.place and line.kind != "image"]
    return len(inside) >= _VERSES and not any(line.linked for line in inside)


def _right_behind(lines: Sequence[Line], region: Region) -> list[Line]:
    """Return the lines behind the text up to the next heading or link."""
    following = lines[region.last + 1 :][:_STAMP_BESIDE]
    return list(takewhile(lambda line: not (line.level or line.linked or heads_related(line)), following))


def _goes_on_with_entries(lines: Sequence[Line], region: Region) -> bool:
    """Tell whether entries of other articles begin right behind the text, under no heading that says so."""
    following = [line for line in lines[region.last + 1 :][:_STAMP_BESIDE] if not line.place and line.kind != "image"]
    if following and following[0].level and not following[0].linked and not heads_related(following[0]):
        following = following[1:]
    return bool(following) and is_headline_of_another(following[0])


def _path_and_query(url: str) -> str:
    parts = urlsplit(url.lower())
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _under_heading_inside(region: Region, lines: Sequence[Line]) -> Region | None:
    """Return the region from the text under a headline in it: a lead, or a box of the page's, stands over that."""
    inside = [line for line in lines[region.first + 1 : region.last] if not line.linked and not line.place]
    own = next((line for line in inside[:_LEAD_OVER] if line.level in {1, 2} or line.hints.title), None)
    if own is None:
        own = next((line for line in inside if line.level in _HEADS and is_stamp(lines[line.index + 1])), None)
    if own is None or is_stamp(own):
        return None
    first = next((line for line in lines[own.index + 1 : region.stop] if weight(line)), None)
    return None if first is None else replace(region, first=first.index)


def under_its_headline(region: Region, lines: Sequence[Line], names: PageNames) -> Region:
    """Return the region without what stands in it over the headline: a slogan, an alert, boxes of other articles.

    Only a line that the head or the address names counts as the headline here, and only where none stands over the
    text.

    Args:
        region: where most of the text stands.
        lines: all lines of the page.
        names: what the page calls itself.
    """
    if any(names.fit(line) for line in lines[: region.first]):
        return region
    own = next((line for line in lines[region.first : region.last] if names.fit(line)), None)
    first = next((line for line in lines[own.index + 1 : region.stop] if weight(line)), None) if own else None
    if own is None or first is None:
        return region
    return replace(region, start=own.index, first=first.index)
