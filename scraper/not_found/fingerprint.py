"""Whether two pages of a portal are the same page: what a portal shows for everything that does not exist.

Such a page is not the same bytes twice: it has the time, counters, the address that was asked for, a box of other news.
Compared are the texts that are no links, in which digits and the parts of the address are left open, and, loosely, the
links. Boxes beside the content (weather, chat, the newest articles) may say something else at every answer: pages are
also the same where all that stands outside of such boxes is. Not every portal marks its boxes: texts that turned
between two answers to one address say nothing either.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from scraper.patterns import regex
from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.lines import Line
    from scraper.extract.page import Page

_LONGEST_TEXT = 400  # characters of a line that are compared
_LONGEST_ADDRESS = 4_000  # characters of an address that are compared; it may repeat another one
_MOST_LINES = 400  # lines of a page that are compared
_FEWEST_LETTERS = 12  # of title and texts that are no links; a page with fewer says nothing that could be compared
_TEXTS_ALIKE = 0.9  # share of the texts that must be the same; of fewer than ten, all
_TEXTS_SHARED = 0.5  # share of the texts from which on pages may be the same, were it known what turns
_LINKS_ALIKE = 0.5  # share of the links
_KEPT_PARTS = 3  # of a fingerprint as it is kept, twice where what is in no box is known
_SHORTEST_ECHO = 3  # characters of a part of the address that is looked for in the texts
_DIGITS = regex(r"\d{1,30}")
_OWN_HOST = regex(r"(?:https?:)?//[^/@&]{0,200}@")
_PARTS = regex(r"[/\-_.+&=?%:,;]")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a page is compared by: checksums of its texts and of its links, and how many letters the texts have.

    The title is one of the texts: of a frame around nothing it may be all that is no link. ``unboxed`` is the same
    without what stands in boxes beside the content, ``None`` where that is not known.
    """

    texts: frozenset[int]
    links: frozenset[int]
    letters: int
    unboxed: Fingerprint | None = None

    def is_like(self, other: Fingerprint, earlier: Fingerprint | None = None) -> bool:
        """Tell whether two pages are the same apart from addresses, times, counters and boxes of other news.

        Args:
            other: the other page.
            earlier: what this one's address answered before in the same visit, ``None`` where it was asked once.
        """
        if self.unboxed is not None and other.unboxed is not None:
            before = earlier.unboxed if earlier is not None else None
            if self.unboxed.is_like(other.unboxed, before):
                return True
        if min(self.letters, other.letters) < _FEWEST_LETTERS:
            return False
        seen = earlier if earlier is not None else self
        texts = _alike(self.texts, other.texts, seen.texts)
        return texts >= _TEXTS_ALIKE and _alike(self.links, other.links, seen.links) >= _LINKS_ALIKE

    def may_be_like(self, other: Fingerprint) -> bool:
        """Tell whether two pages share enough to be the same, were it known which of their texts turn."""
        if self.unboxed is not None and other.unboxed is not None and self.unboxed.may_be_like(other.unboxed):
            return True
        if min(self.letters, other.letters) < _FEWEST_LETTERS:
            return False
        return _alike(self.texts, other.texts, self.texts) >= _TEXTS_SHARED

    def __str__(self) -> str:
        """Return the form in which it is kept."""
        parts = [one for each in (self, self.unboxed) if each is not None for one in each._parts()]
        return json.dumps(parts, separators=(",", ":"))

    def _parts(self) -> tuple[int, list[int], list[int]]:
        return self.letters, sorted(self.texts), sorted(self.links)

    @classmethod
    def from_text(cls, text: str) -> Fingerprint:
        """Return the fingerprint that was kept as a text.

        Raises:
            ValueError: the text is none.
        """
        letters, texts, links, *rest = json.loads(text)
        unboxed = cls(frozenset(rest[1]), frozenset(rest[2]), rest[0]) if len(rest) == _KEPT_PARTS else None
        return cls(frozenset(texts), frozenset(links), letters, unboxed)


def fingerprint_of(page: Page, url: str) -> Fingerprint:
    """Return what a page is compared by.

    Args:
        page: the page.
        url: the address that was asked for; what the page repeats of it is left open.
    """
    echo = _Echo(url)
    lines = [line for line in page.lines if line.kind not in {"image", "caption"}][:_MOST_LINES]
    title = page.metadata.title
    unboxed = _of_lines([line for line in lines if line.place != "aside"], title, echo)
    return replace(_of_lines(lines, title, echo), unboxed=unboxed)


def _of_lines(lines: Sequence[Line], title: str | None, echo: _Echo) -> Fingerprint:
    texts = [echo.left_open(line.text) for line in lines if not line.linked]
    head = [echo.left_open(title)] if title else []
    links = [echo.left_open(line.text) for line in lines if line.linked]
    letters = sum(character.isalpha() for text in [*texts, *head] for character in text)
    return Fingerprint(_sums([*texts, *head]), _sums(links), letters)


def same_place(first: str, second: str, asked_first: str, asked_second: str) -> bool:
    """Tell whether two redirects lead to the same place, apart from the addresses that were asked for.

    Args:
        first: where the first one leads.
        second: where the second one leads.
        asked_first: what was asked for when the first one came.
        asked_second: the same of the second.
    """
    if max(len(first), len(second)) > _LONGEST_ADDRESS:
        return False
    return _Echo(asked_first).without(first) == _Echo(asked_second).without(second)


class _Echo:
    """The address that was asked for, as a page may repeat it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        path = unquote(parts.path)
        whole = {url, f"{path}?{parts.query}" if parts.query else path, parts.path, path, path.lstrip("/")}
        last = path.rstrip("/").rpartition("/")[2]
        values = [value for _, value in parse_qsl(parts.query)]
        named = {last, last.partition(".")[0], *values}
        spoken = {" ".join(_PARTS.split(one)) for one in named if "-" in one or "_" in one}
        found = {collapse(fold(one)) for one in whole | named | spoken}
        self._parts = sorted((one for one in found if len(one) >= _SHORTEST_ECHO), key=len, reverse=True)

    def without(self, url: str) -> str:
        """Return an address (where a redirect leads) without what it repeats."""
        parts = urlsplit(url)
        path, query = fold(unquote(parts.path)), fold(unquote(parts.query))
        for one in self._parts:
            path, query = path.replace(one, "@"), query.replace(one, "@")
        # The portal's host and scheme say nothing here, and are part of what a query repeats.
        query = _OWN_HOST.sub("@", query)
        return f"{path.rstrip('/')}?{_DIGITS.sub('#', query)}"

    def left_open(self, text: str) -> str:
        """Return a line of the page as it is compared."""
        folded = collapse(fold(text[:_LONGEST_TEXT]))
        for one in self._parts:
            if one in folded:
                folded = folded.replace(one, "@")
        return _DIGITS.sub("#", folded)


def _sums(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(text.encode()) for text in texts if text)


def _alike(first: frozenset[int], second: frozenset[int], before: frozenset[int]) -> float:
    """Return the share of the texts of two pages that are the same; for each that turned the second may have any other.

    Args:
        first: the texts of the first page.
        second: those of the second one.
        before: those that the first one had at an earlier answer; its own where it was asked for once.
    """
    stay = first & before
    same, either = len(stay & second), len(stay | second)
    turned = min(len(first - stay), len(second - stay), same)  # no page is known by what turns alone
    return (same + turned) / either if either else 1.0
