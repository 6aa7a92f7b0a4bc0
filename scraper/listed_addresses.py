"""What the lists of one portal name: sitemaps, feeds and sections have articles under their own addresses.

A box beside an article often has another one (under a second section, with a parameter more). Read first, it costs a
second request for the article's own. So an address waits where only a list's is another one with the same slug.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.hashes import Hashes
from scraper.open_keys import telling_slug
from scraper.page_addresses import is_further_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.machine_lists import ListKind
    from scraper.store import FoundLink


@dataclass(slots=True)
class ListedAddresses:
    """The addresses that one portal's lists name, as hashes."""

    _in_feeds: Hashes = field(default_factory=Hashes)  # of keys
    _keys: Hashes = field(default_factory=Hashes)
    _slugs: Hashes = field(default_factory=Hashes)

    def add(self, key: str, kind: ListKind) -> None:
        """Take into account that a list for machines names an address.

        Args:
            key: the address's canonical key.
            kind: what lists it.
        """
        if kind == "feed":
            self._in_feeds.add(hash(key))
        self._add(key)

    def add_page(self, entries: Iterable[FoundLink]) -> None:
        """Take into account what a page of a list links to; only what stands in the list itself counts."""
        for link in entries:
            if link.place == "list":
                self._add(link.key)

    def _add(self, key: str) -> None:
        if (slug := _slug(key)) is not None:
            self._keys.add(hash(key))
            self._slugs.add(hash(slug))

    def is_in_feed(self, key: str) -> bool:
        """Tell whether a feed names an address."""
        return hash(key) in self._in_feeds

    def doubt(self, key: str) -> str | None:
        """Return why an address is to wait, ``None`` for no reason: a list names not it but another with its slug.

        The pages of a list share their slug, and none of them is an article.
        """
        slug = None if is_further_page(key) else _slug(key)
        if slug is None or hash(slug) not in self._slugs or hash(key) in self._keys:
            return None
        return "another address with the same words, which a list names, is likelier the article's own"


def _slug(key: str) -> str | None:
    """Return the slug that an address ends with, ``None`` for none that hardly two articles have."""
    return telling_slug(urlsplit(f"//{key}").path.rpartition("/")[2])
