"""What a portal's pages have in common is walked over once: menus, boxes and feet, four fifths of a page's elements.

A part of a page that was met before, to the byte, holds what it held then. Its mark-up as libxml2 writes it down is
looked up, which takes a twentieth of a walk, and what the walk found in it is taken over, with the elements of the page
at hand in their places. That is no state: with what is kept or without it a page reads the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lxml import etree

from scraper.canonical import base_that_matters
from scraper.extract.images import picture_reference
from scraper.extract.kept_parts import KEPT_PARTS, KeptZone, Part, SharedPart
from scraper.extract.lines import LOOKS, OWN, Anchor, line_of
from scraper.extract.tags import IMAGE_TAGS
from scraper.extract.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.walked import Walk

_DIGEST = 16  # bytes of a key
_LONGEST_NAMES = 400  # characters of host, tag, class and id; longer ones are data, and are remembered by nobody
_MOST_LOOKED_UP = 1_000_000  # bytes of mark-up a page; a tower of elements is serialised no more often than any page
_PAGE = frozenset({"html", "body"})  # the page itself, which is dear to serialise and is no part of another

# An address that depends on the host of the base alone, one that depends on its folder, and one on all of it.
_DEPENDING = ("/", "a", "?")
_SAMPLE = "https://example.vn/a/b"
_SAMPLES = tuple(base_that_matters(_SAMPLE, one) for one in _DEPENDING)

_looks_of, _own_of = attrgetter(*LOOKS), attrgetter(*OWN)
Context: TypeAlias = "tuple[int, str, bool]"  # the marks, the side, and whether a list's item begins


class Mark(NamedTuple):
    """Where in a walk a part begins."""

    lines: int
    anchors: int
    zones: int

    @classmethod
    def of(cls, walk: Walk) -> Mark:
        """Return where a walk stands."""
        return cls(len(walk.lines), len(walk.anchors), len(walk.zones))


@dataclass(slots=True)
class MetPart:
    """A part in a page at hand: its elements by their numbers, and what was found in it on another page."""

    nodes: list[etree._Element]
    part: Part


class SharedParts:
    """The parts that a page shares with those read before, for one walk over it.

    Args:
        base_url: what relative addresses of pictures are relative to.
    """

    __slots__ = ("_bases", "_left")

    def __init__(self, base_url: str) -> None:
        self._bases = bases_of(base_url)
        self._left = _MOST_LOOKED_UP

    def find(self, element: etree._Element, context: Context) -> SharedPart | None:
        """Return what is known of an element that was met before, ``None`` where it is to be read as any other.

        Args:
            element: the element.
            context: what stands open around it.
        """
        host, tag = self._bases[0], str(element.tag)
        if tag in _PAGE:
            return None
        names = (host, tag, element.get("class") or "", element.get("id") or "")
        if self._left <= 0 or sum(map(len, names)) > _LONGEST_NAMES or not KEPT_PARTS.is_worth_it(names):
            return None
        markup = _markup_of(element)
        self._left -= len(markup)
        key = blake2b(f"{host!a} {context}\n".encode(), digest_size=_DIGEST)
        key.update(markup)
        found = KEPT_PARTS.find(key.digest(), names)
        if found is None or found.part is None or self._bases[found.part.depends] == found.part.base:
            return found
        return found._replace(part=None)

    def keep(self, shared: SharedPart, element: etree._Element, walk: Walk, begin: Mark, *, begins_item: bool) -> None:
        """Keep what a walk has found in an element.

        Args:
            shared: what :meth:`find` returned for it.
            element: the element.
            walk: the walk, which has just left it.
            begin: where the walk stood when it came to it.
            begins_item: whether the next line is still the first of a list's item.
        """
        places = {node: number for number, node in enumerate(element.iter())}
        zones, lines = walk.zones[begin.zones :], walk.lines[begin.lines :]
        numbers = {id(zone): number for number, zone in enumerate(zones)}
        pictures = map(picture_reference, element.iter(*IMAGE_TAGS))
        depends = dependence(one for one in pictures if one is not None)
        # Lines that look alike share what they look like, and a menu's link its words with the line that it is.
        looks: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        texts = {line.text: line.text for line in lines}
        part = Part(
            depends,
            self._bases[depends],
            [
                (looks.setdefault(look := _looks_of(line), look), *_own_of(line), places[line.node],
                 numbers.get(id(line.zone), -1))
                for line in lines
            ],
            [
                (places[one.element], one.index - begin.lines, numbers.get(id(one.zone), -1),
                 texts.get(one.words, one.words))
                for one in walk.anchors[begin.anchors :]
            ],
            [
                KeptZone(
                    zone.kind, places[zone.element], numbers.get(id(zone.parent), -1), zone.semantic, zone.declared,
                    zone.gallery, zone.prose, zone.links,
                )
                for zone in zones
            ],
            sum(line.prose for line in lines),
            sum(line.linked for line in lines),
            begins_item,
            len(_markup_of(element)),
        )  # fmt: skip
        KEPT_PARTS.keep(shared.key, part)


def take_over(part: Part, element: etree._Element, walk: Walk, outer: Zone | None) -> None:
    """Add to a walk what was found in a part of a page.

    Args:
        part: what was found in it.
        element: the element of this page that it is.
        walk: the walk; it has room for all of it.
        outer: the zone that the part stands in.
    """
    nodes = list(element.iter())
    zones: list[Zone | None] = []
    for one in part.zones:
        parent = zones[one.parent] if one.parent >= 0 else outer
        zone = Zone(one.kind, nodes[one.element], parent, one.semantic, one.declared, one.gallery, one.prose)
        zone.links = one.links
        zones.append(zone)
        walk.zones.append(zone)
    zones.append(outer)  # its number is -1
    first = len(walk.lines)
    walk.lines += [line_of(kept, nodes, number, zones) for number, kept in enumerate(part.lines, first)]
    walk.anchors += [
        Anchor(nodes[node], first + before, zones[around], words) for node, before, around, words in part.anchors
    ]
    while outer is not None:
        outer.prose += part.prose
        outer.links += part.links
        outer = outer.parent
    walk.parts.append(MetPart(nodes, part))


def _markup_of(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", with_tail=False)


def bases_of(base_url: str) -> tuple[str, str, str]:
    """Return what of a page's base addresses may depend on: its host, its folder, all of it."""
    host, folder, whole = (base_that_matters(base_url, one) for one in _DEPENDING)
    return host, folder, whole


def dependence(references: Iterable[str]) -> int:
    """Return which part of the base some addresses depend on at most, a place in :func:`bases_of`."""
    parts = {base_that_matters(_SAMPLE, one.strip()) for one in references}
    return max((_SAMPLES.index(one) for one in parts), default=0)
