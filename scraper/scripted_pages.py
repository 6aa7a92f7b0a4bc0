"""Further pages of a list that only a script opens: found by address where other lists of the portal show how.

ASP.NET's grids page by posting the form back (``__doPostBack('...','Page$2')``), other portals by a function of their
own. Where lists of the same portal have addresses for their pages too (``?page=2``), this list's pages are asked for by
the same parameter. Each such page is noted in the frontier under a key that no address can have, and is left out with
its reason when everything else has been read: what is listed only there is not in the archive, and that is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.address_traits import path_pattern
from scraper.canonical import canonical_key
from scraper.extract.links import Link
from scraper.page_addresses import is_further_page
from scraper.patterns import regex
from scraper.store import KEPT_KINDS, FoundLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCRIPT_ONLY = "pages of lists that only a script opens; articles that are listed only there are missing"
BY_ADDRESS = "pages of lists that a script opens; they were asked for by address instead"
_LAST = 9  # priority of what is never asked for
_MARK = "#"  # no canonical key has one
_MOST_WAITING = 5_000
_PAGE_PARAMETER = regex(r"\w{0,80}(?:page|trang|paged|pageindex|_cur|^p)\w{0,10}", re.IGNORECASE)


@dataclass(slots=True)
class ScriptedPages:
    """How the lists of one portal address their further pages, as far as has been seen."""

    _parameters: dict[str, str] = field(default_factory=dict)  # path pattern -> the parameter that counts pages
    _waiting: dict[str, Link] = field(default_factory=dict)  # pages whose address nothing has shown so far, by key
    _solved: set[str] = field(default_factory=set)

    def resolved(self, links: Iterable[Link], depth: int, kind: str | None) -> Iterator[Link | FoundLink]:
        """Yield the links of a page, those to scripted pages as what stands for them, and their addresses if known.

        Args:
            links: the links of the page.
            depth: how far the page is from the home page.
            kind: what the page is; only lists have further pages.
        """
        scripted: list[Link] = []
        has_pager = False
        for link in links:
            if link.place == "scripted":
                scripted.append(link)
                continue
            if link.place == "pager":
                self._learn(link.url)
            has_pager = has_pager or (link.place in {"pager", "more"} and kind not in KEPT_KINDS)
            yield link
        if kind == "listing" and not has_pager:
            for link in scripted:
                name = f"{_MARK}page-{link.text}"
                key = canonical_key(link.url) + name
                if key not in self._solved and len(self._waiting) < _MOST_WAITING:
                    self._waiting[key] = link
                yield FoundLink(key, link.url + name, _LAST, depth + 1, place="pager", label=link.text)
        for key, link in list(self._waiting.items()):
            address = self._address(link)
            if address is not None:
                del self._waiting[key]
                self._solved.add(key)
                yield Link(address, link.text, "pager")

    def doubt(self, key: str) -> str | None:
        """Return why a scripted page is not asked for, ``None`` for the key of any address."""
        if _MARK not in key:
            return None
        return BY_ADDRESS if key in self._solved else SCRIPT_ONLY

    def _learn(self, url: str) -> None:
        if is_further_page(url):
            for name, value in parse_qsl(urlsplit(url).query):
                if value.isdigit() and _PAGE_PARAMETER.fullmatch(name):
                    self._parameters[path_pattern(url)] = name

    def _address(self, link: Link) -> str | None:
        """Return the address of a scripted page, ``None`` where nothing shows what that would be."""
        if not self._parameters or not link.text.isdigit():
            return None
        names = set(self._parameters.values())
        name = self._parameters.get(path_pattern(link.url)) or (names.pop() if len(names) == 1 else None)
        if name is None:
            return None
        parts = urlsplit(link.url)
        pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0].lower() != name.lower()]
        return parts._replace(query=urlencode([*pairs, (name, link.text)])).geturl()
