"""What is believed of a list of articles that goes over many pages, and what one look at a page says about the others.

A list is one sequence, cut into pages. So a new entry at its front moves all others by one place, and that is no news
of any of them: where the pages' entries stand as expected, nothing has happened between them. Where the entries of a
page are displaced by another count than those of an earlier page, something was put in or taken out in between, and
halving the distance again and again finds the page where it was. Two changes that cancel each other out are not seen
so; they are found when the pages are looked at again on their schedule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NUMBER = regex(r"\d{1,18}")
_BOX_SHARE = 0.5  # of a list's pages on which an entry stands that belongs to a box beside the list
_FEWEST_PAGES_WITH_BOX = 3


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look at a page showed that was not expected there.

    ``unknown`` entries were not known to be in the list, ``missing`` ones were expected between others that stand
    there, ``moved`` ones stood elsewhere in the list.
    """

    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unknown or self.missing or self.moved)


@dataclass(slots=True)
class ListOrder:
    """The believed order of a list's entries, and the pages of it that have been looked at in this visit.

    Attributes:
        entries: the keys of what the list names, in its order.
        size: how many entries a page has, the first page and the last one apart; 0 where pages differ in that, so
            that nothing can be concluded from where an entry stands.
        boxes: keys that stand beside the list on its pages, and are none of its entries.
    """

    entries: list[str]
    size: int
    boxes: frozenset[str] = frozenset()
    _seen: dict[int, list[str]] = field(default_factory=dict)
    _open_before: set[int] = field(default_factory=set)  # pages whose first entry was unknown
    _open_after: set[int] = field(default_factory=set)
    _in_vain: int = 0  # looks since one showed something

    def has_seen(self, page: int) -> bool:
        """Tell whether a page has been looked at in this visit and named anything."""
        return page in self._seen

    def observe(self, page: int, named: Iterable[str]) -> Sight:
        """Take over what a page of the list names now; the first page (0) is to be observed first.

        What stands on the first page and on another one too stands in a box: no entry is on two pages.
        """
        beside = self.boxes.union(self._seen.get(0, ()) if page else ())
        own = [entry for entry in dict.fromkeys(named) if entry not in beside]
        if not own:
            self._seen.pop(page, None)
            self._in_vain += 1
            return Sight()
        positions = self._positions()
        stay = _longest_run([(entry, positions[entry]) for entry in own if entry in positions], len(own))
        unknown = tuple(entry for entry in own if entry not in positions)
        moved = tuple(entry for entry in own if entry in positions and entry not in stay)
        missing = self._put(own, self._span(page, own, stay, positions))
        self._seen[page] = own
        for pages, entry in ((self._open_before, own[0]), (self._open_after, own[-1])):
            (pages.add if entry not in positions else pages.discard)(page)
        sight = Sight(unknown, tuple(entry for entry in missing if not entry.startswith(_HOLE)), moved)
        self._in_vain = 0 if sight else self._in_vain + 1
        return sight

    def next_page(self, last: int) -> int | None:
        """Return the page that has to be looked at to explain what was seen, ``None`` where nothing is open.

        Args:
            last: number of the list's last page.
        """
        for page in sorted(self._seen):
            for beyond in [page + 1] * (page in self._open_after) + [page - 1] * (page in self._open_before):
                if 0 <= beyond <= last and beyond not in self._seen:
                    return beyond
        if not self.size or self._in_vain > last.bit_length() + 2:  # halving takes no more looks than that
            return None
        positions = self._positions()
        for earlier, later in pairwise(sorted(self._seen)):
            if later - earlier > 1 and self._drift(earlier, -1, positions) != self._drift(later, 0, positions):
                return (earlier + later) // 2
        return None

    def _span(
        self, page: int, own: list[str], stay: Mapping[str, int], positions: Mapping[str, int]
    ) -> tuple[int, int]:
        """Return which part of the believed sequence a page stands for now.

        Nothing stands before the first entry of the first page, nor between neighbouring pages that have been seen.
        """
        if not stay:
            place = min(self._start(page), len(self.entries))
            return place, place
        first, stop, near = min(stay.values()), max(stay.values()) + 1, 2 * len(own)
        above, below = self._seen.get(page - 1), self._seen.get(page + 1)
        begin = positions.get(above[-1], first) + 1 if above else 0 if page == 0 else first
        end = positions.get(below[0], stop) if below else stop
        return (begin if 0 < first - begin <= near else first), (end if 0 < end - stop <= near else stop)

    def _put(self, own: list[str], span: tuple[int, int]) -> list[str]:
        """Put a page's entries into the sequence in place of those that stood there; returns which these were."""
        first, stop = span
        mine = set(own)
        gone = [entry for entry in self.entries[first:stop] if entry not in mine]
        before = [entry for entry in self.entries[:first] if entry not in mine]
        after = [entry for entry in self.entries[stop:] if entry not in mine]
        self.entries = [*before, *own, *after]
        return gone

    def _start(self, page: int) -> int:
        first_size = len(self._seen[0]) if 0 in self._seen else self.size
        return first_size + (page - 1) * self.size if page else 0

    def _drift(self, page: int, index: int, positions: Mapping[str, int]) -> int:
        """Return by how much an entry of a page stands further down than is believed."""
        own = self._seen[page]
        place = self._start(page) + (len(own) - 1 if index else 0)
        return place - positions.get(own[index], place)

    def _positions(self) -> dict[str, int]:
        return {entry: index for index, entry in enumerate(self.entries)}


_HOLE = "?"  # keys begin with a host


def compose(pages: Mapping[int, Sequence[str]]) -> ListOrder:
    """Return the order of a list whose pages have been read in one visit; ``pages`` is what each names, by number."""
    counts = Counter(entry for named in pages.values() for entry in set(named))
    most = len(pages) * _BOX_SHARE if len(pages) >= _FEWEST_PAGES_WITH_BOX else len(pages)
    boxes = frozenset(entry for entry, count in counts.items() if count > most)
    own = {page: [entry for entry in dict.fromkeys(named) if entry not in boxes] for page, named in pages.items()}
    last = max(own, default=0)
    lengths = Counter(len(own[page]) for page in own if 0 < page < last) or Counter([len(own.get(0, ()))])
    size = max(lengths, key=lambda length: (lengths[length], length))
    entries: dict[str, None] = {}
    for page in range(last + 1):
        # What a page lacks (it could not be read, or links elsewhere) leaves a hole.
        short = size - len(own.get(page, ())) if page < last and (page or 0 not in own) else 0
        entries |= dict.fromkeys([*own.get(page, ()), *(f"{_HOLE}{page}.{index}" for index in range(short))])
    is_regular = all(len(own[page]) <= size for page in own if page)
    return ListOrder(list(entries), size if is_regular else 0, boxes)


def page_numbers(first: str, further: Iterable[str]) -> dict[str, int]:
    """Return which page of a list each address is, by the one number in which they differ: the first page is 0.

    Addresses that are spelled otherwise than most (the list in another order) are left out, and all of them where no
    number or more than one differs: nothing is known of their order then.

    Args:
        first: the key of the list's first page.
        further: the keys of its further pages; any that is the first page under another address is left out before.
    """
    groups: dict[str, list[str]] = {}
    for key in sorted(set(further)):
        groups.setdefault(_NUMBER.sub("#", key), []).append(key)
    if not groups:
        return {first: 0}
    keys = max(groups.values(), key=len)
    rows = [[int(number) for number in _NUMBER.findall(key)] for key in keys]
    differing = [column for column in zip(*rows, strict=True) if len(set(column)) > 1]
    if len(keys) == 1:
        return {first: 0, keys[0]: 1}
    if len(differing) != 1:
        return {first: 0}
    numbers = sorted(set(differing[0]))
    step = min(later - earlier for earlier, later in pairwise(numbers))
    found = {key: 1 + (number - numbers[0]) // step for key, number in zip(keys, differing[0], strict=True)
             if (number - numbers[0]) % step == 0}  # fmt: skip
    return {first: 0, **found}


def _longest_run(known: list[tuple[str, int]], widest: int) -> dict[str, int]:
    """Return the most entries that stand in the order in which they are believed to, without gaps of a page's width.

    Args:
        known: entries in the order in which they stand, with the places where they are believed to stand.
        widest: the gap between two neighbours from which they count as not belonging together.
    """
    runs: list[dict[str, int]] = []
    run: dict[str, int] = {}
    before: int | None = None
    for entry, place in _rising(known):
        if before is not None and place - before > widest:
            runs.append(run)
            run = {}
        run[entry], before = place, place
    return max([*runs, run], key=len)


def _rising(known: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the longest part of a sequence whose places rise (patience sorting)."""
    ends: list[int] = []  # the lowest place in which a rising part of each length ends
    tails: list[int] = []  # index of the entry there
    previous: list[int] = []
    for index, (_, place) in enumerate(known):
        length = bisect_left(ends, place)
        previous.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [index]
    found: list[tuple[str, int]] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        found.append(known[index])
        index = previous[index]
    return found[::-1]
