"""The portals of an archive as forms offer them, and as they are meant by a name that somebody types.

A form lists all portals where there are a few hundred. Of the whole country there are thousands, and their list alone
would be heavier than a page may be: there a name is typed, as it is for a unit or an official.

The lists say the same on every page, so they are put together once for the same portals: a crawl that writes every
second does not change them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from archive.site.html import filled, joined
from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3

MOST_LISTED = 400  # portals, or names of units, in a list of a form: some 20 kB
_ARCHIVES = 4  # that a process serves, at most; of more the lists are put together anew


class KnownPortal(NamedTuple):
    """A portal: its id, name and address, the name of its unit, and its name and its unit's, folded."""

    id: str
    name: str
    url: str
    unit: str | None
    folded: str
    unit_folded: str

    @property
    def address(self) -> str:
        """Its address as people write it, which tells it from others of its name."""
        return _bare(self.url)


@dataclass(frozen=True, slots=True)
class KnownPortals:
    """The portals of an archive, by name.

    Attributes:
        portals: all of them.
        units: the names of their units, options of a list; none of more than :data:`MOST_LISTED`.
    """

    portals: tuple[KnownPortal, ...]
    units: Markup
    _options: Markup
    _of_id: dict[str, KnownPortal]

    @property
    def are_listed(self) -> bool:
        """Whether they are few enough for a list; else a name is typed."""
        return len(self.portals) <= MOST_LISTED

    def options(self, chosen: str | None) -> Markup:
        """Return the portals as options of a list, none where they are too many for one.

        Args:
            chosen: the id of the portal that is asked for.
        """
        if chosen is None:
            return self._options
        return Markup(self._options.replace(_option(chosen), _chosen(chosen), 1))  # nosec B704 # noqa: S704  escaped

    def typed(self, portal: str) -> str:
        """Return what means a portal of an id when it is typed: its name, unless others are meant by it."""
        known = self._of_id.get(portal)
        return known.name if known is not None and self.meant(known.name) == [known] else portal

    def named(self, words: str) -> list[KnownPortal]:
        """Return the portals whose names contain some words, marks optional, and the one whose id they are."""
        plain = fold(words)
        return [one for one in self.portals if plain in one.folded or plain == one.id]

    def meant(self, typed: str) -> list[KnownPortal]:
        """Return the portals that a typed text may mean.

        That is the one whose id or address it is; else those that are called so, or whose unit is; else those in
        whose name or unit's name all its words stand; else those in whose address it does. Marks count where some
        that have it are spelt so.

        Args:
            typed: an id, an address, a name, or words of one.
        """
        text = " ".join(nfc(typed).split())
        known = self._of_id.get(text)
        if known is not None:
            return [known]
        plain, address, words = fold(text), _bare(text), set(fold(text).split())
        if not words:
            return []
        found = [one for one in self.portals if plain in (one.folded, one.unit_folded) or address == one.address]
        if not found:
            found = [one for one in self.portals if words <= {*one.folded.split(), *one.unit_folded.split()}]
        if not found:
            found = [one for one in self.portals if address in one.address]
        if plain != text.lower():
            spelt = set(fold_tone(text).split())
            found = [one for one in found if spelt <= set(fold_tone(f"{one.name} {one.unit or ''}").split())] or found
        return found


def read_known_portals(connection: sqlite3.Connection) -> KnownPortals:
    """Return the portals of an archive."""
    # As one text: Datasette has each text of a row decoded by a function of its own, three thousand of them.
    listed = connection.execute("SELECT json_group_array(json_array(name, id, url, unit)) FROM portals").fetchone()[0]
    return _put_together(listed)


@lru_cache(_ARCHIVES)
def _put_together(listed: str) -> KnownPortals:
    """Put portals together, each a list of its name, its id, its address and the name of its unit."""
    portals = tuple(
        KnownPortal(portal, name, url, unit, fold(name), fold(unit or ""))
        for name, portal, url, unit in sorted(json.loads(listed), key=_by_name)
    )
    options, units = [], sorted({one.unit for one in portals if one.unit})
    if len(portals) <= MOST_LISTED:
        options = [filled("%s%s", _option(one.id), one.name) for one in portals]
    if len(units) > MOST_LISTED:
        units = []
    return KnownPortals(
        portals,
        joined(filled("<option>%s", unit) for unit in units),
        joined(options),
        {one.id: one for one in portals},
    )


def _by_name(row: list[str]) -> tuple[str, str]:
    return row[0], row[1]


def _bare(address: str) -> str:
    """Return an address without what is seldom typed of it, its scheme and last slash."""
    return address.lower().rpartition("://")[2].rstrip("/")


# An end tag may be left out behind an option; a hundred of them are a twentieth of a page.
def _option(portal: str) -> Markup:
    return filled('<option value="%s">', portal)


def _chosen(portal: str) -> Markup:
    return filled('<option value="%s" selected>', portal)
