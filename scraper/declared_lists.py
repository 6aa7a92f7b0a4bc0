"""The lists for machines that a portal names: sitemaps of robots.txt and of indexes, feeds that pages declare.

What is named as a list has to be one: a page in its place is told as a failure. What only might be one (by its
spelling, or because many portals have a sitemap there) is a page like others where it is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.address_traits import is_on_host
from scraper.canonical import absolute_url, canonical_key
from scraper.machine_lists import expected_kind, is_side_list
from scraper.patterns import regex
from scraper.store import FoundLink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.machine_lists import ListKind
    from scraper.store import KnownPage

LIST_PRIORITY = 1  # sitemaps, and the feed of the home page
# Feeds of sections and lists that gather what others have: when the lists of the sections have been read.
LATER_PRIORITY = 8
LAST_PRIORITY = 9
_GUESSED = "sitemap.xml"  # what is asked for where neither robots.txt nor the home page names a sitemap
# Folders of a host in which its systems keep what they make, for whichever of its portals.
_STORE = regex(
    r"/(?:site-?maps?|uploads?|files?|portals|static|public|storage|media|assets|data|cache|xml|wp-content|sites/default)/"
)
_KINDS: dict[str, ListKind] = {"feed": "feed", "sitemap": "sitemap"}


@dataclass(slots=True)
class DeclaredLists:
    """What one portal names as its lists for machines.

    Args:
        root: the address of the folder that the portal lives in.
    """

    root: str
    _announced: list[str] = field(default_factory=list)  # sitemaps that robots.txt names
    _declared: dict[str, ListKind] = field(default_factory=dict)  # keys of lists that something names as such
    _asked_from: str | None = None  # key of the page with whose links they are asked for

    def recall(self, page: KnownPage) -> None:
        """Take over what an earlier visit knew as a list; the page that declares it may answer "unchanged" now."""
        if (kind := _KINDS.get(page.kind)) is not None:
            self._declared[page.key] = kind

    def announce(self, sitemaps: Iterable[str]) -> None:
        """Take note of the sitemaps that robots.txt names, to be asked for with the first page's links."""
        for url in sitemaps:
            if (address := absolute_url(self.root, url)) and address not in self._announced:
                self._announced.append(address)

    def declare_feed(self, key: str, *, on_front: bool) -> bool:
        """Take note of a feed that a page declares; returns whether it is the portal's own, the front's first one."""
        if on_front and "feed" not in self._declared.values():
            self._declared[key] = "feed"
        return key in self._declared

    def kind(self, url: str) -> ListKind | None:
        """Return what kind of list something names an address as, or its spelling promises; ``None`` for neither."""
        return self._declared.get(canonical_key(url)) or (None if self.is_guess(url) else expected_kind(url))

    def is_declared(self, key: str) -> bool:
        """Tell whether robots.txt, an index or a page names an address as a list, now or in an earlier visit."""
        return key in self._declared

    def is_guess(self, url: str) -> bool:
        """Tell whether nothing names an address: it was asked for because many portals have a sitemap there."""
        return canonical_key(url) not in self._declared and url == absolute_url(self.root, _GUESSED)

    def to_ask(self, source: str) -> list[FoundLink]:
        """Return, with one page of a run, the portal's lists for machines: what robots.txt names, or else a guess.

        Args:
            source: the key of the page. The first that asks is given them, each time that it is judged: a page that a
                script builds is judged as it was sent and once more as a browser shows it.
        """
        if self._asked_from not in {None, source}:
            return []
        self._asked_from = source
        found = [self.link(url, 0) for url in self._announced]
        if "sitemap" not in self._declared.values():
            guess = absolute_url(self.root, _GUESSED)
            found += [FoundLink(canonical_key(guess), guess, LIST_PRIORITY, 1)] if guess else []
        return found

    def link(self, url: str, depth: int) -> FoundLink:
        """Return the link to a sitemap that robots.txt or an index of sitemaps names."""
        key = canonical_key(url)
        if not is_on_host(url, self.root):
            return FoundLink(key, url, LAST_PRIORITY, depth + 1, "sitemaps on another host")
        if not self._may_name_own(url):
            return FoundLink(key, url, LAST_PRIORITY, depth + 1, "sitemaps of others on this host")
        if is_side_list(url):
            return FoundLink(key, url, LATER_PRIORITY, depth + 1)
        self._declared[key] = "sitemap"
        return FoundLink(key, url, LIST_PRIORITY, depth + 1)

    def _may_name_own(self, url: str) -> bool:
        """Tell whether a sitemap may name pages of this portal, by where it lies.

        A sitemap names what lies in its own folder (sitemaps.org, "Sitemap file location"): the portal's, one around
        it, or one inside. In a folder for files anything may lie.
        """
        folder, own = (urlsplit(one).path.lower().rpartition("/")[0] + "/" for one in (url, self.root))
        return own.startswith(folder) or folder.startswith(own) or _STORE.match(folder) is not None
