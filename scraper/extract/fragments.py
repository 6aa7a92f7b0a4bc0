"""The links in what a script is answered: JSON that holds addresses, or pieces of HTML that do.

"Load more" behind a list asks for such answers. Whatever the keys are called, an address is a string that reads as one
under a key that says so, or the ``href`` of an anchor in a string of HTML.
"""

from __future__ import annotations

import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.canonical import absolute_url
from scraper.extract.found_links import MAX_LINKS
from scraper.extract.json_entries import MAX_JSON, MAX_NODES, TITLE_KEYS
from scraper.extract.links import Link, page_links
from scraper.extract.parse import parse
from scraper.patterns import regex
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS_KEY = regex(r"(?:\w{0,30}_)?(?:url|link|href|permalink|path|guid)|\w{0,30}(?:Url|Link|Href|URL)")
_NEXT_KEY = regex(r"next(?:_?(?:page_?)?(?:url|link|href))?|load_?more_?url", re.IGNORECASE)
_ADDRESS = regex(r"https?://\S{1,1000}|/[^/\s<>\"]\S{0,1000}|[\w-]{1,200}(?:/[\w.-]{1,200}){1,12}")
_PAGE_PARAMETER = regex(r"page|p|paged|pageindex|page_?no|trang|pg|currentpage", re.IGNORECASE)
# What Laravel, Django REST, Spring and hand-made answers call the number of a page and that of the last one.
_THIS_PAGE_KEYS = ("current_page", "currentpage", "page", "page_no", "pageindex", "page_index", "trang")
_LAST_PAGE_KEYS = (
    "last_page",
    "lastpage",
    "total_pages",
    "totalpages",
    "page_count",
    "pagecount",
    "pages",
    "tong_trang",
)
_MORE_KEYS = frozenset({"has_more", "hasmore", "hasnext", "has_next", "more", "is_more"})


def json_links(body: bytes, url: str) -> list[Link]:
    """Return the addresses in a script's answer, in their order; none where it is no JSON or holds none.

    Args:
        body: the answer, its content encoding undone; JSON is UTF-8.
        url: its address: what relative addresses are relative to, and what the next piece is asked for by.
    """
    try:
        data = json.loads(body[:MAX_JSON].decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: dict[tuple[str, str], Link] = {}
    for link in _links(data, url):
        found.setdefault((link.url, link.place), link)
        if len(found) >= MAX_LINKS:
            break
    listed = [link for link in found.values() if link.place != "more"]
    if listed and not _says_last(data) and len(found) == len(listed):
        found |= {(link.url, link.place): link for link in _next_piece(url)}
    return list(found.values())


def next_links(body: bytes, url: str) -> list[Link]:
    """Return the link to the next piece of a list, made from the number in this one's address; none after the last.

    Args:
        body: the answer; it names no next piece itself.
        url: its address.
    """
    try:
        data = json.loads(body[:MAX_JSON].decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return []
    return [] if _says_last(data) else list(_next_piece(url))


def _links(data: object, url: str) -> Iterator[Link]:
    pending: deque[object] = deque([data])
    for _ in range(MAX_NODES):
        if not pending:
            return
        node = pending.popleft()
        if isinstance(node, dict):
            yield from _links_of(node, url)
            pending.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, str):
            yield from _links_in_html(node, url)


def _links_of(node: dict[str, Any], url: str) -> Iterator[Link]:
    title = next((node[key] for key in node if key.lower() in TITLE_KEYS and isinstance(node[key], str)), "")
    for key, value in node.items():
        if not isinstance(value, str):
            continue
        if _ADDRESS.fullmatch(value) and (_NEXT_KEY.fullmatch(key) or _ADDRESS_KEY.fullmatch(key)):
            address = absolute_url(url, value)
            if address is not None and _NEXT_KEY.fullmatch(key):
                yield Link(_with_filters(address, url), nfc(collapse(title))[:300], "more")
            elif address is not None:
                yield Link(address, nfc(collapse(title))[:300], "list")
        else:
            yield from _links_in_html(value, url)


def _links_in_html(text: str, url: str) -> Iterator[Link]:
    if "<a" not in text.lower():
        return
    tree = parse(text)
    if tree is not None:
        for link in page_links(tree, url, []):
            yield Link(link.url, link.text, link.place if link.place in {"pager", "more"} else "list")


def _says_last(data: object) -> bool:
    """Tell whether an answer says that nothing comes after it.

    By a flag (``"has_more": false``), by naming no next page (``"next_page_url": null``), or by the number of its page
    and of all pages (``"current_page": 4, "last_page": 4``); what it says of itself stands on top or one level below
    (``"meta"``, ``"pagination"``).
    """
    if not isinstance(data, dict):
        return False
    parts = [data, *(value for value in data.values() if isinstance(value, dict))]
    return any(_is_last(part) for part in parts)


def _is_last(part: dict[str, Any]) -> bool:
    numbers: dict[str, int] = {}
    for key, value in part.items():
        name = key.lower()
        if (name in _MORE_KEYS or _NEXT_KEY.fullmatch(name)) and value in (False, 0, None, ""):
            return True
        if isinstance(value, (int, str)) and str(value).isascii() and str(value).isdigit() and len(str(value)) < 6:
            numbers[name] = int(value)
    page = next((numbers[name] for name in _THIS_PAGE_KEYS if name in numbers), None)
    last = next((numbers[name] for name in _LAST_PAGE_KEYS if name in numbers), None)
    return page is not None and last is not None and page >= last > 0


def _with_filters(following: str, url: str) -> str:
    """Return the address that an answer names as the next piece, with the filters that this one was asked for with.

    Laravel's pager leaves out all of the query but the page unless it is told otherwise; the script adds the rest.
    """
    parts, asked = urlsplit(following), urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    names = {name for name, _ in pairs}
    left = [pair for pair in parse_qsl(asked.query, keep_blank_values=True) if pair[0] not in names]
    if not left or parts.path != asked.path or not any(map(_PAGE_PARAMETER.fullmatch, names)):
        return following
    left = [(name, value) for name, value in left if not _PAGE_PARAMETER.fullmatch(name)]
    return parts._replace(query=urlencode([*left, *pairs])).geturl()


def _next_piece(url: str) -> Iterator[Link]:
    """Yield the address of the next piece, where the address of this one has a page's number in it."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for index, (name, value) in enumerate(pairs):
        if _PAGE_PARAMETER.fullmatch(name) and value.isascii() and value.isdigit() and len(value) < 6:
            pairs[index] = (name, str(int(value) + 1))
            yield Link(parts._replace(query=urlencode(pairs)).geturl(), value, "more")
            return
