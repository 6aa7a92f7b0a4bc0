"""What addresses of a kind have brought so far: how a section's pages are told from a calendar, an article from a copy.

The judgement rests on articles alone. An article is to the credit of the page on which its address was found first,
of the page on which that one's was found, and so on up to the home page; and of a list that names it first among its
like, for the home page names the latest before their sections do. Other pages are barren. Where barren ones lead on to
nothing but their like (a calendar's next month, a list in another order, what lies behind a pager's last page) only a
few are read. Pages that turned out to be copies of known articles tell which addresses lead to copies.

Whoever asks is told a doubt, not a sentence: addresses in doubt are put last, and left out only where the doubt stands
when everything else has been read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.address_traits import parameter_traits, path_pattern, traits, url_pattern
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
# Copies of known articles that are read before addresses of their kind count as addresses of copies.
COPY_BUDGET = 4
COPY_SHARE = 50
# Copies that have to agree on which part of an address makes no difference.
WITNESSES = 3


@dataclass(slots=True)
class Yields:
    """The yield of one portal's addresses, over all crawls."""

    _read: int = 0
    _tried: Counter[str] = field(default_factory=Counter)
    _barren: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # trait -> keys of pages
    _entries: dict[str, frozenset[int]] = field(default_factory=dict)  # key -> what it names first among its like
    _named: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # pattern -> what its pages name
    _fruitful: set[str] = field(default_factory=set)
    _copies: Counter[str] = field(default_factory=Counter)
    _originals: set[str] = field(default_factory=set)
    _sources: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # key -> address, key of its source
    _credited: set[str] = field(default_factory=set)
    _addresses: set[int] = field(default_factory=set)  # hashes of articles' addresses with one part left open
    _idle: Counter[str] = field(default_factory=Counter)
    _decisive: set[str] = field(default_factory=set)

    def note(self, page: KnownPage, entries: Iterable[str] = ()) -> None:
        """Take into account what an address that has not been read before turned out to be.

        Args:
            page: the address, and what it is.
            entries: the keys that it names, without menu and pager.
        """
        self.place(page)
        self._read += 1
        self._tried[url_pattern(page.url)] += 1
        if page.is_copy:
            self._note_copy(page)
        elif page.kind in KEPT_KINDS:
            self._note_article(page)
        else:
            self._note_other(page, frozenset(map(hash, entries)))

    def place(self, page: KnownPage) -> None:
        """Take into account where an address was found, for the credit, without judging what it is."""
        self._sources.setdefault(page.key, (page.url, page.found_on))

    def doubt(self, key: str, url: str, found_on: str | None) -> str | None:
        """Return why an address will hardly bring anything, ``None`` where nothing speaks against it.

        Args:
            key: the address's canonical key.
            url: the address.
            found_on: the key of the page on which it was found first.
        """
        for part, rule, open_address in _open_addresses(key):
            if self._idle[rule] >= WITNESSES and rule not in self._decisive and hash(open_address) in self._addresses:
                return f"other addresses of known articles (they differ in {part} only)"
        budget = COPY_BUDGET + self._read // COPY_SHARE
        for trait in traits(url):
            if self._copies[trait] >= budget and trait not in self._originals:
                return f"addresses like {trait} (they are copies of known articles)"
        leads_on = found_on is not None and path_pattern(f"//{found_on}") == path_pattern(f"//{key}")
        budget = min(CHAIN_BUDGET + self._read // CHAIN_SHARE, BARREN_BUDGET) if leads_on else BARREN_BUDGET
        if leads_on and self._barren_in_a_row(found_on) > budget:
            return f"pages like {url_pattern(url)} (those before it led to no article)"
        if self._tried[url_pattern(url)] < FIRST_LOOKS:
            return None  # a parameter more may make the difference
        for trait in (*traits(url), *(parameter_traits(url) if leads_on else ())):
            if trait not in self._fruitful and self._count_barren(trait, budget) >= budget:
                return f"pages like {trait} (those that were read led to no article)"
        return None

    def _note_article(self, page: KnownPage) -> None:
        self._originals.update(traits(page.url))
        self._credit(page.key)
        for _, rule, open_address in _open_addresses(page.key):
            if hash(open_address) in self._addresses:
                self._decisive.add(rule)  # two articles differ in this part and in nothing else
        self._addresses.update(hash(open_address) for _, _, open_address in _open_addresses(page.key))
        self._addresses.add(hash(page.key))

    def _note_other(self, page: KnownPage, entries: frozenset[int]) -> None:
        named = self._named[url_pattern(page.url)]
        self._entries[page.key] = entries - named
        named |= entries
        for trait in (*traits(page.url), *parameter_traits(page.url)):
            self._barren[trait].add(page.key)

    def _is_barren(self, key: str) -> bool:
        entries = self._entries.get(key)
        return entries is not None and key not in self._credited and self._addresses.isdisjoint(entries)

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

    def _note_copy(self, page: KnownPage) -> None:
        self._copies.update(traits(page.url))
        self._idle.update(
            rule for _, rule, open_address in _open_addresses(page.key) if hash(open_address) in self._addresses
        )

    def _credit(self, key: str | None) -> None:
        while key is not None and key not in self._credited:
            self._credited.add(key)
            url, source = self._sources.get(key, (f"//{key}", None))
            self._fruitful.update((*traits(url), *parameter_traits(url)))
            key = source


@lru_cache(maxsize=1_024)  # a key is looked at when it is judged and again when its page has been read
def _open_addresses(key: str) -> tuple[tuple[str, str, str], ...]:
    """Return a key with each of its parts left open in turn: the part's name, the rule it stands for, the open key.

    Parts are the folders of the path and the parameters. A parameter that is left open may be missing altogether.
    """
    parts = urlsplit(f"//{key}")
    segments = parts.path.split("/")
    query = f"?{parts.query}" if parts.query else ""
    found = []
    for index in range(1, len(segments) - 1):
        path = "/".join("*" if place == index else segment for place, segment in enumerate(segments))
        address = f"{parts.netloc}{path}{query}"
        found.append(("the path", f"{index} {url_pattern(f'//{address}')}", address))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name in dict.fromkeys(name for name, _ in pairs):
        rest = urlencode([pair for pair in pairs if pair[0] != name])
        address = f"{parts.netloc}{parts.path}{'?' if rest else ''}{rest}"
        found.append((name, f"{name} {url_pattern(f'//{address}')}", address))
    return tuple(found)
