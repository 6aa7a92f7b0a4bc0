"""Which links of a page are worth asking for, and in which order.

Everything inside the portal is followed, the likely pages of lists first, then what they list. Traps have budgets:
paths that repeat themselves (``/vi/en/vi/...``), addresses of absurd length or depth, families of addresses that differ
only in a number or a parameter and never yield anything (calendars, endless pagers, search). What is cut is handed on
with its reason like any other link, so that the frontier holds it and the run's summary says it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from scraper.canonical import absolute_url, canonical_key
from scraper.portal import bare_host
from scraper.store import KEPT_KINDS, FoundLink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.links import Link
    from scraper.portal import Portal
    from scraper.store import Target

MAX_URL_LENGTH = 1_000
MAX_DEPTH = 60  # pagers chain: page 50 of a section is 50 links from the home page
MAX_REPEATED_SEGMENTS = 2
# Pages of one pattern that may be read without any of them being an article, or listing anything that was not known,
# before the pattern counts as a trap.
BARREN_PATTERN_BUDGET = 200

_MOST_KNOWN = 50_000  # addresses of which is kept what they tell

SEED_PRIORITY = 0
_PRIORITIES = {"pager": 1, "nav": 2, "list": 3, "related": 4, "body": 5}
_OTHER_PRIORITY = 6

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|css|js|json|woff2?|ttf|eot|mp[34]|m4[av]|avi|wmv|flv|mov|webm|wav|"
    r"zip|rar|7z|gz|tar|exe|msi|apk|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|xml|rss|atom)$",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"/(?:wp-admin|wp-login\.php|wp-json|xmlrpc\.php|login|logout|dang-nhap|dang-ky|signin|signup|register|cart)"
    r"(?:[/.?]|$)|[?&](?:s|q|keyword|keywords|tukhoa|search|replytocom|share|action)=|/(?:search|tim-kiem|timkiem)(?:[/.?]|$)",
    re.IGNORECASE,
)
_PRINT_VIEW = re.compile(r"(?:/(?:print|savefile|sendmail|trang-in)[/-])|(?:/print\.aspx)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Address:
    """What an address by itself tells: its key, its pattern, and why it is never asked for (a trap)."""

    key: str
    pattern: str
    cut: str | None


@dataclass(slots=True)
class Discovery:
    """Decides on the links of one portal during one crawl."""

    portal: Portal
    _barren: Counter[str] = field(default_factory=Counter)
    _fruitful: set[str] = field(default_factory=set)
    _listed: set[int] = field(default_factory=set)  # hashes of the keys that pages have linked to
    _known: dict[str, _Address | None] = field(default_factory=dict)

    def seeds(self) -> list[FoundLink]:
        """Return the addresses every crawl begins with: the home page and the declared sections."""
        urls = [self.portal.url, *(absolute_url(self.portal.url, section) for section in self.portal.sections)]
        return [FoundLink(canonical_key(url), url, SEED_PRIORITY, 0) for url in urls if url]

    def is_inside(self, url: str) -> bool:
        """Tell whether an address belongs to the portal: the same host and port, ``www.`` or not."""
        try:
            port, home_port = urlsplit(url).port, urlsplit(self.portal.url).port
        except ValueError:
            return False
        return bare_host(url) == self.portal.host and port == home_port

    def learn(self, known_pages: Iterable[tuple[str, str]]) -> None:
        """Take over what earlier runs read, as pairs of address and kind: a budget does not begin anew with a run."""
        for url, kind in known_pages:
            if kind in KEPT_KINDS:
                self._fruitful.add(url_pattern(url))
            elif kind != "listing":
                self._barren[url_pattern(url)] += 1

    def note_page(self, target: Target, kind: str, links: Iterable[FoundLink]) -> None:
        """Learn what a page of the address's pattern turned out to be, and whether it led to anything new.

        A page that has been read before says nothing new about its pattern: every list of a portal lists known
        articles when it is visited again.
        """
        listed = {hash(link.key) for link in links if not link.cut}
        news = not listed <= self._listed
        self._listed |= listed
        if kind in KEPT_KINDS:
            self._fruitful.add(url_pattern(target.url))
        elif target.kind is None and not (kind == "listing" and news):
            self._barren[url_pattern(target.url)] += 1

    def worth_asking(self, links: Iterable[Link], depth: int) -> list[FoundLink]:
        """Return the links to queue, one a key, those to be cut with the reason why.

        Args:
            links: the links of a page, absolute.
            depth: how far the page is from the home page, in links.
        """
        found: dict[str, FoundLink] = {}
        for link in links:
            address = self._address(link.url)
            if address is None:
                continue
            priority = _PRIORITIES.get(link.place, _OTHER_PRIORITY)
            known = found.get(address.key)
            if known is None or priority < known.priority:
                cut = address.cut or self._reason_to_cut(address, depth + 1)
                found[address.key] = FoundLink(address.key, link.url, priority, depth + 1, cut)
        return list(found.values())

    def _address(self, url: str) -> _Address | None:
        """Return what an address by itself tells, ``None`` where it is none of the portal's pages.

        Kept, because the menu and the boxes of a portal stand on every one of its pages.
        """
        if url not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            is_page = self.is_inside(url) and not _is_no_page(url)
            self._known[url] = _Address(canonical_key(url), url_pattern(url), _trap(url)) if is_page else None
        return self._known[url]

    def _reason_to_cut(self, address: _Address, depth: int) -> str | None:
        """Return why an address is not asked for as things are, ``None`` to ask."""
        if depth > MAX_DEPTH:
            return f"pages more than {MAX_DEPTH} links from the home page"
        if self._barren[address.pattern] >= BARREN_PATTERN_BUDGET and address.pattern not in self._fruitful:
            return f"pages like {address.pattern} ({BARREN_PATTERN_BUDGET} of them led to nothing)"
        return None


def _trap(url: str) -> str | None:
    """Return why an address is never asked for although it might be a page, ``None`` for no reason."""
    if len(url) > MAX_URL_LENGTH:
        return f"addresses of more than {MAX_URL_LENGTH} characters"
    segments = Counter(segment for segment in urlsplit(url).path.split("/") if segment)
    if segments and max(segments.values()) > MAX_REPEATED_SEGMENTS:
        return "paths that repeat themselves"
    return None


def _is_no_page(url: str) -> bool:
    """Tell whether an address is no loss: a picture, a file, a form, a print view."""
    path = urlsplit(url).path
    return bool(_FILES.search(path) or _ACTIONS.search(url) or _PRINT_VIEW.search(path))


def url_pattern(url: str) -> str:
    """Return what the address has in common with its like: numbers as ``N``, parameters by name only.

    The last part of the path is kept only as far as it is structure: slugs differ from article to article.
    """
    parts = urlsplit(url)
    segments = [_NUMBER.sub("N", segment) for segment in parts.path.split("/")]
    if segments and len(segments[-1]) > 24:
        segments[-1] = "..."
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    query = f"?{'&'.join(names)}" if names else ""
    return f"{'/'.join(segments)}{query}"
