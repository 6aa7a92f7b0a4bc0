"""What addresses of a kind have brought so far: how a section's pages are told from a calendar, an article from a copy.

The judgement rests on articles alone. An article is to the credit of the page on which its address was found first,
of the page on which that one's was found, and so on up to the home page; and of a list that names it first among its
like, for the home page names the latest before their sections do. Other pages are barren. Where barren ones lead on to
nothing but their like (a calendar's next month, a list in another order, what lies behind a pager's last page) only a
few are read; and of pages that stand beside each other (keywords, authors, months, feeds of sections) no more once the
last few of them led to nothing that was not known without them. Copies have a judgement of their own
(:mod:`scraper.copies`).

Whoever asks is told a doubt, not a sentence: addresses in doubt are put last, and left out only where the doubt stands
when everything else has been read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.address_traits import parameter_traits, path_pattern, siblings, traits, url_pattern
from scraper.copies import Copies
from scraper.machine_lists import expected_kind
from scraper.page_addresses import gathers_others, is_further_page
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.store import KnownPage

# Pages of one trait that may be read without credit: such as lead to their like, and such as are linked from elsewhere.
# The first grows with the portal: a fortieth of what has been read may go into the one question whether it goes on.
CHAIN_BUDGET = 3
CHAIN_SHARE = 40
BARREN_BUDGET = 200
# Addresses of one pattern that are read before the pattern is judged by its traits.
FIRST_LOOKS = 3
# Pages beside each other that may be read in a row without leading to anything new, and what share of all pages more:
# feeds, lists that by their address gather what others have (keywords, authors, months), any others, and those of the
# menu, which are the sections.
FEED_LOOKS = 2
GATHERED_LOOKS, GATHERED_SHARE = 2, 200
SIBLING_LOOKS, SIBLING_SHARE = 4, 50
MENU_LOOKS, MENU_SHARE = 12, 20

_FEEDS = "feeds"


@dataclass(slots=True)
class Yields:
    """The yield of one portal's addresses, over all crawls."""

    copies: Copies = field(default_factory=Copies)
    _read: int = 0
    _tried: Counter[str] = field(default_factory=Counter)
    _barren: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # trait -> keys of pages
    _entries: dict[str, frozenset[int]] = field(default_factory=dict)  # key -> what it names first among its like
    _named: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # path -> what its pages name
    _contents: dict[str, set[frozenset[int]]] = field(default_factory=lambda: defaultdict(set))  # the same, by page
    _repeating: set[str] = field(default_factory=set)  # pages that name the same as one of their path before them
    _in_a_row: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # siblings -> keys, as read
    _fruitful: set[str] = field(default_factory=set)
    _sources: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # key -> address, key of its source
    _credited: set[str] = field(default_factory=set)

    def note(self, page: KnownPage, entries: Iterable[str] = (), original: str | None = None) -> None:
        """Take into account what an address that has not been read before turned out to be.

        Args:
            page: the address, and what it is.
            entries: the keys that it names, without menu and pager.
            original: the key of the article that a copy is a copy of, where it is known.
        """
        self.place(page)
        self._read += 1
        self._tried[url_pattern(page.url)] += 1
        if page.is_copy:
            self.copies.note_copy(page, original)
        elif page.kind in KEPT_KINDS:
            self.copies.note_article(page)
            self._credit(page.key)
            self._in_a_row.pop(siblings(page.url), None)
            self._in_a_row.pop(_gathered(page.url), None)
        elif page.kind in {"feed", "sitemap"}:
            self.recall(page)
        else:
            self._note_other(page, frozenset(map(hash, entries)))
            self.recall(page)

    def place(self, page: KnownPage) -> None:
        """Take into account where an address was found, for the credit, without judging what it is."""
        self._sources.setdefault(page.key, (page.url, page.found_on))

    def recall(self, page: KnownPage) -> None:
        """Take into account that a list has been read, whatever it named."""
        if page.kind != "sitemap" and not is_further_page(page.url):
            self._in_a_row[_FEEDS if page.kind == "feed" else siblings(page.url)].append(page.key)
            if gathers_others(page.url) and _gathered(page.url) != siblings(page.url):
                self._in_a_row[_gathered(page.url)].append(page.key)

    def withdraw(self, key: str) -> None:
        """Take into account that an address could not be read."""
        self.copies.withdraw(key)

    def doubt(self, key: str, url: str, found_on: str | None, *, in_menu: bool = False) -> str | None:
        """Return why an address will hardly bring anything, ``None`` where nothing speaks against it.

        Args:
            key: the address's canonical key.
            url: the address.
            found_on: the key of the page on which it was found first.
            in_menu: whether the menu leads there.
        """
        if (copy := self.copies.doubt(key, url)) is not None:
            return copy
        leads_on = found_on is not None and path_pattern(f"//{found_on}") == path_pattern(f"//{key}")
        budget = min(CHAIN_BUDGET + self._read // CHAIN_SHARE, BARREN_BUDGET) if leads_on else BARREN_BUDGET
        if leads_on and self._barren_in_a_row(found_on) > budget:
            return f"pages like {url_pattern(url)} (those before it led to no article)"
        if leads_on and found_on in self._repeating and is_further_page(url):
            return f"pages like {url_pattern(url)} (they repeat what stands before them)"
        if (run := self._doubt_of_siblings(url, in_menu)) is not None:
            return run
        names = parameter_traits(url)
        if leads_on and names and self._fruitful.isdisjoint(names) and self._are_barren(names, budget):
            return f"pages like {names[0]} (those that were read led to no article)"
        if self._tried[url_pattern(url)] < FIRST_LOOKS:
            return None  # a parameter more may make the difference
        for trait in (*traits(url), *(names if leads_on else ())):
            if trait not in self._fruitful and self._count_barren(trait, budget) >= budget:
                return f"pages like {trait} (those that were read led to no article)"
        return None

    def _doubt_of_siblings(self, url: str, in_menu: bool) -> str | None:
        """Return the doubt that the last pages beside an address led to nothing new; further pages are no siblings."""
        if is_further_page(url):
            return None
        if expected_kind(url) == "feed":
            group, budget = _FEEDS, FEED_LOOKS
        elif gathers_others(url):
            group, budget = _gathered(url), GATHERED_LOOKS + self._read // GATHERED_SHARE
        elif in_menu:
            group, budget = siblings(url), MENU_LOOKS + self._read // MENU_SHARE
        else:
            group, budget = siblings(url), SIBLING_LOOKS + self._read // SIBLING_SHARE
        keys = self._in_a_row.get(group, ())
        if len(keys) < budget or any(key in self._credited for key in keys[-budget:]):
            return None
        name = group if group == _FEEDS else f"pages like {group}"
        return f"{name} (the last {budget} that were read led to no article that was not known)"

    def _note_other(self, page: KnownPage, entries: frozenset[int]) -> None:
        like = path_pattern(page.url)
        named = self._named[like]
        self._entries[page.key] = entries - named
        named |= entries
        if entries and entries in self._contents[like]:
            self._repeating.add(page.key)
        self._contents[like].add(entries)
        for trait in (*traits(page.url), *parameter_traits(page.url)):
            self._barren[trait].add(page.key)

    def _is_barren(self, key: str) -> bool:
        entries = self._entries.get(key)
        return entries is not None and key not in self._credited and not self.copies.knows(entries)

    def _are_barren(self, names: tuple[str, ...], budget: int) -> bool:
        return all(self._count_barren(name, budget) >= budget for name in names)

    def _count_barren(self, trait: str, enough: int) -> int:
        """Return how many pages of a trait are barren as things are; those that are not never are again."""
        pages = self._barren.get(trait, set())
        if len(pages) >= enough:
            pages -= {key for key in pages if not self._is_barren(key)}
        return len(pages)

    def _barren_in_a_row(self, key: str | None) -> int:
        """Return how many pages of one path led to one another, up to a page, without any of them being any good."""
        path, count = path_pattern(f"//{key}"), 0
        while key is not None and count <= BARREN_BUDGET and path_pattern(f"//{key}") == path and self._is_barren(key):
            count += 1
            key = self._sources[key][1]
        return count

    def _credit(self, key: str | None) -> None:
        while key is not None and key not in self._credited:
            self._credited.add(key)
            url, source = self._sources.get(key, (f"//{key}", None))
            self._fruitful.update((*traits(url), *parameter_traits(url)))
            key = source


def _gathered(url: str) -> str:
    """Return the siblings of a list in another order or of a keyword: the same parameters on whatever path."""
    names = parameter_traits(url)
    return "&".join(names) if names else siblings(url)
