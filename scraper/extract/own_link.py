"""The headline of an article that is a link to the article: no way to another page, whatever it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from scraper.address_traits import MAX_URL_LENGTH
from scraper.canonical import absolute_url
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line

_SHORTEST = 12  # characters of a headline
_NOWHERE = frozenset({"", "#"})
_SLUG = regex(r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){3,30}")  # an article's words in its address
_TEXT = 120  # characters of running text behind which no headline comes any more


def unlink_headline(lines: Sequence[Line], url: str) -> None:
    """Take the first link of a page to itself for what it is: its headline, no link to another article.

    A link without an address is one only where mark-up says headline; elsewhere a script makes a button of it.

    Args:
        lines: all lines of the page.
        url: the page's address.
    """
    for line in lines:
        if line.place or line.kind == "image":
            continue
        if line.prose > _TEXT:
            return
        if line.linked and len(line.text) >= _SHORTEST and _leads_here(line, url):
            line.linked, line.link_chars = False, 0
            return


def _leads_here(line: Line, url: str) -> bool:
    href = (line.href or "").strip()
    if href in _NOWHERE:
        return bool(line.level or line.hints.title)
    if not url:
        return False
    return absolute_url(url, href) == url.partition("#")[0] or (bool(line.level) and _same_slug(href, url))


def _same_slug(href: str, url: str) -> bool:
    """Tell whether two addresses end in the same words: one article in a CMS's long and short form of addresses."""
    own, other = _SLUG.findall(_itself(url)), _SLUG.findall(_itself(href))
    return bool(own and other) and own[-1] == other[-1]


def _itself(url: str) -> str:
    """Return an address without the way back in it: Liferay's ``redirect=`` holds the list that names the article."""
    path, _, query = url[:MAX_URL_LENGTH].lower().partition("?")
    return "?".join([path, *(part for part in query.split("&") if "/" not in unquote(part))])
