"""A short article beside boxes that hold more text than it does: entries of other articles with their summaries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.region import Region, find_region, is_headline_of_another, weight
from scraper.extract.reading.title import PageNames, find_title
from scraper.extract.wording import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line

_SUMMARY_WITHIN = 5  # lines from an entry's headline to its summary, a picture and a date between them
_FEWEST = 3  # entries with a summary that make a box of them
_SHORTEST_HEADLINE = 25  # characters; a section's name is shorter
_UNDER_HEADLINE = 14  # lines from a headline to its text


def article_amid_entries(lines: Sequence[Line], heads: Sequence[str], crumbs: Sequence[str], url: str) -> Region | None:
    """Return where the article stands on a page whose boxes of other articles hold most of the text.

    Summaries count for nothing then. What is left has to be an article by its headline: one that the head or the
    address knows, or one with a stamp under it; and no section's name, for a list of articles has an introduction, too.

    Args:
        lines: all lines of the page.
        heads: what the head gives as titles.
        crumbs: the breadcrumb.
        url: the page's address.
    """
    summaries = _summaries(lines)
    if len(summaries) < _FEWEST:
        return None
    region = find_region([line for line in lines if line.node not in summaries], every=lines)
    if region is None:
        return None
    region = under_its_headline(region, lines, heads, url)
    line, title = find_title(lines, region.first, heads, crumbs, url)
    if line is None or title is None or line.linked or region.first - line.index > _UNDER_HEADLINE:
        return None
    between = lines[line.index : region.first]
    if any(is_headline_of_another(one) for one in between):
        return None
    stamped = any(line_stamp(one, None) is not None for one in between)
    known = len(title) >= _SHORTEST_HEADLINE and any(key(head).startswith(key(title)) for head in heads)
    return region if stamped or known else None


def under_its_headline(region: Region, lines: Sequence[Line], heads: Sequence[str], url: str) -> Region:
    """Return the region without what stands in it over the headline: a slogan, an alert, boxes of other articles.

    Only a line that the head or the address names counts as the headline here, and only where none stands over the
    text.

    Args:
        region: where most of the text stands.
        lines: all lines of the page.
        heads: what the head gives as titles.
        url: the page's address.
    """
    names = PageNames(heads, url)
    if any(names.fit(line) for line in lines[: region.first]):
        return region
    own = next((line for line in lines[region.first : region.last] if names.fit(line)), None)
    first = next((line for line in lines[own.index + 1 : region.stop] if weight(line)), None) if own else None
    if own is None or first is None:
        return region
    return replace(region, start=own.index, first=first.index)


def _summaries(lines: Sequence[Line]) -> set[etree._Element]:
    """Return the blocks that hold the summary of another article: the first running text under its headline."""
    found: set[etree._Element] = set()
    left = 0
    for line in lines:
        if is_headline_of_another(line):
            left = _SUMMARY_WITHIN
        elif left and weight(line):
            found.add(line.node)
            left = 0
        else:
            left = max(left - 1, 0)
    return found
