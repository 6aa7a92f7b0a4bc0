"""What the articles of a portal have in common is its template, and no content.

A call to action under every text, the editor's address, a share icon, the site's name set as a heading: on a single
page nothing tells such a line from the article's own. Several articles do. What was learnt is data that is handed to
the reading like the portal's description, so that reading a page stays a pure function.

Articles are compared by what was read off them, not by all that stands on their pages: the newest article's headline
is in a box on every page, and still is that article's headline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from scraper.address_traits import path_pattern
from scraper.extract.lines import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.lines import Line

# Articles of one kind of address that have to be seen before anything counts as shared; up to twice as many, all of
# them have to have it. Four towns' news may happen to begin alike; that many articles in a row do not.
FEWEST = 5
# The share of more articles: editors forget a line, and a template changes over the years.
SHARE = 0.75
# The share of an article's running text up to which what it shares may be its template. Where more is the same,
# articles are made by a form (notices, lists of winners): what they have in common is their text.
MOST_TEXT = 1 / 3
# A template surrounds a text: so many paragraphs at its beginning, and so many at its end, may be of it.
_AT_THE_BEGINNING, _AT_THE_END = 2, 3
_ALL = ""  # the group of all articles; every pattern of an address begins with a slash


@dataclass(frozen=True, slots=True)
class Template:
    """The lines (as printed, white space collapsed) and the addresses of pictures that a portal's articles share."""

    shared: frozenset[str] = frozenset()

    def __contains__(self, part: str) -> bool:
        return part in self.shared


NO_TEMPLATE = Template()


@dataclass(frozen=True, slots=True)
class ReadParts:
    """What was read off an article, in parts that other articles may have too.

    Attributes:
        title: the headline.
        paragraphs: lead and text, in their order; list items without their dash.
        captions: each picture's address (``None``: not known) and its caption.
        pictures: the addresses of all pictures.
    """

    title: str | None
    paragraphs: tuple[str, ...] = ()
    captions: tuple[tuple[str | None, str], ...] = ()
    pictures: frozenset[str] = field(default=frozenset())

    def around(self) -> frozenset[str]:
        """Return the parts that may be a template's: headline, pictures, and what begins and ends the text."""
        ends = {*self.paragraphs[:_AT_THE_BEGINNING], *self.paragraphs[-_AT_THE_END:]}
        return frozenset(part for part in {self.title, *ends, *self.pictures} if part)

    def has_any(self, parts: frozenset[str]) -> bool:
        """Tell whether any of some parts was read off the article."""
        captions = (caption for _, caption in self.captions)
        return not parts.isdisjoint({self.title, *self.paragraphs, *captions, *self.pictures})


def part_of(line: Line) -> str:
    """Return what of a line may stand in other articles too: a picture's address, or the text."""
    return line.image.src if line.image is not None else line.text


def learn_template(articles: Iterable[tuple[str, ReadParts]]) -> Template:
    """Return what articles of a portal share.

    Args:
        articles: different articles, each with its address and what was read off it. They are compared with all others,
            and with those whose addresses are of the same pattern, for these are made by one template.
    """
    groups: dict[str, list[ReadParts]] = defaultdict(list)
    for url, parts in articles:
        groups[_ALL].append(parts)
        groups[path_pattern(url)].append(parts)
    return Template(frozenset().union(*map(_shared, groups.values())))


def _shared(articles: Sequence[ReadParts]) -> frozenset[str]:
    if len(articles) < FEWEST:
        return frozenset()
    counts = Counter(part for article in articles for part in article.around())
    enough = len(articles) if len(articles) < 2 * FEWEST else SHARE * len(articles)
    shared = frozenset(part for part, count in counts.items() if count >= enough)
    text = {part for part in shared if _is_running_text(part)}
    if text and median(_share_of(text, article.paragraphs) for article in articles) > MOST_TEXT:
        shared -= text
    # A caption that many articles print ("Quang cảnh hội nghị") is theirs, unless its picture is everybody's.
    return shared | {caption for article in articles for picture, caption in article.captions if picture in shared}


def _share_of(text: set[str], paragraphs: Iterable[str]) -> float:
    sizes = [(len(part), part in text) for part in paragraphs if _is_running_text(part)]
    return sum(size for size, is_shared in sizes if is_shared) / max(1, sum(size for size, _ in sizes))


def _is_running_text(part: str) -> bool:
    return len(part) >= PROSE and " " in part
