"""Pages that stand beside each other (keywords, authors, months, feeds of sections), in the order they were read in.

No more of them are read once the last few led to nothing that was not known without them. Where articles have the same
form of address as a menu's standing pages (WordPress has both right below ``/``), the latter say nothing of the former:
menus have runs of their own, the more articles stood beside each other the longer a run has to be, and what a feed
names is looked at. Archives by day stand where articles do (``/2025/03/18/`` beside ``/2025/03/tin-tuc/``), but their
spelling tells them: only what is spelt like them speaks for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.address_traits import parameter_traits, siblings
from scraper.machine_lists import expected_kind
from scraper.page_addresses import gathers_others, is_further_page

if TYPE_CHECKING:
    from scraper.hashes import Hashes
    from scraper.promises import Promises
    from scraper.store import KnownPage

# Pages beside each other that may be read in a row without leading to anything new, and what share of all pages more:
# feeds, lists that by their address gather what others have (keywords, authors, months), any others, and those of the
# menu, which are the sections.
FEED_LOOKS = 2
GATHERED_LOOKS, GATHERED_SHARE = 2, 200
SIBLING_LOOKS, SIBLING_SHARE = 4, 50
MENU_LOOKS, MENU_SHARE = 12, 20
# Pages beside each other that name other addresses as their own, where the same was read, before no more are.
OTHER_ADDRESSES = 2
# Of the articles that stood beside each other, the share that pages in a row may number more.
MIXED_SHARE = 4

_FEEDS, _GATHERED = "feeds", "gathered "


@dataclass(slots=True)
class SiblingRuns:
    """The runs of one portal.

    Args:
        credited: hashes of the pages that led to articles.
        other_addresses: hashes of the lists that have been read at their own address.
        promises: what the pages of lists promise.
    """

    credited: Hashes
    other_addresses: Hashes
    promises: Promises
    _in_a_row: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # siblings -> pages, as read
    _articles: Counter[str] = field(default_factory=Counter)  # siblings -> articles among them

    def note_article(self, url: str) -> None:
        """Take into account an article's address: those beside it are worth asking for."""
        group = _group(url)
        self._articles[group] += 1
        for run in (group, _of_menu(group)):
            self._in_a_row.pop(run, None)

    def note_list(self, page: KnownPage, *, in_menu: bool) -> None:
        """Take into account that a page has been read which is no article; further pages of lists have no siblings."""
        if page.kind == "sitemap" or is_further_page(page.url):
            return
        beside = _of_menu(siblings(page.url)) if in_menu else siblings(page.url)
        runs = {_FEEDS if page.kind == "feed" else beside}
        if gathers_others(page.url):
            runs.add(_group(page.url))
        for run in runs:
            self._in_a_row[run].append(hash(page.key))

    def doubt(self, url: str, read: int, *, in_menu: bool) -> str | None:
        """Return the doubt that the last pages beside an address led to nothing new, ``None`` where there is none.

        Args:
            url: the address.
            read: how many pages of the portal have been read.
            in_menu: whether the menu leads there.
        """
        if is_further_page(url):
            return None
        is_feed = expected_kind(url) == "feed"
        group = run = _FEEDS if is_feed else _group(url)
        if is_feed:
            budget = FEED_LOOKS
        elif gathers_others(url):
            budget = GATHERED_LOOKS + read // GATHERED_SHARE
        elif in_menu:
            run = _of_menu(group)
            budget = MENU_LOOKS + read // MENU_SHARE
        else:
            budget = SIBLING_LOOKS + read // SIBLING_SHARE
        budget += self._articles[group] // MIXED_SHARE
        pages = self._in_a_row.get(run, ())
        if len(pages) >= OTHER_ADDRESSES and all(page in self.other_addresses for page in pages[-OTHER_ADDRESSES:]):
            return f"{_shown(group)} (those that were read are other addresses of lists)"
        last = pages[-budget:]
        if len(pages) < budget or not self.credited.isdisjoint(last) or any(map(self.promises.is_open, last)):
            return None
        return f"{_shown(group)} (the last {budget} that were read led to no article that was not known)"


def _of_menu(group: str) -> str:
    """Return the name of the run of those among siblings to which the menu leads."""
    return f"menu {group}"


def _group(url: str) -> str:
    """Return what an address shares with its siblings; a keyword or an order its parameters, on whatever path."""
    if not gathers_others(url):
        return siblings(url)
    return f"{_GATHERED}{'&'.join(parameter_traits(url)) or siblings(url)}"


def _shown(group: str) -> str:
    return group if group == _FEEDS else f"pages like {group.removeprefix(_GATHERED)}"
