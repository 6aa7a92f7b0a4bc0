"""What the articles of a portal have in common is its template, and no content.

A call to action under every text, the editor's address, a share icon, the site's name set as a heading: on a single
page nothing tells such a line from the article's own. Several pages do. What was learnt is data that is handed to the
reading like the portal's description, so that reading a page stays a pure function.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from scraper.address_traits import path_pattern
from scraper.extract.lines import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.lines import Line

# Pages of one kind of address that have to be seen before anything counts as shared; up to twice as many, all of them
# have to have it. Four towns' news may happen to begin alike; that many articles in a row do not.
FEWEST_PAGES = 5
# The share of more pages: editors forget a line, and a template changes over the years.
SHARE = 0.75
# The share of a page's running text up to which what it shares may be its template. Where more is the same, articles
# are made by a form (notices, lists of winners): what they have in common is their text.
MOST_TEXT = 1 / 3
_LONGEST = 2_000  # characters of a line; what is longer is an article's own
_ALL = ""  # the group of all pages; every pattern of an address begins with a slash


@dataclass(frozen=True, slots=True)
class Template:
    """The lines (as printed, white space collapsed) and the addresses of pictures that a portal's articles share."""

    shared: frozenset[str] = frozenset()

    def __contains__(self, part: str) -> bool:
        return part in self.shared


NO_TEMPLATE = Template()


def part_of(line: Line) -> str:
    """Return what of a line may stand on other pages too: a picture's address, or the text."""
    return line.image.src if line.image is not None else line.text


def parts_of(lines: Iterable[Line]) -> frozenset[str]:
    """Return what of a page's lines may turn out to be its portal's template.

    What the markup declares to be furniture is left out: it is none of the article's in any case.
    """
    parts = (part_of(line) for line in lines if not line.place)
    return frozenset(part for part in parts if 0 < len(part) <= _LONGEST)


def learn_template(pages: Iterable[tuple[str, frozenset[str]]]) -> Template:
    """Return what articles of a portal share.

    Args:
        pages: of different articles, each with its address and its :func:`parts_of`. Articles are compared with all
            others, and with those whose addresses are of the same pattern, for these are made by one template.
    """
    groups: dict[str, list[frozenset[str]]] = defaultdict(list)
    for url, parts in pages:
        groups[_ALL].append(parts)
        groups[path_pattern(url)].append(parts)
    return Template(frozenset().union(*map(_shared, groups.values())))


def _shared(pages: list[frozenset[str]]) -> frozenset[str]:
    if len(pages) < FEWEST_PAGES:
        return frozenset()
    counts = Counter(part for parts in pages for part in parts)
    enough = len(pages) if len(pages) < 2 * FEWEST_PAGES else SHARE * len(pages)
    shared = frozenset(part for part, count in counts.items() if count >= enough)
    running = frozenset(filter(_is_running_text, shared))
    shares = [_size(parts & running) / max(1, _size(parts)) for parts in pages]
    return shared if median(shares) <= MOST_TEXT else shared - running


def _size(parts: Iterable[str]) -> int:
    """Return how many characters of running text parts of a page are."""
    return sum(len(part) for part in parts if _is_running_text(part))


def _is_running_text(part: str) -> bool:
    return len(part) >= PROSE and " " in part
