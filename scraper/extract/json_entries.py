"""Entries of a script's answer that have no address: a title, a number, often the words that an address is made of."""

from __future__ import annotations

import json
import re
from collections import deque
from typing import Any, NamedTuple

from scraper.patterns import regex
from scraper.vietnamese import collapse, nfc

MAX_JSON = 4_000_000  # characters
MAX_NODES = 50_000
TITLE_KEYS = ("title", "name", "headline", "tieude", "tieu_de", "text")
_NUMBER_KEY = regex(r"(?:\w{0,30}_)?id|\w{0,30}I[dD]|uuid|slug|code", re.IGNORECASE)
_SLUG_KEY = regex(r"(?:\w{0,20}_)?(?:slug|alias)|(?:seo|meta)_?(?:name|title)|friendly_?(?:name|title)", re.IGNORECASE)
_SLUG = regex(r"[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){1,60}")
_OWN_NUMBER = regex(r"_?id|(?:post|news|article|tin|bai_?viet)_?id", re.IGNORECASE)
_HEADLINE = 15  # characters from which a title reads as an article's rather than a section's
_LONGEST_TITLE = 300  # characters


class UnlinkedEntry(NamedTuple):
    """An entry: its title, the words that its address is made of, its number; "" where the answer does not say."""

    title: str
    slug: str
    number: str


def unlinked_entries(body: bytes) -> list[UnlinkedEntry]:
    """Return what a script's answer lists by title and number alone, in its order; none where it is no JSON.

    Args:
        body: the answer, its content encoding undone; JSON is UTF-8.
    """
    try:
        data = json.loads(body[:MAX_JSON].decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return []
    pending: deque[object] = deque([data])
    found: list[UnlinkedEntry] = []
    for _ in range(MAX_NODES):
        if not pending:
            break
        node = pending.popleft()
        if isinstance(node, dict):
            if (entry := _entry(node)) is not None:
                found.append(entry)
            pending.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            pending.extend(node)
    return found


def _entry(node: dict[str, Any]) -> UnlinkedEntry | None:
    title = slug = number = ""
    is_numbered = False
    for key, value in node.items():
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            continue
        is_numbered = is_numbered or _NUMBER_KEY.fullmatch(key) is not None
        if not title and key.lower() in TITLE_KEYS and isinstance(value, str) and len(value) >= _HEADLINE:
            title = nfc(collapse(value))[:_LONGEST_TITLE]
        elif not slug and isinstance(value, str) and _SLUG_KEY.fullmatch(key) and _SLUG.fullmatch(value):
            slug = value
        elif not number and _OWN_NUMBER.fullmatch(key) and str(value).isascii() and str(value).isdigit():
            number = str(value)
    return UnlinkedEntry(title, slug, number) if is_numbered and title else None
