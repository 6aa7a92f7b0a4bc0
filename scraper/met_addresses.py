"""What the addresses that a portal's pages link to tell by themselves, worked out once an address.

The menu and the boxes of a portal stand on every one of its pages, so of two hundred links on a page a handful are new.
What a link came to is kept with its address as well, once it has come to it twice: where it stands at the same place,
reads the same and is as far from the home page, it comes to the same. Most links are met once, and their words are
longer than their addresses.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.address_traits import is_on_host, is_under, trap
from scraper.canonical import canonical_key, plain_url
from scraper.declared_lists import LAST_PRIORITY, LATER_PRIORITY
from scraper.machine_lists import expected_kind, is_side_list
from scraper.page_addresses import gathers_others, is_no_page
from scraper.store import FoundLink

if TYPE_CHECKING:
    from scraper.languages import LanguageParts

MAX_DEPTH = 60

# The links of a menu, of boxes and of the last pages. Each takes half a kilobyte, of two hundred portals side by side.
_MOST_MET = 1_000


@dataclass(slots=True)
class MetAddress:
    """An address of a portal that pages link to.

    Attributes:
        key: its canonical key.
        url: what to ask for.
        cut: why it is never asked for (a trap), ``None`` to ask.
        later: the earliest priority at which it may be asked for by what its spelling says.
        is_feed: whether it promises a feed.
        unvouched: its parts that no page without them has linked to so far
            (:meth:`scraper.linked_parts.LinkedParts.see`), ``None`` where it has not been seen outside of a menu.
    """

    key: str
    url: str
    cut: str | None
    later: int = 0
    is_feed: bool = False
    unvouched: tuple[str, ...] | None = None
    _link: FoundLink | None = None
    _last_came_to: int = 0  # a hash of what tells the last link to it from others

    def link(self, priority: int, depth: int, place: str, label: str) -> FoundLink:
        """Return the link to queue for it.

        Args:
            priority: as for :class:`~scraper.store.FoundLink`.
            depth: how far it is from the home page, in links.
            place: where on its page the link stands.
            label: what the link reads as.
        """
        last = self._link
        if (
            last is None
            or last.label != label
            or last.place != place
            or last.depth != depth
            or last.priority != priority
        ):
            cut = self.cut or (f"pages more than {MAX_DEPTH} links from the home page" if depth > MAX_DEPTH else None)
            last = FoundLink(self.key, self.url, priority, depth, cut, place=place, label=label)
            comes_to = hash((priority, depth, place, label))
            self._link = last if comes_to == self._last_came_to else None
            self._last_came_to = comes_to
        return last


@dataclass(slots=True)
class MetAddresses:
    """The addresses that pages of one portal link to.

    Args:
        portal_url: the portal's address.
        site: the path under which it lives on its host (:func:`scraper.address_traits.site_path`).
        home_keys: the keys of its front pages, which lie under that path wherever they are.
        languages: what is known of the portal's languages.
    """

    portal_url: str
    site: str
    home_keys: set[str]
    languages: LanguageParts
    # Those that were linked to least recently come first.
    _pages: OrderedDict[str, MetAddress | None] = field(default_factory=OrderedDict)
    _feeds: dict[tuple[str, str], MetAddress | None] = field(default_factory=dict)  # by address and title

    def page(self, url: str) -> MetAddress | None:
        """Return what an address tells, ``None`` where it is none of the portal's pages."""
        try:
            found = self._pages[url]
        except KeyError:
            found = self._pages[url] = self._judged(url)
            if len(self._pages) > _MOST_MET:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(url)
        return found

    def feed(self, url: str, title: str) -> MetAddress | None:
        """Return what the address of a declared feed tells, ``None`` where it lists no article of the portal.

        Args:
            url: the address.
            title: what the page calls it.
        """
        named = (url, title)
        if named not in self._feeds:
            if len(self._feeds) >= _MOST_MET:
                self._feeds.clear()
            is_inside = is_on_host(url, self.portal_url) and self.is_under_path(url)
            is_wanted = is_inside and not is_side_list(url, title)
            self._feeds[named] = MetAddress(canonical_key(url), plain_url(url), trap(url)) if is_wanted else None
        return self._feeds[named]

    def is_under_path(self, url: str) -> bool:
        """Tell whether an address on the portal's host lies under the path that the portal lives under."""
        return is_under(url, self.site) or canonical_key(url) in self.home_keys

    def later(self, url: str) -> int:
        """Return the earliest priority at which an address may be asked for by what its spelling says."""
        if self.languages.is_foreign(url):
            return LAST_PRIORITY
        return LATER_PRIORITY if gathers_others(url) or expected_kind(url) is not None else 0

    def _judged(self, url: str) -> MetAddress | None:
        if not is_on_host(url, self.portal_url) or is_no_page(url):
            return None
        kind = expected_kind(url)
        if kind is not None and is_side_list(url):
            return None
        outside = None if self.is_under_path(url) else f"outside {self.site}, where this portal lives on its host"
        return MetAddress(canonical_key(url), plain_url(url), outside or trap(url), self.later(url), kind == "feed")
