"""Cells that name portals: by their names, leading to them where the archive has them.

A description or a redirect may name a portal that the archive has nothing of; its id stands there and leads nowhere.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from archive.site.catalogue import say
from archive.site.formats import moment
from archive.site.html import filled
from archive.site.metadata import DATABASE
from archive.site.wording import is_known, label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from datasette.database import Database

    App = Callable[[Any, Any, Any], Awaitable[None]]
    Names = Mapping[str, str | None]

# Columns that hold several portals, "id (word, word, day); id (...)", and what the words are of.
LISTS = {"predecessors": "succession", "successors": "succession", "elsewhere": "relation"}
_FEW = 1_000  # portals; so many are read at once, in a millisecond


class PortalNames:
    """Names of portals by their ids, each looked up at most once.

    Datasette asks for one cell after the other and knows nothing of the page, so each would be a question of its own
    to the database, in a thread of its own: a hundred a page.
    """

    def __init__(self) -> None:
        self._names: dict[str, str | None] = {}
        self._asked: set[str] = set()
        self._knows_all = False

    async def of(self, portals: Iterable[str], database: Database) -> Names:
        """Return the names of at least ``portals``; those that the archive has nothing of are not among them."""
        left = [] if self._knows_all else [portal for portal in portals if portal not in self._asked]
        if left:
            self._names |= await database.execute_fn(partial(self._read, left))
            self._asked.update(left)
        return self._names

    def _read(self, portals: list[str], connection: sqlite3.Connection) -> dict[str, str | None]:
        """Return all names where there are few, else those of ``portals``."""
        if not self._asked:
            rows = connection.execute("SELECT id, name FROM portals LIMIT ?", (_FEW + 1,)).fetchall()
            self._knows_all = len(rows) <= _FEW
            if self._knows_all:
                return dict(map(tuple, rows))
        found = (
            connection.execute("SELECT id, name FROM portals WHERE id = ?", (each,)).fetchone() for each in portals
        )
        return {row[0]: row[1] for row in found if row is not None}


# Those of the request that is being answered: names change while a crawl writes, within a page they need not.
_OF_REQUEST: ContextVar[PortalNames] = ContextVar("portal names of a request")


def portal_names() -> PortalNames:
    """Return the names that this request has looked up; outside a request none are remembered."""
    return _OF_REQUEST.get(None) or PortalNames()


def looked_up_once(app: App) -> App:
    """Return ``app`` with names of portals remembered while it answers a request, and no longer."""

    async def answering(scope: Any, receive: Any, send: Any) -> None:
        token = _OF_REQUEST.set(PortalNames())
        try:
            await app(scope, receive, send)
        finally:
            _OF_REQUEST.reset(token)

    return answering


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
        return filled("<code>%s</code> <small>%s</small>", portal, say("not-in-the-archive"))
    address = urls.row(DATABASE, "portals", tilde_encode(portal))
    return filled('<a href="%s" title="portals %s">%s</a>', address, portal, words or names[portal] or portal)


def portal_list(value: str, kind: str, names: Names, urls: Any) -> Markup | None:
    """Return a cell that lists portals, each with its words and its day; ``None`` for another text.

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
        filled(
            "<li>%s %s</li>",
            portal_link(portal, None, names, urls),
            Markup(" ").join(_word(word, kind) for word in words),
        )
        for portal, words in found
    )
    return filled('<ul class="plain steps">%s</ul>', Markup("").join(items))


def _word(word: str, kind: str) -> Markup:
    if not is_known(word, kind):
        return filled('<time datetime="%s">%s</time>', word, moment(word) or word)
    return filled('<span class="tag">%s</span>', label(word, kind))
