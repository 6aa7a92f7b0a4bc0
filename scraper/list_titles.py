"""What the lists of a portal are called: a further page of a list that reads as an article is told by the list's title.

A page that gathers pictures, or a list of one entry with a long teaser, can read as an article. Where it is reached
through the pager of a list and its headline is that list's own, it is a page of the list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.page_addresses import is_further_page
from scraper.vietnamese import collapse, fold

_MOST_LISTS = 20_000
_TITLES = 4  # of one list; some have the number of the page in theirs


@dataclass(slots=True)
class ListTitles:
    """The titles of the lists of one portal, by the path that all pages of a list have in common."""

    _titles: dict[str, set[int]] = field(default_factory=dict)

    def note(self, url: str, title: str | None) -> None:
        """Take note of the title of a page that has a pager and is no article."""
        if title and (len(self._titles) < _MOST_LISTS or _path(url) in self._titles):
            titles = self._titles.setdefault(_path(url), set())
            if len(titles) < _TITLES:
                titles.add(_digest(title))

    def has_page(self, url: str, title: str | None, known_as: str | None = None) -> bool:
        """Tell whether an address is a further page of a list that is called so.

        Args:
            url: the address.
            title: the headline over the page.
            known_as: the kind of page that an earlier visit found there. Titles are not kept between visits, and a list
                that has not changed since is not read again: what was one of its pages is still one.
        """
        if not is_further_page(url):
            return False
        if known_as == "listing" or not title:
            return known_as == "listing"
        path, digest = _path(url), _digest(title)
        folder, _, _ = path.rpartition("/")  # /tin-tuc/trang-3.html
        parent, _, _ = folder.rpartition("/")  # /tin-tuc/page/3
        return any(digest in self._titles.get(one, ()) for one in (path, folder, parent))


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _digest(title: str) -> int:
    return hash(fold(collapse(title)))
