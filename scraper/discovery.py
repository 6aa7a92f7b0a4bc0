"""Which links of a page are worth asking for, and in which order.

Everything inside the portal is followed, the likely pages of lists first, then what they list. Traps have budgets:
paths that repeat themselves (``/vi/en/vi/...``), addresses of absurd length or depth, kinds of addresses that never
yield anything (calendars, endless pagers, lists in every order, copies: :mod:`scraper.yields`). What is cut is handed
on with its reason like any other link, so that the frontier holds it and the run's summary says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.address_traits import is_under, site_path, trap
from scraper.canonical import absolute_url, canonical_key
from scraper.portal import bare_host
from scraper.store import KEPT_KINDS, FoundLink, KnownPage
from scraper.yields import Yields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.links import Link
    from scraper.portal import Portal
    from scraper.store import PageResult, Target

MAX_DEPTH = 60

_MOST_KNOWN = 50_000  # addresses of which is kept what they tell

SEED_PRIORITY = 0
LAST_PRIORITY = 9
_PRIORITIES = {"pager": 1, "nav": 2, "list": 3, "related": 4, "body": 5}
_OTHER_PRIORITY = 6

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|css|js|json|woff2?|ttf|eot|mp[34]|m4[av]|avi|wmv|flv|mov|webm|wav|"
    r"zip|rar|7z|gz|tar|exe|msi|apk|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|xml|rss|atom)$",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"/(?:wp-admin|wp-login\.php|wp-json|xmlrpc\.php|login|logout|dang-nhap|dang-ky|signin|signup|register|cart)"
    r"(?:[/.?]|$)|[?&](?:s|q|keyword|keywords|tukhoa|tu-khoa|search|replytocom|share|action)=|[?&]ctl=login\b|"
    r"/(?:search|tim-kiem|timkiem)(?:[/.?]|$)",
    re.IGNORECASE,
)
# Other renderings of a page that has an address of its own: for print, for sending, as a feed, for small screens.
_VIEW = re.compile(
    r"/(?:print|savefile|sendmail|trang-in|in-trang|ban-in)[/-]|/print\.aspx|/(?:feed|trackback|embed|amp|rss)/?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Address:
    """What an address by itself tells: its key, and why it is never asked for (a trap)."""

    key: str
    cut: str | None


@dataclass(slots=True)
class Discovery:
    """Decides on the links of one portal during one crawl."""

    portal: Portal
    _yields: Yields = field(default_factory=Yields)
    _known: dict[str, _Address | None] = field(default_factory=dict)
    _site: str = field(init=False)

    def __post_init__(self) -> None:
        self._site = site_path(self.portal.url)

    def seeds(self) -> list[FoundLink]:
        """Return the addresses every crawl begins with: the home page and the declared sections."""
        urls = [self.portal.url, *(absolute_url(self.portal.url, section) for section in self.portal.sections)]
        return [FoundLink(canonical_key(url), url, SEED_PRIORITY, 0) for url in urls if url]

    def is_inside(self, url: str) -> bool:
        """Tell whether an address belongs to the portal: the same host and port, ``www.`` or not, and its path."""
        return self._is_on_host(url) and self._is_under_path(url)

    def _is_on_host(self, url: str) -> bool:
        try:
            port, home_port = urlsplit(url).port, urlsplit(self.portal.url).port
        except ValueError:
            return False
        return bare_host(url) == self.portal.host and port == home_port

    def _is_under_path(self, url: str) -> bool:
        return is_under(url, self._site) or canonical_key(url) == canonical_key(self.portal.url)

    def learn(self, known_pages: Iterable[KnownPage]) -> None:
        """Take over what earlier runs read: a budget does not begin anew with a run."""
        pages = sorted(known_pages, key=lambda one: one.is_copy)  # a copy tells something once its original is known
        for page in pages:
            self._yields.place(page)
        for page in pages:
            if page.kind != "listing":  # what it named is not known any more, so it cannot speak against its like
                self._yields.note(page)

    def note(self, result: PageResult) -> None:
        """Learn from a result that has been kept what addresses like this one bring.

        A page that has been read before says nothing new: every list of a portal lists known articles when it is
        visited again.
        """
        target, kind = result.target, result.kind
        if target.kind is None and kind is not None and result.retry_after is None:
            is_copy = result.outcome == "alias"
            entries = [link.key for link in result.links if link.priority > _PRIORITIES["nav"] and not link.cut]
            self._yields.note(KnownPage(target.key, target.url, kind, target.found_on, is_copy), entries)

    def doubt(self, target: Target) -> str | None:
        """Return why a queued address will hardly bring anything, as things are; ``None`` to ask.

        What has been asked for before is asked for in any case, and so are the seeds.
        """
        if target.depth == 0 or target.tries or target.asked_before:
            return None
        return self._yields.doubt(target.key, target.url, target.found_on)

    def worth_asking(self, links: Iterable[Link], depth: int, kind: str | None = None) -> list[FoundLink]:
        """Return the links to queue, one a key, those to be cut with the reason why.

        Args:
            links: the links of a page, absolute.
            depth: how far the page is from the home page, in links; further pages of a list are as far as the list.
            kind: what the page is. Under an article, a pager is that of a box or of comments.
        """
        found: dict[str, FoundLink] = {}
        for link in links:
            address = self._address(link.url)
            if address is None:
                continue
            goes_on = link.place == "pager" and kind not in KEPT_KINDS
            place = "related" if link.place == "pager" and not goes_on else link.place
            priority = _PRIORITIES.get(place, _OTHER_PRIORITY)
            known = found.get(address.key)
            label = max(known.label if known else "", link.text, key=len)
            if known is None or priority < known.priority:
                away = max(depth, 1) if goes_on else depth + 1
                cut = address.cut or _too_deep(away)
                found[address.key] = FoundLink(address.key, link.url, priority, away, cut, place=place, label=label)
            elif label != known.label:
                found[address.key] = replace(known, label=label)
        return list(found.values())

    def _address(self, url: str) -> _Address | None:
        """Return what an address by itself tells, ``None`` where it is none of the portal's pages.

        Kept, because the menu and the boxes of a portal stand on every one of its pages.
        """
        if url not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            is_page = self._is_on_host(url) and not _is_no_page(url)
            self._known[url] = _Address(canonical_key(url), self._trap(url)) if is_page else None
        return self._known[url]

    def _trap(self, url: str) -> str | None:
        if not self._is_under_path(url):
            return f"outside {self._site}, where this portal lives on its host"
        return trap(url)


def _too_deep(depth: int) -> str | None:
    return f"pages more than {MAX_DEPTH} links from the home page" if depth > MAX_DEPTH else None


def _is_no_page(url: str) -> bool:
    """Tell whether an address is no loss: a picture, a file, a form, another view of a page."""
    path = urlsplit(url).path
    return bool(_FILES.search(path) or _ACTIONS.search(url) or _VIEW.search(path))
