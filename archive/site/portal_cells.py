"""Cells that name portals: by their names, leading to them where the archive has them.

A description or a redirect may name a portal that the archive has nothing of; its id stands there and leads nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from archive.readable import vn_time
from archive.site.metadata import DATABASE
from archive.site.wording import is_known, label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    Names = Mapping[str, str | None]

# Columns that hold several portals, "id (word, word, day); id (...)", and what the words are of.
LISTS = {"predecessors": "succession", "successors": "succession", "elsewhere": "relation"}


def read_names(connection: sqlite3.Connection, portals: Iterable[str]) -> dict[str, str | None]:
    """Return the names of portals by their ids; those that the archive has nothing of are not among them."""
    rows = (connection.execute("SELECT id, name FROM portals WHERE id = ?", (portal,)).fetchone() for portal in portals)
    return {row[0]: row[1] for row in rows if row is not None}


def listed(value: str, kind: str) -> list[tuple[str, list[str]]] | None:
    """Return the portals that a cell lists, each with its words, the first of ``kind``; ``None`` for another text.

    Columns of these names list units elsewhere, each with its id.
    """
    found = []
    for said in value.split("; "):
        portal, _, rest = said.partition(" (")
        words = rest.removesuffix(")").split(", ")
        if not rest.endswith(")") or not is_known(words[0], kind):
            return None
        found.append((portal, words))
    return found


def portal_link(portal: str, words: str | None, names: Names, urls: Any) -> Markup:
    """Return a portal as a link.

    Args:
        portal: its id.
        words: what to call it, ``None`` for its name.
        names: names by id of the portals that the archive has.
        urls: Datasette's addresses.
    """
    if portal not in names:
        return Markup('<code>{}</code> <small>kho chưa có <span lang="en">not in the archive</span></small>').format(
            portal
        )
    address = urls.row(DATABASE, "portals", tilde_encode(portal))
    return Markup('<a href="{}" title="portals {}">{}</a>').format(address, portal, words or names[portal] or portal)


def portal_list(value: str, kind: str, names: Names, urls: Any) -> Markup | None:
    """Return a cell that lists portals, each with its words in both languages and its day; ``None`` for another text.

    Args:
        value: the cell's text.
        kind: which words they are (:mod:`archive.site.wording`).
        names: names by id of the portals that the archive has.
        urls: Datasette's addresses.
    """
    found = listed(value, kind)
    if found is None:
        return None
    items = (
        Markup("<li>{} {}</li>").format(
            portal_link(portal, None, names, urls), Markup(" ").join(_word(word, kind) for word in words)
        )
        for portal, words in found
    )
    return Markup('<ul class="plain steps">{}</ul>').format(Markup("").join(items))


def _word(word: str, kind: str) -> Markup:
    if not is_known(word, kind):
        return Markup('<time datetime="{}">{}</time>').format(word, vn_time(word) or word)
    vietnamese, english = label(word, kind)
    return Markup('<span class="tag">{} <small lang="en">{}</small></span>').format(vietnamese, english)
