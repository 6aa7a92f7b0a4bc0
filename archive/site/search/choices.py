"""What the form of a search offers: every portal, and the names of the units that have one.

An archive of the whole country has more than a thousand portals, and their list was half of what a page of hits took.
It says the same on every page, so it is put together once for the same portals: a crawl that writes every second does
not change them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.site.html import filled, joined

if TYPE_CHECKING:
    import sqlite3

_ARCHIVES = 4  # that a process serves, at most; of more the lists are put together anew


@dataclass(frozen=True, slots=True)
class FormChoices:
    """The lists of a search's form.

    Attributes:
        portals: how many portals there are.
        units: the names of units, options of a list.
    """

    portals: int
    units: Markup
    _options: Markup

    def portal_options(self, chosen: str | None) -> Markup:
        """Return the portals by name as options of a list.

        Args:
            chosen: the id of the portal that is asked for.
        """
        if chosen is None:
            return self._options
        return Markup(self._options.replace(_option(chosen), _chosen(chosen), 1))  # nosec B704 # noqa: S704  escaped


def read_choices(connection: sqlite3.Connection) -> FormChoices:
    """Return what there is to choose from."""
    # As one text: Datasette has each text of a row decoded by a function of its own, three thousand of them.
    listed = connection.execute("SELECT json_group_array(json_array(name, id, unit)) FROM portals").fetchone()[0]
    return _drawn(listed)


@lru_cache(_ARCHIVES)
def _drawn(listed: str) -> FormChoices:
    """Put portals together, each a list of its name, its id and the name of its unit."""
    rows = sorted(json.loads(listed), key=itemgetter(0, 1))
    options = joined(filled("%s%s", _option(portal), name) for name, portal, _ in rows)
    units = joined(filled("<option>%s", unit) for unit in sorted({unit for *_, unit in rows if unit}))
    return FormChoices(len(rows), units, options)


# An end tag may be left out behind an option; a thousand of them are a twentieth of a page.
def _option(portal: str) -> Markup:
    return filled('<option value="%s">', portal)


def _chosen(portal: str) -> Markup:
    return filled('<option value="%s" selected>', portal)
