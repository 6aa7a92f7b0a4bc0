"""What walks have found in the parts that pages share, kept by a process; how it is used: :mod:`.shared_parts`.

A part is noted when it is first met, and kept when it is met again. Which elements are worth looking up is learnt by
their names: those around what differs on every page (the body, the column of the article) never are met again, and
serialising them would cost what the rest saves, so that they are tried now and then.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from scraper.extract.class_names import ZoneKind
    from scraper.extract.part_links import PartLinks

MOST_BYTES = 16 << 20  # of parts that a process keeps; a portal's are counted as some 150 kB
_BESIDE_LINE, _BESIDE_LINK = 220, 290  # bytes that one takes besides its letters: tuples, numbers, links found
_NOTED = 160  # bytes of a key in a table
_TRIES = 3  # of elements of a name in a row without one that was met before, until only some are tried
_SELDOM = 16  # one in so many
_MOST_NAMES = 8_000  # of elements that are remembered

Names: TypeAlias = "tuple[str, str, str, str]"  # the page's host, tag, class and id of an element


class KeptZone(NamedTuple):
    """A zone in a part; element and parent are numbers, -1 for the zone around the part."""

    kind: ZoneKind
    element: int
    parent: int
    semantic: bool
    declared: ZoneKind
    gallery: bool
    prose: int
    links: int


@dataclass(slots=True)
class Part:
    """What a walk found in an element. Elements are told by their numbers in document order, the part's own is 0.

    Attributes:
        depends: which part of the page's base its pictures depend on: host, folder, or all of it.
        base: that part of the base.
        lines: for each line what :func:`scraper.extract.lines.line_of` makes one of.
        anchors: for each link its element, how many lines of the part stand before it, its zone, and its words.
        zones: the zones that it opens.
        prose: characters of running text in it.
        links: lines in it that are links.
        begins_item: whether the next line behind it is still the first of a list's item.
        markup: bytes of its mark-up.
        links_within: the links in it, once they have been asked for (:mod:`scraper.extract.links`).
        named: its elements by their class names and by their ids, once a selector has been asked of it
            (:mod:`scraper.extract.selectors`).
    """

    depends: int
    base: str
    lines: list[tuple[Any, ...]]
    anchors: list[tuple[int, int, int, str]]
    zones: list[KeptZone]
    prose: int
    links: int
    begins_item: bool
    markup: int
    links_within: PartLinks | None = None
    named: tuple[dict[str, list[int]], dict[str, list[int]]] | None = None


class SharedPart(NamedTuple):
    """A part that was met before: its key, and what was found in it; ``None`` where that is still to be found."""

    key: bytes
    part: Part | None


class _Kept:
    """The parts that a process keeps, and those that it has only noted (``None``), the least recently met ones first.

    Names of elements count how often in a row such an element was none that had been met before.
    """

    def __init__(self) -> None:
        self._parts: OrderedDict[bytes, Part | None] = OrderedDict()
        self._misses: dict[Names, int] = {}
        self._size = 0

    def is_worth_it(self, names: Names) -> bool:
        """Tell whether an element of such names is to be looked up; it counts as a miss until it is found."""
        misses = self._misses.get(names, 0)
        if len(self._misses) >= _MOST_NAMES:
            self._misses.clear()
        self._misses[names] = misses + 1
        return misses < _TRIES or misses % _SELDOM == 0

    def find(self, key: bytes, names: Names) -> SharedPart | None:
        """Return what is known of a part, ``None`` where it is met for the first time, which is noted.

        Args:
            key: what tells it from all others.
            names: those of its element.
        """
        if key not in self._parts:
            self._put(key, None)
            return None
        self._parts.move_to_end(key)
        self._misses[names] = 0
        return SharedPart(key, self._parts[key])

    def keep(self, key: bytes, part: Part) -> None:
        """Keep a part."""
        self._forget(key)
        self._put(key, part)

    def clear(self) -> None:
        """Keep nothing: the next page is read as in a process that has read none."""
        self._parts.clear()
        self._misses.clear()
        self._size = 0

    @property
    def size(self) -> int:
        """About how many bytes the parts take."""
        return self._size

    def _put(self, key: bytes, part: Part | None) -> None:
        self._parts[key] = part
        self._size += _size_of(part)
        while self._size > MOST_BYTES and len(self._parts) > 1:
            self._forget(next(iter(self._parts)))

    def _forget(self, key: bytes) -> None:
        if key in self._parts:
            self._size -= _size_of(self._parts.pop(key))


def _size_of(part: Part | None) -> int:
    """Return about how many bytes a part takes: all its texts, addresses and names stand in its mark-up."""
    if part is None:
        return _NOTED
    return _NOTED + 2 * part.markup + _BESIDE_LINE * len(part.lines) + _BESIDE_LINK * len(part.anchors)


KEPT_PARTS = _Kept()
