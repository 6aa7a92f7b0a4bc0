"""What a page says, as its revisions are compared: the same words, pictures and files however they are put.

An editor that saves a text anew, or a theme, writes what was there in another way: hoà for hòa, “ for ", – for -, a
first paragraph set apart as lead or not, a line broken elsewhere, a time with its seconds or without. Who reads both
has read the same, and the words as they stood at first are kept. Letters and their case, figures, stops and words are
what a page says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from scraper.canonical import canonical_key
from scraper.patterns import regex
from scraper.vietnamese import collapse, with_new_tones

if TYPE_CHECKING:
    from collections.abc import Mapping

# ``published_text`` is not among it: some portals print the view counter inside the stamp. Nor is ``section``: it is
# read off breadcrumbs, labels and marked items of menus; a theme that prints them anew, or a menu whose item was
# renamed, edits no article.
COMPARED = ("kind", "title", "lead", "text", "author", "source", "published", "updated", "images",
            "captions", "attachments")  # fmt: skip
_WORDS = frozenset({"title", "lead", "text", "author", "source"})
_RUNNING = frozenset({"lead", "text"})
_TIMES = frozenset({"published", "updated"})
_TO_THE_MINUTE = len("2026-03-05T09:30")
# Which part of the items of a field is an address, and which are words.
_ADDRESSES = {"images": "src", "captions": "image", "attachments": "url"}
_ITEM_WORDS = frozenset({"text", "label"})
# Where a picture stands, and what themes put in its place (most often the headline), is layout.
_LAYOUT = frozenset({"after", "alt"})
# In which size a picture is sent: SharePoint, Liferay, handlers of ASP.NET, Drupal's styles (itok only guards them).
_SIZES = regex(r"width|height|[wh]|mode|itok|renditionid|imagethumbnail", re.IGNORECASE)
_SIGNS = regex("[“”„‟«»″‘’‚‛′‐‑‒–—―−…]")
_PLAIN = dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}


def as_said(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the compared fields of a record as the page says them; two pages that say the same have the same.

    Lead and text are one, in ``text``: whether the first paragraph is set apart is a matter of mark-up.
    """
    told = {name: _said(name, record.get(name)) for name in COMPARED}
    told["text"] = " ".join(part for part in (told.pop("lead"), told["text"]) if part)
    return told


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the compared fields in which two records say something else, in the order of the record."""
    before, after = as_said(old), as_said(new)
    running = _RUNNING if before["text"] == after["text"] else frozenset[str]()
    return tuple(
        name for name in COMPARED if name not in running and _said(name, old.get(name)) != _said(name, new.get(name))
    )


def in_one_spelling(text: str) -> str:
    """Return a text with what is written in several ways written in one: tone marks, quotes, dashes, dots, spaces."""
    return collapse(with_new_tones(_SIGNS.sub(lambda sign: _PLAIN[sign.group()], text)))


def _said(name: str, value: Any) -> Any:
    """Return the value of a compared field as the page says it."""
    if not value:
        return value
    if name in _WORDS:
        return in_one_spelling(value)
    if name in _TIMES:
        return value[:_TO_THE_MINUTE]
    return [_said_of(name, item) for item in value] if name in _ADDRESSES else value


def _said_of(name: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a picture, caption or file: what its address names, and the words beside it.

    A picture may move between the paragraphs. Its address, or a file's, is the same whether the portal is read by http
    or https and in which session, a picture's also in which size a theme asks for it.
    """
    key_of = _file_key if name == "attachments" else _picture_key
    told = {key: part for key, part in item.items() if key not in _LAYOUT}
    address = _ADDRESSES[name]
    if told.get(address):
        told[address] = key_of(told[address])
    return told | {key: in_one_spelling(told[key]) for key in _ITEM_WORDS & told.keys() if told[key]}


def _picture_key(url: str) -> str:
    """Return the key of a picture's address, the same in any size."""
    place, _, query = _file_key(url).partition("?")
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _SIZES.fullmatch(key)]
    return f"{place}?{urlencode(kept)}" if kept else place


def _file_key(url: str) -> str:
    """Return the key of a file's address.

    A parameter without a value chooses no page, but may be all that names a file: ``download.aspx?12345``.
    """
    place, _, query = canonical_key(url).partition("?")
    kept = parse_qsl(query) if query else []
    kept += [(part, "") for part in url.partition("#")[0].partition("?")[2].split("&") if part and "=" not in part]
    return f"{place}?{urlencode(kept)}" if kept else place
