"""What addresses of a kind have brought so far: how a section's pages are told from a calendar, an article from a copy.

The judgement rests on articles alone. An article is to the credit of the page on which its address was found first,
of the page on which that one's was found, and so on up to the home page; and of a list that names it first among its
like, for the home page names the latest before their sections do. Other pages are barren. Where barren ones lead on to
nothing but their like (a calendar's next month, a list in another order, what lies behind a pager's last page) only a
few are read; and of pages that stand beside each other no more once the last few of them led to nothing that was not
known without them (:mod:`scraper.sibling_runs`). Copies have a judgement of their own (:mod:`scraper.copies`).

Addresses are held as hashes, of an article no more than that: what else is kept grows with a portal's lists and with
the forms of its addresses.

Whoever asks is told a doubt, not a sentence: addresses in doubt are put last, and left out only where the doubt stands
when everything else has been read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.address_traits import parameter_traits, path_pattern, traits, url_pattern
from scraper.copies import Copies
from scraper.first_pages import FirstPages
from scraper.hashes import Hashes
from scraper.list_views import ListViews
from scraper.page_addresses import gathers_others, is_further_page
from scraper.promises import Promises
from scraper.sibling_runs import SiblingRuns
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
# What is held in memory, whatever a portal's size. Beyond, the oldest is forgotten: an address form that was seen once
# is looked at once more, and a list that names again what others named long before counts as naming it first.
_MOST_PATTERNS = 100_000
_MOST_NAMED = 50_000


@dataclass(slots=True)
class Yields:
    """The yield of one portal's addresses, over all crawls."""

    copies: Copies = field(default_factory=Copies)
    first_pages: FirstPages = field(default_factory=FirstPages)
    views: ListViews = field(default_factory=ListViews)
    _read: int = 0
    _tried: Counter[str] = field(default_factory=Counter)
    _barren: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # trait -> pages
    _entries: dict[int, frozenset[int]] = field(default_factory=dict)  # page -> what it names first among its like
    _promises: Promises = field(default_factory=Promises)
    _named: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # path -> what its pages name
    _contents: Hashes = field(default_factory=Hashes)  # path and all that a page of it names
    _repeating: Hashes = field(default_factory=Hashes)  # pages that name the same as one of their path before them
    _dead_ends: Hashes = field(default_factory=Hashes)  # further pages of lists that are no lists
    _fruitful: Hashes = field(default_factory=Hashes)  # traits
    _sources: dict[int, tuple[str, int | None]] = field(default_factory=dict)  # page -> address, page it was found on
    _credited: Hashes = field(default_factory=Hashes)  # pages
    _nothing_new: Hashes = field(default_factory=Hashes)  # further pages of gathering lists: all they named was read
    _other_addresses: Hashes = field(default_factory=Hashes)  # pages of lists that have been read at their own address
    _runs: SiblingRuns = field(init=False)

    def __post_init__(self) -> None:
        self._runs = SiblingRuns(self._credited, self._other_addresses, self._promises)

    def note(
        self,
        page: KnownPage,
        entries: Iterable[str] = (),
        original: str | None = None,
        *,
        promised: Iterable[str] = (),
        in_menu: bool = False,
        frames: bool = False,
    ) -> None:
        """Take into account what an address that has not been read before turned out to be.

        Args:
            page: the address, and what it is.
            entries: the keys that it names, without menu and pager.
            original: the key of the article that a copy is a copy of, where it is known.
            promised: those among the entries that read as headlines.
            in_menu: whether the menu leads there.
            frames: whether it shows other pages in frames, so that what it names itself is not what it lists.
        """
        self.place(page)
        self._promises.look_at(hash(page.key))
        self._read += 1
        self._count_pattern(url_pattern(page.url))
        if page.is_copy:
            self.copies.note_copy(page, original or page.original)
            if own := original or page.original:
                self.views.note_copy(page.key, own)
        elif page.kind in KEPT_KINDS:
            self.copies.note_article(page)
            self._credit(page)
            self._runs.note_article(page.url)
        elif page.kind in {"feed", "sitemap"}:
            self.recall(page, in_menu=in_menu)
        else:
            named = list(entries)
            self.views.note(page.key, () if frames else named)
            self._note_other(page, frozenset(map(hash, named)), frozenset(map(hash, promised)))
            self.recall(page, in_menu=in_menu)

    def note_own_address(self, key: str, own: str) -> None:
        """Take into account that a list's page names another address as its own, where the same has been read.

        A template that names one address on all of its lists is not believed: what stands there is something else.
        """
        if key != own and self._promises.are_alike(hash(key), hash(own)):
            self._other_addresses.add(hash(key))

    def place(self, page: KnownPage) -> None:
        """Take into account where a page was found, for the credit, without judging what it is.

        Articles are no links of that chain: what is found on one needs no credit of it.
        """
        if page.is_copy or page.kind not in KEPT_KINDS:
            self._sources.setdefault(hash(page.key), (page.url, hash(page.found_on) if page.found_on else None))

    def recall(self, page: KnownPage, *, in_menu: bool = False) -> None:
        """Take into account that a list has been read, whatever it named."""
        if page.kind == "listing":
            self.views.place(page.key)
        self._runs.note_list(page, in_menu=in_menu)

    def withdraw(self, key: str, *, leads_elsewhere: bool = False) -> None:
        """Take into account that an address could not be read, or that it leads elsewhere or to nothing at all."""
        self.copies.withdraw(key)
        self._promises.look_at(hash(key))
        if leads_elsewhere:
            self.views.place(key)

    def put_off(self, key: str) -> None:
        """Take into account that an address has been put last: a page that names it promises nothing by that."""
        self._promises.look_at(hash(key))

    def doubt(
        self, key: str, url: str, found_on: str | None, *, in_menu: bool = False, in_feed: bool = False
    ) -> str | None:
        """Return why an address will hardly bring anything, ``None`` where nothing speaks against it.

        Args:
            key: the address's canonical key.
            url: the address.
            found_on: the key of the page on which it was found first.
            in_menu: whether the menu leads there.
            in_feed: whether a feed names it.
        """
        copy = self.copies.doubt(key, url) or self.first_pages.doubt(url) or self.views.doubt(key)
        if copy is not None:
            return copy
        leads_on = found_on is not None and path_pattern(f"//{found_on}") == path_pattern(f"//{key}")
        budget = min(CHAIN_BUDGET + self._read // CHAIN_SHARE, BARREN_BUDGET) if leads_on else BARREN_BUDGET
        if leads_on and (end := self._doubt_of_going_on(url, hash(found_on), budget)) is not None:
            return end
        if not in_feed and (run := self._runs.doubt(url, self._read, in_menu=in_menu)) is not None:
            return run
        names = parameter_traits(url)
        if leads_on and names and self._fruitful.isdisjoint(map(hash, names)) and self._are_barren(names, budget):
            return f"pages like {names[0]} (those that were read led to no article)"
        if self._tried[url_pattern(url)] < FIRST_LOOKS:
            return None  # a parameter more may make the difference
        for trait in (*traits(url), *(names if leads_on else ())):
            if hash(trait) not in self._fruitful and self._count_barren(trait, budget) >= budget:
                return f"pages like {trait} (those that were read led to no article)"
        return None

    def _doubt_of_going_on(self, url: str, before: int, budget: int) -> str | None:
        """Return the doubt that pages of one path go on for nothing behind a page."""
        if self._barren_in_a_row(before) > budget:
            return f"pages like {url_pattern(url)} (those before it led to no article)"
        if not is_further_page(url):
            return None
        if before in self._other_addresses:
            return f"pages like {url_pattern(url)} (their list has another address, where it was read)"
        if before in self._nothing_new and before not in self._credited:
            return f"pages like {url_pattern(url)} (all that those before them name is known)"
        if before in self._repeating:
            return f"pages like {url_pattern(url)} (they repeat what stands before them)"
        if before in self._dead_ends and before not in self._credited:
            return f"pages like {url_pattern(url)} (the list has ended before them)"
        return None

    def _note_other(self, page: KnownPage, entries: frozenset[int], promised: frozenset[int]) -> None:
        like, key, content = path_pattern(page.url), hash(page.key), hash(entries)
        named, unread = self._named[like], self._promises.unread(promised)
        self._promises.name(key, promised)
        if key not in self._credited:
            self._entries[key] = entries - named
            if not unread and gathers_others(page.url) and is_further_page(page.url):
                self._nothing_new.add(key)
            is_repeated = hash((like, content)) in self._contents  # as open then as what it repeats
            self._promises.promise(key, unread if is_repeated else unread - named)
        if len(named) > _MOST_NAMED:
            named.clear()
        named |= entries
        if entries:
            if hash((like, content)) in self._contents:
                self._repeating.add(key)
            self._contents.add(hash((like, content)))
            self.first_pages.note(page.key, page.url, content)
        if page.kind == "other" and is_further_page(page.url):
            self._dead_ends.add(key)
        for trait in (*traits(page.url), *parameter_traits(page.url)):
            if hash(trait) not in self._fruitful:
                self._barren[trait].add(key)

    def _count_pattern(self, pattern: str) -> None:
        self._tried[pattern] += 1
        if len(self._tried) > _MOST_PATTERNS:
            self._tried = Counter({one: count for one, count in self._tried.items() if count > 1})

    def _is_barren(self, page: int) -> bool:
        return not self._is_good(page) and not self._promises.is_open(page)

    def _is_good(self, page: int) -> bool:
        entries = self._entries.get(page)
        return entries is None or self.copies.knows(entries)

    def _are_barren(self, names: tuple[str, ...], budget: int) -> bool:
        return all(self._count_barren(name, budget) >= budget for name in names)

    def _count_barren(self, trait: str, enough: int) -> int:
        """Return how many pages of a trait are barren as things are; those that are good are so for ever."""
        pages = self._barren.get(trait, set())
        if len(pages) < enough:
            return len(pages)
        pages -= {page for page in pages if self._is_good(page)}
        return sum(not self._promises.is_open(page) for page in pages)

    def _barren_in_a_row(self, page: int | None) -> int:
        """Return how many pages of one path led to one another, up to a page, without any of them being any good."""
        path, count = None, 0
        while page is not None and page in self._sources and count <= BARREN_BUDGET and self._is_barren(page):
            url, source = self._sources[page]
            path = path or path_pattern(url)
            if path_pattern(url) != path:
                break
            page, count = source, count + 1
        return count

    def _credit(self, article: KnownPage) -> None:
        self._bears_fruit(article.url)
        page = hash(article.found_on) if article.found_on else None
        while page is not None and page not in self._credited and page in self._sources:
            self._credited.add(page)
            self._entries.pop(page, None)  # they were to tell whether it is any good
            self._promises.settle(page)
            url, page = self._sources[page]
            self._bears_fruit(url)

    def _bears_fruit(self, url: str) -> None:
        for trait in (*traits(url), *parameter_traits(url)):
            self._fruitful.add(hash(trait))
            self._barren.pop(trait, None)
