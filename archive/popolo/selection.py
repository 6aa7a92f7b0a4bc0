"""Which part of an archive is asked for: a portal's articles, a unit's posts, a span of days."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scraper.errors import ArchiveError
from scraper.units import take_apart
from scraper.vietnamese import collapse, fold, nfc

if TYPE_CHECKING:
    import sqlite3

    from archive.popolo.observations import TitleSeen

_BELOW = """
WITH RECURSIVE below (id) AS (
    SELECT id FROM units WHERE id = ?
    UNION SELECT units.id FROM units JOIN below ON units.parent = below.id
)
SELECT id FROM below
"""

# Who is named with a title of the unit; the names are those of titles whose unit is not known.
_HOLDERS = """
WHERE id IN (
    SELECT person FROM titles WHERE unit_id IN (SELECT value FROM json_each(:units))
    UNION SELECT person FROM titles WHERE unit_id IS NULL AND unit IN (SELECT value FROM json_each(:names))
)
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of an archive is asked for.

    ``portal`` is the id of one; ``unit`` a unit's name (marks optional) or its id in ``units``: posts of its bodies and
    of those of the units inside it; ``since`` and ``until`` are ISO dates, both inclusive, of the day that an article
    speaks of; ``person`` is the id of one in ``people``. What ``unit`` means is found by :meth:`looked_up`:
    ``unit_ids``, ``unit_names`` (folded), and ``printed_names`` as titles have them.
    """

    portal: str | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    person: int | None = None
    unit_ids: frozenset[str] = field(default=frozenset())
    unit_names: frozenset[str] = field(default=frozenset())
    printed_names: frozenset[str] = field(default=frozenset())

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.portal or self.unit or self.since or self.until or self.person)

    def looked_up(self, connection: sqlite3.Connection) -> Selection:
        """Return the selection with its portal checked and its unit found.

        Raises:
            ArchiveError: the archive has no such portal or person, or neither gazetteer nor titles know such a unit.
        """
        if self.person is not None:
            found = connection.execute("SELECT 1 FROM people WHERE id = ?", (self.person,)).fetchone()
            if found is None:
                raise ArchiveError(f"{self.person} is nobody in this archive; `congtin people list` names who is")
        if self.portal is not None:
            known = [row[0] for row in connection.execute("SELECT id FROM portals ORDER BY id")]
            if self.portal not in known:
                raise ArchiveError(f"{self.portal!r} is no portal of this archive; there are: {', '.join(known)}")
        if self.unit is None:
            return self
        wanted = fold(collapse(nfc(self.unit)))
        named = [
            identifier
            for identifier, name in connection.execute("SELECT id, name FROM units")
            if identifier == self.unit or _is_called(name, wanted)
        ]
        printed = [row[0] for row in connection.execute("SELECT DISTINCT unit FROM titles WHERE unit IS NOT NULL")]
        names = frozenset(name for name in printed if _is_called(name, wanted))
        if not (wanted and (named or names)):
            raise ArchiveError(
                f"no unit is called {self.unit!r}; give its name with its kind (thị xã Kỳ Anh) or its id in units"
            )
        inside = frozenset(row[0] for one in named for row in connection.execute(_BELOW, (one,)))
        return replace(self, unit_ids=inside, unit_names=frozenset(map(fold, names)), printed_names=names)

    def of_people(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on people, as SQL that begins with WHERE, and its parameters; of whom none is missed."""
        if self.person is not None:
            return "WHERE id = :person", {"person": self.person}
        if self.unit is None:
            return "", {}
        values = {"units": json.dumps(sorted(self.unit_ids)), "names": json.dumps(sorted(self.printed_names))}
        return _HOLDERS, values

    def of_mentions(self) -> tuple[str, dict[str, str]]:
        """Return the conditions on mentions (``m``) and their articles (``a``) as SQL that begins with AND."""
        said = {
            "portal": (" AND a.portal = :portal", self.portal),
            "since": (" AND m.day >= :since", self.since),
            "until": (" AND m.day <= :until", self.until),
        }
        asked = {name: (words, value) for name, (words, value) in said.items() if value is not None}
        return "".join(words for words, _ in asked.values()), {
            name: value for name, (_, value) in asked.items() if value
        }

    def takes(self, title: TitleSeen) -> bool:
        """Tell whether a title is one of those asked for."""
        if self.unit is None:
            return True
        if title.unit_id is not None:
            return title.unit_id in self.unit_ids
        return bool(title.unit) and fold(title.unit or "") in self.unit_names


def _is_called(name: str, wanted: str) -> bool:
    """Tell whether a unit's name is the wanted one (folded), with its kind or without."""
    return wanted in (fold(name), fold(take_apart(name).name))
